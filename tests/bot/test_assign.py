"""The solver keeps the port's promise, held against trying everything."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assign import LeastCost
from handlers.rules.ids import PersonId

PEOPLE = [PersonId(who) for who in "abcd"]
ROWS = st.lists(st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 50), max_size=4), max_size=4)


def score(chosen: tuple[PersonId | None, ...], rows: list[dict[PersonId, int]]) -> tuple[int, int]:
    """Rows without anybody, then the cost."""
    got = [row.get(who) if who else None for who, row in zip(chosen, rows, strict=True)]
    return sum(cost is None for cost in got), sum(cost or 0 for cost in got)


@settings(deadline=None)  # the first example loads scipy
@given(ROWS)
def test_it_is_as_good_as_the_best_of_all(rows: list[dict[PersonId, int]]) -> None:
    chosen = LeastCost().best(rows)
    nobody: list[PersonId | None] = [None] * len(rows)
    best = min(score(order, rows) for order in permutations([*PEOPLE, *nobody], len(rows)))
    named = [who for who in chosen if who]
    assert len(named) == len(set(named))
    assert all(who in row for who, row in zip(chosen, rows, strict=True) if who)
    assert score(tuple(chosen), rows) == best


@pytest.mark.parametrize("count", [0, 3])
def test_where_nobody_is_there_nobody_is_chosen(count: int) -> None:
    assert LeastCost().best([{}] * count) == [None] * count
