"""The web chat's history."""

import asyncio
from dataclasses import replace
from typing import Any

from handlers.rules.ids import RoomId
from store.chat import ChatRecord
from tests.builders import NOON
from tests.contracts.full import CHAT_RECORD
from tests.contracts.stores import LATER, LI, MAIN, SUN, AnyStore, break_off


async def append(store: AnyStore, *ids: str, **facts: Any) -> list[ChatRecord]:
    async with store.write() as unit:
        return [(await unit.chat.append(ChatRecord(each, NOON, "…", **facts)))[0] for each in ids]


def ids(records: list[ChatRecord]) -> list[str]:
    return [record.id for record in records]


async def test_a_row_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    async with store.write() as unit:
        made, is_new = await unit.chat.append(CHAT_RECORD)
    async with store.read() as unit:
        found = await unit.chat.find("m-1")
    assert is_new
    assert found == made == replace(CHAT_RECORD, seq=made.seq)


async def test_a_row_without_any_option_is_read_back(store: AnyStore) -> None:
    (made,) = await append(store, "bare")
    async with store.read() as unit:
        assert await unit.chat.find("bare") == made
        assert await unit.chat.find("other") is None


async def test_the_same_id_again_changes_nothing(store: AnyStore) -> None:
    (made,) = await append(store, "m-1")
    async with store.write() as unit:
        assert await unit.chat.append(ChatRecord("m-1", LATER, "another text")) == (made, False)
    async with store.read() as unit:
        assert await unit.chat.list_after(0) == [made]


async def test_seq_grows(store: AnyStore) -> None:
    made = [*await append(store, "a", "b"), *await append(store, "c")]
    seqs = [record.seq for record in made]
    assert seqs == sorted(set(seqs))
    assert seqs[0] > 0


async def test_seq_grows_after_a_unit_that_failed(store: AnyStore) -> None:
    (before,) = await append(store, "a")
    await break_off(store, lambda unit: unit.chat.append(ChatRecord("lost", NOON, "…")))
    (after,) = await append(store, "b")
    assert after.seq > before.seq
    async with store.read() as unit:
        assert ids(await unit.chat.list_after(0)) == ["a", "b"]


async def test_what_came_after_comes_oldest_first(store: AnyStore) -> None:
    a, b, c = await append(store, "a", "b", "c")
    async with store.read() as unit:
        assert await unit.chat.list_after(a.seq) == [b, c]
        assert await unit.chat.list_after(0, limit=2) == [a, b]
        assert await unit.chat.list_after(c.seq) == []


async def test_the_latest_come_oldest_first(store: AnyStore) -> None:
    _, b, c = await append(store, "a", "b", "c")
    async with store.read() as unit:
        assert await unit.chat.list_latest(2) == [b, c]


async def test_a_room_and_a_private_chat_have_each_their_own(store: AnyStore) -> None:
    await append(store, "in main", room=MAIN)
    await append(store, "in other", room=RoomId("other"))
    await append(store, "with li", private_with=LI)
    await append(store, "with sun", private_with=SUN)
    async with store.read() as unit:
        assert ids(await unit.chat.list_after(0, room=MAIN)) == ["in main"]
        assert ids(await unit.chat.list_latest(9, room=MAIN)) == ["in main"]
        assert ids(await unit.chat.list_after(0, private_with=LI)) == ["with li"]
        assert ids(await unit.chat.list_latest(9, private_with=SUN)) == ["with sun"]
        assert len(await unit.chat.list_after(0)) == 4


async def test_peoples_messages_are_unheard_until_they_are_dealt_with(store: AnyStore) -> None:
    first, _ = await append(store, "first", "second", sender=LI)
    await append(store, "the bot's own", kind="receipt")
    async with store.write() as unit:
        assert ids(await unit.chat.list_unheard()) == ["first", "second"]
        assert ids(await unit.chat.list_unheard(limit=1)) == ["first"]
        await unit.chat.mark_heard(first.seq)
    async with store.read() as unit:
        assert ids(await unit.chat.list_unheard()) == ["second"]


async def test_who_follows_by_seq_misses_nothing(store: AnyStore) -> None:
    appended, finish = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with store.write() as unit:
            await unit.chat.append(ChatRecord("slow", NOON, "…"))
            appended.set()
            await finish.wait()

    first = asyncio.ensure_future(slow())
    await appended.wait()
    second = asyncio.ensure_future(append(store, "quick"))
    await asyncio.wait([second], timeout=0.2)  # where there is one writer only, it waits for the first
    heard = await follow(store, 0)
    finish.set()
    await asyncio.gather(first, second)
    heard += await follow(store, heard[-1].seq if heard else 0)
    assert sorted(ids(heard)) == ["quick", "slow"]


async def follow(store: AnyStore, seq: int) -> list[ChatRecord]:
    async with store.read() as unit:
        return await unit.chat.list_after(seq)
