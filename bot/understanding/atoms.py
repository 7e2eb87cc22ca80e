"""The words a regular expression cannot do without: one pass over a text then tells which expressions are worth asking.

The idea is that of RE2's FilteredRE2 (Russ Cox, "Regular Expression Matching with a Trigram Index", 2012).
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

EDGE = "\0"  # stands before and after a text
MOST = 24  # strings to be held apart; more are not worth it
# The letters of people's messages, the commonest first: a word of rarer letters tells more.
_COMMON = (
    ",了我的一不 个人有上来在e天ao子ti下n没。到sr是家hld老里mucy去小g说那三好w1点p看得要门大b"
    "都电着f就给还你k十0今?两2水手楼会出开能头这发想车时打谁们他机年单v把.吗儿过周:3口后回二栋面五!走也位"
    "晚地半自多四生请师'用么起分心可学吃换话午带号道第以送别行日只全放外4公动妈哪路前5月班气已接六8又完孩现台次"
    "愿区明修帮快收买她"
)
_SELDOM = 0.003  # texts that have a string, as a share
_ZERO_WIDTH = {ops.AT, ops.ASSERT, ops.ASSERT_NOT}
_EDGES = {ops.AT_BEGINNING: frozenset({EDGE}), ops.AT_END: frozenset({EDGE, "\n"})}
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}

Strings = frozenset[str]
NOTHING: Strings = frozenset({""})


def atoms_of(pattern: str) -> list[Strings]:
    """Up to two sets of strings: every text that matches has, between two EDGEs, a string of each.

    The second is there where many texts have one of the first; some patterns have none.
    """
    exact, needs = _sequence(parser.parse(pattern, re.ASCII if pattern.isascii() else 0))
    found = _rarest_first(needs if exact is None else [*needs, exact])
    return found[: 2 if found and _share_of(found[0]) > _SELDOM else 1]


def _sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Strings | None, list[Strings]]:
    """Of what stands in a row: all the strings it can be, where they are few, and all that it cannot do without."""
    run: Strings = NOTHING
    is_exact = True
    needs: list[Strings] = []
    for op, argument in items:
        exact, inner = _one(op, argument)
        needs += inner
        joined = None if exact is None else _joined(run, exact)
        if joined is None:
            is_exact = False
            needs.append(run)
            joined = NOTHING if exact is None else exact
        run = joined
    return (run, needs) if is_exact else (None, [*needs, run])


def _one(op: Any, argument: Any) -> tuple[Strings | None, list[Strings]]:
    if op is ops.LITERAL:
        return frozenset({chr(argument)}), []
    if op is ops.IN:
        return _letters(argument), []
    if op in _ZERO_WIDTH:
        return _EDGES.get(argument, NOTHING) if op is ops.AT else NOTHING, []
    if op is ops.SUBPATTERN:
        return _sequence(argument[-1])
    if op is ops.BRANCH:
        return _branches(argument[1])
    if op in _REPEATS:
        return _repeat(*argument)
    return None, []


def _letters(items: Sequence[tuple[Any, Any]]) -> Strings | None:
    codes: set[int] = set()
    for op, argument in items:
        if op is ops.LITERAL:
            codes.add(argument)
        elif op is ops.RANGE and argument[1] - argument[0] < MOST:
            codes.update(range(argument[0], argument[1] + 1))
        else:
            return None
    return frozenset(map(chr, codes)) if len(codes) <= MOST else None


def _branches(branches: Sequence[Any]) -> tuple[Strings | None, list[Strings]]:
    parts = [_sequence(branch) for branch in branches]
    exacts = [exact for exact, _ in parts if exact is not None]
    together = frozenset[str]().union(*exacts)
    if len(exacts) == len(parts) and len(together) <= MOST:
        return together, []
    rarest = [_rarest_first(needs if exact is None else [*needs, exact]) for exact, needs in parts]
    return None, [frozenset[str]().union(*(found[0] for found in rarest))] if all(rarest) else []


def _repeat(least: int, most: Any, inner: Any) -> tuple[Strings | None, list[Strings]]:
    exact, needs = _sequence(inner)
    if (least, most) == (1, 1):
        return exact, needs
    if (least, most) == (0, 1) and exact is not None:
        return exact | NOTHING, []
    return None, (needs if exact is None else [*needs, exact]) if least else []


def _joined(run: Strings, more: Strings) -> Strings | None:
    if len(run) * len(more) > MOST:
        return None
    return frozenset(a + b for a, b in product(run, more))


def _rarest_first(needs: Iterable[Strings]) -> list[Strings]:
    """Those that say something, what fewest texts have before the others."""
    return sorted((_shortest(strings) for strings in needs if strings and "" not in strings), key=_share_of)


def _share_of(strings: Strings) -> float:
    return sum(map(_share, strings))


def _shortest(strings: Strings) -> Strings:
    """Those that hold no other of them: whoever finds the shorter ones needs no longer ones."""
    return frozenset(one for one in strings if not any(other in one for other in strings if other != one))


@cache
def _share(string: str) -> float:
    """About how many of all texts have it, as a share: its letters' shares multiplied."""
    if string == EDGE:
        return 1.0
    return math.prod(4 / (20 + (_COMMON + letter).index(letter)) for letter in string)
