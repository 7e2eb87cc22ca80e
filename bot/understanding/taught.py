"""What staff taught, ready to be asked: is a text like a lesson, does it name a service by a new word?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import ahocorasick_rs

from bot.understanding.normalise import normalise
from bot.understanding.scanning import is_whole
from bot.understanding.vocabulary import in_standard
from handlers.rules.lessons import Lesson

NEAR = 0.8  # what two texts' runs of three letters must have in common, to be the same
LONGEST = 600
_RUN = 3
_TINY = 1e-9  # 0.8 has no exact form
_MENTION = re.compile(r"@\S+\s*")
_ALIKE = str.maketrans("123456789一二三四五六七八九十百两幺〇", "0" * 9 + "零" * 14)
_FADING = " ,;。.!~…"


@dataclass(frozen=True)
class Taught:
    """Lessons, the latest last, and the words that name a service, with its code. It is made anew for every change."""

    lines: tuple[Lesson, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> Lesson | None:
        """The lesson about this text, exact or near; of several the nearest, then the latest. The text is heard."""
        if not self.lines:
            return None
        known = key(text)
        return self._exact.get(known) or self._near(known)

    def service_in(self, text: str) -> str | None:
        """The service that a heard text names by a word that staff taught: by the first one, the longest there."""
        if not self.words:
            return None
        automaton, codes = self._automaton
        places = automaton.find_matches_as_indexes(text)
        return next((codes[index] for index, start, end in places if is_whole(text, start, end)), None)

    def _near(self, known: str) -> Lesson | None:
        """Of so many runs, `allowed` may be foreign to a near text: so it has one of any `allowed` + 1 of them."""
        if len(known) > self._longest or self._is_foreign(known):
            return None
        runs = runs_of(known)
        found = sorted((holders for run in runs if (holders := self._index.get(run))), key=len)
        left = _allowed(len(runs)) - (len(runs) - len(found))
        candidates = set[int]().union(*found[: max(0, left + 1)])
        best = max(((_likeness(runs, self._runs[i]), i) for i in candidates), default=(0.0, 0))
        return self.lines[best[1]] if best[0] >= NEAR else None

    def _is_foreign(self, known: str) -> bool:
        """Whether more of its runs are in no lesson than a near text could have: seen soon, for most texts."""
        allowed, foreign = _allowed(len(known)), set[str]()
        for run in _runs(known):
            if run not in self._index:
                foreign.add(run)
                if len(foreign) > allowed:
                    return True
        return False

    @cached_property
    def _exact(self) -> Mapping[str, Lesson]:
        return dict(zip(self._keys, self.lines, strict=True))

    @cached_property
    def _keys(self) -> list[str]:
        return [_key_of(line.text) for line in self.lines]

    @cached_property
    def _runs(self) -> list[frozenset[str]]:
        return [runs_of(known) for known in self._keys]

    @cached_property
    def _index(self) -> Mapping[str, tuple[int, ...]]:
        holders: dict[str, list[int]] = {}
        for number, runs in enumerate(self._runs):
            for run in runs:
                holders.setdefault(run, []).append(number)
        return {run: tuple(numbers) for run, numbers in holders.items()}

    @cached_property
    def _longest(self) -> float:
        """No text of more letters is near to any lesson, but one that says the same again and again."""
        return max(map(len, self._keys)) / NEAR + _RUN

    @cached_property
    def _automaton(self) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
        words = {in_standard(normalise(word)): code for word, code in self.words.items()}
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        return ahocorasick_rs.AhoCorasick(list(words), matchkind=kind), list(words.values())


NOTHING = Taught()


def key(text: str) -> str:
    """What is compared of a heard text: without mentions and what fades at its end, all figures alike."""
    plain = _MENTION.sub("", text) if "@" in text else text
    return plain.translate(_ALIKE).rstrip(_FADING)


def runs_of(known: str) -> frozenset[str]:
    """The runs of three letters; a shorter text is its own."""
    return frozenset(_runs(known))


def _runs(known: str) -> Iterator[str]:
    yield from (known[i : i + _RUN] for i in range(max(1, len(known) - _RUN + 1)))


def _allowed(count: int) -> int:
    """Of so many runs, how many a near text need not have."""
    return count - ceil(NEAR * count - _TINY)


def _key_of(text: str) -> str:
    return key(in_standard(normalise(text)[:LONGEST]))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)
