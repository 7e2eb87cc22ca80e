"""What is only ever added to, asked once, or used once: ledger, audit, questions, codes; and the community's map."""

from dataclasses import replace

import pytest

from handlers.context import Question
from handlers.rules.grid import Community, Room
from handlers.rules.ids import RoomId
from handlers.rules.ledger import COMMUNITY as BANK
from handlers.rules.ledger import LedgerEntry, reversal
from tests.builders import NOON, a_person
from tests.contracts import full
from tests.contracts.full import LEDGER_ENTRY, QUESTION
from tests.contracts.stores import LATER, LI, MINUTE, SUN, AnyStore


def test_the_examples_leave_no_field_unfilled() -> None:
    assert {type(value).__name__: full.unfilled(value) for value in full.ALL if full.unfilled(value)} == {}


# ---- ledger -----------------------------------------------------------------------------------------------------


def credit(number: int, minutes: int) -> LedgerEntry:
    return LedgerEntry(f"{number}.1.sun", NOON, BANK, SUN, minutes, number)


async def test_an_entry_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.ledger.add([LEDGER_ENTRY])
    async with store.read() as unit:
        assert await unit.ledger.list_of_request(7) == [LEDGER_ENTRY]


async def test_entries_come_oldest_first(store: AnyStore) -> None:
    first, second = credit(7, 30), credit(8, 20)
    async with store.write() as unit:
        await unit.ledger.add([first, second])
        await unit.ledger.add([reversal(first, NOON - MINUTE)])
    async with store.read() as unit:
        assert await unit.ledger.list_of_request(7) == [first, reversal(first, NOON - MINUTE)]
        assert [entry.id for entry in await unit.ledger.list_all()] == ["7.1.sun", "8.1.sun", "7.1.sun.reversed"]


async def test_an_entry_whose_id_is_there_is_passed_over(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.ledger.add([credit(7, 30), credit(7, 30)])
    async with store.write() as unit:
        await unit.ledger.add([credit(7, 99), credit(8, 5)])
    async with store.read() as unit:
        assert await unit.ledger.balance(SUN) == 35


async def test_a_balance_is_what_was_taken_less_what_was_given(store: AnyStore) -> None:
    entry = credit(7, 30)
    async with store.write() as unit:
        await unit.ledger.add([entry, credit(8, 20), reversal(entry, LATER)])
    async with store.read() as unit:
        assert await unit.ledger.balance(SUN) == 20
        assert await unit.ledger.balance(BANK) == -20
        assert await unit.ledger.balance(LI) == 0


# ---- audit ------------------------------------------------------------------------------------------------------


async def test_the_latest_audit_line_comes_first_whatever_its_moment(store: AnyStore) -> None:
    async with store.write() as unit:
        for at, action in ((LATER, "first"), (NOON, "second"), (NOON, "third")):
            await unit.audit.record(at, LI, action, "request:1")
    async with store.read() as unit:
        latest = await unit.audit.list_latest(2)
    assert latest == [(NOON, LI, "third", "request:1"), (NOON, LI, "second", "request:1")]


# ---- codes ------------------------------------------------------------------------------------------------------


async def test_a_code_is_good_once(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.codes.issue("ABCD2345", "admin", LATER)
        assert await unit.codes.redeem("WRONG234", NOON) is None
        assert await unit.codes.redeem(" abcd2345 ", NOON) == "admin"
    async with store.write() as unit:
        assert await unit.codes.redeem("ABCD2345", NOON) is None


async def test_a_code_is_no_good_when_its_time_is_over(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.codes.issue("ABCD2345", "admin", NOON)
        assert await unit.codes.redeem("ABCD2345", NOON) is None


async def test_a_code_can_be_issued_anew(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.codes.issue("ABCD2345", "admin", NOON)
        await unit.codes.issue("ABCD2345", "staff", LATER)
        assert await unit.codes.redeem("ABCD2345", NOON) == "staff"


# ---- questions --------------------------------------------------------------------------------------------------


async def test_a_question_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    bare = Question(SUN, "request", NOON)
    async with store.write() as unit:
        await unit.questions.put(QUESTION)
        await unit.questions.put(bare)
    async with store.read() as unit:
        assert await unit.questions.list_of(LI) == [QUESTION]
        assert await unit.questions.list_of(SUN) == [bare]


async def test_a_question_of_the_same_person_and_topic_is_replaced(store: AnyStore) -> None:
    again = Question(LI, "place", LATER)
    async with store.write() as unit:
        await unit.questions.put(QUESTION)
        await unit.questions.put(again)
    async with store.read() as unit:
        assert await unit.questions.list_of(LI) == [again]


async def test_the_question_asked_last_comes_first(store: AnyStore) -> None:
    async with store.write() as unit:
        for topic, at in (("place", NOON), ("redo", LATER), ("claim", NOON)):
            await unit.questions.put(Question(LI, topic, at))
    async with store.read() as unit:
        assert [question.topic for question in await unit.questions.list_of(LI)] == ["redo", "claim", "place"]


async def test_a_dropped_question_is_gone_and_the_others_stay(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.questions.put(QUESTION)
        await unit.questions.put(replace(QUESTION, topic="redo"))
        await unit.questions.drop(LI, "place")
        await unit.questions.drop(LI, "never asked")
    async with store.read() as unit:
        assert [question.topic for question in await unit.questions.list_of(LI)] == ["redo"]


@pytest.mark.parametrize("data", [{}, {"$": "x", "v": 1}, {"deep": ((), (None, "a"))}])
async def test_a_questions_data_comes_back_as_it_was(store: AnyStore, data: dict[str, object]) -> None:
    asked = replace(QUESTION, data=data)  # type: ignore[arg-type]
    async with store.write() as unit:
        await unit.questions.put(asked)
    async with store.read() as unit:
        assert await unit.questions.list_of(LI) == [asked]


# ---- community --------------------------------------------------------------------------------------------------


async def test_there_is_no_community_at_first(store: AnyStore) -> None:
    async with store.read() as unit:
        assert await unit.community.is_empty()
        assert await unit.community.load() == Community("")


async def test_the_community_is_read_back_with_its_people(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.community.fill(full.COMMUNITY, [full.PERSON, a_person("li")])
    async with store.read() as unit:
        assert not await unit.community.is_empty()
        assert await unit.community.load() == full.COMMUNITY
        assert await unit.people.get(SUN) == full.PERSON


async def test_a_changed_community_takes_the_place_of_the_old_one(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.community.save(Community("old"))
        await unit.community.save(full.COMMUNITY)
    async with store.read() as unit:
        assert await unit.community.load() == full.COMMUNITY


async def test_a_room_is_added_or_takes_its_own_place(store: AnyStore) -> None:
    first, second = Room(RoomId("a"), "first"), Room(RoomId("b"), "second")
    async with store.write() as unit:
        for room in (first, second, replace(first, name="changed"), second):
            await unit.community.save_room(room)
    async with store.read() as unit:
        assert (await unit.community.load()).rooms == (replace(first, name="changed"), second)
