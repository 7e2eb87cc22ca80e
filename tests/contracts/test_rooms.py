"""What a room hears, and what is held back there, on every store."""

from datetime import timedelta

from handlers.context import Held
from handlers.messages import Send
from handlers.rules.ids import RoomId
from tests.builders import NOON
from tests.contracts.full import SEND
from tests.contracts.stores import LATER, LI, MAIN, MINUTE, AnyStore
from tests.contracts.test_queues import due_ids, put, to


async def held_first(store: AnyStore) -> int:
    """Two messages of the room, the first of them held back."""
    await put(store, SEND, to(MAIN))
    async with store.write() as unit:
        (first,) = await due_ids(unit)
        await unit.outbox.hold(first, NOON)
    return first


async def test_what_is_held_back_stands_aside_and_keeps_its_words(store: AnyStore) -> None:
    first = await held_first(store)
    async with store.read() as unit:
        assert await unit.outbox.list_held(MAIN) == [Held(first, SEND, NOON)]
        assert await unit.outbox.list_held(RoomId("other")) == []
        (second,) = await due_ids(unit)
        assert second > first
        assert await unit.outbox.count_waiting(MAIN) == 1
        assert await unit.outbox.count_waiting(RoomId("other")) == 0


async def test_what_is_released_goes_out_with_its_new_words_and_is_known_as_held(store: AnyStore) -> None:
    first = await held_first(store)
    async with store.write() as unit:
        await unit.outbox.release(first, to(MAIN))
    async with store.read() as unit:
        (row,) = await unit.outbox.list_due(NOON)
        assert (row.id, row.send, row.was_held) == (first, to(MAIN), True)
        assert await unit.outbox.list_held(MAIN) == []


async def test_what_is_folded_is_neither_waiting_nor_said(store: AnyStore) -> None:
    first = await held_first(store)
    async with store.write() as unit:
        await unit.outbox.fold([first])
    async with store.read() as unit:
        assert await unit.outbox.list_held(MAIN) == []
        assert len(await due_ids(unit)) == 1
        assert await unit.outbox.list_spoken(MAIN, NOON - MINUTE) == []


async def test_what_was_said_since_is_told_in_order_without_words(store: AnyStore) -> None:
    await put(store, SEND, SEND, SEND, to(person=LI), to("other"))
    async with store.write() as unit:
        for n in range(3):
            first = (await due_ids(unit))[0]
            await unit.outbox.mark_sent(first, "webchat", f"m-{n}", NOON + n * MINUTE)
    async with store.read() as unit:
        spoken = await unit.outbox.list_spoken(MAIN, NOON)
    assert [at for at, _ in spoken] == [LATER, LATER + MINUTE]
    assert spoken[0][1] == Send(SEND.kind, MAIN, LI, SEND.mentions, 7, 2, "urgent", danger=True)


async def test_what_was_given_up_was_not_said(store: AnyStore) -> None:
    await put(store, to(MAIN))
    async with store.write() as unit:
        (first,) = await due_ids(unit)
        await unit.outbox.give_up(first, NOON)
        assert await unit.outbox.list_spoken(MAIN, NOON - timedelta(hours=1)) == []
