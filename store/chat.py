"""The web chat's own history."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, text, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.ids import PersonId, RoomId
from store.codec import dumps, loads
from store.tables import chat, pictures


@dataclass(frozen=True, slots=True)
class ChatRecord:
    """One message: a person's has a `sender`, the bot's a `kind`. `private_with` names the private chat's person.

    `name` is the sender's at that moment, `picture` the id of one. A record that `recalls` another's id takes it
    back; that one is `recalled` then, and its text gone. `seq` is 0 until the store has given one.
    """

    id: str
    at: datetime
    text: str
    sender: PersonId | None = None
    kind: str | None = None
    room: RoomId | None = None
    to: PersonId | None = None
    private_with: PersonId | None = None
    mentions: tuple[PersonId, ...] = ()
    request: int | None = None
    wave: int | None = None
    quote: str | None = None
    mention_bot: bool = False
    name: str | None = None
    picture: str | None = None
    recalls: str | None = None
    recalled: bool = False
    seq: int = 0


class Chat:
    """A row per message; `seq` grows and is never used again."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def append(self, record: ChatRecord) -> tuple[ChatRecord, bool]:
        """Keep the message; returns it with its `seq`, and whether it is new. The same id again changes nothing."""
        known = await self.find(record.id)
        if known is not None:
            return known, False
        await self._wait_for_others()
        made = await self._connection.execute(insert(chat).values(**_columns(record)).returning(chat.c.seq))
        return replace(record, seq=int(made.scalar_one())), True

    async def _wait_for_others(self) -> None:
        """Where there are many writers: no `seq` may be seen before a lower one."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(text("LOCK TABLE chat IN SHARE ROW EXCLUSIVE MODE"))

    async def find(self, record_id: str) -> ChatRecord | None:
        """The message of that id, or None."""
        found = await self._list(chat.c.id == record_id, limit=1)
        return found[0] if found else None

    async def list_by_ids(self, ids: Collection[str]) -> list[ChatRecord]:
        """The messages of those ids, as far as they are there."""
        return await self._list(chat.c.id.in_(list(ids)), limit=len(ids)) if ids else []

    async def list_after(
        self, seq: int, *, room: RoomId | None = None, private_with: PersonId | None = None, limit: int = 200
    ) -> list[ChatRecord]:
        """What came after `seq`, oldest first: in a room, in a private chat, or everywhere."""
        return await self._list((chat.c.seq > seq) & _where(room, private_with), limit=limit)

    async def list_latest(
        self,
        limit: int,
        *,
        room: RoomId | None = None,
        private_with: PersonId | None = None,
        before: int | None = None,
    ) -> list[ChatRecord]:
        """The latest messages, or those just before a `seq`; oldest first."""
        older = chat.c.seq < before if before is not None else chat.c.seq > 0
        chosen = select(chat).where(_where(room, private_with) & older).order_by(chat.c.seq.desc()).limit(limit)
        return [_record(row) for row in await self._connection.execute(chosen)][::-1]

    async def recall(self, record_id: str) -> None:
        """Empty the message, and remove its picture: nothing is left of it but that it was there."""
        carried = select(chat.c.picture).where(chat.c.id == record_id, chat.c.picture.is_not(None))
        await self._connection.execute(delete(pictures).where(pictures.c.id.in_(carried)))
        empty = {"text": "", "picture": None, "recalled": True}
        await self._connection.execute(update(chat).where(chat.c.id == record_id).values(**empty))

    async def count_after(self, seq: int, reader: PersonId, *, room: RoomId | None = None) -> int:
        """How many messages others wrote after `seq`: in a room, else in the reader's private chat."""
        where = chat.c.room == room if room is not None else chat.c.private_with == reader
        others = (chat.c.sender.is_(None) | (chat.c.sender != reader)) & chat.c.recalls.is_(None)
        chosen = select(func.count()).select_from(chat).where(where & others & (chat.c.seq > seq))
        return int((await self._connection.execute(chosen)).scalar_one())

    async def list_unheard(self, limit: int = 200) -> list[ChatRecord]:
        """People's messages that were not dealt with yet, oldest first."""
        return await self._list(chat.c.heard.is_(False), limit=limit)

    async def mark_heard(self, seq: int) -> None:
        """It was dealt with."""
        await self._connection.execute(update(chat).where(chat.c.seq == seq).values(heard=True))

    async def _list(self, condition: ColumnElement[bool], *, limit: int) -> list[ChatRecord]:
        chosen = select(chat).where(condition).order_by(chat.c.seq).limit(limit)
        return [_record(row) for row in await self._connection.execute(chosen)]


def _where(room: RoomId | None, private_with: PersonId | None) -> ColumnElement[bool]:
    if room is not None:
        return chat.c.room == room
    return chat.c.private_with == private_with if private_with is not None else chat.c.seq > 0


def _columns(record: ChatRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "at": record.at,
        "sender": record.sender,
        "kind": record.kind,
        "room": record.room,
        "addressee": record.to,
        "private_with": record.private_with,
        "mentions": dumps(record.mentions),
        "request": record.request,
        "wave": record.wave,
        "text": record.text,
        "quote": record.quote,
        "mention_bot": record.mention_bot,
        "heard": record.sender is None,
        "name": record.name,
        "picture": record.picture,
        "recalls": record.recalls,
        "recalled": record.recalled,
    }


def _record(row: "Row[tuple[object, ...]]") -> ChatRecord:
    return ChatRecord(
        id=row.id,
        at=row.at,
        text=row.text,
        sender=row.sender,
        kind=row.kind,
        room=row.room,
        to=row.addressee,
        private_with=row.private_with,
        mentions=loads(row.mentions),
        request=row.request,
        wave=row.wave,
        quote=row.quote,
        mention_bot=row.mention_bot,
        name=row.name,
        picture=row.picture,
        recalls=row.recalls,
        recalled=row.recalled,
        seq=row.seq,
    )
