"""The help requests, as `handlers.context.Requests` promises them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from handlers.context import Load
from handlers.errors import StaleWriteError, UnknownRequestError
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.requests import UNFINISHED, Commitment, HelpRequest, Notice, Standing
from handlers.rules.slots import TimeSpan
from tests.builders import NOON, a_request
from tests.contracts.full import REQUEST
from tests.contracts.stores import HE, LATER, LI, MINUTE, SUN, AnyStore, add, numbers, with_note


def held_by(person: PersonId, standing: Standing = Standing.CLAIMED, at: datetime = NOON, **facts: Any) -> HelpRequest:
    return a_request(commitments=(Commitment(person, standing, at),), **facts)


async def save_and_record(store: AnyStore, request: HelpRequest) -> None:
    async with store.write() as unit:
        await unit.audit.record(NOON, LI, "saved", "request:1")
        await unit.requests.save(request)


async def test_numbers_are_given_from_one_on(store: AnyStore) -> None:
    added = await add(store, a_request(number=0), a_request(number=0), a_request(number=9))
    assert numbers(added) == [1, 2, 3]


async def test_a_number_is_given_anew_in_every_unit(store: AnyStore) -> None:
    await add(store, a_request())
    assert numbers(await add(store, a_request())) == [2]


async def test_a_new_request_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    (added,) = await add(store, REQUEST)
    async with store.read() as unit:
        found = await unit.requests.get(1)
    assert found == REQUEST == added
    assert found.version == added.version == 1


async def test_a_request_without_any_option_is_read_back(store: AnyStore) -> None:
    bare = HelpRequest(1, State.OPEN, LI, "plumbing", NOON, "")
    await add(store, bare)
    async with store.read() as unit:
        assert await unit.requests.get(1) == bare


async def test_a_saved_request_is_read_back_with_its_new_version(store: AnyStore) -> None:
    (added,) = await add(store)
    async with store.write() as unit:
        saved = await unit.requests.save(replace(REQUEST, version=added.version))
    async with store.read() as unit:
        found = await unit.requests.get(1)
    assert found == saved == REQUEST
    assert found.version == saved.version == added.version + 1


async def test_one_unit_may_save_twice(store: AnyStore) -> None:
    (added,) = await add(store)
    async with store.write() as unit:
        saved = await unit.requests.save(with_note(added, "first"))
        await unit.requests.save(with_note(saved, "second"))
    async with store.read() as unit:
        assert (await unit.requests.get(1)).notes == ("first", "second")


async def test_a_stale_request_is_not_saved_and_its_unit_leaves_nothing(store: AnyStore) -> None:
    (old,) = await add(store)
    async with store.write() as unit:
        await unit.requests.save(with_note(old, "faster"))
    with pytest.raises(StaleWriteError):
        await save_and_record(store, with_note(old, "late"))
    async with store.read() as unit:
        assert (await unit.requests.get(1)).notes == ("faster",)
        assert await unit.audit.list_latest(5) == []


async def test_a_request_that_is_not_there_can_not_be_saved(store: AnyStore) -> None:
    with pytest.raises(StaleWriteError):
        async with store.write() as unit:
            await unit.requests.save(a_request(number=7))


async def test_get_raises_and_find_does_not_where_there_is_none(store: AnyStore) -> None:
    async with store.read() as unit:
        assert await unit.requests.find(7) is None
        with pytest.raises(UnknownRequestError):
            await unit.requests.get(7)


async def test_the_unfinished_ones_come_by_number(store: AnyStore) -> None:
    await add(store, *(a_request(state=state) for state in State))
    async with store.read() as unit:
        found = await unit.requests.list_unfinished()
    assert {request.state for request in found} == UNFINISHED
    assert numbers(found) == sorted(numbers(found))


async def test_a_requesters_own_come_latest_first(store: AnyStore) -> None:
    done = a_request(state=State.DONE)
    await add(store, a_request(), a_request(requester=SUN), done, a_request())
    async with store.read() as unit:
        assert numbers(await unit.requests.list_of_requester(LI, unfinished=False)) == [4, 3, 1]
        assert numbers(await unit.requests.list_of_requester(LI, unfinished=True)) == [4, 1]
        assert await unit.requests.list_of_requester(HE, unfinished=False) == []


async def test_a_helpers_own_are_those_with_a_place_or_a_back_up_latest_first(store: AnyStore) -> None:
    await add(store, *(held_by(SUN, standing) for standing in Standing), held_by(SUN, state=State.DONE), held_by(HE))
    async with store.read() as unit:
        found = await unit.requests.list_of_helper(SUN)
    standings = [request.standing_of(SUN) for request in found]
    assert standings == [Standing.BACKUP, Standing.DONE, Standing.ARRIVED, Standing.CLAIMED, Standing.WAITING]


async def test_a_helper_who_left_is_not_found_any_more(store: AnyStore) -> None:
    (held,) = await add(store, held_by(SUN))
    async with store.write() as unit:
        await unit.requests.save(held.with_commitment(SUN, Standing.WITHDRAWN, LATER))
    async with store.read() as unit:
        assert await unit.requests.list_of_helper(SUN) == []


async def test_reviews_are_awaited_latest_done_first(store: AnyStore) -> None:
    done = [a_request(state=State.DONE, done_at=NOON + minutes * MINUTE) for minutes in (1, 3, 2)]
    closed = a_request(state=State.CLOSED, done_at=NOON + 4 * MINUTE)
    never_done = a_request(state=State.CLOSED)
    await add(store, *done, closed, never_done, a_request(), a_request(requester=SUN, state=State.DONE, done_at=NOON))
    async with store.read() as unit:
        assert numbers(await unit.requests.list_awaiting_review(LI)) == [4, 2, 3, 1]


async def test_of_those_done_at_one_moment_the_highest_number_comes_first(store: AnyStore) -> None:
    await add(store, *(a_request(state=State.DONE, done_at=NOON) for _ in range(3)))
    async with store.read() as unit:
        assert numbers(await unit.requests.list_awaiting_review(LI)) == [3, 2, 1]


async def test_a_load_counts_what_is_held_now_and_taken_since(store: AnyStore) -> None:
    await add(
        store,
        held_by(SUN, at=NOON - timedelta(days=1)),
        held_by(SUN, state=State.DONE, standing=Standing.DONE),
        held_by(SUN, standing=Standing.BACKUP),
        held_by(HE),
    )
    async with store.read() as unit:
        loads = await unit.requests.load_of([SUN, LI], NOON, LATER)
    assert loads == {SUN: Load(holding=1, jobs=1)}


async def test_a_place_is_not_held_before_its_appointed_start(store: AnyStore) -> None:
    await add(store, *(held_by(SUN, time=TimeSpan(start=start)) for start in (LATER, NOON)))
    async with store.read() as unit:
        loads = await unit.requests.load_of([SUN], NOON, NOON)
    assert loads == {SUN: Load(holding=1, jobs=2)}


async def test_a_load_counts_the_notices_since(store: AnyStore) -> None:
    asked = (Notice(SUN, 1, NOON - MINUTE), Notice(SUN, 2, NOON), Notice(HE, 2, NOON), Notice(SUN, 3, LATER))
    await add(store, a_request(notices=asked))
    async with store.read() as unit:
        loads = await unit.requests.load_of([SUN], NOON, LATER)
    assert loads == {SUN: Load(notices=2)}


async def test_nobody_has_no_load(store: AnyStore) -> None:
    await add(store, held_by(SUN))
    async with store.read() as unit:
        assert await unit.requests.load_of([], NOON, NOON) == {}


async def test_the_latest_openings_come_latest_first_whatever_became_of_them(store: AnyStore) -> None:
    await add(store, *(a_request(opened_at=at) for at in (NOON, NOON + MINUTE)), a_request(state=State.CANCELLED))
    async with store.read() as unit:
        assert await unit.requests.list_openings(2) == [NOON, NOON + MINUTE]
        assert len(await unit.requests.list_openings(9)) == 3
