"""Bursts: when there is one, whose offers may move, and what a move costs."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assign import LeastCost
from handlers.rules.bursts import (
    Others,
    Search,
    by_price,
    is_burst,
    may_take_part,
    movable,
    moves,
    price,
    rows,
    silent,
    takes_part,
    travel_minutes,
    unanswered,
)
from handlers.rules.grid import FAR
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import Event, State, advance
from handlers.rules.matching import Burden, Candidate
from handlers.rules.policy import Policy
from handlers.rules.requests import Danger, HelpRequest, Lane, Standing, Urgency
from tests.builders import NOON, a_request, a_volunteer

POLICY = Policy()
NOTHING = Others()
A, B, C = (PersonId(who) for who in "abc")


def offered(number: int, *people: PersonId, **facts: Any) -> HelpRequest:
    return a_request(number=number, **facts).with_notices(people, 1, NOON, swappable=True)


def search(request: HelpRequest, **rings: int) -> Search:
    return Search(request, by_price([Candidate(a_volunteer(who), ring) for who, ring in rings.items()]))


def assigned(*searches: Search, others: Others = NOTHING) -> list[tuple[int, set[PersonId], tuple[PersonId, ...]]]:
    chosen = LeastCost().best(rows(searches, others, POLICY))
    return [(move.request.number, set(move.back), move.asked) for move in moves(searches, chosen)]


@pytest.mark.parametrize(("opened", "minutes", "is_one"), [(10, 1, False), (11, 10, True), (11, 11, False)])
def test_a_burst_is_more_than_ten_within_ten_minutes(opened: int, minutes: int, is_one: bool) -> None:
    openings = [NOON, *[NOON - timedelta(minutes=minutes)] * (opened - 1)]
    assert is_burst(openings, NOON, POLICY) is is_one


def test_danger_takes_no_part() -> None:
    assert may_take_part(a_request(urgency=Urgency.URGENT))
    assert not may_take_part(a_request(danger=Danger.MEDICAL))
    assert not may_take_part(a_request(urgency=Urgency.EMERGENCY))


def test_a_mention_never_moves() -> None:
    mentioned = a_request().with_notices((A,), 1, NOON)
    assert not takes_part(mentioned)
    assert not movable(mentioned)
    assert mentioned.without_offers(frozenset({A})) == mentioned


@pytest.mark.parametrize("answer", [Standing.CLAIMED, Standing.DECLINED])
def test_an_answer_ends_the_offer(answer: Standing) -> None:
    assert movable(offered(1, A)) == {A}
    assert not unanswered(offered(1, A).with_commitment(A, answer, NOON))


def test_who_was_silent_for_a_wave_keeps_the_offer_and_is_asked_last_for_others() -> None:
    later = offered(1, A).with_notices((), 2, NOON)
    assert not movable(later)
    assert unanswered(later) == silent(later) == {A}
    assert assigned(search(a_request(number=2, wave=1), a=0, b=2), others=Others(silent={A})) == [(2, set(), (B,))]


def test_an_offer_is_made_to_the_nearest_who_is_not_spoken_for() -> None:
    found = assigned(search(a_request(wave=1), a=0, b=1, c=2), others=Others(spoken_for={A}))
    assert found == [(1, set(), (B,))]


def test_an_unanswered_offer_moves_where_it_saves_more_than_its_price() -> None:
    first, second = search(offered(1, A), a=1, b=1), search(a_request(number=2, wave=1), a=1, b=4)
    assert assigned(first, second) == [(1, {A}, (B,)), (2, set(), (A,))]


def test_an_offer_stays_where_a_swap_saves_nothing() -> None:
    first, second = search(offered(1, A), a=1, b=1), search(a_request(number=2, wave=1), a=1, b=1)
    assert assigned(first, second) == [(2, set(), (B,))]


def test_nobody_is_asked_again_for_what_was_taken_back() -> None:
    request = offered(1, A).without_offers(frozenset({A}))
    assert assigned(search(request, a=0, b=5)) == [(1, set(), (B,))]


def test_who_took_another_job_meanwhile_is_let_go() -> None:
    assert assigned(search(offered(1, A), b=4)) == [(1, {A}, (B,))]


def test_each_place_gets_somebody_of_its_own() -> None:
    assert assigned(search(offered(1, A, people=2), a=1, b=2, c=3)) == [(1, set(), (B,))]


def test_a_filled_request_asks_nobody() -> None:
    filled = advance(offered(1, A, people=1).with_commitment(C, Standing.CLAIMED, NOON), Event.FILL)
    assert not filled.is_seeking
    assert movable(filled) == {A}


@pytest.mark.parametrize("facts", [{"state": State.UNFILLED}, {"lane": Lane.COMPLEX}])
def test_what_staff_have_takes_no_part(facts: dict[str, Any]) -> None:
    assert takes_part(offered(1, A))
    assert not takes_part(offered(1, A, **facts))


@pytest.mark.parametrize("facts", [{"priority": True}, {"urgency": Urgency.URGENT}])
def test_where_there_are_too_few_the_care_list_and_the_urgent_come_first(facts: dict[str, Any]) -> None:
    near, far = search(a_request(wave=1), a=0), search(a_request(number=2, wave=1, **facts), a=4)
    assert assigned(near, far) == [(2, set(), (A,))]


def test_the_way_grows_with_the_rings_and_the_busy_cost_more() -> None:
    ways = [travel_minutes(ring) for ring in (0, 1, 2, 3, FAR)]
    assert ways == sorted(set(ways))
    assert price(Candidate(a_volunteer("a"), 1, Burden(jobs=2))) > price(Candidate(a_volunteer("b"), 1))


@settings(deadline=None)  # the first example loads scipy
@given(st.lists(st.lists(st.integers(0, 6), min_size=8, max_size=8), min_size=1, max_size=7))
def test_a_row_is_as_wide_as_a_best_assignment_needs(rings: list[list[int]]) -> None:
    """As cheap as with everybody in every row."""
    searches = [
        search(a_request(number=n, wave=1), **{f"v{i}": ring for i, ring in enumerate(row)})
        for n, row in enumerate(rings, 1)
    ]
    everybody = [{who: price(c) for who, c in each.fitting.items()} for each in searches]
    narrow, wide = (LeastCost().best(r) for r in (rows(searches, Others(), POLICY), everybody))
    assert total(narrow, everybody) == pytest.approx(total(wide, everybody))


def total(chosen: list[PersonId | None], prices: list[dict[PersonId, float]]) -> float:
    return sum(row[who] for who, row in zip(chosen, prices, strict=True) if who is not None)


def test_a_high_price_keeps_every_offer_where_it_is() -> None:
    stubborn = replace(POLICY, burst=replace(POLICY.burst, swap_price=100))
    searches = [search(offered(1, A), a=1, b=1), search(a_request(number=2, wave=1), a=1, b=4)]
    chosen = LeastCost().best(rows(searches, Others(), stubborn))
    assert [move.back for move in moves(searches, chosen)] == [frozenset()]
