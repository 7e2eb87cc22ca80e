"""A unit of work is whole or nothing: on a fault, when cancelled, and between fifty at once."""

import asyncio
from collections.abc import Awaitable, Callable

from handlers.consequences import WaveExpired
from handlers.messages import WakeAt
from handlers.rules.grid import Community
from tests.builders import NOON, a_request
from tests.contracts.full import CHAT_RECORD, LEDGER_ENTRY, PERSON, QUESTION, SEND
from tests.contracts.stores import (
    LATER,
    LI,
    SUN,
    AnyStore,
    AnyUnit,
    add,
    again_when_stale,
    break_off,
    note,
)


async def write_all(unit: AnyUnit) -> None:
    """Something into every repository."""
    await unit.requests.add(a_request())
    await unit.community.fill(Community("Glimmer"), [PERSON])
    await unit.questions.put(QUESTION)
    await unit.ledger.add([LEDGER_ENTRY])
    await unit.audit.record(NOON, LI, "assign", "request:1")
    await unit.codes.issue("ABCD2345", "admin", LATER)
    await unit.inbox.remember("webchat", "m-1", NOON)
    await unit.outbox.put(SEND)
    await unit.timers.put(WakeAt(NOON, WaveExpired(1, 1), "wave:1"))
    await unit.contacts.bind("webchat", "c1", LI, NOON)
    await unit.chat.append(CHAT_RECORD)


async def what_is_there(unit: AnyUnit) -> set[str]:
    """The repositories that hold something."""
    found: dict[str, object] = {
        "requests": await unit.requests.list_unfinished(),
        "people": await unit.people.count(),
        "community": not await unit.community.is_empty(),
        "questions": await unit.questions.list_of(LI),
        "ledger": await unit.ledger.list_all(),
        "audit": await unit.audit.list_latest(1),
        "codes": await unit.codes.redeem("ABCD2345", NOON),
        "inbox": not await unit.inbox.remember("webchat", "m-1", NOON),
        "outbox": await unit.outbox.list_due(NOON),
        "timers": await unit.timers.list_all(),
        "contacts": await unit.contacts.find_person("webchat", "c1"),
        "chat": await unit.chat.list_after(0),
    }
    return {name for name, value in found.items() if value}


async def look(store: AnyStore) -> set[str]:
    async with store.write() as unit:
        return await what_is_there(unit)


async def test_what_a_unit_wrote_is_there_after_it(store: AnyStore) -> None:
    async with store.write() as unit:
        await write_all(unit)
    assert len(await look(store)) == 12


async def test_a_store_that_is_cleared_is_as_empty_as_a_new_one(store: AnyStore) -> None:
    assert await store.is_empty()
    async with store.write() as unit:
        await write_all(unit)
    assert not await store.is_empty()
    await store.clear()
    assert await store.is_empty()
    assert await look(store) == set()


async def test_what_a_unit_wrote_is_there_within_it(store: AnyStore) -> None:
    async with store.write() as unit:
        await write_all(unit)
        assert len(await what_is_there(unit)) == 12


async def test_a_unit_that_raises_leaves_nothing(store: AnyStore) -> None:
    await break_off(store, write_all)
    assert await look(store) == set()


async def test_the_store_is_as_good_as_before_after_a_unit_that_raised(store: AnyStore) -> None:
    await break_off(store, write_all)
    async with store.write() as unit:
        await write_all(unit)
    assert len(await look(store)) == 12


async def test_what_is_not_committed_is_not_seen_by_a_reader(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.people.save(PERSON)
        async with store.read() as other:
            assert await other.people.find(SUN) is None


async def test_a_reader_sees_one_moment(store: AnyStore) -> None:
    async with store.read() as reader:
        assert await reader.people.count() == 0
        async with store.write() as unit:
            await unit.people.save(PERSON)
        assert await reader.people.find(SUN) is None


async def test_fifty_units_at_once_that_read_then_write_lose_nothing(store: AnyStore) -> None:
    await add(store)
    await asyncio.gather(*(again_when_stale(lambda n=n: noted(store, f"note {n}")) for n in range(50)))  # type: ignore[misc]
    async with store.read() as unit:
        found = await unit.requests.get(1)
    assert sorted(found.notes) == sorted(f"note {n}" for n in range(50))
    assert found.version == 51


async def noted(store: AnyStore, words: str) -> None:
    async with store.write() as unit:
        await note(unit, 1, words)


async def test_twenty_new_requests_at_once_get_twenty_numbers(store: AnyStore) -> None:
    async def one() -> None:
        await add(store, a_request())

    await asyncio.gather(*(again_when_stale(one) for _ in range(20)))
    async with store.read() as unit:
        assert [r.number for r in await unit.requests.list_unfinished()] == list(range(1, 21))


async def test_of_ten_units_that_hear_the_same_message_at_once_one_is_the_first(store: AnyStore) -> None:
    firsts: list[bool] = []

    async def hear() -> None:
        async with store.write() as unit:
            is_first = await unit.inbox.remember("webchat", "m-1", NOON)
        firsts.append(is_first)

    await asyncio.gather(*(again_when_stale(hear) for _ in range(10)))
    assert firsts.count(True) == 1


async def test_of_ten_who_write_the_same_code_at_once_one_is_let_in(store: AnyStore) -> None:
    answers: list[str | None] = []

    async def redeem() -> None:
        async with store.write() as unit:
            answer = await unit.codes.redeem("ABCD2345", NOON)
        answers.append(answer)

    async with store.write() as unit:
        await unit.codes.issue("ABCD2345", "admin", LATER)
    await asyncio.gather(*(again_when_stale(redeem) for _ in range(10)))
    assert answers.count("admin") == 1
    assert answers.count(None) == 9


async def cancelled_at(steps: int, work: Callable[[], Awaitable[None]]) -> bool:
    """Whether the work was cancelled, that many turns of the loop after it began."""
    task = asyncio.ensure_future(work())
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()


async def pair(store: AnyStore) -> None:
    """Two rows that belong together."""
    async with store.write() as unit:
        await unit.inbox.remember("webchat", "m-1", NOON)
        await unit.questions.put(QUESTION)


async def take_pair(store: AnyStore) -> tuple[bool, bool]:
    """Which of the two rows are there; both are removed."""
    async with store.write() as unit:
        seen = not await unit.inbox.remember("webchat", "m-1", NOON)
        asked = bool(await unit.questions.list_of(LI))
        await unit.inbox.forget_before(LATER)
        await unit.questions.drop(LI, QUESTION.topic)
    return seen, asked


async def test_a_unit_cancelled_at_any_step_is_whole_or_nothing(store: AnyStore) -> None:
    steps, was_cancelled = 0, True
    while was_cancelled:
        was_cancelled = await cancelled_at(steps, lambda: pair(store))
        assert await take_pair(store) in {(False, False), (True, True)}
        steps += 1


async def test_a_unit_cancelled_between_two_writes_leaves_nothing(store: AnyStore) -> None:
    halfway = asyncio.Event()

    async def half() -> None:
        async with store.write() as unit:
            await write_all(unit)
            halfway.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(half())
    await halfway.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert await look(store) == set()


async def test_a_unit_that_waits_for_another_can_be_cancelled(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.people.save(PERSON)
        waiting = asyncio.ensure_future(pair(store))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
    assert waiting.cancelled()
    async with store.read() as reader:
        assert await reader.people.count() == 1


async def test_readers_cancelled_at_any_step_do_no_harm(store: AnyStore) -> None:
    async def look_up() -> None:
        async with store.read() as unit:
            await unit.people.count()

    for steps in range(40):
        await cancelled_at(steps, look_up)
    async with store.write() as unit:
        await unit.people.save(PERSON)
    async with store.read() as unit:
        assert await unit.people.count() == 1
