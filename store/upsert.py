"""Replacing a row, in every database alike."""

from typing import Any

from sqlalchemy import Table, and_, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection


async def replace_row(connection: AsyncConnection, table: Table, values: dict[str, Any], *keys: str) -> None:
    """Update the row with these keys, or insert it."""
    same = and_(*(table.c[key] == values[key] for key in keys))
    changed = await connection.execute(update(table).where(same).values(**values))
    if changed.rowcount == 0:
        await connection.execute(insert(table).values(**values))
