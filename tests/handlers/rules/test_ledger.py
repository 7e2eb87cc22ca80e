"""Hours are whole minutes, capped, zero-sum, and taken back without a trace left in the balance."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.service_catalogue import load_services
from handlers.rules.ids import PersonId
from handlers.rules.ledger import COMMUNITY, balance, credits_for, is_balanced, reversal
from handlers.rules.requests import HelpRequest, Standing
from handlers.rules.slots import TimeSpan
from tests.builders import NOON, a_request

PLUMBING = load_services().get("plumbing")
SUN = PersonId("sun")
SECONDS = st.integers(0, 200_000)


def served(claimed: int, arrived: int | None, done: int) -> HelpRequest:
    request = a_request().with_commitment(SUN, Standing.CLAIMED, NOON + timedelta(seconds=claimed))
    if arrived is not None:
        request = request.with_arrival(SUN, NOON + timedelta(seconds=arrived))
    return request.with_done(NOON + timedelta(seconds=done))


def test_minutes_run_from_the_arrival_else_the_appointment_else_the_claim() -> None:
    assert credits_for(served(0, 600, 2_400), PLUMBING, NOON)[0].minutes == 30
    assert credits_for(served(0, None, 2_400), PLUMBING, NOON)[0].minutes == 40
    appointed = a_request(time=TimeSpan(NOON + timedelta(minutes=15)))
    appointed = appointed.with_commitment(SUN, Standing.CLAIMED, NOON).with_done(NOON + timedelta(minutes=40))
    assert credits_for(appointed, PLUMBING, NOON)[0].minutes == 25


@given(SECONDS, st.one_of(st.none(), SECONDS), SECONDS)
def test_never_more_than_three_times_the_usual_and_never_less_than_nothing(
    claimed: int, arrived: int | None, done: int
) -> None:
    entries = credits_for(served(claimed, arrived, done), PLUMBING, NOON)
    assert all(0 < entry.minutes <= 3 * PLUMBING.minutes for entry in entries)
    assert is_balanced(entries)


@given(st.integers(61, 9_000))
def test_a_reversal_leaves_nothing(seconds: int) -> None:
    entries = credits_for(served(0, None, seconds), PLUMBING, NOON)
    both = [*entries, *(reversal(entry, NOON) for entry in entries)]
    assert balance(SUN, entries) > 0
    assert balance(SUN, both) == balance(COMMUNITY, both) == 0
    assert is_balanced(both)


def test_an_entry_reversed_twice_is_no_balance() -> None:
    entry = credits_for(served(0, None, 600), PLUMBING, NOON)[0]
    assert not is_balanced([entry, reversal(entry, NOON), reversal(entry, NOON)])


def test_each_winner_is_credited_once_and_backups_not() -> None:
    request = a_request(people=2)
    for name, standing in (("sun", Standing.CLAIMED), ("qian", Standing.CLAIMED), ("wang", Standing.BACKUP)):
        request = request.with_commitment(PersonId(name), standing, NOON)
    entries = credits_for(request.with_done(NOON + timedelta(minutes=30)), PLUMBING, NOON)
    assert {e.taker for e in entries} == {"sun", "qian"}
