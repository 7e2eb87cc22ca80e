"""`sqlite`: an empty database file with readers and a writer, as the bot opens it."""

from collections.abc import AsyncIterator

import pytest

from store.engine import Store, open_store
from tests.contracts.databases import postgresql_url, sqlite_template, sqlite_url

__all__ = ["postgresql_url", "sqlite_template", "sqlite_url"]


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Store]:
    """An open, migrated store."""
    store = await open_store(sqlite_url)
    yield store
    await store.close()
