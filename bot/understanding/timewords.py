"""The words of time in a text, each with its kind, in both languages (data/timewords.toml)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from itertools import islice
from pathlib import Path

from bot.understanding.feasts import NAMES
from bot.understanding.later import later
from bot.understanding.numbers import ENGLISH, ORDINALS

_FIRST_ZH = (  # what a word of time can begin with: all else is passed over at once
    r"(?=[\d零一二两三四五六七八九十半几整百成昨前大上去刚方头寻琴再过天每有差早快慢多少第后明听今当正腊冬农阴旧逢下这本咱"
    "周星礼次月凌清朝晨晌中午傍黄晚夜深"
    rf"{''.join(sorted({name[0] for name in NAMES if not name.isascii()}))}])"
)
_FIRST_EN = r"(?:(?<![a-z])(?=[a-z])|(?=[\d@]))"
_MOST = 40  # words of time that are looked at: nobody says more, and what weighs them is quadratic
_LATIN = later(r"[a-z]{2}|@")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of time: its kind, what is written, and where."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Of each language what there is one of in every text with a time, and the words themselves."""

    zh_hint: "re.Pattern[str]"
    en_hint: "re.Pattern[str]"
    zh: "re.Pattern[str]"
    en: "re.Pattern[str]"


def time_words(text: str) -> list[Word]:
    """All of a normalised text, in order."""
    patterns = _patterns()
    found: list[Word] = []
    if (not text.isascii() or ":" in text) and patterns.zh_hint.search(text):
        found += _words(patterns.zh, text)
    if _LATIN.search(text) and patterns.en_hint.search(text):
        found += _words(patterns.en, text)
        found.sort(key=lambda word: (word.start, -word.end))
    return found


def _words(pattern: "re.Pattern[str]", text: str) -> Iterator[Word]:
    for match in islice(pattern.finditer(text), _MOST):
        if match.lastgroup not in {None, "skip"}:
            yield Word(str(match.lastgroup), match.group(), match.start(), match.end())


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads((Path(__file__).parent / "data" / "timewords.toml").read_text(encoding="utf-8"))
    parts = data["parts"]
    return _Patterns(
        later(data["hints"]["zh"]),
        later(data["hints"]["en"]),
        _one_of(data["zh"], _FIRST_ZH, {**parts, "FEAST": _feasts(is_english=False)}),
        _one_of(data["en"], _FIRST_EN, {**parts, "FEAST": _feasts(is_english=True)}, re.ASCII),  # "friday早上"
    )


def _feasts(*, is_english: bool) -> str:
    return "|".join(name for name in NAMES if name.isascii() is is_english)


def _one_of(kinds: Mapping[str, list[str]], first: str, parts: Mapping[str, str], flags: int = 0) -> "re.Pattern[str]":
    """The words of all kinds as one expression, each kind a group, with the parts in their places."""
    whole = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in kinds.items())
    known = {**parts, "ENGLISH": ENGLISH, "ORDINAL": ORDINALS}
    filled = reduce(lambda text, name: text.replace(name, known[name]), known, whole)
    return later(f"{first}(?:{filled})", flags)
