"""One pass over a text tells which of many expressions are worth asking, and which words of the lexicon it has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs

from bot.understanding.atoms import EDGE

_NONE = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a text: of each group the first match, and how many expressions match; the lexicon's classes."""

    matches: Mapping[str, "re.Match[str]"]
    counts: Mapping[str, int]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Index:
    """Strings, each with the numbers of the sets it is in, and for each set which other one must be found with it.

    The first sets have the numbers of their expressions, the second ones those after; nothing goes with a second one.
    """

    strings: Sequence[str]
    numbers: Sequence[Sequence[int]]
    others: Sequence[int]
    always: Sequence[int]


def index_of(atoms: Sequence[Sequence[Iterable[str]]]) -> Index:
    """Of each expression's sets of strings, at most two of them; none: it is asked of every text."""
    numbers: dict[str, list[int]] = {}
    others = list(range(len(atoms)))
    for number, sets in enumerate(atoms):
        if len(sets) > 1:
            others[number] = len(others)
            others.append(_NONE)
        for known, strings in zip((number, others[number]), sets, strict=False):
            for string in sorted(strings):
                numbers.setdefault(string, []).append(known)
    always = [number for number, sets in enumerate(atoms) if not sets]
    return Index(list(numbers), list(numbers.values()), others, always)


class Scanner:
    """Regular expressions by number, strings that tell which of them may match, and words with their class."""

    def __init__(
        self, expressions: Sequence[str], groups: Sequence[str], index: Index, lexicon: Mapping[str, Iterable[str]]
    ) -> None:
        """Take the expressions, each with its group, the index of their strings, and the lexicon."""
        self._expressions, self._groups = expressions, groups
        self._always, self._others = frozenset(index.always), index.others
        self._compiled: list[re.Pattern[str] | None] = [None] * len(expressions)
        classes: dict[str, list[str]] = {}
        for name, words in lexicon.items():
            for word in words:
                classes.setdefault(word, []).append(name)
        others = [*(classes.keys() - set(index.strings))]
        strings = [*index.strings, *others]
        self._numbers = [*index.numbers, *([()] * len(others))]
        self._classes = [classes.get(string, ()) for string in strings]
        self._automaton = ahocorasick_rs.AhoCorasick(strings)

    def scan(self, text: str) -> Found:
        """What is in the text. The text is normalised."""
        marked = f"{EDGE}{text}{EDGE}"
        places = self._automaton.find_matches_as_indexes(marked, overlapping=True)
        numbers, others, classes = self._numbers, self._others, self._classes
        found = self._always.union(*[numbers[index] for index, _, _ in places])
        named = [classes[index] for index, start, end in places if classes[index] and is_whole(marked, start, end)]
        matches: dict[str, re.Match[str]] = {}
        counts: dict[str, int] = {}
        for number in sorted([number for number in found if others[number] in found]):
            match = (self._compiled[number] or self._expression(number)).search(text)
            if match is not None:
                group = self._groups[number]
                counts[group] = counts.get(group, 0) + 1
                if group not in matches or match.start() < matches[group].start():
                    matches[group] = match  # of those at one place the one written first
        return Found(matches, counts, frozenset(chain.from_iterable(named)))

    def _expression(self, number: int) -> "re.Pattern[str]":
        """Compiled when first asked: most are asked seldom, and nobody waits for them at the start."""
        compiled = self._compiled[number] = re.compile(self._expressions[number])
        return compiled


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a word stands by itself: Latin letters around it would make it part of another."""
    if not text[start].isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())
