"""Pictures that were sent in the web chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId
from store.tables import chat, pictures


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture; `type` is its media type."""

    id: str
    owner: PersonId
    at: datetime
    type: str
    content: bytes


class Pictures:
    """A row per picture."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, picture: Picture) -> None:
        """Keep it. Raises StaleWriteError where its id is taken."""
        values = {"id": picture.id, "owner": picture.owner, "at": picture.at, "type": picture.type}
        await self._connection.execute(insert(pictures).values(**values, content=picture.content))

    async def find(self, picture: str) -> Picture | None:
        """The picture of that id, or None."""
        row = (await self._connection.execute(select(pictures).where(pictures.c.id == picture))).first()
        return Picture(row.id, PersonId(row.owner), row.at, row.type, row.content) if row else None

    async def forget_unsent_before(self, at: datetime) -> None:
        """Remove the pictures older than that which no message carries."""
        sent = select(chat.c.picture).where(chat.c.picture.is_not(None))
        await self._connection.execute(delete(pictures).where(pictures.c.at < at, pictures.c.id.not_in(sent)))
