"""`make match`: whom to ask, out of 2,568, 100,000 and 1,000,000 volunteers at equal density; against one SQL query.

Grids of 214 volunteers in a square lattice, eight buildings each; one to three skills, as in the demo, of those
without a licence; twelve
weeks of 20 requests a day per 2,568 volunteers: two in three have done a job, each was asked two times. The files are
built once, in .bench/match/. Every match is of another urgent request, so five are sought; all ways look for the
same ones in turn (`everybody` for each fifth), each on a view of the database of its own.

`everybody` is the plain query: all with the skill, their rings and loads, the best five. `nearest 200` takes the loads
of the 200 nearest alone, so that it can miss somebody less burdened farther out; it is told how often it did.
Neither knows blocks, absences, refusals, licences' dates, nor those who were asked before: ours does.
"""

import asyncio
import json
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from math import isqrt, log2
from pathlib import Path
from typing import Any

from bot.service_catalogue import load_services
from handlers.nearest import look_around
from handlers.rules.grid import Community, Grid
from handlers.rules.ids import PersonId
from handlers.rules.matching import Job, grids_at
from handlers.rules.people import Person, Role
from handlers.rules.requests import Urgency
from handlers.rules.services import OTHER
from handlers.rules.slots import Place
from handlers.rules.waves import next_wave
from store.engine import Store, open_store
from tests.builders import NOON, a_person, a_request
from tests.handlers.test_nearest import a_context

FOLDER = Path(__file__).parents[2] / ".bench" / "match"
SIZES, SEEKS = (2_568, 100_000, 1_000_000), 200
DENSITY, BUILDINGS, SHARE = 214, 8, 20 * 84 / 2_568  # volunteers and buildings per grid; requests per volunteer
SERVICES = sorted(s.code for s in load_services().services.values() if s.code != OTHER and not s.licence)
MOST_AT_ONCE, DAY = 20_000, 86_400_000_000
LATELY, WEEK = NOON - timedelta(weeks=12), NOON - timedelta(weeks=1)

EVERYBODY = """
WITH rings AS MATERIALIZED (SELECT key AS grid, value AS ring FROM json_each(:rings)),
able AS (
  SELECT DISTINCT s.person, CASE WHEN s.building = :building THEN 0 ELSE r.ring END AS ring
  FROM {able} WHERE s.skill IN (:service, :category) AND s.person <> :requester {nearest}
),
loaded AS (
  SELECT able.person, able.ring,
    (SELECT count(*) FROM commitments c JOIN requests q ON q.number = c.request WHERE c.person = able.person
       AND c.standing IN ('waiting', 'claimed', 'arrived', 'done') AND q.state IN ('open', 'claimed', 'in_progress',
       'unfilled') AND (q.starts_at IS NULL OR q.starts_at <= :now)) AS holding,
    (SELECT count(*) FROM commitments c WHERE c.person = able.person AND c.at >= :lately
       AND c.standing IN ('waiting', 'claimed', 'arrived', 'done')) AS jobs,
    (SELECT count(*) FROM notices n WHERE n.person = able.person AND n.at >= :lately) AS told,
    (SELECT count(*) FROM notices n WHERE n.person = able.person AND n.at >= :week) AS week
  FROM able
)
SELECT loaded.person, ring + (jobs + 12.0 * week / 3) * 0.5 + 2 * log2(1 + max(0, told - jobs) / 3.0) AS distance
FROM loaded JOIN people p ON p.id = loaded.person
WHERE holding = 0 AND p.is_volunteer AND NOT coalesce(p.record ->> 'paused', 0) ORDER BY distance LIMIT 5
"""
PLAIN = EVERYBODY.format(able="skills s JOIN rings r ON r.grid = s.grid", nearest="")
NEAREST = EVERYBODY.format(able="rings r CROSS JOIN skills s ON s.grid = r.grid", nearest="LIMIT 200")


def a_lattice(volunteers: int) -> Community:
    side = isqrt(max(1, volunteers // DENSITY) - 1) + 1
    codes = [(x, y) for x in range(side) for y in range(side)]
    return Community(
        "Lattice",
        grids=tuple(
            Grid(f"{x}.{y}", "", tuple(f"{x}.{y}.{b}" for b in range(BUILDINGS)), (f"{x + 1}.{y}", f"{x}.{y + 1}"))
            for x, y in codes
        ),
    )


def volunteers(size: int, community: Community, dice: random.Random) -> Iterator[Person]:
    for number in range(size):
        grid = community.grids[number % len(community.grids)]
        yield Person(
            id=PersonId(f"v{number}"),
            name=f"Volunteer {number}",
            roles=frozenset({Role.VOLUNTEER}),
            grid=grid.code,
            place=Place(dice.choice(grid.buildings), "1", "101"),
            phone="13800000000",
            age=dice.randrange(20, 75),
            skills=frozenset(dice.sample(SERVICES, dice.choice((1, 1, 2, 2, 3)))),
            vetted=True,
            paused=dice.random() < 0.03,
        )


async def built(size: int, community: Community) -> Path:
    """The database of that size; made where it is not there."""
    path = FOLDER / f"{size}.db"
    if path.exists():
        return path
    print(f"building {path} …", file=sys.stderr, flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    store = await open_store(f"sqlite:///{half}", durable=False)
    await store.migrate()
    roster = list(volunteers(size, community, random.Random(1)))
    for start in range(0, size, MOST_AT_ONCE):
        async with store.write() as unit:
            await unit.people.add_all(roster[start : start + MOST_AT_ONCE])
    await store.close()
    write_history(half, size)
    half.rename(path)
    return path


def write_history(path: Path, size: int) -> None:
    """Twelve weeks of closed requests, one in a hundred still going on; three were asked, one of them did it."""
    dice, now = random.Random(2), int(NOON.timestamp() * 1_000_000)
    count = int(size * SHARE)
    asked = [[f"v{dice.randrange(size)}" for _ in range(3)] for _ in range(count)]
    at = [now - dice.randrange(84 * DAY) for _ in range(count)]
    state = ["claimed" if dice.random() < 0.01 else "closed" for _ in range(count)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO requests (number, version, state, requester, service, urgency, opened_at, record)"
            " VALUES (?, 1, ?, 'li', 'plumbing', 'normal', ?, '')",
            ((n, state[n], at[n]) for n in range(count)),
        )
        connection.executemany(
            "INSERT INTO commitments VALUES (?, ?, ?, ?)",
            ((n, asked[n][0], "claimed" if state[n] == "claimed" else "done", at[n]) for n in range(count)),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO notices VALUES (?, ?, 1, ?)",
            ((n, who, at[n]) for n in range(count) for who in asked[n]),
        )
        connection.execute("ANALYZE")


def jobs(community: Community) -> Iterator[Job]:
    dice = random.Random(3)
    catalogue = load_services()
    while True:
        building = dice.choice(dice.choice(community.grids).buildings)
        service = dice.choice(SERVICES)
        request = a_request(service, urgency=Urgency.URGENT, place=Place(building), number=dice.randrange(1_000_000))
        yield Job(request, a_person("li"), catalogue.get(service))


async def ours(job: Job, store: Store, community: Community) -> list[tuple[str, float]]:
    async with store.read() as unit:
        ctx = a_context(unit, community, NOON)
        near = await look_around(job, ctx)
        wave = next_wave(job.request, near.ranked, ctx.policy)
    return [(c.person.id, distance_of(c)) for c in wave]


def distance_of(candidate: Any) -> float:
    """As the rules have it, in an urgent request."""
    burden = candidate.burden
    doubt = 2 * log2(1 + max(0, burden.notices - burden.jobs) / 3)
    return float(candidate.ring + (burden.jobs + 12 * burden.spent) * 0.5 + doubt)


def by_sql(query: str, job: Job, connection: sqlite3.Connection, community: Community) -> list[tuple[str, float]]:
    place = job.request.place
    rings = community.rings_from(grids_at(job.request, community))
    given = {
        "rings": json.dumps({grid: steps + 1 for grid, steps in rings.items()}),
        "building": place.building if place else None,
        "service": job.service.code,
        "category": job.service.category,
        "requester": job.requester.id,
        **{name: int(at.timestamp() * 1_000_000) for name, at in (("now", NOON), ("lately", LATELY), ("week", WEEK))},
    }
    return connection.execute(query, given).fetchall()


async def measured(size: int) -> dict[str, Any]:
    """Medians in milliseconds, and how often the distances found differ from ours."""
    community = a_lattice(size)
    path = await built(size, community)
    store, plain = await open_store(f"sqlite:///{path}"), sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    took: dict[str, list[float]] = {"ours": [], "everybody": [], "nearest 200": []}
    differ = dict.fromkeys(took, 0)
    for number, job in zip(range(SEEKS + 20), jobs(community), strict=False):
        found: dict[str, list[float]] = {}
        ways = [way for way in took if way != "everybody" or number % 5 == 0]
        for way in sorted(ways, key=lambda way: (len(way) * (number + 1)) % 7):
            began = time.perf_counter()
            if way == "ours":
                best = await ours(job, store, community)
            else:
                best = by_sql(PLAIN if way == "everybody" else NEAREST, job, plain, community)
            if number >= 20:
                took[way].append((time.perf_counter() - began) * 1_000)
            found[way] = [round(each, 6) for _, each in best]
        differ = {way: count + (found.get(way, found["ours"]) != found["ours"]) for way, count in differ.items()}
    plain.close()
    await store.close()
    return {"ms": {way: statistics.median(times) for way, times in took.items()}, "differ": differ}


def table(results: dict[int, dict[str, Any]]) -> Iterator[str]:
    yield "| volunteers | ours, ms | SQL, everybody, ms | everybody / ours | SQL, nearest 200, ms | differ from ours |"
    yield "|---|---|---|---|---|---|"
    for size, result in results.items():
        mine, all_, near = (result["ms"][way] for way in ("ours", "everybody", "nearest 200"))
        differ = (
            f"{result['differ']['everybody']} of {SEEKS // 5 + 4}, {result['differ']['nearest 200']} of {SEEKS + 20}"
        )
        yield f"| {size:,} | {mine:.1f} | {all_:.1f} | {all_ / mine:.1f} | {near:.1f} | {differ} |"


def main(sizes: Sequence[int]) -> int:
    results = {size: asyncio.run(measured(size)) for size in sizes}
    print(*table(results), sep="\n")
    if not {100_000, 1_000_000} <= results.keys():
        return 0
    mine = {size: result["ms"]["ours"] for size, result in results.items()}
    growth = mine[1_000_000] / mine[100_000]
    print(f"\n1,000,000 / 100,000: {growth:.2f}")
    return int(growth > 1.5 or any(r["ms"]["everybody"] < 2 * r["ms"]["ours"] for r in results.values()))


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
