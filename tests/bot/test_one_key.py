"""一键通: which words call, from whom, and what they mean while the bot waits for an answer."""

from pathlib import Path

import pytest

from handlers.rules.people import Care
from tests.builders import a_person
from tests.stage import PEOPLE, Stage, a_stage

CARED_FOR = (*PEOPLE, a_person("nai", grid="G1", care=frozenset({Care.LONE_ELDER})))
CALLS = [
    "1",
    "１",
    "1。",
    "帮我",
    "帮帮我！",
    "帮忙",
    "帮一下",
    "快帮帮我",
    "救我",
    "救命啊",
    "救救我",
    "來人啊",
    "求助",
    "一键通",
]
CALLS += ["help", "Help me!", "please help", "SOS", "快来人"]
NO_CALLS = ["11", "帮我谢谢他", "谁帮我拿的快递", "好的", "谢谢", "help yourself", "救护车走了", "2"]


async def numbers(stage: Stage) -> list[int]:
    async with stage.store.read() as unit:
        return [r.number for r in await unit.requests.list_unfinished() if r.by_button]


@pytest.mark.parametrize("text", CALLS)
async def test_a_call_is_heard(tmp_path: Path, text: str) -> None:
    async with a_stage(tmp_path, CARED_FOR) as stage:
        await stage.say("nai", text, room=None)
        assert await numbers(stage) == [1]


@pytest.mark.parametrize("text", NO_CALLS)
async def test_other_words_are_no_call(tmp_path: Path, text: str) -> None:
    async with a_stage(tmp_path, CARED_FOR) as stage:
        await stage.say("nai", text, room=None)
        assert await numbers(stage) == []


@pytest.mark.parametrize(("who", "room"), [("nai", "main"), ("zhao", None)])
async def test_only_in_private_and_only_from_the_care_list(tmp_path: Path, who: str, room: str | None) -> None:
    async with a_stage(tmp_path, CARED_FOR) as stage:
        await stage.say(who, "帮我", room=room)
        assert await numbers(stage) == []


async def test_danger_in_words_goes_its_own_way(tmp_path: Path) -> None:
    async with a_stage(tmp_path, CARED_FOR) as stage:
        sent = await stage.say("nai", "救命，家里着火了", room=None)
        assert [s.message.kind for s in sent][0] == "emergency"
        assert await numbers(stage) == []


async def test_a_plea_is_a_call_also_while_the_bot_asks_where(tmp_path: Path) -> None:
    async with a_stage(tmp_path, CARED_FOR) as stage:
        await stage.say("nai", "谁能帮我修水管", room="main")
        await stage.say("nai", "1", room=None)
        assert await numbers(stage) == []
        await stage.say("nai", "救我", room=None)
        assert await numbers(stage) == [2]
