"""What waits is sent in order, tried again, and given up loudly."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from bot.gateways.base import OutboundMessage, SendError
from bot.outbox import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, next_try
from handlers.messages import Kind, Send
from handlers.rules.ids import PersonId, RoomId
from tests.builders import NOON, a_person
from tests.stage import PEOPLE, Stage, a_stage


async def put(stage: Stage, *sends: Send) -> None:
    async with stage.store.write() as unit:
        for send in sends:
            await unit.outbox.put(send)


def to(who: str, variant: str | None = None) -> Send:
    return Send(Kind.RECEIPT, to=PersonId(who), variant=variant)


async def test_messages_leave_in_the_order_in_which_they_were_written(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await put(
            stage, to("li"), Send(Kind.OFFER, room=RoomId("main"), args={"number": 1}), to("zhao"), to("li", "applied")
        )
        await stage.rest()
        assert [s.message.to or s.message.room for s in stage.gateway.sent] == ["li", "main", "zhao", "li"]


async def test_while_the_gateway_is_gone_nothing_is_lost_and_the_order_stays(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        stage.gateway.is_cut_off = True
        await put(stage, to("li"), to("li", "applied"))
        await stage.move_by(timedelta(minutes=10))
        assert stage.kinds() == []
        stage.gateway.is_cut_off = False
        await stage.move_by(LONGEST_WAIT)
        texts = [s.message.text for s in stage.gateway.sent]
        assert len(texts) == 2
        assert texts[0] == "收到。"


async def test_what_can_never_be_sent_is_told_to_staff_once(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        stage.gateway.is_cut_off = True
        await put(stage, to("li"))
        await stage.move_by(LONGEST_WAIT * (MOST_ATTEMPTS + 1))
        stage.gateway.is_cut_off = False
        await stage.move_by(LONGEST_WAIT)
        assert [(s.message.kind, s.message.room) for s in stage.gateway.sent] == [("staff-alert", "staff")]


async def test_a_permanent_failure_is_not_tried_again(tmp_path: Path) -> None:
    tries = []

    async def refuse(message: OutboundMessage) -> str:
        tries.append(message.to or message.room)
        raise SendError("not a contact", permanent=True)

    async with a_stage(tmp_path) as stage:
        stage.gateway.send = refuse  # type: ignore[method-assign]
        await put(stage, to("li"))
        await stage.move_by(timedelta(hours=1))
        assert tries.count("li") == 1


async def test_whoever_has_no_private_chat_is_left_to_staff_where_it_matters(tmp_path: Path) -> None:
    people = (*PEOPLE, a_person("phone-only", grid="G1", reachable=False))
    async with a_stage(tmp_path, people) as stage:
        await put(stage, to("phone-only"), Send(Kind.HANDOVER_REQUESTER, to=PersonId("phone-only"), args={"number": 3}))
        await stage.rest()
        assert stage.kinds() == ["staff-alert"]


async def test_a_sent_row_keeps_nothing_personal(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await put(
            stage,
            Send(Kind.HANDOVER, to=PersonId("he"), request=1, args={"number": 1, "phone": "13800000001", "words": "x"}),
        )
        await stage.rest()
        assert "13800000001" in stage.gateway.sent[0].message.text
        async with stage.store.read() as unit:
            quoted = await unit.outbox.find_message("rehearsal", stage.gateway.sent[0].id)
        assert quoted is not None
        assert (quoted.kind, quoted.request) == ("handover", 1)
    rows = sqlite3.connect(tmp_path / "stage.db").execute("SELECT send FROM outbox").fetchall()
    assert "13800000001" not in str(rows)


async def test_the_reader_is_written_to_in_their_own_language(tmp_path: Path) -> None:
    people = (*PEOPLE, a_person("emma", grid="G1", language="en"))
    async with a_stage(tmp_path, people) as stage:
        await put(stage, to("emma"), to("li"))
        await stage.rest()
        assert [s.message.text for s in stage.gateway.sent] == ["Noted.", "收到。"]


async def test_a_door_number_in_a_display_name_is_never_shown(tmp_path: Path) -> None:
    people = (*PEOPLE, a_person("aunt", grid="G1"))
    people = (*people[:-1], type(people[-1])(id=people[-1].id, name="3-2-501李阿姨", grid="G1"))
    async with a_stage(tmp_path, people) as stage:
        await put(stage, Send(Kind.REVIEW_THANKS, room=RoomId("main"), mentions=(PersonId("aunt"),)))
        await stage.rest()
        assert "@李阿姨" in stage.gateway.sent[0].message.text
        assert "501" not in stage.gateway.sent[0].message.text


def test_the_waits_grow_to_a_limit() -> None:
    waits = [next_try(n, NOON) - NOON for n in range(20)]
    assert waits[0] == FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
