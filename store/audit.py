"""Who did what, and single-use codes. The promises stand in `handlers.context`."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId
from store.tables import audit, codes
from store.upsert import replace_row


class Audit:
    """Append only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def record(self, at: datetime, actor: PersonId, action: str, subject: str) -> None:
        await self._connection.execute(insert(audit).values(at=at, actor=actor, action=action, subject=subject))

    async def list_latest(self, limit: int) -> list[tuple[datetime, str, str, str]]:
        """The latest lines (moment, actor, action, subject), latest first."""
        chosen = select(audit.c.at, audit.c.actor, audit.c.action, audit.c.subject)
        rows = await self._connection.execute(chosen.order_by(audit.c.position.desc()).limit(limit))
        return [(row.at, row.actor, row.action, row.subject) for row in rows]


class Codes:
    """Only digests are kept."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def issue(self, code: str, purpose: str, expires: datetime) -> None:
        """Keep a code that may be redeemed once, before it expires."""
        values = {"digest": _digest(code), "purpose": purpose, "expires": expires}
        await replace_row(self._connection, codes, values, "digest")

    async def redeem(self, code: str, now: datetime) -> str | None:
        wanted = codes.c.digest == _digest(code)
        found = (await self._connection.execute(select(codes.c.purpose, codes.c.expires).where(wanted))).first()
        await self._connection.execute(delete(codes).where(wanted))
        return found.purpose if found and found.expires > now else None


def _digest(code: str) -> str:
    return sha256(code.strip().upper().encode()).hexdigest()
