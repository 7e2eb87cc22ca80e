"""`make claims`: 500 people claim one place at the same moment, 1,000 rounds: exactly one has it, 499 are back-ups.

Through the real dispatcher and a SQLite file (in memory, where the machine has /dev/shm: the disk is not measured). In
every round the order of the claims, their words, and how often each lets others go first are drawn by the round's seed.
Twenty shards of 50 rounds; what is done is kept in .bench/claims/, so that it goes on where it was broken off:
make claims SHARDS="7 8".
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from bot.dispatcher import Dispatcher, House
from bot.gateways.base import InboundMessage
from bot.service_catalogue import load_services
from handlers.rules.policy import Policy
from handlers.rules.requests import Standing
from store.codec import loads
from store.engine import Store, open_store
from store.tables import outbox
from tests.bench.dispatch import digest
from tests.builders import COMMUNITY, NOON, a_person, a_request, a_volunteer

CLAIMANTS, SHARDS, ROUNDS = 500, range(1, 21), 50
RESULTS = Path(__file__).parents[2] / ".bench" / "claims"
MEMORY = Path("/dev/shm")  # noqa: S108
WORDS = ("我来", "我去", "我去看看", "我可以", "交给我")


def claimant(number: int) -> str:
    return f"v{number}"


async def play(folder: Path, seed: int, claimants: int = CLAIMANTS) -> dict[str, int]:
    """One round: how many stand how to the request at the end, how many were told what."""
    store = await open_store(f"sqlite:///{folder}/{seed}.db")
    try:
        await store.migrate()
        people = [a_person("li", grid="G1"), *(a_volunteer(claimant(n), "plumbing") for n in range(claimants))]
        async with store.write() as unit:
            await unit.community.fill(COMMUNITY, people)
            await unit.requests.add(a_request())
        await claim_at_once(store, random.Random(seed), claimants)
        return await outcome(store)
    finally:
        await store.close()


async def claim_at_once(store: Store, dice: random.Random, claimants: int) -> None:
    house = House(Policy(), load_services(), {})
    dispatcher = Dispatcher(store, house, lambda: NOON)

    async def claim(number: int) -> None:
        for _ in range(dice.randrange(5)):
            await asyncio.sleep(0)
        who, words = claimant(number), dice.choice(WORDS)
        await dispatcher.hear(InboundMessage("rehearsal", f"claim-{number}", NOON, who, who, "main", words))

    await asyncio.gather(*(claim(n) for n in dice.sample(range(claimants), claimants)))


async def outcome(store: Store) -> dict[str, int]:
    async with store.read() as unit:
        request = await unit.requests.get(1)
        found = Counter(c.standing.value for c in request.commitments)
        sends = [loads(record) for record in await unit._connection.scalars(select(outbox.c.send))]
        told = Counter(f"told {send.kind.value}" for send in sends)
    return {**found, **told}


def is_right(found: dict[str, int], claimants: int = CLAIMANTS) -> bool:
    """One place, one holder, one confirmation, one handover; each other a back-up who was told so once."""
    return found == {
        Standing.CLAIMED.value: 1,
        Standing.BACKUP.value: claimants - 1,
        "told claim-confirmed": 1,
        "told handover": 1,
        "told handover-requester": 1,
        "told already-claimed": claimants - 1,
    }


def played(shard: int, folder: Path) -> list[dict[str, int]]:
    file = folder / f"{shard}.json"
    if not file.exists():
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as databases:
            rounds = [asyncio.run(play(Path(databases), shard * 1_000 + n)) for n in range(ROUNDS)]
        file.write_text(json.dumps(rounds), encoding="utf-8")
        print(f"shard {shard}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    done: list[dict[str, int]] = json.loads(file.read_text(encoding="utf-8"))
    return done


def main() -> int:
    folder = RESULTS / digest()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = os.environ.get("SHARDS", "").split()
    shards = [shard for shard in SHARDS if not wanted or str(shard) in wanted]
    rounds = [found for shard in shards for found in played(shard, folder)]
    right = sum(is_right(found) for found in rounds)
    print(f"{right} of {len(rounds)} rounds with {CLAIMANTS} claimants: one winner, everybody else a back-up")
    return int(right < len(rounds))


if __name__ == "__main__":
    sys.exit(main())
