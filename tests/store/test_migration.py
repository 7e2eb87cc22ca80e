"""The migrations make the tables that `store/tables.py` says, once, on every database."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Connection

from store.engine import Store, open_store
from store.migration import upgrade
from store.tables import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
async def migrated(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """A database to which all migrations were applied."""
    store = await open_store(request.getfixturevalue(f"{request.param}_url"))
    yield store
    await store.close()


def differences(connection: Connection) -> Any:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return compare_metadata(context, metadata)


async def test_the_migrations_make_the_tables_that_the_program_means(migrated: Store) -> None:
    async with migrated.read() as unit:
        assert await unit._connection.run_sync(differences) == []


async def test_a_migrated_database_has_no_faults(migrated: Store) -> None:
    assert await migrated.find_faults() == []


async def test_migrating_again_changes_nothing(migrated: Store) -> None:
    await migrated.migrate()
    assert await migrated.find_faults() == []


async def test_an_empty_file_is_brought_up(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/new.db")
    await store.migrate()
    assert await store.find_faults() == []
    async with store.read() as unit:
        there = await unit._connection.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    await store.close()
    assert set(metadata.tables) <= there


def test_whoever_had_a_skill_before_is_found_where_they_live(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        upgrade(connection, to="0004")
        for who, building, record in (("a", "3", '{"$":"Person","grid":"G1"}'), ("b", None, '{"$":"Person"}')):
            person = {"who": who, "building": building, "record": record}
            connection.execute(
                text("INSERT INTO people VALUES (:who, '', :building, '', '', 1, 0, 0, :record)"), person
            )
            connection.execute(text("INSERT INTO skills VALUES ('cooking', :who)"), person)
    with engine.begin() as connection:
        upgrade(connection)
        homes = connection.execute(text("SELECT person, grid, building FROM skills ORDER BY person")).all()
    assert homes == [("a", "G1", "3"), ("b", None, None)]
