"""What waits: ids of messages, messages to be sent, and deadlines."""

from datetime import UTC, datetime, timedelta

from handlers.consequences import AppointmentNeared, ArrivalOverdue, WaveExpired
from handlers.intents import Intent
from handlers.messages import Kind, Send, WakeAt
from handlers.rules.ids import PersonId, RoomId
from tests.builders import NOON
from tests.contracts.full import SEND
from tests.contracts.stores import LATER, LI, MAIN, MINUTE, SUN, AnyStore, AnyUnit, break_off

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def to(room: str | None = None, person: PersonId | None = None) -> Send:
    return Send(Kind.RECEIPT, room=RoomId(room) if room else None, to=person)


def wake(key: str, at: datetime = NOON, intent: Intent | None = None) -> WakeAt:
    return WakeAt(at, intent or WaveExpired(1, 1), key)


async def put(store: AnyStore, *things: Send | WakeAt) -> None:
    async with store.write() as unit:
        for thing in things:
            await (unit.timers.put(thing) if isinstance(thing, WakeAt) else unit.outbox.put(thing))


async def due_ids(unit: AnyUnit, now: datetime = NOON) -> list[int]:
    return [row.id for row in await unit.outbox.list_due(now)]


async def due_keys(unit: AnyUnit, now: datetime = NOON) -> list[str]:
    return [row.key for row in await unit.timers.list_due(now)]


# ---- inbox ------------------------------------------------------------------------------------------------------


async def test_a_message_is_new_once(store: AnyStore) -> None:
    async with store.write() as unit:
        assert await unit.inbox.remember("webchat", "m-1", NOON)
        assert not await unit.inbox.remember("webchat", "m-1", LATER)
    async with store.write() as unit:
        assert not await unit.inbox.remember("webchat", "m-1", LATER)


async def test_the_same_id_of_another_gateway_is_another_message(store: AnyStore) -> None:
    async with store.write() as unit:
        assert await unit.inbox.remember("webchat", "m-1", NOON)
        assert await unit.inbox.remember("wechat", "m-1", NOON)


async def test_a_message_is_forgotten_after_the_window_and_not_before(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.inbox.remember("webchat", "old", NOON - MINUTE)
        await unit.inbox.remember("webchat", "edge", NOON)
        await unit.inbox.forget_before(NOON)
    async with store.write() as unit:
        assert not await unit.inbox.remember("webchat", "edge", LATER)
        assert await unit.inbox.remember("webchat", "old", LATER)


async def test_a_message_whose_unit_failed_is_new_again(store: AnyStore) -> None:
    await break_off(store, lambda unit: unit.inbox.remember("webchat", "m-1", NOON))
    async with store.write() as unit:
        assert await unit.inbox.remember("webchat", "m-1", NOON)


# ---- outbox -----------------------------------------------------------------------------------------------------


async def test_a_message_to_be_sent_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    await put(store, SEND)
    async with store.read() as unit:
        (row,) = await unit.outbox.list_due(NOON)
    assert (row.send, row.conversation, row.attempts) == (SEND, "room:main", 0)


async def test_ids_grow_in_the_order_of_putting(store: AnyStore) -> None:
    async with store.write() as unit:
        made = [await unit.outbox.put(to("main")) for _ in range(3)]
    assert made == sorted(set(made))


async def test_of_each_conversation_the_oldest_message_is_due(store: AnyStore) -> None:
    await put(store, to("main"), to("main"), to(person=LI), to("other"), to(person=LI))
    async with store.read() as unit:
        assert [row.conversation for row in await unit.outbox.list_due(NOON)] == [
            "room:main",
            "person:li",
            "room:other",
        ]
        assert len(await unit.outbox.list_due(NOON, limit=2)) == 2


async def test_the_next_message_is_due_once_the_one_before_was_sent(store: AnyStore) -> None:
    await put(store, to("main"), to("main"))
    async with store.write() as unit:
        (first,) = await due_ids(unit)
        await unit.outbox.mark_sent(first, "webchat", "m-1", NOON)
        (second,) = await due_ids(unit)
        await unit.outbox.mark_sent(second, "webchat", "m-2", NOON)
        assert second > first
        assert await due_ids(unit) == []


async def test_a_postponed_message_waits_and_what_stands_behind_it_too(store: AnyStore) -> None:
    await put(store, to("main"), to("main"), to(person=LI))
    async with store.write() as unit:
        first, other = await due_ids(unit)
        await unit.outbox.postpone(first, 3, LATER)
    async with store.read() as unit:
        assert await due_ids(unit, LATER - timedelta(microseconds=1)) == [other]
        due = await unit.outbox.list_due(LATER)
    assert [(row.id, row.attempts) for row in due] == [(first, 3), (other, 0)]


async def test_a_message_that_was_given_up_holds_up_nobody(store: AnyStore) -> None:
    await put(store, to("main"), to("main"))
    async with store.write() as unit:
        (first,) = await due_ids(unit)
        await unit.outbox.give_up(first, NOON)
    async with store.read() as unit:
        (second,) = await due_ids(unit)
        assert second > first


async def test_the_next_try_is_told(store: AnyStore) -> None:
    async with store.read() as unit:
        assert await unit.outbox.next_due() is None
    await put(store, to("main"), to("main"))
    async with store.write() as unit:
        assert await unit.outbox.next_due() == BEGINNING
        (first,) = await due_ids(unit)
        await unit.outbox.postpone(first, 1, LATER)
        assert await unit.outbox.next_due() == LATER


async def test_a_sent_message_is_known_by_the_gateways_id(store: AnyStore) -> None:
    await put(store, SEND)
    async with store.write() as unit:
        (row,) = await due_ids(unit)
        await unit.outbox.mark_sent(row, "webchat", "m-1", NOON)
    async with store.read() as unit:
        quoted = await unit.outbox.find_message("webchat", "m-1")
        assert quoted is not None
        assert (quoted.kind, quoted.request) == ("offer", SEND.request)
        assert await unit.outbox.find_message("wechat", "m-1") is None
        assert await unit.outbox.find_message("webchat", "m-2") is None


# ---- timers -----------------------------------------------------------------------------------------------------


async def test_a_deadline_is_read_back_with_its_intent(store: AnyStore) -> None:
    intent = ArrivalOverdue(7, SUN, NOON, asked=True)
    await put(store, wake("arrival:7", LATER, intent))
    async with store.read() as unit:
        (row,) = await unit.timers.list_all()
    assert (row.at, row.key, row.intent) == (LATER, "arrival:7", intent)


async def test_due_is_what_is_not_later_than_now_the_earliest_first(store: AnyStore) -> None:
    await put(store, wake("late", LATER), wake("b", NOON), wake("early", NOON - MINUTE), wake("a", NOON))
    async with store.read() as unit:
        assert await due_keys(unit) == ["early", "b", "a"]
        assert [row.key for row in await unit.timers.list_due(NOON, limit=1)] == ["early"]
        assert [row.key for row in await unit.timers.list_all()] == ["early", "b", "a", "late"]


async def test_a_deadline_is_not_due_a_microsecond_early(store: AnyStore) -> None:
    await put(store, wake("a", NOON))
    async with store.read() as unit:
        assert await due_keys(unit, NOON - timedelta(microseconds=1)) == []


async def test_a_deadline_of_the_same_key_is_replaced_and_is_another_one(store: AnyStore) -> None:
    await put(store, wake("a", NOON))
    async with store.write() as unit:
        (old,) = await unit.timers.list_all()
        await unit.timers.put(wake("a", LATER, AppointmentNeared(7, NOON)))
        await unit.timers.drop(old.id)  # somebody was just dealing with the old one
    async with store.read() as unit:
        (new,) = await unit.timers.list_all()
    assert (new.at, new.intent) == (LATER, AppointmentNeared(7, NOON))


async def test_a_dropped_deadline_does_not_come(store: AnyStore) -> None:
    await put(store, wake("a"), wake("b"))
    async with store.write() as unit:
        first, _ = await unit.timers.list_due(NOON)
        await unit.timers.drop(first.id)
        await unit.timers.drop(first.id)
    async with store.read() as unit:
        assert await due_keys(unit) == ["b"]


async def test_a_postponed_deadline_comes_at_its_new_moment(store: AnyStore) -> None:
    await put(store, wake("a"), wake("b"))
    async with store.write() as unit:
        first, _ = await unit.timers.list_due(NOON)
        await unit.timers.postpone(first.id, LATER)
    async with store.read() as unit:
        assert await due_keys(unit) == ["b"]
        assert await due_keys(unit, LATER) == ["b", "a"]


async def test_what_was_dropped_meanwhile_can_be_postponed_without_harm(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.timers.postpone(7, LATER)
        assert await unit.timers.list_all() == []


async def test_the_earliest_deadline_is_told(store: AnyStore) -> None:
    async with store.read() as unit:
        assert await unit.timers.next_due() is None
    await put(store, wake("b", LATER), wake("a", NOON))
    async with store.read() as unit:
        assert await unit.timers.next_due() == NOON


async def test_moments_keep_their_microseconds_in_any_zone(store: AnyStore) -> None:
    at = datetime.fromisoformat("2026-03-02T12:00:00.123457+08:00")
    await put(store, wake("a", at))
    async with store.read() as unit:
        assert await unit.timers.next_due() == at


async def test_a_group_and_a_person_of_the_same_name_are_two_conversations(store: AnyStore) -> None:
    await put(store, to(MAIN), to(person=PersonId(MAIN)))
    async with store.read() as unit:
        assert len(await due_ids(unit)) == 2
