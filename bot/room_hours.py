"""Keeps to the number of messages that a residents' room hears in an hour; what goes beyond is told aside, or waits.

It counts what was really sent, from the outbox: after a restart, or an hour without a line, the number holds too.
"""

from dataclasses import dataclass

import structlog

from bot.clock import Now
from handlers.consequences import RoomDigestFellDue
from handlers.messages import Send, WakeAt
from handlers.restraint import NEWS, Way, aside, has_place, hour_of, is_free, meanwhile, way_when_full
from handlers.rules.grid import RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.room_hours import HOUR, RoomHour
from store.outbox import OutboxRow
from store.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RoomHours:
    """The hours of all rooms, of `most` messages each."""

    most: int
    now: Now

    async def way_of(self, row: OutboxRow, unit: UnitOfWork) -> Way:
        """What is done with a message whose turn it is. Raises UnknownValueError for one that can't be read."""
        send = row.send
        room = (await unit.community.load()).find_room(send.room)
        if room is None or room.kind is not RoomKind.RESIDENTS or row.was_held or is_free(send):
            return Way.SAY
        hour = await self._hour_of(room.id, unit)
        joins_others = send.kind in NEWS and bool(await unit.outbox.list_held(room.id))
        if has_place(send, hour, self.now()) and not joins_others:
            return Way.SAY
        return way_when_full(send, await _reachable(send, unit))

    async def put_off(self, row: OutboxRow, way: Way, unit: UnitOfWork) -> None:
        """Tell it aside, or hold it back until the room's digest; whoever must know at once is told meanwhile."""
        send = row.send
        await unit.outbox.hold(row.id, self.now())
        if way is Way.ASIDE:
            await unit.outbox.fold([row.id])
        elif send.room:
            await unit.timers.put(await self._digest(send.room, unit))
        for told in aside(send) if way is Way.ASIDE else meanwhile(send, await _reachable(send, unit)):
            await unit.outbox.put(told)
        log.info("room is full", room=send.room, kind=send.kind.value, way=way.value)

    async def _digest(self, room: RoomId, unit: UnitOfWork) -> WakeAt:
        now = self.now()
        since = min((held.since for held in await unit.outbox.list_held(room)), default=now)
        at = (await self._hour_of(room, unit)).next_digest(since, now)
        return WakeAt(at, RoomDigestFellDue(room), f"room-digest:{room}")

    async def _hour_of(self, room: RoomId, unit: UnitOfWork) -> RoomHour:
        return hour_of(await unit.outbox.list_spoken(room, self.now() - HOUR), self.most)


async def _reachable(send: Send, unit: UnitOfWork) -> frozenset[PersonId]:
    found = [await unit.people.find(who) for who in send.mentions]
    return frozenset(person.id for person in found if person and person.reachable)
