"""What the whole bot decides can be decided again from its database, to the same people."""

from datetime import timedelta
from pathlib import Path

from handlers.rules.decisions import Decision, Way, decide_again
from handlers.rules.people import Role
from handlers.rules.slots import Place
from tests.builders import a_person, a_volunteer
from tests.stage import Stage, a_stage

GRIDS = ("G1", "G2", "G3", "G4")
PEOPLE = (
    *(a_person(f"r{n}", grid=GRIDS[n % 4], place=Place(str(n + 1), "1", "101")) for n in range(6)),
    *(a_volunteer(f"v{n:02}", "plumbing", grid=GRIDS[n % 4], paused=n % 7 == 3) for n in range(24)),
    a_person("zhou", roles=frozenset({Role.STAFF})),
)


async def decided(stage: Stage, most: int) -> list[Decision]:
    async with stage.store.read() as unit:
        return [decision for n in range(1, most + 1) for decision in await unit.decisions.list_of_request(n)]


async def test_every_decision_of_a_busy_day_can_be_made_again(tmp_path: Path) -> None:
    async with a_stage(tmp_path, PEOPLE) as stage:
        for n in range(6):
            await stage.say(f"r{n}", "厨房水管漏水了,谁会修?")
            await stage.move_by(timedelta(minutes=11))
            await stage.say(f"v{n:02}", f"我来,接单{n + 1}")
            await stage.move_by(timedelta(minutes=3))
            await stage.say(f"v{n:02}", "不好意思,我去不了了")
        await stage.move_by(timedelta(hours=2))
        decisions = await decided(stage, 6)
        ranked = [decision for decision in decisions if decision.way is Way.RANKED]
        assert len(ranked) >= 18
        assert [decide_again(decision) for decision in ranked] == [decision.chosen for decision in ranked]
        assert max(decision.passed.get("paused", 0) for decision in ranked) == sum(person.paused for person in PEOPLE)
