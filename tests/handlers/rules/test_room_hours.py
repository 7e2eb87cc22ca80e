"""A room hears so many messages in any hour, and no more; digests come soon, and not too often."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.room_hours import GATHER, HOUR, RoomHour
from tests.builders import NOON

MINUTE = timedelta(minutes=1)


def after(*minutes: int) -> tuple[datetime, ...]:
    return tuple(NOON + n * MINUTE for n in minutes)


def test_a_small_number_is_used_up_singly() -> None:
    assert RoomHour(after(0, 1), (), 3).has_place_for_news(NOON + 2 * MINUTE)
    assert not RoomHour(after(0, 1, 2), (), 3).has_place_for_news(NOON + 3 * MINUTE)


def test_of_twenty_the_last_two_are_kept_for_digests_and_answers() -> None:
    hour = RoomHour(after(*range(18)), (), 20)
    assert hour.has_place(NOON + 18 * MINUTE)
    assert not hour.has_place_for_news(NOON + 18 * MINUTE)


def test_a_message_counts_for_an_hour_and_no_longer() -> None:
    hour = RoomHour(after(0), (), 1)
    assert not hour.has_place(NOON + HOUR - timedelta(microseconds=1))
    assert hour.has_place(NOON + HOUR)


def test_a_digest_gathers_for_a_moment_and_keeps_apart_from_the_one_before() -> None:
    now = NOON + 30 * MINUTE
    assert RoomHour(after(*range(18)), (), 20).next_digest(now, now) == now + GATHER
    assert RoomHour(after(*range(18), 29), after(29), 20).next_digest(now, now) == NOON + 49 * MINUTE


def test_where_the_hour_is_full_a_digest_waits_for_the_first_place() -> None:
    now = NOON + 30 * MINUTE
    assert RoomHour(after(0, 5), (), 2).next_digest(now, now) == NOON + HOUR
    assert RoomHour(after(0, 5, 6), (), 2).next_digest(now, now) == NOON + 65 * MINUTE


def test_a_number_below_one_is_taken_for_one() -> None:
    assert RoomHour((), (), 0).has_place(NOON)


@given(st.integers(1, 30), st.lists(st.integers(0, 400), max_size=80))
def test_there_is_always_a_next_digest_and_a_place_for_it(most: int, minutes: list[int]) -> None:
    said = after(*sorted(minutes))
    now = NOON + 400 * MINUTE
    hour = RoomHour(said, (), most)
    at = hour.next_digest(now, now)
    assert now + GATHER <= at <= now + HOUR + GATHER
    assert hour.has_place(at)


@given(st.integers(1, 25), st.lists(st.integers(0, 7200), min_size=1, max_size=150))
def test_no_hour_ever_holds_more_than_its_number(most: int, seconds: list[int]) -> None:
    said: list[datetime] = []
    for second in sorted(seconds):
        now = NOON + timedelta(seconds=second)
        if RoomHour(tuple(said), (), most).has_place(now):
            said.append(now)
    assert all(sum(at <= other < at + HOUR for other in said) <= most for at in said)
