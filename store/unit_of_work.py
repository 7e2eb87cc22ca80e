"""One transaction, and the repositories that work in it."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.audit import Audit, Codes
from store.chat import Chat
from store.community import CommunityMap
from store.contacts import Contacts
from store.decisions import Decisions
from store.inbox import Inbox
from store.ledger import Ledger
from store.lessons import Lessons
from store.links import Links
from store.outbox import Outbox
from store.people import People
from store.pictures import Pictures
from store.questions import Questions
from store.requests import Requests
from store.tables import identity
from store.timers import Timers


class UnitOfWork:
    """Everything that is remembered, on one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Take the connection; whoever made it commits or rolls back."""
        self._connection = connection
        self.requests = Requests(connection)
        self.people = People(connection)
        self.questions = Questions(connection)
        self.ledger = Ledger(connection)
        self.audit = Audit(connection)
        self.codes = Codes(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.timers = Timers(connection)
        self.community = CommunityMap(connection)
        self.contacts = Contacts(connection)
        self.chat = Chat(connection)
        self.pictures = Pictures(connection)
        self.links = Links(connection)
        self.lessons = Lessons(connection)
        self.decisions = Decisions(connection)

    async def identity(self) -> str:
        """The database's own name: no other has it."""
        return str((await self._connection.execute(select(identity.c.id))).scalar() or "")

    async def touch(self) -> None:
        """See whether the database answers."""
        await self._connection.execute(text("SELECT 1"))
