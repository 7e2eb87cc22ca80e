"""Opens the database; the only place that knows which one it is.

SQLite: one writer with BEGIN IMMEDIATE behind a lock, readers that can only query, WAL, `synchronous=FULL`.
PostgreSQL: many writers; a stale one is told so by its version or by the database.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, delete, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from handlers.errors import FaultError, StaleWriteError
from store.inline import connect_inline
from store.tables import identity, metadata
from store.unit_of_work import UnitOfWork

_T = TypeVar("_T")
Watcher = Callable[[frozenset[int]], None]
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_SERIALIZATION = {"40001", "40P01"}


class StoreUnavailableError(FaultError):
    """The database can't be used; the message says why, and what to do."""


class Store:
    """One database. Every read and write goes through a unit of work."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, *, one_writer: bool) -> None:
        """Take the engines; `one_writer` makes writers wait for each other."""
        self._writer = writer
        self._reader = reader
        self._lock: Any = asyncio.Lock() if one_writer else nullcontext()
        self._watchers: list[Watcher] = []

    def watch_requests(self, watcher: Watcher) -> None:
        """Call it with the numbers of the requests that a transaction has changed, once that is committed."""
        self._watchers.append(watcher)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """One transaction: committed whole at the end of the block, rolled back on any exception.

        A cancelled task's unit is either committed or rolled back by the time the cancellation goes on. Raises
        StaleWriteError where another writer was faster.
        """
        async with self._lock:
            connection = await _started(self._writer)
            unit = UnitOfWork(connection)
            try:
                yield unit
            except BaseException as fault:
                await _to_the_end(connection.rollback())
                if isinstance(fault, DBAPIError) and _is_stale(fault):
                    raise StaleWriteError(str(fault.orig)) from fault
                raise
            else:
                await self._commit(connection)
                self._tell(unit.requests.changed)
            finally:
                await _to_the_end(connection.close())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """A view of the database in which nothing can be changed."""
        connection = await _started(self._reader)
        try:
            yield UnitOfWork(connection)
        finally:
            await _to_the_end(connection.close())

    async def probe(self) -> None:
        """Read something, as far down as the file. Raises whatever the database says against it."""
        async with self._reader.connect() as connection:
            is_sqlite = connection.dialect.name == "sqlite"
            await connection.execute(text("PRAGMA schema_version" if is_sqlite else "SELECT 1"))

    async def migrate(self) -> None:
        """Bring the tables up to this program's version. Does nothing where they are.

        Raises StoreUnavailableError where the database can't be used, NewerDatabaseError where it is too new.
        """
        from store.migration import upgrade

        try:
            async with self._lock, self._writer.begin() as connection:
                await connection.run_sync(upgrade)
        except (SQLAlchemyError, OSError) as fault:
            raise StoreUnavailableError(_reason(self._writer.url, fault)) from fault

    async def is_empty(self) -> bool:
        """Whether nothing is remembered: no tables of ours yet, or none with a row."""
        async with self._reader.connect() as connection:
            there = await connection.run_sync(lambda raw: set(inspect(raw).get_table_names()))
            ours = [table for table in _remembering() if table.name in there]
            found = [
                (await connection.execute(select(text("1")).select_from(table).limit(1))).first() for table in ours
            ]
        return not any(found)

    async def clear(self) -> None:
        """Forget everything; the tables stay, and the database's own name."""
        async with self._lock, self._writer.begin() as connection:
            for table in _remembering():
                await connection.execute(delete(table))

    async def find_faults(self) -> list[str]:
        """What is wrong with the database, one sentence each; empty where all is well."""
        from store.migration import fault_of_version

        async with self._reader.connect() as connection:
            faults = [await connection.run_sync(fault_of_version)]
            if connection.dialect.name == "sqlite":
                verdict = (await connection.execute(text("PRAGMA integrity_check"))).scalar_one()
                faults.append(None if verdict == "ok" else f"the database is damaged: {verdict}; restore a backup")
        return [fault for fault in faults if fault]

    async def close(self) -> None:
        """Let go of all connections."""
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    def _tell(self, changed: set[int]) -> None:
        for watcher in self._watchers if changed else ():
            watcher(frozenset(changed))

    async def _commit(self, connection: AsyncConnection) -> None:
        try:
            await _to_the_end(connection.commit())
        except DBAPIError as fault:
            if _is_stale(fault):
                raise StaleWriteError(str(fault.orig)) from fault
            raise


async def open_store(url: str, *, durable: bool = True) -> Store:
    """The store at that URL: `sqlite:///file.db`, or `postgresql://user@host/name`.

    `durable=False` trades the last moments before a power cut for speed: for rehearsals. Raises
    StoreUnavailableError, in one sentence, where it can't be opened.
    """
    target = _target(url)
    store = _sqlite(target, durable=durable) if target.get_backend_name() == "sqlite" else _postgresql(target)
    try:
        await store.probe()
    except (SQLAlchemyError, OSError) as fault:
        await store.close()
        raise StoreUnavailableError(_reason(target, fault)) from fault
    return store


def find_file(url: str) -> Path | None:
    """The file of a SQLite database; None for one in memory, another database, or no database address at all."""
    try:
        target = _target(url)
    except StoreUnavailableError:
        return None
    is_file = target.get_backend_name() == "sqlite" and target.database not in {None, "", ":memory:"}
    return Path(str(target.database)) if is_file else None


def fault_of_url(url: str) -> str | None:
    """What is wrong with a database's address, as the rest of a sentence about it; None for one that can be one."""
    instead = "write sqlite:///weiguang.db or postgresql://user@host/name"
    try:
        kind = make_url(url).drivername
    except (ArgumentError, ValueError):
        return f"is no database address: {instead}"
    return None if kind.split("+")[0] in _DRIVERS else f"can't be a database of the kind {kind}: {instead}"


def _target(url: str) -> URL:
    fault = fault_of_url(url)
    if fault:
        raise StoreUnavailableError(f"the database's address {fault}")
    parsed = make_url(url)
    return parsed.set(drivername=_DRIVERS[parsed.drivername.split("+")[0]])


def _sqlite(url: URL, *, durable: bool) -> Store:
    if url.database and not Path(url.database).parent.is_dir():
        folder = Path(url.database).parent
        raise StoreUnavailableError(f"the database's folder {folder} is not there: create it, or change database.url")
    way: dict[str, Any] = {} if durable else {"connect_args": {"async_creator_fn": connect_inline}}
    writer = create_async_engine(url, pool_size=1, max_overflow=0, **way)
    reader = create_async_engine(url, pool_size=4, max_overflow=4, **way)
    synchronous = "FULL" if durable else "OFF"
    pragmas = ("journal_mode=WAL", f"synchronous={synchronous}", "busy_timeout=10000", "foreign_keys=ON")
    _prepare(writer, pragmas, begin="BEGIN IMMEDIATE")
    _prepare(reader, ("busy_timeout=10000", "query_only=ON"), begin="BEGIN")
    return Store(writer, reader, one_writer=True)


def _prepare(engine: AsyncEngine, pragmas: tuple[str, ...], *, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are ours, not the driver's
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def _postgresql(url: URL) -> Store:
    engine = create_async_engine(url, pool_size=5, max_overflow=10, isolation_level="REPEATABLE READ")
    return Store(engine, engine, one_writer=False)


def _is_stale(fault: DBAPIError) -> bool:
    """Whether the database says that another transaction was faster."""
    if isinstance(fault, IntegrityError):
        return True
    return getattr(fault.orig, "sqlstate", None) in _SERIALIZATION


def _reason(url: URL, fault: Exception) -> str:
    shown = url.render_as_string(hide_password=True).replace("+aiosqlite", "").replace("+asyncpg", "")
    said = str(getattr(fault, "orig", None) or fault).splitlines()[0]
    if isinstance(fault, OperationalError) and "unable to open" in said:
        said = "the file can't be opened: check its path and its permissions"
    elif "not a database" in said:
        said = "the file is no SQLite database: move it away, or change database.url"
    return f"the database {shown} can't be used: {said}"


async def _started(engine: AsyncEngine) -> AsyncConnection:
    """A connection of the pool; where nobody waits for it any more it goes back at once."""
    connection = engine.connect()
    try:
        await _to_the_end(connection.start())
    except asyncio.CancelledError:
        await _to_the_end(connection.close())
        raise
    return connection


async def _to_the_end(work: Awaitable[_T]) -> _T:
    """Await the work to its end, even when cancelled meanwhile; then the cancellation goes on."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as asked:
            if task.cancelled():
                raise
            cancelled = asked
        except BaseException:  # noqa: BLE001, S110
            pass  # the task's own fault is raised below
    if cancelled is not None:
        raise cancelled
    return task.result()


def _remembering() -> list[Table]:
    """The tables that hold what happened: all but the database's own name."""
    return [table for table in metadata.sorted_tables if table is not identity]
