"""Incidents through the whole bot: each is told once, in a rush together, after a crash too, and once of the end."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

from bot.rehearsal import Sent
from handlers.rules.lifecycle import State
from handlers.rules.people import Person, Role
from handlers.rules.slots import Place
from tests.builders import a_person, a_volunteer
from tests.stage import Stage, a_stage

NEIGHBOURS = tuple(a_person(f"n{i:02}", grid="G1", place=Place("3", "1", str(100 + i))) for i in range(30))
PEOPLE: tuple[Person, ...] = (
    *NEIGHBOURS,
    a_volunteer("he", "electricity", grid="G3"),
    a_person("zhou", roles=frozenset({Role.STAFF})),
)


def told(sent: list[Sent], kind: str) -> Counter[str]:
    """How often each was mentioned in messages of that kind."""
    return Counter(str(who) for one in sent if one.message.kind == kind for who in one.message.mentions)


async def a_rush(stage: Stage) -> None:
    for neighbour in NEIGHBOURS:
        await stage.say(neighbour.id, "我家停电了,谁能帮忙看看")
        await stage.move_by(timedelta(seconds=19))


async def test_thirty_neighbours_are_told_once_each_in_few_messages(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        await a_rush(stage)
        await stage.move_by(timedelta(minutes=2))
        assert told(stage.gateway.sent, "incident-joined") == {n.id: 1 for n in NEIGHBOURS}
        assert sum(one.message.room == "main" for one in stage.gateway.sent) <= 20
        await stage.say("n03", "来电了")
        assert told(stage.gateway.sent, "incident-over") == {n.id: 1 for n in NEIGHBOURS}


async def test_after_a_crash_in_the_middle_all_the_same(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        for neighbour in NEIGHBOURS[:9]:
            await stage.say(neighbour.id, "我家也停电了,谁来看看")
        await stage.restart()
        await stage.move_by(timedelta(minutes=2))
        assert told(stage.gateway.sent, "incident-joined") == {n.id: 1 for n in NEIGHBOURS[:9]}


async def test_whoever_was_not_told_in_time_hears_that_it_is_over(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        for neighbour in NEIGHBOURS[:9]:
            await stage.say(neighbour.id, "我家也停电了,谁来看看")
        await stage.say("n00", "来电了")
        await stage.move_by(timedelta(minutes=2))
        assert told(stage.gateway.sent, "incident-over") == {n.id: 1 for n in NEIGHBOURS[:9]}
        assert not told(stage.gateway.sent, "incident-joined")["n08"]


async def test_those_who_speak_at_one_moment_join_one_incident(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        await asyncio.gather(*(stage.say(n.id, "我家停电了,谁能帮忙看看", id=f"at-once-{n.id}") for n in NEIGHBOURS))
        await stage.move_by(timedelta(minutes=2))
        assert told(stage.gateway.sent, "incident-joined") == {n.id: 1 for n in NEIGHBOURS}
        async with stage.store.read() as unit:
            assert [r.state for r in await unit.requests.list_unfinished()] == [State.OPEN]


async def test_a_long_one_is_brought_before_staff_every_day(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        await stage.say("n00", "家里没水了,谁能来看看")
        await stage.say("n01", "家里没水了,谁能来看看")
        await stage.move_by(timedelta(days=3))
        alerts = [one.message.text for one in stage.gateway.sent if one.message.kind == "staff-alert"]
        assert sum("一天了" in text for text in alerts) == 3
        assert "progress-check" not in stage.kinds()


async def test_a_place_that_is_told_later_makes_it_the_same(tmp_path: Path) -> None:
    people = (*PEOPLE, a_person("new", rooms=frozenset({"main"})))
    async with a_stage(tmp_path, people) as stage:
        await stage.say("n00", "我家停电了,谁能帮忙看看")
        await stage.say("new", "我家停电了,谁能帮忙看看")
        assert not told(stage.gateway.sent, "incident-joined")
        await stage.say("new", "3栋2单元901", room=None)
        assert told(stage.gateway.sent, "incident-joined") == {"n00": 1, "new": 1}


async def test_a_redo_can_end_once_more(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        await stage.say("n00", "我家停电了,谁能帮忙看看")
        await stage.say("n01", "我家停电了,谁能帮忙看看")
        for _ in range(2):
            await stage.say("he", "我来")
            await stage.say("he", "到了")
            await stage.say("he", "修好了")
            await stage.say("n00", "没修好,还是没电")
        assert told(stage.gateway.sent, "incident-over") == {"n00": 2, "n01": 2}
