"""YAML with positions: plain data, and the line and column of every key and value.

Scalars follow YAML 1.2: `yes` and `22:00` are text. Numbers remember how they were written, so that a phone number
keeps its zeros. Dates stay text, for the forms to read. Escaped halves of characters, as JSON writes them, are joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bot.characters import in_whole_characters
from handlers.errors import WeiguangError

Route = tuple[str | int, ...]

MOST_VALUES = 500_000
_TEXT_TAG = "tag:yaml.org,2002:str"
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where something stands: a file with line and column, both from 1; 0 where there is no line to name."""

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """As `config.yaml:12:5`."""
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at some place, in one line."""

    mark: Mark
    message: str

    def __str__(self) -> str:
        """As `config.yaml:12:5: port must be …`."""
        return f"{self.mark}: {self.message}"


class BadFileError(WeiguangError):
    """A file that people write is malformed. Its text is one line per fault, in the order of the file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Take all the faults, at least one."""
        self.faults = tuple(sorted(dict.fromkeys(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    @property
    def line(self) -> int:
        """The line of the first fault; 0 where there is none to name."""
        return self.faults[0].mark.line

    @property
    def column(self) -> int:
        """The column of the first fault; 0 where there is none to name."""
        return self.faults[0].mark.column


class WrittenInt(int):
    """A whole number that remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> "WrittenInt":
        """Read the text."""
        number = super().__new__(cls, int(text, 0) if text[:2] in {"0o", "0x"} else int(text))
        number.text = text
        return number

    def __deepcopy__(self, _: object) -> Self:
        """It never changes."""
        return self


class WrittenFloat(float):
    """A number that remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> "WrittenFloat":
        """Read the text."""
        number = super().__new__(cls, text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        number.text = text
        return number

    def __deepcopy__(self, _: object) -> Self:
        """It never changes."""
        return self


@dataclass
class Document:
    """Plain data (dicts with text keys, lists, scalars) with the places of its keys and values."""

    source: str
    data: object
    values: dict[Route, Mark] = field(default_factory=dict)
    keys: dict[Route, Mark] = field(default_factory=dict)

    def mark_of(self, route: Route) -> Mark:
        """Where the value stands; for one that is not there, where the nearest one around it stands."""
        return self.values[self.known_part(route)]

    def mark_of_key(self, route: Route) -> Mark:
        """Where the key stands; where there is none, as `mark_of`."""
        known = self.known_part(route)
        return self.keys.get(known) or self.values[known]

    def known_part(self, route: Route) -> Route:
        """The longest route that is really there: a name that no key has is passed over, and `a.b: …` is a then b."""
        known: Route = ()
        rest = list(route)
        while rest:
            found = self._step(known, rest)
            if found is None:
                rest.pop(0)
            else:
                known, rest = (*known, found[0]), rest[found[1] :]
        return known

    def _step(self, known: Route, rest: list[str | int]) -> tuple[str | int, int] | None:
        """The next key on the way, and how many names it takes up."""
        if (*known, rest[0]) in self.values:
            return rest[0], 1
        wanted = ".".join(map(str, rest)) + "."
        for key in self._dotted_keys(known):
            if wanted.startswith(f"{key}.") or (len(rest) == 1 and key.startswith(wanted)):
                return key, min(key.count(".") + 1, len(rest))
        return None

    def _dotted_keys(self, at: Route) -> list[str]:
        keys = (route[-1] for route in self.keys if route[:-1] == at)
        return [key for key in keys if isinstance(key, str) and "." in key]


def read_yaml(path: Path) -> Document:
    """The file's content. Raises BadFileError, also for a file that is not there or is not UTF-8."""
    source = str(path)
    return parse_yaml(decode(read_bytes(path), source), source)


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises BadFileError where there are none to be had."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFileError([Fault(Mark(str(path)), "there is no such file")]) from None
    except OSError as fault:
        reason = (fault.strerror or "it can't be opened").lower()
        raise BadFileError([Fault(Mark(str(path)), f"the file can't be read: {reason}")]) from None


def decode(raw: bytes, source: str) -> str:
    """The text of UTF-8 bytes, with or without a byte order mark. Raises BadFileError."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8-sig", errors="replace")) + 1
        message = "the file is not UTF-8 (GBK, perhaps): save it again with the encoding UTF-8"
        raise BadFileError([Fault(Mark(source, line, column), message)]) from None


def parse_yaml(text: str, source: str) -> Document:
    """The content of a YAML text. Raises BadFileError."""
    document = Document(source, None)
    try:
        _Builder(document).build(YAML(typ="safe", pure=True).compose(text))
    except ReaderError as fault:
        raise BadFileError([_unprintable(text, fault, source)]) from None
    except MarkedYAMLError as fault:
        raise BadFileError([_malformed(fault, source)]) from None
    except (YAMLError, ValueError, NotImplementedError) as fault:
        raise BadFileError([Fault(Mark(source, 1, 1), f"this is no YAML: {_one_line(fault)}")]) from None
    except RecursionError:
        raise BadFileError([Fault(Mark(source, 1, 1), "the file is nested too deeply")]) from None
    return document


def _unprintable(text: str, fault: ReaderError, source: str) -> Fault:
    position = int(fault.position)
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    message = f"the character U+{ord(text[position]):04X} can't stand in YAML: delete it"
    return Fault(Mark(source, line, column), message)


def _malformed(fault: MarkedYAMLError, source: str) -> Fault:
    said = f"{fault.context or ''} {fault.problem or ''}"
    is_unclosed = "quoted scalar" in said or "flow" in said
    mark = (fault.context_mark if is_unclosed else None) or fault.problem_mark or fault.context_mark
    where = Mark(source, mark.line + 1, mark.column + 1) if mark else Mark(source, 1, 1)
    plain = next((plain for part, plain in _MALFORMED.items() if part in said), None)
    return Fault(where, plain or f"this is no YAML: {_one_line(fault.problem)}")


_COLON = 'write one key per line, indented like its neighbours, and put text with ": " in it in quotes'
_INDENTATION = "the indentation is wrong: this line must begin exactly below its neighbours"
_MALFORMED = {
    "'\\t'": "a tab can't indent in YAML: use spaces",
    "mapping values are not allowed": f"a colon is not expected here: {_COLON}",
    "flow sequence": "this [ is not closed with ] where it should be, or a comma is missing",
    "flow mapping": "this { is not closed with } where it should be, or a comma is missing",
    "unknown escape": "a backslash in double quotes must be written twice; or use single quotes",
    "quoted scalar": "this quotation mark is never closed",
    "could not find expected ':'": "the line before needs a colon and a space after its key, as key: value",
    "block mapping": _INDENTATION,
    "block collection": _INDENTATION,
    "block sequence": _INDENTATION,
    "cannot start any token": "text that begins with this character must stand in quotes",
    "undefined alias": 'text that begins with * must stand in quotes, as "*"',
    "<stream end>": "the file ends too early: a [, a { or a quotation mark before is not closed",
    "another document": "a second document begins here: delete the line ---",
}


def _one_line(said: object) -> str:
    return " ".join(str(said).split())


class _Builder:
    """Makes plain data of a node tree, and notes where everything stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._faults: list[Fault] = []
        self._open: set[int] = set()

    def build(self, root: Node | None) -> None:
        if root is None:
            self._document.values[()] = Mark(self._document.source, 1, 1)
            return
        self._document.data = self._value(root, ())
        if self._faults:
            raise BadFileError(self._faults)

    def _value(self, node: Node, route: Route) -> object:
        self._document.values[route] = self._mark(node)
        if len(self._document.values) > MOST_VALUES or id(node) in self._open:
            raise BadFileError([Fault(self._mark(node), "the file repeats itself without end")])
        self._open.add(id(node))
        value = self._plain(node, route)
        self._open.discard(id(node))
        return value

    def _plain(self, node: Node, route: Route) -> object:
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, route))
        if isinstance(node, SequenceNode):
            return [self._value(item, (*route, i)) for i, item in enumerate(node.value)]
        return _scalar(node)

    def _pairs(self, node: MappingNode, route: Route) -> Iterator[tuple[str, object]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self._key(key_node, seen)
            if key is not None:
                self._document.keys[(*route, key)] = self._mark(key_node)
                yield key, self._value(value_node, (*route, key))

    def _key(self, node: Node, seen: set[str]) -> str | None:
        key = in_whole_characters(str(node.value))
        if not isinstance(node, ScalarNode):
            self._faults.append(Fault(self._mark(node), "a key must be one word: write key: value"))
            return None
        if key in seen:
            self._faults.append(Fault(self._mark(node), f"{key} stands here twice: delete one of the two"))
            return None
        seen.add(key)
        return key

    def _mark(self, node: Node) -> Mark:
        return Mark(self._document.source, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: Node) -> object:
    text = in_whole_characters(str(node.value))
    if getattr(node, "style", None) or str(node.tag) == _TEXT_TAG:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return WrittenInt(text)
    return WrittenFloat(text) if _FLOAT.fullmatch(text) else text
