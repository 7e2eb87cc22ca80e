"""What the web chat's page needs of every store: taking back, what is new, pictures, personal links."""

from datetime import datetime
from typing import Any

import pytest

from handlers.errors import StaleWriteError
from handlers.rules.ids import PersonId, RoomId
from store.chat import ChatRecord
from store.pictures import Picture
from tests.builders import NOON
from tests.contracts.stores import LATER, AnyStore

LI, SUN, MAIN = PersonId("li"), PersonId("sun"), RoomId("main")


def said(who: PersonId, name: str, **facts: object) -> ChatRecord:
    given: dict[str, Any] = {"text": f"text of {name}", "room": MAIN, **facts}
    return ChatRecord(id=name, at=NOON, sender=who, **given)


def a_picture(name: str, at: datetime = NOON) -> Picture:
    return Picture(name, LI, at, "image/jpeg", bytes(range(256)))


async def test_nothing_is_left_of_what_was_taken_back(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.pictures.put(a_picture("p1"))
        await unit.pictures.put(a_picture("p2"))
        await unit.chat.append(said(LI, "one", picture="p1"))
        await unit.chat.append(said(LI, "two", picture="p2"))
        await unit.chat.recall("one")
        await unit.chat.recall("unknown")
    async with store.read() as unit:
        one, two = await unit.chat.list_after(0, room=MAIN)
        assert (one.text, one.picture, one.recalled) == ("", None, True)
        assert (two.text, two.recalled) == ("text of two", False)
        assert await unit.pictures.find("p1") is None
        assert await unit.pictures.find("p2") is not None


async def test_what_is_new_are_others_messages_after_what_was_read(store: AnyStore) -> None:
    async with store.write() as unit:
        first, _ = await unit.chat.append(said(SUN, "one"))
        await unit.chat.append(said(LI, "mine"))
        await unit.chat.append(said(SUN, "two"))
        await unit.chat.append(said(SUN, "back", text="", recalls="two"))
        await unit.chat.append(ChatRecord("bot-1", NOON, "psst", kind="handover", to=LI, private_with=LI))
    async with store.read() as unit:
        assert await unit.chat.count_after(0, LI, room=MAIN) == 2
        assert await unit.chat.count_after(first.seq, LI, room=MAIN) == 1
        assert await unit.chat.count_after(0, LI) == 1
        assert await unit.chat.count_after(0, SUN) == 0


async def test_earlier_messages_come_by_the_one_they_were_before(store: AnyStore) -> None:
    async with store.write() as unit:
        seqs = [(await unit.chat.append(said(SUN, f"m{n}")))[0].seq for n in range(6)]
    async with store.read() as unit:
        found = await unit.chat.list_latest(2, room=MAIN, before=seqs[4])
        assert [record.id for record in found] == ["m2", "m3"]


async def test_a_picture_is_read_back(store: AnyStore) -> None:
    picture = a_picture("p1")
    async with store.write() as unit:
        await unit.pictures.put(picture)
    async with store.read() as unit:
        assert await unit.pictures.find("p1") == picture
        assert await unit.pictures.find("p2") is None
    with pytest.raises(StaleWriteError):
        async with store.write() as unit:
            await unit.pictures.put(picture)


async def test_pictures_that_no_message_carries_are_forgotten_in_time(store: AnyStore) -> None:
    async with store.write() as unit:
        for picture in (a_picture("sent"), a_picture("unsent"), a_picture("fresh", LATER)):
            await unit.pictures.put(picture)
        await unit.chat.append(said(LI, "one", picture="sent"))
        await unit.chat.append(said(LI, "two"))
        await unit.pictures.forget_unsent_before(LATER)
    async with store.read() as unit:
        found = [await unit.pictures.find(name) is not None for name in ("sent", "unsent", "fresh")]
        assert found == [True, False, True]


async def test_a_person_has_one_link_at_a_time(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.links.issue("first", LI, NOON)
        await unit.links.issue("of sun", SUN, NOON)
        await unit.links.issue("second", LI, NOON)
    async with store.read() as unit:
        owners = [await unit.links.find_person(token) for token in ("first", "second", "of sun", "unknown")]
        assert owners == [None, LI, SUN, None]
