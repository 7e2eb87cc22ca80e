"""One message, one transaction: what is refused leaves nothing, what is stale is run again, what is twice is once."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dispatcher import House
from handlers.context import Context
from handlers.errors import RefusalError, StaleWriteError
from handlers.intents import AskHelp, Intent
from handlers.messages import Kind, Send
from handlers.router import Reactions, Router, Routes
from handlers.routes import ROUTES
from handlers.rules.ids import PersonId
from tests.stage import HOUSE, a_stage


class _Routes(Routes):
    """The real routes, but for the intents given another handler."""

    def __init__(self, **others: Router) -> None:
        super().__init__(others.values())

    async def handle(self, intent: Intent, ctx: Context) -> Reactions:
        handler = self._handlers.get(type(intent))
        return await handler(intent, ctx) if handler else await ROUTES.handle(intent, ctx)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


def house_with(router: Router) -> House:
    return replace(HOUSE, routes=_Routes(other=router))


async def test_the_same_id_twice_is_dealt_with_once(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "厨房水管漏水了,谁会修?", id="m1")
        await stage.say("li", "厨房水管漏水了,谁会修?", id="m1")
        assert stage.kinds().count("offer") == 1


async def test_chatter_leaves_nothing_but_its_id(tmp_path: Path) -> None:
    chatter = "新年好呀大家祝福满满"
    async with a_stage(tmp_path) as stage:
        await stage.say("zhao", chatter, id="said-once")
        assert stage.kinds() == []
    assert not any(chatter.encode() in content for content in contents(tmp_path))
    rows = sqlite3.connect(tmp_path / "stage.db").execute("SELECT message FROM inbox").fetchall()
    assert rows == [("said-once",)]


async def test_half_a_character_in_a_text_or_a_name_is_no_harm(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "\ud800厨房水管漏水了,谁会修?\ud83d\ude4f", sender_name="Li\udfff")
        assert "offer" in stage.kinds()
        async with stage.store.read() as unit:
            assert (await unit.requests.get(1)).words == "\ufffd厨房水管漏水了,谁会修?🙏"


async def test_a_refusal_rolls_back_what_its_handler_did(tmp_path: Path) -> None:
    router = Router()

    @router.on(AskHelp)
    async def half_done(intent: AskHelp, ctx: Context) -> Reactions:
        await ctx.people.save(replace(ctx.sender, phone="13800000099"))
        raise RefusalError("no-such-request", number=7)

    async with a_stage(tmp_path, house=house_with(router)) as stage:
        await stage.say("sun", "/帮助")
        async with stage.store.read() as unit:
            assert (await unit.people.get(PersonId("sun"))).phone is None
        assert stage.kinds() == ["refusal"]
        assert "7" in stage.gateway.sent[0].message.text


async def test_a_stale_write_is_run_again(tmp_path: Path) -> None:
    router, tries = Router(), []

    @router.on(AskHelp)
    async def stale_at_first(intent: AskHelp, ctx: Context) -> Reactions:
        tries.append(ctx.sender.id)
        if len(tries) < 3:
            raise StaleWriteError("changed meanwhile")
        return [Send(Kind.RECEIPT, to=ctx.sender.id)]

    async with a_stage(tmp_path, house=house_with(router)) as stage:
        await stage.say("sun", "/帮助")
        assert len(tries) == 3
        assert stage.kinds() == ["receipt"]


async def test_a_write_that_stays_stale_is_the_callers_to_know(tmp_path: Path) -> None:
    router = Router()

    @router.on(AskHelp)
    async def always_stale(intent: AskHelp, ctx: Context) -> Reactions:
        raise StaleWriteError("changed meanwhile")

    async with a_stage(tmp_path, house=house_with(router)) as stage:
        with pytest.raises(StaleWriteError):
            await stage.say("sun", "/帮助")


async def test_fifty_claims_at_once_have_one_winner(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "厨房水管漏水了,谁会修?")
        names = [f"neighbour-{n}" for n in range(50)]
        await asyncio.gather(*(stage.say(name, "我来", id=name) for name in names))
        async with stage.store.read() as unit:
            request = await unit.requests.get(1)
        assert len(request.claimed_by) == 1
        assert stage.kinds().count("claim-confirmed") == 1
        assert len(request.backups) == 49


async def test_a_room_that_is_not_ours_is_not_answered(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "厨房水管漏水了,谁会修?", room="another-group")
        assert stage.kinds() == []


async def test_a_stranger_is_kept_only_when_they_want_something(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("stranger", "大家早上好")
        async with stage.store.read() as unit:
            assert await unit.people.find(PersonId("stranger")) is None
        await stage.say("stranger", "谁能帮我修一下水管?漏水了")
        async with stage.store.read() as unit:
            assert await unit.people.find(PersonId("stranger")) is not None


async def test_a_name_does_not_make_one_staff(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "/看板", room="main", sender_name="zhou")
        assert stage.kinds() == ["refusal"]
        async with stage.store.read() as unit:
            assert [(actor, action) for _, actor, action, _ in await unit.audit.list_latest(5)] == [("li", "refused")]


async def test_the_code_from_the_console_makes_the_first_admin_once(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        async with stage.store.write() as unit:
            await unit.codes.issue("ABCD2345", "admin", stage.clock.now().replace(year=2030))
        await stage.say("li", "/bind WRONG234", room=None)
        await stage.say("li", "/bind abcd2345", room=None)
        await stage.say("zhao", "/bind ABCD2345", room=None)
        assert stage.kinds() == ["refusal", "command-reply", "refusal"]
        async with stage.store.read() as unit:
            assert (await unit.people.get(PersonId("li"))).is_staff
            assert not (await unit.people.get(PersonId("zhao"))).is_staff


async def test_a_recalled_need_is_cancelled_while_nobody_is_on_the_way(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "厨房水管漏水了,谁会修?", id="need")
        await stage.say("zhao", "", id="not-theirs", recalls="need")
        assert "request-cancelled" not in stage.kinds()
        await stage.say("li", "", id="back", recalls="need")
        assert stage.kinds()[-1] == "request-cancelled"
        await stage.say("li", "下水道堵了,谁能来通一下?", id="second")
        await stage.say("sun", "我来")
        await stage.say("li", "", id="back-again", recalls="second")
        assert stage.kinds().count("request-cancelled") == 1
