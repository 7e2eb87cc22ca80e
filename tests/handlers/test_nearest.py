"""The next wave found ring by ring is the wave found among everybody: an oracle watches thousands of changes.

`make oracle` makes all 10,000 changes in ten shards; here is a part of them.
"""

import os
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.service_catalogue import load_services
from handlers.burdens import burdens_of
from handlers.context import Context
from handlers.nearest import look_around
from handlers.rules.grid import Community, Grid, Room
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Candidate, Job, rank
from handlers.rules.people import Absence, Licence, Person, Role
from handlers.rules.policy import Policy
from handlers.rules.requests import Commitment, HelpRequest, Notice, Standing, Urgency
from handlers.rules.slots import Place, TimeSpan
from handlers.rules.waves import next_wave
from store.engine import open_store
from store.unit_of_work import UnitOfWork
from tests.builders import NOON, a_request
from tests.contracts.databases import sqlite_template, sqlite_url

__all__ = ["sqlite_template", "sqlite_url"]

CHANGES = int(os.environ.get("WEIGUANG_ORACLE", "300"))
SEED = int(os.environ.get("WEIGUANG_ORACLE_SEED", "1"))
SIDE, PEOPLE = 7, 150
SERVICES = ("plumbing", "electricity", "shopping", "counselling")
SKILLS = (*SERVICES, "repair", "errands")


def a_map(dice: random.Random) -> Community:
    """A lattice of grids with streets left out, an island, and rooms of some of them."""
    codes = [f"{x}.{y}" for x in range(SIDE) for y in range(SIDE)]
    grids = []
    for code in codes:
        x, y = map(int, code.split("."))
        beside = [f"{x + 1}.{y}", f"{x}.{y + 1}"]
        named = tuple(other for other in beside if other in codes and dice.random() < 0.8)
        grids.append(Grid(code, code, (f"{code}-a", f"{code}-b"), named))
    island = Grid("island", "island", ("island-a",))
    return Community("Lattice", grids=(*grids, island), rooms=(Room(RoomId("main"), "main", ("0.0", "3.3")),))


@dataclass
class Watched:
    """A community that changes, and whoever is asked next found in both ways."""

    dice: random.Random
    community: Community
    unit: UnitOfWork
    now: datetime = NOON

    async def change(self) -> None:
        """One random change of a person, of what they carry, or of the requests."""
        self.now += timedelta(hours=self.dice.randrange(12))
        await self.dice.choice([self._move, self._ask, self._end])()

    async def _move(self) -> None:
        await self.unit.people.save(self.person(self.dice.randrange(PEOPLE)))

    async def _ask(self) -> None:
        await self.unit.requests.add(self.request())

    async def _end(self) -> None:
        for request in (await self.unit.requests.list_unfinished())[: self.dice.randrange(4)]:
            await self.unit.requests.save(replace(request, state=State.CLOSED))

    def person(self, number: int) -> Person:
        dice = self.dice
        grid = dice.choice([*self.community.grids, None, None])
        building = dice.choice([g.buildings[0] for g in self.community.grids] + [None, "unknown"])
        return Person(
            id=PersonId(f"v{number}"),
            name="v",
            roles=frozenset({Role.VOLUNTEER} if dice.random() < 0.9 else set()),
            grid=dice.choice([grid.code if grid else None, grid.code if grid else None, "abroad", None]),
            place=Place(building, "1", "101") if building else None,
            age=dice.choice([None, 40, 16]),
            skills=frozenset(dice.sample(SKILLS, dice.randrange(1, 4))),
            vetted=dice.random() < 0.5,
            licences=(Licence("electrician"),) if dice.random() < 0.3 else (),
            paused=dice.random() < 0.1,
            away=Absence() if dice.random() < 0.1 else None,
            declines=frozenset({dice.choice(SKILLS)} if dice.random() < 0.1 else ()),
        )

    def request(self) -> HelpRequest:
        """Somebody's request, with whatever a history of it may hold."""
        dice = self.dice
        building = dice.choice([b for grid in self.community.grids for b in grid.buildings] + ["unknown", None])
        start = self.now + timedelta(hours=dice.randrange(1, 99)) if dice.random() < 0.2 else None
        waves = dice.choice([0, 0, 0, 1, 2, 3, 4])
        asked = [
            Notice(self._anybody(), wave, self._lately()) for wave in range(waves) for _ in range(dice.randrange(4))
        ]
        standings = {self._anybody(): dice.choice(list(Standing)) for _ in range(dice.choice([0, 0, 1, 2, 9]))}
        if dice.random() < 0.1:  # most have let it lapse: whoever has not goes before them, however far
            standings |= {self._anybody(): Standing.LAPSED for _ in range(2 * PEOPLE)}
        return a_request(
            dice.choice(SERVICES),
            urgency=dice.choice(list(Urgency)),
            people=dice.choice([1, 1, 3]),
            requester=self._anybody(),
            place=Place(building, "1", "101") if building else None,
            room=RoomId("main") if dice.random() < 0.7 else None,
            time=TimeSpan(start) if start else None,
            wave=waves,
            round_began_at_wave=dice.choice([0, 0, max(0, waves - 1)]),
            opened_at=self.now,
            notices=asked,
            commitments=tuple(Commitment(who, standing, self._lately()) for who, standing in standings.items()),
        )

    def _anybody(self) -> PersonId:
        return PersonId(f"v{self.dice.randrange(PEOPLE)}")

    def _lately(self) -> datetime:
        return self.now - timedelta(days=self.dice.randrange(120))

    async def both(self) -> tuple[list[Candidate], list[Candidate], bool]:
        """The next wave of a new request, ring by ring and out of everybody; and whether some were never read."""
        request = self.request()
        requester = await self.unit.people.get(request.requester)
        job, ctx = Job(request, requester, load_services().get(request.service)), self._context()
        near = await look_around(job, ctx)
        everybody = await self.unit.people.list_volunteers(ctx.services.codes_covering(request.service))
        burdens = await burdens_of([someone.id for someone in everybody], ctx)
        ranked = rank(everybody, job, self.community, burdens, self.now)
        found, true = (list(next_wave(request, each, ctx.policy)) for each in (near.ranked, ranked))
        return found, true, len(near.people) < len(everybody)

    def _context(self) -> Context:
        return a_context(self.unit, self.community, self.now)


def a_context(unit: UnitOfWork, community: Community, now: datetime) -> Context:
    """As much of a context as the search for helpers looks at."""
    missing: dict[str, Any] = dict.fromkeys(
        (
            "said",
            "talk",
            "decisions",
            "hotlines",
            "commands",
            "questions",
            "ledger",
            "audit",
            "codes",
            "lessons",
            "assignment",
            "mask",
        )
    )
    known: dict[str, Any] = {"now": now, "community": community, "policy": Policy(), "services": load_services()}
    return Context(**missing, **known, requests=unit.requests, people=unit.people)


async def test_ring_by_ring_finds_whom_everybody_read_would_find(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, durable=False)
    dice = random.Random(SEED)
    waves = spared = 0
    async with store.write() as unit:
        watched = Watched(dice, a_map(dice), unit)
        await unit.people.add_all([watched.person(number) for number in range(PEOPLE)])
        for _ in range(CHANGES):
            await watched.change()
            found, true, some_unread = await watched.both()
            assert found == true
            waves, spared = waves + bool(found), spared + some_unread
    await store.close()
    assert waves > CHANGES / 2
    assert spared > CHANGES / 3
