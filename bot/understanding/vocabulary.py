"""The vocabulary: words as data (data/*.toml), found in a text by one pass."""

import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, lru_cache, reduce
from itertools import chain
from pathlib import Path
from typing import Any

from bot.understanding.atoms import atoms_of
from bot.understanding.frames import put_together
from bot.understanding.normalise import normalise
from bot.understanding.numbers import CHINESE, ENGLISH
from bot.understanding.scanning import Found, Index, Scanner, index_of

_NUMBER = rf"\d{{1,2}}|{CHINESE}{{1,2}}|{ENGLISH}"
_SOURCES = ("cues", "services", "dangers", "slots")
_ASKED_IN_A_ROW = 8


@dataclass(frozen=True, slots=True)
class Pattern:
    """A group of regular expressions of the vocabulary, by its name: its file, its section, its key."""

    name: str
    expressions: tuple[str, ...]

    def search(self, text: str) -> "re.Match[str] | None":
        """The first match of any of them in a normalised text; of those at one place, the one written first."""
        return scan(text).matches.get(self.name)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        if self.search(text) is None:
            return text
        return reduce(lambda rest, expression: re.sub(expression, replacement, rest), self.expressions, text)


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """How one service is spoken of: something broken, something to be done, something one can do."""

    trouble: Pattern
    need: Pattern
    skill: Pattern


@dataclass(frozen=True, slots=True)
class DangerWords:
    """How one danger is spoken of: words that say so, signs and traces that need company, and what looks like it."""

    words: Pattern
    signs: Pattern
    traces: Pattern
    not_here: Pattern


@dataclass(frozen=True, slots=True)
class Named:
    """One service found in a text: where, and whether as something broken."""

    code: str
    position: int
    is_trouble: bool


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Every expression with its group, in the order of the files, the trees that hold them, and the index to them."""

    expressions: Sequence[str]
    groups: Sequence[str]
    trees: Mapping[str, Any]
    index: Index


@cache
def cues() -> dict[str, dict[str, Pattern]]:
    """The cues of every intent, by section and key of data/cues.toml."""
    return _vocabulary().trees["cues"]  # type: ignore[no-any-return]


def has(section: str, text: str, key: str = "words") -> bool:
    """Whether the text has one of those cues."""
    return cues()[section][key].name in scan(text).matches


@cache
def services() -> dict[str, ServiceWords]:
    """Every service's words, by code."""
    return {code: ServiceWords(**section) for code, section in _vocabulary().trees["services"].items()}


@cache
def dangers() -> dict[str, DangerWords]:
    """Each danger's words; the worst first."""
    sections = _vocabulary().trees["dangers"].items()
    return {
        name: DangerWords(part["words"], part["signs"], part["traces"], part["not_here"])
        for name, part in sections
        if isinstance(part, dict)
    }


@cache
def not_now() -> dict[str, Pattern]:
    """What makes a danger a present one, or none: `never`, `elsewhere`, `past`, `supposed`, `over`, `now`, `urgent`."""
    return {name: part for name, part in _vocabulary().trees["dangers"].items() if isinstance(part, Pattern)}


def slot_words() -> dict[str, dict[str, Pattern]]:
    """The words of ratings, answers, people and places, by section and key of data/slots.toml."""
    return _vocabulary().trees["slots"]  # type: ignore[no-any-return]


def every_pattern() -> list[Pattern]:
    """All groups of expressions, in the order of the files."""
    return list(_leaves(_vocabulary().trees))


@lru_cache(maxsize=_ASKED_IN_A_ROW)
def scan(text: str) -> Found:
    """What the vocabulary finds in a normalised text; the same text is asked about many times in a row."""
    return _scanner().scan(text)


def in_standard(text: str) -> str:
    """A normalised text with regional words and common slips in the standard's words."""
    words, pattern = _dialect()
    return text if text.isascii() else pattern.sub(lambda found: words[found.group()], text)


def services_in(text: str) -> list[Named]:
    """The services that a normalised text needs, in the order in which it names them."""
    matches = scan(text).matches
    found: dict[str, Named] = {}
    for group, match in matches.items():
        _, code, key = group.split(".")[:3] if group.startswith("services.") else ("", "", "")
        if key == "trouble" or (key == "need" and f"services.{code}.trouble" not in matches):
            found[code] = Named(code, match.start(), key == "trouble")
    return sorted(found.values(), key=_position)


def services_named(text: str) -> tuple[str, ...]:
    """The codes of all services that the words name, as needs or as skills, in the order of the text."""
    plain = normalise(text)
    positions: dict[str, int] = {}
    for code, words in services().items():
        starts = [m.start() for pattern in (words.skill, words.need, words.trouble) if (m := pattern.search(plain))]
        if code in plain.replace(",", " ").split():
            starts.append(plain.index(code))
        if starts:
            positions[code] = min(starts)
    return tuple(sorted(positions, key=positions.__getitem__))


def _position(named: Named) -> int:
    return named.position


@cache
def _vocabulary() -> _Vocabulary:
    """The vocabulary as data/vocabulary.json has it; worked out where that is of other words."""
    kept = json.loads(_read("vocabulary.json"))
    sources = [_read(f"{name}.toml") for name in _SOURCES]
    if kept["of"] != _hash_of(sources):
        kept = _worked_out(sources)
    trees = {name: _grouped(tree, name) for name, tree in kept["trees"].items()}
    pairs = [(expression, pattern.name) for pattern in _leaves(trees) for expression in pattern.expressions]
    return _Vocabulary([pair[0] for pair in pairs], [pair[1] for pair in pairs], trees, Index(**kept["index"]))


def vocabulary_file() -> str:
    """What data/vocabulary.json shall hold: working it out takes longer than anybody wants to wait at the start."""
    facts = _worked_out([_read(f"{name}.toml") for name in _SOURCES])
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")) + "\n"


def _worked_out(sources: Sequence[str]) -> dict[str, Any]:
    trees = dict(zip(_SOURCES, map(put_together, map(tomllib.loads, sources)), strict=True))
    expressions = [word for pattern in _leaves(_grouped(trees, "")) for word in pattern.expressions]
    return {"of": _hash_of(sources), "trees": trees, "index": asdict(index_of([*map(atoms_of, expressions)]))}


def _hash_of(sources: Iterable[str]) -> int:
    return zlib.crc32("\n".join([*sources, _NUMBER]).encode())


def _grouped(tree: Any, name: str) -> Any:
    """The tree with each list of expressions as a Pattern."""
    if isinstance(tree, dict):
        return {key: _grouped(part, f"{name}.{key}") for key, part in tree.items()}
    return Pattern(name, tuple(word.replace("NUMBER", _NUMBER) for word in tree))


def _leaves(tree: Any) -> Iterator[Pattern]:
    if isinstance(tree, Pattern):
        yield tree
    else:
        for part in tree.values():
            yield from _leaves(part)


@cache
def _scanner() -> Scanner:
    known = _vocabulary()
    return Scanner(known.expressions, known.groups, known.index, _lexicon())


def _lexicon() -> dict[str, list[str]]:
    sections = tomllib.loads(_read("lexicon.toml")).values()
    return {
        name: [word.replace("_", " ") for word in words.split()]
        for section in sections
        for name, words in section.items()
    }


@cache
def _dialect() -> tuple[dict[str, str], "re.Pattern[str]"]:
    words: dict[str, str] = tomllib.loads(_read("dialect.toml"))["words"]
    longest_first = sorted(words, key=len, reverse=True)
    return words, re.compile("|".join(map(re.escape, longest_first)))


def hits_in(text: str) -> Iterable[str]:
    """The names of all that is found, as the model knows them: groups of expressions, and the lexicon's classes."""
    found = scan(text)
    return chain(map("@".__add__, found.matches), map("%".__add__, found.classes))


def _read(name: str) -> str:
    return (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
