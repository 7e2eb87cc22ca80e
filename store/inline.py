"""SQLite without a thread: for rehearsals, where one task works and waiting for another thread is most of the time."""

import sqlite3
from asyncio import Future
from collections.abc import Callable, Generator
from typing import Any

from aiosqlite import Connection


class _AtOnce:
    """Stands where the thread's queue stood: what is put in is done on the spot."""

    def put_nowait(self, work: tuple[Future[Any] | None, Callable[[], Any]]) -> None:
        """Do it, and say how it went."""
        future, function = work
        try:
            result = function()
        except Exception as fault:  # noqa: BLE001 - it is raised where the future is awaited
            if future:
                future.set_exception(fault)
        else:
            if future:
                future.set_result(result)


class InlineConnection(Connection):
    """A connection that works where it is awaited."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, Connection]:
        return self._connect().__await__()


def connect_inline(file: str, **options: Any) -> InlineConnection:
    """What `aiosqlite.connect` does, without a thread."""
    return InlineConnection(lambda: sqlite3.connect(file, **options))
