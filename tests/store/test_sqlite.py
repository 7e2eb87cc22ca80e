"""SQLite as we set it: a power cut loses nothing, readers change nothing, a killed process leaves nothing half."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from store.engine import Store, open_store
from store.unit_of_work import UnitOfWork
from tests.builders import a_person
from tests.contracts.stores import LI

FULL, OFF = 2, 0
KILLED_HALFWAY = """
import asyncio, sys
from store.engine import open_store
from tests.builders import a_person

async def main() -> None:
    store = await open_store(sys.argv[1])
    async with store.write() as unit:
        await unit.people.save(a_person("whole"))
    async with store.write() as unit:
        await unit.people.save(a_person("half"))
        print("halfway", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def pragma(unit: UnitOfWork, name: str) -> object:
    return (await unit._connection.execute(text(f"PRAGMA {name}"))).scalar_one()


async def test_the_writer_writes_ahead_and_waits_for_the_disk(sqlite: Store) -> None:
    async with sqlite.write() as unit:
        assert await pragma(unit, "journal_mode") == "wal"
        assert await pragma(unit, "synchronous") == FULL
        assert await pragma(unit, "foreign_keys") == 1
        assert await pragma(unit, "busy_timeout") == 10_000


async def test_a_rehearsal_does_not_wait_for_the_disk(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, durable=False)
    async with store.write() as unit:
        assert await pragma(unit, "synchronous") == OFF
    await store.close()


async def test_every_reader_can_only_query(sqlite: Store) -> None:
    async with sqlite.read() as one, sqlite.read() as two, sqlite.read() as three:
        assert [await pragma(unit, "query_only") for unit in (one, two, three)] == [1, 1, 1]


async def test_a_write_on_a_reader_fails(sqlite: Store) -> None:
    async with sqlite.read() as unit:
        with pytest.raises(OperationalError, match="readonly"):
            await unit.people.save(a_person("li"))
    async with sqlite.read() as unit:
        assert await unit.people.count() == 0


async def test_readers_go_on_while_somebody_writes(sqlite: Store) -> None:
    async with sqlite.write() as unit:
        await unit.people.save(a_person("li"))
        async with sqlite.read() as one, sqlite.read() as two:
            assert [await one.people.count(), await two.people.count()] == [0, 0]


async def test_two_programs_on_one_file_lose_nothing(sqlite: Store, sqlite_url: str) -> None:
    other = await open_store(sqlite_url)

    async def save(store: Store, name: str) -> None:
        async with store.write() as unit:
            count = await unit.people.count()
            await unit.people.save(a_person(name, free_times=str(count)))

    await asyncio.gather(*(save(store, f"{n}-{id(store)}") for n in range(10) for store in (sqlite, other)))
    async with other.read() as unit:
        found = await unit.people.list_all(0, 100)
    await other.close()
    assert sorted(int(person.free_times or "") for person in found) == list(range(20))


async def test_what_was_committed_is_there_when_opened_again(sqlite: Store, sqlite_url: str) -> None:
    async with sqlite.write() as unit:
        await unit.people.save(a_person("li"))
    await sqlite.close()
    again = await open_store(sqlite_url)
    async with again.read() as reader:
        assert await reader.people.get(LI) == a_person("li")
    await again.close()


async def test_a_killed_process_leaves_whole_units_and_no_half_one(sqlite_url: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KILLED_HALFWAY, sqlite_url),
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"halfway\n"
    process.kill()
    await process.wait()
    store = await open_store(sqlite_url)
    async with store.write() as unit:
        assert [person.id for person in await unit.people.list_all(0, 10)] == ["whole"]
    assert await store.find_faults() == []
    await store.close()
