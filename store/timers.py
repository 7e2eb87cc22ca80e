"""Deadlines as rows: what is due comes back through the dispatcher, after a restart too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.intents import Intent
from handlers.messages import WakeAt
from store.codec import dumps, loads
from store.tables import timers
from store.upsert import replace_row


@dataclass(frozen=True, slots=True)
class TimerRow:
    """One deadline. It is read only when it is dealt with: one of an older program must not stop the others."""

    id: int
    at: datetime
    key: str
    record: str

    @property
    def intent(self) -> Intent:
        """What comes at it. Raises UnknownValueError for one that this program doesn't know."""
        intent: Intent = loads(self.record)
        return intent


class Timers:
    """A row per key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, wake: WakeAt) -> None:
        """Keep a deadline; one of the same key is replaced."""
        await self._connection.execute(delete(timers).where(timers.c.key == wake.key))
        values = {"key": wake.key, "at": wake.at, "intent": dumps(wake.intent)}
        await replace_row(self._connection, timers, values, "key")

    async def list_due(self, now: datetime, limit: int = 50) -> list[TimerRow]:
        """Those due at `now`, the earliest first."""
        chosen = select(timers).where(timers.c.at <= now).order_by(timers.c.at, timers.c.id).limit(limit)
        rows = await self._connection.execute(chosen)
        return [TimerRow(row.id, row.at, row.key, row.intent) for row in rows]

    async def list_all(self) -> list[TimerRow]:
        """Every deadline, the earliest first."""
        rows = await self._connection.execute(select(timers).order_by(timers.c.at, timers.c.id))
        return [TimerRow(row.id, row.at, row.key, row.intent) for row in rows]

    async def drop(self, timer: int) -> bool:
        """Take it away, to deal with it; says whether it was still there."""
        dropped = await self._connection.execute(delete(timers).where(timers.c.id == timer))
        return dropped.rowcount > 0

    async def postpone(self, timer: int, at: datetime) -> None:
        """It failed, and comes again at that moment."""
        await self._connection.execute(update(timers).where(timers.c.id == timer).values(at=at))

    async def next_due(self) -> datetime | None:
        """The earliest deadline of all."""
        earliest: datetime | None = (await self._connection.execute(select(func.min(timers.c.at)))).scalar()
        return earliest
