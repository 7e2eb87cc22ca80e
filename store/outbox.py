"""What is to be sent: in order per conversation, tried until sent or given up."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.context import Quoted
from handlers.messages import Send
from store.codec import UnknownValueError, dumps, loads
from store.tables import outbox

PENDING, SENT, FAILED = "pending", "sent", "failed"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message that waits; `attempts` were made so far. It is read only when its turn has come."""

    id: int
    conversation: str
    record: str
    attempts: int

    @property
    def send(self) -> Send:
        """The message. Raises UnknownValueError for one that this program doesn't know."""
        send: Send = loads(self.record)
        return send


class Outbox:
    """A row per message. Once it is sent, or given up, nothing personal stays in it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, send: Send) -> int:
        """Keep a message to be sent at once; returns its id, which grows."""
        values = {
            "conversation": f"room:{send.room}" if send.room else f"person:{send.to}",
            "state": PENDING,
            "attempts": 0,
            "send": dumps(send),
        }
        made = await self._connection.execute(insert(outbox).values(**values).returning(outbox.c.id))
        return int(made.scalar_one())

    async def list_due(self, now: datetime, limit: int = 50) -> list[OutboxRow]:
        """Of each conversation its oldest message, if its next try is due; by id. Later ones wait behind it."""
        due = outbox.c.next_at.is_(None) | (outbox.c.next_at <= now)
        chosen = select(outbox).where(outbox.c.id.in_(_HEADS) & due).order_by(outbox.c.id).limit(limit)
        return [_row(row) for row in await self._connection.execute(chosen)]

    async def next_due(self) -> datetime | None:
        """When the next try of any conversation is due; the beginning of time for one that was never tried."""
        chosen = select(outbox.c.next_at).where(outbox.c.id.in_(_HEADS))
        moments = list((await self._connection.execute(chosen)).scalars())
        return min((moment or _BEGINNING for moment in moments), default=None)

    async def mark_sent(self, row_id: int, gateway: str, message_id: str, at: datetime) -> None:
        """It went out, under the gateway's id by which it can be quoted."""
        await self._finish(row_id, state=SENT, gateway=gateway, message=message_id, sent_at=at)

    async def give_up(self, row_id: int, at: datetime) -> None:
        """It can't be sent."""
        await self._finish(row_id, state=FAILED, sent_at=at)

    async def postpone(self, row_id: int, attempts: int, next_at: datetime) -> None:
        """A try failed; the next is at that moment."""
        values = {"attempts": attempts, "next_at": next_at}
        await self._connection.execute(update(outbox).where(outbox.c.id == row_id).values(**values))

    async def find_message(self, gateway: str, message_id: str) -> Quoted | None:
        """What the bot's message with that id was about."""
        same = (outbox.c.gateway == gateway) & (outbox.c.message == message_id)
        found = (await self._connection.execute(select(outbox.c.send).where(same))).scalar()
        if found is None:
            return None
        send = loads(found)
        return Quoted(send.kind.value, send.request) if send else None

    async def _finish(self, row_id: int, **values: object) -> None:
        same = outbox.c.id == row_id
        record = (await self._connection.execute(select(outbox.c.send).where(same))).scalar_one()
        await self._connection.execute(update(outbox).where(same).values(send=_bare(record), **values))


_HEADS = select(func.min(outbox.c.id)).where(outbox.c.state == PENDING).group_by(outbox.c.conversation)
_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _bare(record: str) -> str:
    """The message without anything personal; nothing of one that this program doesn't know."""
    try:
        return dumps(replace(loads(record), args={}))
    except UnknownValueError:
        return dumps(None)


def _row(row: "Row[tuple[object, ...]]") -> OutboxRow:
    return OutboxRow(row.id, row.conversation, row.send, row.attempts)
