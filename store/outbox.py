"""What is to be sent: in order per conversation, tried until sent or given up.

What a room's full hour holds back stands aside (`held`), so that nothing waits behind it, until a digest tells it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.context import Held, Quoted
from handlers.messages import Send
from handlers.rules.ids import RoomId
from store.codec import UnknownValueError, dumps, loads
from store.tables import outbox

PENDING, SENT, FAILED, HELD, FOLDED = "pending", "sent", "failed", "held", "folded"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message that waits; `attempts` were made so far. It is read only when its turn has come.

    `was_held` says that it was held back once, and has been let go.
    """

    id: int
    conversation: str
    record: str
    attempts: int
    was_held: bool = False

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

    async def hold(self, row_id: int, at: datetime) -> None:
        """Its room's hour is full: it stands aside, and those behind it pass."""
        waiting = (outbox.c.id == row_id) & (outbox.c.state == PENDING)
        await self._connection.execute(update(outbox).where(waiting).values(state=HELD, held_at=at))

    async def list_held(self, room: RoomId) -> list[Held]:
        here = (outbox.c.state == HELD) & (outbox.c.conversation == f"room:{room}")
        rows = (await self._connection.execute(select(outbox).where(here).order_by(outbox.c.id))).all()
        return [Held(row.id, send, row.held_at) for row in rows if (send := _readable(row.send))]

    async def release(self, held: int, send: Send) -> None:
        waiting = (outbox.c.id == held) & (outbox.c.state == HELD)
        await self._connection.execute(update(outbox).where(waiting).values(state=PENDING, send=dumps(send)))

    async def fold(self, held: Collection[int]) -> None:
        for row_id in held:
            await self._finish(row_id, state=FOLDED)

    async def list_spoken(self, room: RoomId, since: datetime) -> list[tuple[datetime, Send]]:
        here = (outbox.c.conversation == f"room:{room}") & (outbox.c.sent_at > since) & (outbox.c.state == SENT)
        chosen = select(outbox.c.sent_at, outbox.c.send).where(here).order_by(outbox.c.sent_at, outbox.c.id)
        rows = await self._connection.execute(chosen)
        return [(row.sent_at, send) for row in rows if (send := _readable(row.send))]

    async def count_waiting(self, room: RoomId) -> int:
        here = (outbox.c.state == PENDING) & (outbox.c.conversation == f"room:{room}")
        return int((await self._connection.execute(select(func.count()).where(here))).scalar_one())

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


def _readable(record: str) -> Send | None:
    """The message; None for one that this program doesn't know."""
    try:
        found: Send | None = loads(record)
    except UnknownValueError:
        return None
    return found


def _row(row: "Row[tuple[object, ...]]") -> OutboxRow:
    return OutboxRow(row.id, row.conversation, row.send, row.attempts, was_held=row.held_at is not None)
