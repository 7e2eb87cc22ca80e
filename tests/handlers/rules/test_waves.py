"""Waves: so many, so long, never the same person twice in a round, nobody at night who can wait."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.ids import PersonId
from handlers.rules.matching import Candidate
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest, Standing, Urgency
from handlers.rules.slots import TimeSpan
from handlers.rules.waves import expected_by, held_back_until, next_wave, reminder_times
from tests.builders import NOON, a_request, a_volunteer

POLICY = Policy()
SHANGHAI = ZoneInfo("Asia/Shanghai")


def candidates(count: int, ring: int = 1) -> list[Candidate]:
    return [Candidate(a_volunteer(f"v{ring}.{n:03}", "plumbing"), ring) for n in range(count)]


def walk(request: HelpRequest, ranked: list[Candidate]) -> list[list[PersonId]]:
    """The waves until there is none."""
    waves = []
    while wave := next_wave(request, ranked, POLICY):
        ids = tuple(c.person.id for c in wave)
        request = request.with_notices(ids, request.wave + 1, NOON)
        waves.append(list(ids))
    return waves


@pytest.mark.parametrize(("urgency", "size"), [(Urgency.NORMAL, 3), (Urgency.URGENT, 5), (Urgency.SCHEDULED, 3)])
def test_sizes_and_the_most_waves(urgency: Urgency, size: int) -> None:
    waves = walk(a_request(urgency=urgency), candidates(40))
    assert [len(wave) for wave in waves] == [size] * POLICY.waves.most


def test_an_emergency_asks_its_grid_and_the_neighbours_at_once_then_ring_by_ring() -> None:
    ranked = [*candidates(1, 0), *candidates(8, 1), *candidates(4, 2), *candidates(3, 3), *candidates(2, 5)]
    waves = walk(a_request(urgency=Urgency.EMERGENCY), ranked)
    assert [len(wave) for wave in waves] == [13, 3, 2]


def test_the_last_wave_of_an_emergency_leaves_nobody_out() -> None:
    ranked = [one for ring in range(1, 9) for one in candidates(2, ring)]
    waves = walk(a_request(urgency=Urgency.EMERGENCY), ranked)
    assert [len(wave) for wave in waves] == [4, 2, 2, 8]


@given(st.integers(0, 60), st.sampled_from(Urgency))
def test_nobody_is_asked_twice_in_a_round(count: int, urgency: Urgency) -> None:
    asked = [who for wave in walk(a_request(urgency=urgency), candidates(count)) for who in wave]
    assert len(asked) == len(set(asked))
    assert bool(asked) is bool(count)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "urgency", "until"),
    [
        ("2026-03-02T21:59", Urgency.NORMAL, None),
        ("2026-03-02T22:00", Urgency.NORMAL, "2026-03-03T07:00"),
        ("2026-03-03T06:59", Urgency.NORMAL, "2026-03-03T07:00"),
        ("2026-03-03T07:00", Urgency.NORMAL, None),
        ("2026-03-02T23:00", Urgency.URGENT, None),
        ("2026-03-02T23:00", Urgency.EMERGENCY, None),
    ],
)
def test_quiet_hours(now: str, urgency: Urgency, until: str | None) -> None:
    held = held_back_until(a_request(urgency=urgency), POLICY, local(now))
    assert held == (local(until) if until else None)


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ("2026-03-05T11:00", None),
        ("2026-03-20T15:00", "2026-03-17T09:00"),
    ],
)
def test_an_appointment_is_offered_at_once_or_three_days_before_at_nine(start: str, until: str | None) -> None:
    request = a_request(urgency=Urgency.SCHEDULED, time=TimeSpan(local(start)))
    assert held_back_until(request, POLICY, local("2026-03-02T12:00")) == (local(until) if until else None)


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("2026-03-07T10:00", None, ["2026-03-06T18:00", "2026-03-07T09:00"]),
        ("2026-03-07T08:00", "2026-03-07T12:00", ["2026-03-06T18:00", "2026-03-07T07:00"]),
        ("2026-03-07T06:00", "2026-03-07T09:00", ["2026-03-06T18:00"]),
        ("2026-03-07T00:00", "2026-03-07T23:59", ["2026-03-06T18:00"]),
        ("2026-03-07T00:00", "2026-03-08T23:59", ["2026-03-06T18:00"]),
    ],
)
def test_reminders_the_evening_before_and_an_hour_before_but_never_at_night(
    start: str, end: str | None, times: list[str]
) -> None:
    span = TimeSpan(local(start), local(end) if end else None)
    request = a_request(urgency=Urgency.SCHEDULED, time=span)
    assert reminder_times(request, POLICY, SHANGHAI) == tuple(local(t) for t in times)


@pytest.mark.parametrize(
    ("urgency", "start", "end", "due"),
    [
        (Urgency.SCHEDULED, "2026-03-07T15:00", None, "2026-03-07T15:00"),
        (Urgency.SCHEDULED, "2026-03-07T08:00", "2026-03-07T12:00", "2026-03-07T12:00"),
        (Urgency.NORMAL, None, "2026-03-02T17:00", "2026-03-02T17:00"),
        (Urgency.URGENT, None, "2026-03-02T12:30", None),
        (Urgency.URGENT, "2026-03-02T00:00", "2026-03-02T23:59", None),
        (Urgency.NORMAL, None, None, None),
    ],
)
def test_late_counts_from_the_end_of_a_span(
    urgency: Urgency, start: str | None, end: str | None, due: str | None
) -> None:
    span = TimeSpan(local(start) if start else None, local(end) if end else None)
    assert expected_by(a_request(urgency=urgency, time=span), NOON) == (local(due) if due else None)


def test_who_gave_no_sign_is_asked_again_when_all_others_were() -> None:
    request = a_request().with_commitment(PersonId("v1.000"), Standing.LAPSED, NOON).in_new_round()
    assert walk(request, candidates(4)) == [["v1.001", "v1.002", "v1.003"], ["v1.000"]]


def test_who_was_taken_off_may_be_asked_in_the_next_search() -> None:
    off = PersonId("v1.000")
    request = a_request().with_commitment(off, Standing.RELEASED, NOON)
    assert request.in_new_round(frozenset({off})).standing_of(off) is Standing.RELEASED
    assert request.in_new_round(frozenset({off})).in_new_round().standing_of(off) is Standing.LAPSED
