"""`store`: every test here runs on the fake, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from store.engine import Store, open_store
from store.tables import metadata
from tests.contracts.databases import postgresql_url, sqlite_template, sqlite_url
from tests.contracts.stores import AnyStore
from tests.fakes import FakeStore

__all__ = ["postgresql_url", "sqlite_template", "sqlite_url"]


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which store it is."""
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest) -> str | None:
    """Where the database is; the fake has none."""
    return None if kind == "fake" else request.getfixturevalue(f"{kind}_url")


@pytest.fixture
async def store(url: str | None) -> AsyncIterator[AnyStore]:
    """An empty store."""
    opened = await _opened(url) if url else FakeStore()
    yield opened
    await opened.close()


async def _opened(url: str) -> Store:
    opened = await open_store(url, durable=False)
    if url.startswith("postgresql"):
        await _empty(opened)
    return opened


async def _empty(store: Store) -> None:
    async with store.write() as unit:
        tables = ", ".join(metadata.tables)
        await unit._connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
