"""A language model is asked in doubt only, and whatever it does, the message is answered."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.advice.limits import Breaker, Budget
from bot.understanding import Advice, Doubt
from tests.advice.stub import KEY, a_house, a_model, an_adviser, doubtful_texts, form_of
from tests.builders import NOON
from tests.stage import HOUSE, a_stage

DOUBT = Doubt("灯又不亮了", ("request", "none"))
REQUEST = {"intent": "request", "service": "electricity", "urgent": False, "time": None, "people": None}
NONE = {**REQUEST, "intent": "none", "service": None}


async def test_a_suggestion_makes_a_request_of_a_doubtful_message(tmp_path: Path) -> None:
    async with a_model(says=REQUEST) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        await stage.say("li", doubtful_texts()[0])
        async with stage.store.read() as unit:
            assert (await unit.requests.get(1)).service == "electricity"
        assert "offer" in stage.kinds()
        assert len(stub.bodies) == 1
        assert stub.keys == [f"Bearer {KEY}"]


async def test_only_the_one_message_goes_out(tmp_path: Path) -> None:
    async with a_model(says=NONE) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        await stage.say("zhao", "大家早上好呀")
        await stage.say("li", doubtful_texts()[0])
        (body,) = stub.bodies
        assert [message["role"] for message in body["messages"]] == ["system", "user"]
        assert list(json.loads(body["messages"][1]["content"])) == ["message"]
        assert set(body) == {"model", "messages", "temperature", "max_tokens", "response_format"}


PLAIN = [
    ("我家厨房着火了,快来人", "main"),
    ("我妈摔倒了起不来", "main"),
    ("他打我,我好怕", "main"),
    ("不想活了", None),
    ("/帮助", "main"),
    ("/cancel 3", "main"),
    ("5", "main"),
    ("12", None),
    ("+1", "main"),
    ("厨房水管漏水了,谁会修?", "main"),
]


@pytest.mark.parametrize(("text", "room"), PLAIN)
async def test_danger_commands_figures_and_plain_words_are_never_asked_about(
    tmp_path: Path, text: str, room: str | None
) -> None:
    async with a_model(says=NONE) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        await stage.say("li", text, room=room)
        assert stub.bodies == []


async def test_what_staff_say_among_themselves_is_not_asked_about(tmp_path: Path) -> None:
    async with a_model(says=NONE) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        for n, text in enumerate(doubtful_texts()[:5]):
            await stage.say("zhou", text, room="staff", id=f"staff-{n}")
        assert stub.bodies == []
        await stage.say("zhou", doubtful_texts()[0])
        assert len(stub.bodies) == 1


async def test_an_answer_to_the_bots_question_is_not_asked_about(tmp_path: Path) -> None:
    async with a_model(says=NONE) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        await stage.say("zhao", "厨房水管漏水了,谁会修?")
        assert "ask-slot" in stage.kinds()
        await stage.say("zhao", "5栋2单元301", room=None)
        assert stub.bodies == []
        async with stage.store.read() as unit:
            assert (await unit.requests.get(1)).place is not None


BAD: list[dict[str, Any]] = [
    {"says": "here is your answer: request"},
    {"says": "{"},
    {"says": "[" * 1500},
    {"says": []},
    {"says": {**REQUEST, "intent": "command"}},
    {"says": {**REQUEST, "intent": "claim"}},
    {"says": {**REQUEST, "intent": ["request"]}},
    {"says": {**REQUEST, "service": "bank"}},
    {"says": {**REQUEST, "service": 3}},
    {"says": {**REQUEST, "urgent": "yes"}},
    {"says": {**REQUEST, "time": "x" * 100}},
    {"says": {**REQUEST, "people": 5}},
    {"says": {**REQUEST, "danger": None}},
    {"says": {**REQUEST, "text": "/cancel 3"}},
    {"says": "x" * 50_000},
    {"raw": b"<html>"},
    {"raw": b"{}"},
    {"raw": b'{"choices": []}'},
    {"raw": b'{"choices": [{"message": {"content": null}}]}'},
    {"raw": b"\xff\xfe"},
    {"raw": b"x" * 200_000},
    {"raw": b"", "status": 500},
    {"says": REQUEST, "status": 503},
    {"says": REQUEST, "status": 401},
    {"says": REQUEST, "status": 302},
]


@pytest.mark.parametrize("facts", BAD, ids=lambda facts: str(facts)[:40])
async def test_what_is_not_of_the_form_is_no_advice(facts: dict[str, Any]) -> None:
    async with a_model(**facts) as stub, an_adviser(form_of(stub)) as adviser:
        assert await adviser.advise(DOUBT, []) is None
        assert len(stub.bodies) == 1


async def test_nobody_waits_longer_than_the_deadline() -> None:
    async with a_model(says=REQUEST, hangs=asyncio.Event()) as stub:
        form = form_of(stub).model_copy(update={"deadline": timedelta(milliseconds=100)})
        async with an_adviser(form) as adviser, asyncio.timeout(2):
            assert await adviser.advise(DOUBT, []) is None


async def test_a_hanging_model_locks_nothing(tmp_path: Path) -> None:
    async with (
        a_model(says=REQUEST, hangs=asyncio.Event()) as stub,
        a_house(stub) as house,
        a_stage(tmp_path, house=house) as stage,
    ):
        waiting = asyncio.create_task(stage.say("li", doubtful_texts()[0]))
        await stub.asked.wait()
        await stage.say("zhao", "厨房水管漏水了,谁会修?", id="meanwhile")
        assert "offer" in stage.kinds()
        stub.hangs.set()
        await waiting
        assert stage.kinds().count("offer") == 2


async def test_nobody_there_is_no_advice() -> None:
    async with a_model(says=REQUEST) as stub:
        form = form_of(stub)
    async with an_adviser(form) as adviser:
        assert await adviser.advise(DOUBT, []) is None


async def test_a_message_is_answered_as_without_where_it_fails(tmp_path: Path) -> None:
    async with a_model(raw=b"", status=500) as stub, a_house(stub) as house, a_stage(tmp_path, house=house) as stage:
        await stage.say("li", doubtful_texts()[0])
        await stage.say("li", "厨房水管漏水了,谁会修?")
        assert stage.kinds().count("offer") == 1


async def test_what_was_asked_before_is_not_asked_again_and_faults_are_not_kept() -> None:
    async with a_model(raw=b"") as stub, an_adviser(form_of(stub)) as adviser:
        assert await adviser.advise(DOUBT, []) is None
        stub.raw, stub.says = None, REQUEST
        for _ in range(3):
            assert await adviser.advise(DOUBT, []) == Advice("request", "electricity")
        assert len(stub.bodies) == 2
        await adviser.advise(Doubt(DOUBT.text, ("request", "claim", "none")), [])
        assert len(stub.bodies) == 3


async def test_a_budget_that_is_spent_comes_back() -> None:
    moment = NOON
    async with a_model(says=NONE) as stub:
        form = form_of(stub, budget={"minute": 2, "hour": 3, "day": 100})
        async with an_adviser(form, lambda: moment) as adviser:
            for n in range(5):
                await adviser.advise(Doubt(f"灯不亮{'啊' * n}", DOUBT.intents), [])
            assert len(stub.bodies) == 2
            moment += timedelta(minutes=2)
            for n in range(5, 9):
                await adviser.advise(Doubt(f"灯不亮{'啊' * n}", DOUBT.intents), [])
            assert len(stub.bodies) == 3


def test_no_budget_is_no_question() -> None:
    assert not Budget(0, 10, 10).spend(NOON)
    assert not Budget(10, 10, 0).spend(NOON)


async def test_after_three_faults_it_rests_and_then_tries_once() -> None:
    moment = NOON
    async with a_model(raw=b"", status=500) as stub, an_adviser(form_of(stub), lambda: moment) as adviser:
        for _ in range(6):
            await adviser.advise(DOUBT, [])
        assert len(stub.bodies) == 3
        moment += timedelta(minutes=6)
        for _ in range(3):
            await adviser.advise(DOUBT, [])
        assert len(stub.bodies) == 4
        moment += timedelta(minutes=6)
        stub.raw, stub.status, stub.says = None, 200, NONE
        assert await adviser.advise(DOUBT, []) == Advice("none")


def test_a_fault_now_and_then_is_no_reason_to_rest() -> None:
    breaker = Breaker()
    for _ in range(10):
        assert not breaker.failed(NOON)
        breaker.worked()
    assert not breaker.is_resting(NOON)


async def test_neither_the_key_nor_the_words_are_logged() -> None:
    with structlog.testing.capture_logs() as logs:
        async with a_model(says="灯又不亮了 is no JSON", status=200) as stub, an_adviser(form_of(stub)) as adviser:
            await adviser.advise(DOUBT, [])
            stub.raw, stub.status = KEY.encode(), 401
            await adviser.advise(DOUBT, [])
            assert KEY not in repr(adviser._form)
    assert len(logs) == 2
    assert KEY not in str(logs)
    assert "灯" not in str(logs)


async def test_the_state_inside_the_transaction_decides(tmp_path: Path) -> None:
    """A claim was suggested while something was open; by the time it is heard nothing is."""

    class Slow:
        async def advise(self, doubt: Doubt, names: Any) -> Advice | None:
            if "claim" in doubt.intents:
                await stage.say("zhao", "不用了,已经好了", id="over")
                return Advice("claim")
            return None

    async with a_stage(tmp_path, house=replace(HOUSE, adviser=Slow())) as stage:
        await stage.say("zhao", "厨房水管漏水了,谁会修?")
        await stage.say("sun", doubtful_texts()[0])
        assert "request-cancelled" in stage.kinds()
        assert not {"claim-question", "claim-confirmed"} & set(stage.kinds())
