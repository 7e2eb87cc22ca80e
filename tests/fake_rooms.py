"""The part of the fake outbox that knows rooms: what was said in them, and what is held back."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from handlers.context import Held
from handlers.messages import Send
from handlers.rules.ids import RoomId
from store.codec import dumps

if TYPE_CHECKING:
    from tests.fakes import Tables


class HeldMessages:
    """What `store.outbox.Outbox` and `handlers.context.RoomTalk` promise of rooms."""

    _tables: "Tables"

    async def hold(self, row_id: int, at: datetime) -> None:
        row, _ = self._tables.pending.pop(row_id)
        self._tables.held[row_id] = (replace(row, was_held=True), at)

    async def list_held(self, room: RoomId) -> list[Held]:
        here = [(row, at) for row, at in self._tables.held.values() if row.conversation == f"room:{room}"]
        return [Held(row.id, row.send, at) for row, at in sorted(here, key=lambda pair: pair[0].id)]

    async def release(self, held: int, send: Send) -> None:
        row, _ = self._tables.held.pop(held)
        self._tables.pending[held] = (replace(row, record=dumps(send)), None)

    async def list_spoken(self, room: RoomId, since: datetime) -> list[tuple[datetime, Send]]:
        sent = [(s.at, s.send) for s in self._tables.finished.values() if s.at and s.send.room == room]
        return sorted([pair for pair in sent if pair[0] > since], key=lambda pair: pair[0])

    async def count_waiting(self, room: RoomId) -> int:
        return sum(row.conversation == f"room:{room}" for row, _ in self._tables.pending.values())
