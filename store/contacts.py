"""Which person of ours a gateway's contact is."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId
from store.tables import contacts
from store.upsert import replace_row


class Contacts:
    """A row per contact."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find_person(self, gateway: str, contact: str) -> PersonId | None:
        """Whom the contact was bound to, or None."""
        same = (contacts.c.gateway == gateway) & (contacts.c.contact == contact)
        found = (await self._connection.execute(select(contacts.c.person).where(same))).scalar()
        return PersonId(found) if found is not None else None

    async def bind(self, gateway: str, contact: str, person: PersonId, at: datetime) -> None:
        """From now on the contact is that person."""
        values = {"gateway": gateway, "contact": contact, "person": person, "at": at}
        await replace_row(self._connection, contacts, values, "gateway", "contact")

    async def find_contact(self, person: PersonId, gateway: str | None = None) -> tuple[str, str] | None:
        """The (gateway, contact) bound to that person last; of one gateway where it is named."""
        same = contacts.c.person == person
        chosen = select(contacts.c.gateway, contacts.c.contact).where(
            same if gateway is None else same & (contacts.c.gateway == gateway)
        )
        found = (await self._connection.execute(chosen.order_by(contacts.c.at.desc()))).first()
        return (found.gateway, found.contact) if found else None
