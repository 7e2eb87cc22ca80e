"""Personal links by which people come into the web chat. Only digests are kept."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId
from store.tables import links


class Links:
    """A row per link; a person has one at a time."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def issue(self, token: str, person: PersonId, at: datetime) -> None:
        """Make this the person's link; the one before is void."""
        await self._connection.execute(delete(links).where(links.c.person == person))
        await self._connection.execute(insert(links).values(digest=_digest(token), person=person, at=at))

    async def find_person(self, token: str) -> PersonId | None:
        """Whose link it is, or None."""
        found = await self._connection.execute(select(links.c.person).where(links.c.digest == _digest(token)))
        person = found.scalar()
        return PersonId(person) if person else None


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
