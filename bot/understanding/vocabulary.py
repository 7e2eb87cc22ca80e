"""The vocabulary: words as data (data/*.toml), compiled once."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.understanding.normalise import normalise
from bot.understanding.numbers import CHINESE, ENGLISH

_NOTHING = re.compile(r"(?!)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_ESCAPES = re.compile(r"\\[a-z]|\(\?[a-z]*[<=!:]")


class Pattern:
    """Several regular expressions as one: of each language's words only where the text has its letters."""

    __slots__ = ("_chinese", "_latin", "_whole")

    def __init__(self, patterns: Iterable[str]) -> None:
        """Compile them: once all together, once for each language."""
        given = list(patterns)
        self._whole = _joined(given)
        self._chinese = _joined(one for one in given if _has_chinese(one) or not _has_latin(one))
        self._latin = _joined(one for one in given if _has_latin(one) or not _has_chinese(one))

    def search(self, text: str) -> "re.Match[str] | None":
        """The first place where one of them matches."""
        if text.isascii():
            return self._latin.search(text)
        if _LATIN.search(text):
            return self._whole.search(text)
        return self._chinese.search(text)

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced."""
        return self._whole.sub(replacement, text)


def _joined(patterns: Iterable[str]) -> "re.Pattern[str]":
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined) if joined else _NOTHING


def _has_chinese(pattern: str) -> bool:
    """Whether it needs a Chinese letter; what must not follow is none that it needs."""
    return _CHINESE.search(pattern.split("(?!", maxsplit=1)[0]) is not None


def _has_latin(pattern: str) -> bool:
    return _LATIN.search(_ESCAPES.sub("", pattern)) is not None


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """How one service is spoken of: something broken, something to be done, something one can do."""

    trouble: Pattern
    need: Pattern
    skill: Pattern


@dataclass(frozen=True, slots=True)
class Named:
    """One service found in a text: where, and whether as something broken."""

    code: str
    position: int
    is_trouble: bool


def any_of(patterns: Iterable[str]) -> Pattern:
    """One pattern that matches where any of them does."""
    return Pattern(patterns)


@cache
def cues() -> dict[str, dict[str, Pattern]]:
    """The cues of every intent, by section and key of data/cues.toml."""
    return {name: {key: any_of(words) for key, words in section.items()} for name, section in _load("cues").items()}


def has(section: str, text: str, key: str = "words") -> bool:
    """Whether the text has one of those cues."""
    return cues()[section][key].search(text) is not None


@cache
def services() -> dict[str, ServiceWords]:
    """Every service's words, by code."""
    loaded = _load("services").items()
    return {code: ServiceWords(**{key: any_of(words) for key, words in section.items()}) for code, section in loaded}


@cache
def dangers() -> dict[str, tuple[Pattern, Pattern]]:
    """Each danger's words, and what only looks like it; the worst first."""
    sections = ((name, part) for name, part in _load("dangers").items() if isinstance(part, dict))
    return {name: (any_of(part["words"]), any_of(part["not_here"])) for name, part in sections}


@cache
def not_now() -> dict[str, Pattern]:
    """What makes no danger a present one: `elsewhere` and `over`."""
    return {name: any_of(part) for name, part in _load("dangers").items() if isinstance(part, list)}


@cache
def slot_words() -> dict[str, dict[str, Pattern]]:
    """The words of ratings, answers, people and places, by section and key of data/slots.toml."""
    number = rf"\d{{1,2}}|{CHINESE}{{1,2}}|{ENGLISH}"
    sections = _load("slots").items()
    return {
        name: {key: any_of(word.replace("NUMBER", number) for word in words) for key, words in section.items()}
        for name, section in sections
    }


@cache
def _dialect() -> tuple[dict[str, str], "re.Pattern[str]"]:
    words: dict[str, str] = _load("dialect")["words"]
    longest_first = sorted(words, key=len, reverse=True)
    return words, re.compile("|".join(map(re.escape, longest_first)))


def in_standard(text: str) -> str:
    """A normalised text with regional words and common slips in the standard's words."""
    words, pattern = _dialect()
    return text if text.isascii() else pattern.sub(lambda found: words[found.group()], text)


def services_in(text: str) -> list[Named]:
    """The services that a normalised text needs, in the order in which it names them."""
    found = [_find(code, words, text) for code, words in services().items()]
    return sorted((named for named in found if named), key=lambda named: named.position)


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


def _find(code: str, words: ServiceWords, text: str) -> Named | None:
    trouble, need = words.trouble.search(text), words.need.search(text)
    found = trouble or need
    return Named(code, found.start(), trouble is not None) if found else None


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("bot.understanding").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
