"""The state table: every pair is walked, and no walk leaves it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.errors import RefusalError
from handlers.rules.lifecycle import ARROWS, Event, State, advance, may
from handlers.rules.requests import UNFINISHED
from tests.builders import a_request

PAIRS = list(product(State, Event))
WALKS = st.lists(st.sampled_from(Event), max_size=40)


@pytest.mark.parametrize(("state", "event"), PAIRS)
def test_every_state_and_event(state: State, event: Event) -> None:
    request = a_request(state=state)
    target = ARROWS.get((state, event))
    assert may(request, event) is (target is not None)
    if target is None:
        with pytest.raises(RefusalError) as refused:
            advance(request, event)
        assert refused.value.variant == "not-possible"
    else:
        assert advance(request, event).state is target


@given(WALKS)
def test_from_every_state_that_a_walk_reaches_the_request_can_still_end(walk: list[Event]) -> None:
    request = a_request()
    for event in walk:
        if may(request, event):
            request = advance(request, event)
    ends = {Event.CLOSE, Event.CANCEL, Event.REOPEN}
    assert any(may(request, event) for event in ends)


@given(WALKS)
def test_advance_changes_the_state_alone(walk: list[Event]) -> None:
    request = a_request()
    for event in walk:
        if may(request, event):
            after = advance(request, event)
            assert {f for f in after.__slots__ if getattr(after, f) != getattr(request, f)} <= {"state"}
            request = after


def test_what_is_unfinished_can_be_cancelled_and_what_is_over_cannot() -> None:
    cancellable = {state for state in State if (state, Event.CANCEL) in ARROWS}
    assert cancellable == UNFINISHED


def test_a_closed_request_is_only_opened_again() -> None:
    for state in (State.CLOSED, State.CANCELLED):
        assert {event for (source, event) in ARROWS if source is state} == {Event.REOPEN}
