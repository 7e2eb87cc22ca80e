"""Through the whole bot: no room hears more than its number in any hour, and nothing is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.rehearsal import Sent
from handlers.messages import Kind, Send
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.policy import BudgetPolicy, Policy
from tests.stage import HOUSE, PEOPLE, Stage, a_stage

HOUR = timedelta(hours=1)
MAIN, STAFF = RoomId("main"), RoomId("staff")
LI, HE, SUN = PersonId("li"), PersonId("he"), PersonId("sun")


def a_house(most: int) -> object:
    return replace(HOUSE, policy=Policy(budget=BudgetPolicy(room_messages_per_hour=most)))


def news(number: int, kind: Kind = Kind.INCIDENT_OVER, **facts: object) -> Send:
    send = Send(kind, room=MAIN, args={"number": number, "service": f"thing {number}", "what": f"thing {number}"})
    return replace(send, **facts)  # type: ignore[arg-type]


async def put(stage: Stage, *sends: Send) -> None:
    async with stage.store.write() as unit:
        for send in sends:
            await unit.outbox.put(send)
    await stage.rest()


def in_room(stage: Stage, room: str = "main") -> list[Sent]:
    return [sent for sent in stage.gateway.sent if sent.message.room == room]


def most_in_an_hour(moments: list[datetime]) -> int:
    return max(sum(at <= other < at + HOUR for other in moments) for at in moments)


async def test_a_flood_of_news_keeps_to_the_number_and_all_of_it_is_told(tmp_path: Path) -> None:
    async with a_stage(tmp_path, house=a_house(20)) as stage:
        for n in range(45):
            await put(stage, news(n))
            await stage.move_by(timedelta(seconds=20))
        assert len(in_room(stage)) >= 19
        await stage.move_by(6 * HOUR)
        heard = in_room(stage)
        assert most_in_an_hour([sent.at for sent in heard]) <= 20
        told = "\n".join(sent.message.text for sent in heard)
        assert all(f"【{n}号】thing {n}好了" in told for n in range(45))
        assert max(len(sent.message.text) for sent in heard) < 2000


async def test_the_number_holds_after_an_hour_without_a_line_and_after_a_restart(tmp_path: Path) -> None:
    async with a_stage(tmp_path, house=a_house(5)) as stage:
        stage.gateway.is_cut_off = True
        for n in range(12):
            await put(stage, news(n))
            await stage.move_by(timedelta(minutes=6))
        stage.gateway.is_cut_off = False
        await stage.rest(eager=True)
        assert len(in_room(stage)) == 5
        await stage.restart()
        await put(stage, news(99))
        assert len(in_room(stage)) == 5
        await stage.move_by(3 * HOUR)
        assert most_in_an_hour([sent.at for sent in in_room(stage)]) <= 5
        assert "【99号】" in in_room(stage)[-1].message.text


async def test_danger_and_the_staff_room_know_no_limit(tmp_path: Path) -> None:
    async with a_stage(tmp_path, house=a_house(1)) as stage:
        await put(stage, *(Send(Kind.EMERGENCY, room=MAIN, args={"hotline": "119"}) for _ in range(3)))
        await put(stage, *(news(n, danger=True) for n in range(3)))
        await put(stage, *(Send(Kind.STAFF_ALERT, room=STAFF, args={"number": n}) for n in range(4)))
        assert (len(in_room(stage)), len(in_room(stage, "staff"))) == (6, 4)
        await put(stage, news(7))
        assert len(in_room(stage)) == 7


async def test_an_answer_goes_to_who_asked_and_to_the_room_where_nobody_reaches_them(tmp_path: Path) -> None:
    people = (*PEOPLE[1:], replace(PEOPLE[0], reachable=False))
    async with a_stage(tmp_path, people, house=a_house(1)) as stage:
        await put(stage, news(1))
        asked = Send(Kind.REQUEST_STATUS, room=MAIN, variant="several", args={"lines": "…"})
        await put(stage, replace(asked, mentions=(HE,)), replace(asked, mentions=(LI,)))
        heard = [(sent.message.kind, sent.message.to or sent.message.room) for sent in stage.gateway.sent[1:]]
        assert heard == [("request-status", "main"), ("request-status", "he")]


async def test_what_is_put_off_once_is_told_once_and_its_words_are_forgotten(tmp_path: Path) -> None:
    async with a_stage(tmp_path, house=a_house(1)) as stage:
        await put(stage, news(1), news(2, Kind.REQUEST_CANCELLED, mentions=(SUN,)), news(3))
        await stage.move_by(5 * HOUR)
        told = [sent.message.kind for sent in stage.gateway.sent]
        assert told == ["incident-over", "request-cancelled", "digest"]
        async with stage.store.read() as unit:
            assert await unit.outbox.list_held(MAIN) == []
            assert {send.args == {} for _, send in await unit.outbox.list_spoken(MAIN, stage.clock.now() - 9 * HOUR)}
