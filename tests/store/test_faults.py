"""A database that can't be used is told in one clear line, before anything is heard."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from handlers.errors import FaultError
from store.engine import Store, StoreUnavailableError, find_file, open_store
from tests.builders import NOON


async def refusal(url: str) -> str:
    """What is said of a database that can't be used."""
    with pytest.raises(StoreUnavailableError) as refused:
        await use(url)
    said = str(refused.value)
    assert "\n" not in said
    assert "Background on this error" not in said
    return said


async def use(url: str) -> None:
    """Open and migrate, as every start does."""
    store = await open_store(url)
    try:
        await store.migrate()
    finally:
        await store.close()


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def damage(path: Path) -> None:
    """Leave the header alone."""
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xaa" * (len(whole) - 100))


async def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8 certainly no database" * 100)
    assert "no SQLite database" in await refusal(f"sqlite:///{path}")
    assert path.read_bytes() == b"\xff\xd8 certainly no database" * 100


async def test_a_damaged_database_is_told(sqlite_url: str) -> None:
    damage(path_of(sqlite_url))
    assert str(path_of(sqlite_url)) in await refusal(sqlite_url)


async def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path}/nowhere is not there" in await refusal(f"sqlite:///{tmp_path}/nowhere/weiguang.db")
    assert not (tmp_path / "nowhere").exists()


async def test_a_path_that_is_a_folder_is_told(tmp_path: Path) -> None:
    assert "can't be opened" in await refusal(f"sqlite:///{tmp_path}")


async def test_a_server_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    said = await refusal(f"postgresql://weiguang:secret@/weiguang?host={tmp_path}")
    assert "secret" not in said


async def test_a_database_that_the_server_does_not_have_is_named(postgresql_url: str) -> None:
    assert "other" in await refusal(postgresql_url.replace("/postgres?", "/other?"))


@pytest.mark.parametrize("url", ["", "weiguang.db", "mysql://localhost/weiguang", "://", "sqlite:/x"])
async def test_an_address_that_is_none_is_told(url: str) -> None:
    assert "database" in await refusal(url)


async def test_looking_for_faults_tells_of_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    await asyncio.to_thread(path.write_bytes, b"certainly no database" * 100)
    with pytest.raises(StoreUnavailableError, match="no SQLite database"):
        await look_for_faults(f"sqlite:///{path}")


async def look_for_faults(url: str) -> list[str]:
    store = await open_store(url)
    try:
        return await store.find_faults()
    finally:
        await store.close()


async def test_a_newer_database_is_told_in_one_line_and_left_alone(sqlite_url: str) -> None:
    path = path_of(sqlite_url)
    set_version(path, "9999")
    with pytest.raises(FaultError, match="newer") as refused:
        await use(sqlite_url)
    assert "\n" not in str(refused.value)
    assert version(path) == "9999"


async def test_a_newer_database_is_among_the_faults(sqlite: Store, sqlite_url: str) -> None:
    assert await sqlite.find_faults() == []
    set_version(path_of(sqlite_url), "9999")
    (fault,) = await sqlite.find_faults()
    assert "newer" in fault


async def test_a_database_without_tables_is_among_the_faults(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/new.db")
    (fault,) = await store.find_faults()
    await store.close()
    assert "weiguang migrate" in fault


def set_version(path: Path, version_number: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version_number,))
    connection.close()


def version(path: Path) -> str:
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    return str(found)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///a/b.db", Path("a/b.db")),
        ("sqlite:////a/b.db", Path("/a/b.db")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql://me@host/name", None),
        ("nonsense", None),
    ],
)
def test_the_file_of_an_address_is_found(url: str, path: Path | None) -> None:
    assert find_file(url) == path


# ---- a row that this program can't read -----------------------------------------------------------------------------


async def write_row(store: Store, statement: str) -> None:
    async with store.write() as unit:
        await unit._connection.execute(text(statement))


async def test_a_timer_that_can_not_be_read_does_not_stop_the_others(sqlite: Store) -> None:
    await write_row(sqlite, """INSERT INTO timers (key, at, intent) VALUES ('old', 0, '{"$":"GoneIntent"}')""")
    await write_row(sqlite, """INSERT INTO timers (key, at, intent) VALUES ('new', 1, '{"$":"AskMenu"}')""")
    async with sqlite.read() as unit:
        assert "new" in [row.key for row in await unit.timers.list_due(NOON)]


async def test_a_message_that_can_not_be_read_does_not_stop_other_conversations(sqlite: Store) -> None:
    for room, send in (("old", '{"$":"GoneKind"}'), ("new", '{"$":"Send","kind":{"$":"Kind","v":"receipt"}}')):
        values = f"VALUES ('{room}', 'pending', 0, :send)"
        async with sqlite.write() as unit:
            statement = text(f"INSERT INTO outbox (conversation, state, attempts, send) {values}")
            await unit._connection.execute(statement, {"send": send})
    async with sqlite.read() as unit:
        assert "new" in [row.conversation for row in await unit.outbox.list_due(NOON)]
