"""The words a regular expression cannot do without: one pass over a text then tells which expressions are worth asking.

The idea is that of RE2's FilteredRE2 (Russ Cox, "Regular Expression Matching with a Trigram Index", 2012).
"""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST = 48  # strings to be held apart; more are not worth it
_ZERO_WIDTH = {ops.AT, ops.ASSERT, ops.ASSERT_NOT}
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}

Strings = frozenset[str]
NOTHING: Strings = frozenset({""})


def atoms_of(pattern: str) -> Strings | None:
    """Strings of which every match of the pattern holds at least one; None where there are no such strings."""
    exact, needed = _sequence(parser.parse(pattern, re.ASCII if pattern.isascii() else 0))
    return _better(needed, exact)


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, Strings | None]:
    """Of what stands in a row: all the strings it can be, where they are few, and what it cannot do without."""
    run: Strings = NOTHING
    is_exact = True
    needed: Strings | None = None
    for op, argument in items:
        exact, inner = _one(op, argument)
        needed = _better(needed, inner)
        joined = None if exact is None else _joined(run, exact)
        if joined is None:
            is_exact = False
            needed = _better(needed, run)
            joined = NOTHING if exact is None else exact
        run = joined
    return (run, needed) if is_exact else (None, _better(needed, run))


def _one(op: Any, argument: Any) -> tuple[Strings | None, Strings | None]:
    if op is ops.LITERAL:
        return frozenset({chr(argument)}), None
    if op is ops.IN:
        return _letters(argument), None
    if op in _ZERO_WIDTH:
        return NOTHING, None
    if op is ops.SUBPATTERN:
        return _sequence(argument[-1])
    if op is ops.BRANCH:
        return _branches(argument[1])
    if op in _REPEATS:
        return _repeat(*argument)
    return None, None


def _letters(items: Sequence[tuple[Any, Any]]) -> Strings | None:
    if len(items) > MOST or any(op is not ops.LITERAL for op, _ in items):
        return None
    return frozenset(chr(argument) for _, argument in items)


def _branches(branches: Sequence[Any]) -> tuple[Strings | None, Strings | None]:
    parts = [_sequence(branch) for branch in branches]
    exacts = [exact for exact, _ in parts]
    if all(exact is not None for exact in exacts):
        together = frozenset[str]().union(*(exact for exact in exacts if exact is not None))
        if len(together) <= MOST:
            return together, None
    needs = [_better(needed, exact) for exact, needed in parts]
    if any(needed is None for needed in needs):
        return None, None
    return None, frozenset[str]().union(*(needed for needed in needs if needed is not None))


def _repeat(least: int, most: Any, inner: Any) -> tuple[Strings | None, Strings | None]:
    exact, needed = _sequence(inner)
    if (least, most) == (1, 1):
        return exact, needed
    if (least, most) == (0, 1) and exact is not None:
        return exact | NOTHING, None
    return None, _better(needed, exact) if least else None


def _joined(run: Strings, more: Strings) -> Strings | None:
    if len(run) * len(more) > MOST:
        return None
    return frozenset(a + b for a, b in product(run, more))


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """The one that says more: longer strings, then fewer."""
    usable = [strings for strings in (one, other) if strings and "" not in strings]
    return max(usable, key=lambda strings: (min(map(len, strings)), -len(strings)), default=None)
