"""The lanes' clocks: when somebody is asked, reminded, or told what drags."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.rules.ids import PersonId
from handlers.rules.lanes import (
    BUILDING,
    STAFF,
    STATION,
    VOLUNTEERS,
    by_day,
    drags,
    lane_due,
    looks_after,
    moved_at,
    next_digest_at,
    next_status_at,
    reminder_of,
    rung_of,
)
from handlers.rules.lifecycle import State
from handlers.rules.people import Role
from handlers.rules.policy import DigestPolicy, LanesPolicy, Policy, QuietHoursPolicy
from handlers.rules.requests import Lane, Standing, Urgency
from handlers.rules.slots import TimeSpan
from tests.builders import NOON, a_person, a_request

ZONE = ZoneInfo("Asia/Shanghai")
POLICY = Policy()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def local(text: str) -> datetime:
    """A moment in March 2026, as `02T12:00`, on the community's clock."""
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=ZONE)


def a_day(day: str) -> TimeSpan:
    return TimeSpan(local(f"{day}T00:00"), local(f"{day}T23:59"))


@pytest.mark.parametrize(
    ("talk", "now", "reminded"),
    [
        (a_day("06"), "02T12:00", "06T09:00"),
        (a_day("06"), "06T10:00", None),
        (TimeSpan(local("06T15:00")), "02T12:00", "06T09:00"),
        (TimeSpan(local("06T15:00")), "06T12:00", "06T14:00"),
        (TimeSpan(local("06T08:30")), "02T12:00", "06T07:30"),
        (TimeSpan(local("06T07:30")), "02T12:00", "05T18:00"),
        (TimeSpan(end=local("06T18:00")), "02T12:00", "06T09:00"),
        (TimeSpan(local("02T15:00")), "05T12:00", None),
        (TimeSpan(), "02T12:00", None),
    ],
)
def test_staff_are_reminded_of_a_talk_by_day(talk: TimeSpan, now: str, reminded: str | None) -> None:
    assert reminder_of(talk, POLICY, local(now)) == (local(reminded) if reminded else None)


@pytest.mark.parametrize(
    ("now", "asked"),
    [("02T09:00", "05T10:00"), ("02T23:00", "05T10:00"), ("04T12:00", "09T10:00"), ("05T12:00", "09T10:00")],
)
def test_the_responsible_are_asked_on_working_days(now: str, asked: str) -> None:
    assert next_status_at(POLICY, local(now)) == local(asked)


def test_the_schedule_is_a_knob() -> None:
    knobs = LanesPolicy(status_every=HOUR, status_at=time(8), working_days_only=False)
    assert next_status_at(replace(POLICY, lanes=knobs), local("06T12:00")) == local("07T08:00")
    assert next_status_at(replace(POLICY, lanes=knobs), local("06T06:30")) == local("06T08:00")


@pytest.mark.parametrize(
    ("now", "due"),
    [("02T08:59", "02T09:00"), ("02T09:00", "02T14:00"), ("02T18:00", "03T09:00"), ("03T03:00", "03T09:00")],
)
def test_digests_come_three_times_a_day(now: str, due: str) -> None:
    assert next_digest_at(POLICY, local(now)) == local(due)


def test_no_digest_comes_at_night_or_without_a_time() -> None:
    early = replace(POLICY, quiet_hours=QuietHoursPolicy(time(17), time(10)))
    assert next_digest_at(early, local("02T15:00")) == local("03T14:00")
    assert next_digest_at(replace(POLICY, digest=DigestPolicy(at=())), local("02T15:00")) is None


def test_a_request_drags_when_nothing_has_moved() -> None:
    request = a_request()
    assert not drags(request, POLICY, (NOON + 3 * HOUR).astimezone(ZONE))
    late = (NOON + 4 * HOUR).astimezone(ZONE)
    assert drags(request, POLICY, late)
    assert not drags(request.with_notices((PersonId("he"),), 1, NOON + HOUR), POLICY, late)
    assert not drags(replace(request, touched_at=NOON + HOUR), POLICY, late)
    assert not drags(request.with_commitment(PersonId("he"), Standing.CLAIMED, NOON), POLICY, late)
    assert not drags(replace(request, state=State.CLOSED), POLICY, late)


def test_what_is_still_to_be_offered_does_not_drag() -> None:
    far = TimeSpan(NOON + 10 * DAY, NOON + 10 * DAY + HOUR)
    booked = a_request(urgency=Urgency.SCHEDULED, time=far)
    assert not drags(booked, POLICY, (NOON + DAY).astimezone(ZONE))
    assert drags(replace(booked, wave=1), POLICY, (NOON + DAY).astimezone(ZONE))


@pytest.mark.parametrize("lane", [Lane.DIFFICULT, Lane.COMPLEX])
def test_what_staff_have_taken_up_drags_only_at_the_top_of_its_ladder(lane: Lane) -> None:
    late = (NOON + 20 * DAY).astimezone(ZONE)
    assert not drags(a_request(lane=lane, rung=STAFF), POLICY, late)
    assert drags(a_request(lane=lane, rung=STATION), POLICY, late)


def test_a_lanes_clock_starts_after_the_last_move_and_the_talk() -> None:
    request = a_request(lane=Lane.DIFFICULT, touched_at=NOON + HOUR)
    assert moved_at(request) == NOON + HOUR
    assert lane_due(request, POLICY) == NOON + HOUR + 3 * DAY
    assert lane_due(replace(request, talk=TimeSpan(NOON + 5 * DAY)), POLICY) == NOON + 8 * DAY
    assert lane_due(replace(request, lane=Lane.COMPLEX), POLICY) == NOON + HOUR + 7 * DAY


@pytest.mark.parametrize(
    ("roles", "rung"),
    [
        ({Role.VOLUNTEER}, VOLUNTEERS),
        ({Role.BUILDING_HEAD}, BUILDING),
        ({Role.GRID_WORKER}, BUILDING),
        ({Role.STAFF, Role.GRID_WORKER}, STAFF),
        ({Role.STAFF, Role.ADMIN}, STATION),
    ],
)
def test_who_stands_on_which_rung(roles: set[Role], rung: int) -> None:
    assert rung_of(a_person("li", roles=frozenset(roles))) == rung


def test_a_grid_worker_looks_after_the_grids_told_else_their_own() -> None:
    assert looks_after(a_person("gao", grid="G1"), "G1")
    assert not looks_after(a_person("gao", grid="G1", scope=frozenset({"G2"})), "G1")
    assert not looks_after(a_person("gao"), None)


def test_nobody_is_told_at_night() -> None:
    assert by_day(local("02T23:30"), POLICY, local("02T12:00")) == local("03T07:00")
    assert by_day(local("02T13:30"), POLICY, local("02T12:00")) == local("02T13:30")


@pytest.mark.parametrize(
    ("urgency", "pace"),
    [
        (Urgency.NORMAL, Urgency.URGENT),
        (Urgency.SCHEDULED, Urgency.URGENT),
        (Urgency.URGENT, Urgency.URGENT),
        (Urgency.EMERGENCY, Urgency.EMERGENCY),
    ],
)
def test_the_care_list_is_at_least_urgent_in_pace(urgency: Urgency, pace: Urgency) -> None:
    assert a_request(urgency=urgency, priority=True).pace is pace
    assert a_request(urgency=urgency).pace is urgency
