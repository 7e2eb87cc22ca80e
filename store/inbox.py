"""The ids of messages that were dealt with, so that none is dealt with twice. No text is kept."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import inbox


class Inbox:
    """A row per message."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remember(self, gateway: str, message_id: str, at: datetime) -> bool:
        """Keep the id. True the first time, False when it was there already."""
        same = (inbox.c.gateway == gateway) & (inbox.c.message == message_id)
        if (await self._connection.execute(select(inbox.c.at).where(same))).first() is not None:
            return False
        await self._connection.execute(insert(inbox).values(gateway=gateway, message=message_id, at=at))
        return True

    async def forget_before(self, at: datetime) -> None:
        """Forget ids older than that."""
        await self._connection.execute(delete(inbox).where(inbox.c.at < at))
