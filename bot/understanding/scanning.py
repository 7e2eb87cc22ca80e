"""One pass over a text tells which of many expressions are worth asking, and which words of the lexicon it has."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs

from bot.understanding.atoms import EDGE


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a text: the first match of each group of expressions, and the lexicon's classes."""

    matches: Mapping[str, "re.Match[str]"]
    classes: frozenset[str]


class Scanner:
    """Regular expressions by number, each with strings of which its matches hold one, and words with their class."""

    def __init__(
        self,
        expressions: Sequence[str],
        groups: Sequence[str],
        atoms: Sequence[Iterable[str] | None],
        lexicon: Mapping[str, Iterable[str]],
    ) -> None:
        """Take the expressions, each with its group and its atoms (None: ask it of every text), and the lexicon."""
        self._expressions, self._groups = expressions, groups
        self._compiled: list[re.Pattern[str] | None] = [None] * len(expressions)
        self._always = tuple(number for number, needed in enumerate(atoms) if needed is None)
        numbers: dict[str, list[int]] = {}
        for number, needed in enumerate(atoms):
            for atom in needed or ():
                numbers.setdefault(atom, []).append(number)
        classes: dict[str, list[str]] = {}
        for name, words in lexicon.items():
            for word in words:
                classes.setdefault(word, []).append(name)
        strings = list(numbers | classes)
        self._numbers = [numbers.get(string, ()) for string in strings]
        self._classes = [classes.get(string, ()) for string in strings]
        self._automaton = ahocorasick_rs.AhoCorasick(strings)

    def scan(self, text: str) -> Found:
        """What is in the text. The text is normalised."""
        marked = f"{EDGE}{text}{EDGE}"
        places = self._automaton.find_matches_as_indexes(marked, overlapping=True)
        candidates = set(self._always).union(*[self._numbers[index] for index, _, _ in places])
        matches: dict[str, re.Match[str]] = {}
        for number in sorted(candidates):
            match = (self._compiled[number] or self._expression(number)).search(text)
            if match is not None:
                self._keep(match, self._groups[number], matches)
        named = [
            self._classes[index]
            for index, start, end in places
            if self._classes[index] and is_whole(marked, start, end)
        ]
        return Found(matches, frozenset(chain.from_iterable(named)))

    def _keep(self, match: "re.Match[str]", group: str, matches: dict[str, "re.Match[str]"]) -> None:
        """Of a group the first in the text; of those at one place the one written first."""
        other = matches.get(group)
        if other is None or match.start() < other.start():
            matches[group] = match

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
