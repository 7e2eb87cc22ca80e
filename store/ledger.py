"""The time bank's entries. The promises stand in `handlers.context.Ledger`."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Select, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId
from handlers.rules.ledger import LedgerEntry
from store.tables import ledger


class Ledger:
    """Append only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, entries: Sequence[LedgerEntry]) -> None:
        for entry in entries:
            there = await self._connection.execute(select(ledger.c.id).where(ledger.c.id == entry.id))
            if there.scalar() is None:
                await self._connection.execute(insert(ledger).values(**asdict(entry)))

    async def list_of_request(self, number: int) -> list[LedgerEntry]:
        return await self._list(_entries().where(ledger.c.request == number))

    async def list_all(self) -> list[LedgerEntry]:
        """Every entry, oldest first."""
        return await self._list(_entries())

    async def balance(self, person: PersonId) -> int:
        taken = await self._sum(ledger.c.taker == person)
        return taken - await self._sum(ledger.c.giver == person)

    async def _sum(self, condition: ColumnElement[bool]) -> int:
        total = select(func.coalesce(func.sum(ledger.c.minutes), 0)).where(condition)
        return int((await self._connection.execute(total)).scalar_one())

    async def _list(self, chosen: "Select[tuple[object, ...]]") -> list[LedgerEntry]:
        rows = (await self._connection.execute(chosen)).mappings()
        return [LedgerEntry(**{key: value for key, value in row.items() if key != "position"}) for row in rows]


def _entries() -> "Select[tuple[object, ...]]":
    return select(ledger).order_by(ledger.c.position)
