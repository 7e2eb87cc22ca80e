"""Clocks that belong to no request: they start themselves, and survive restarts."""

from datetime import timedelta
from pathlib import Path

from handlers.consequences import DigestFellDue
from handlers.messages import WakeAt
from tests.builders import NOON
from tests.stage import Stage, a_stage


async def digest_at(stage: Stage) -> list[str]:
    """When digests are due, on UTC's clock."""
    async with stage.store.read() as unit:
        return [f"{row.at:%H:%M}" for row in await unit.timers.list_all() if row.key == "digest"]


async def test_a_database_older_than_digests_gets_one(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        async with stage.store.write() as unit:
            for row in await unit.timers.list_all():
                await unit.timers.drop(row.id)
        await stage.restart()
        assert await digest_at(stage) == ["06:00"]


async def test_a_digest_that_fell_due_while_the_bot_was_off_is_not_lost(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("zhao", "谁能帮我通一下下水道?堵了")
        async with stage.store.write() as unit:
            await unit.timers.put(WakeAt(NOON + timedelta(hours=6), DigestFellDue(), "digest"))
        stage.clock.set(NOON + timedelta(hours=7))
        await stage.restart()
        assert any("拖得久" in sent.message.text for sent in stage.gateway.sent)
        assert await digest_at(stage) == ["01:00"]


async def test_a_digest_late_in_the_night_is_let_go(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("zhao", "谁能帮我通一下下水道?堵了")
        async with stage.store.write() as unit:
            await unit.timers.put(WakeAt(NOON + timedelta(hours=6), DigestFellDue(), "digest"))
        stage.clock.set(NOON + timedelta(hours=11))
        await stage.restart()
        assert not any("拖得久" in sent.message.text for sent in stage.gateway.sent)
        assert await digest_at(stage) == ["01:00"]
