"""The pump: renders what waits in the outbox and sends it, in order per conversation.

A send that fails is tried again with back-off; one that can't be had is given up, loudly, to staff. A message is
marked as sent in a transaction of its own after the gateway took it, so a crash between the two repeats the send
with the same key: a gateway that knows its keys (the web chat) shows it once.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Now
from bot.gateways.base import Gateway, OutboundMessage, SendError
from bot.room_hours import RoomHours
from bot.texts.catalogue import MissingTextError, Wording, people_in
from handlers.messages import Kind, Ref, Send
from handlers.restraint import Way
from handlers.rules.grid import Community
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from handlers.rules.services import ServiceCatalogue
from store.codec import UnknownValueError
from store.engine import Store
from store.outbox import OutboxRow
from store.unit_of_work import UnitOfWork

log = structlog.get_logger()

PAUSE_S = 1.0
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
MOST_ATTEMPTS = 30  # about two hours; what staff must know is tried for ever
DEADLINE_S = 30.0
_WORTH_A_CALL = frozenset({Kind.HANDOVER, Kind.HANDOVER_REQUESTER, Kind.REQUEST_CHANGED, Kind.REQUEST_CANCELLED})


class Pump:
    """Sends what is due, in order. Several tasks may pump; they take turns."""

    def __init__(
        self, store: Store, gateways: Sequence[Gateway], services: ServiceCatalogue, now: Now, most_in_room: int
    ) -> None:
        """Take the outbox's store and the gateways; the first one serves whoever has no other.

        `most_in_room` is how many messages a residents' room hears in an hour.
        """
        self._store = store
        self._gateways: Mapping[str, Gateway] = {gateway.name: gateway for gateway in gateways}
        self._services = services
        self._now = now
        self._hours = RoomHours(most_in_room, now)
        self._kicked = asyncio.Event()
        self._pumping = asyncio.Lock()

    def kick(self) -> None:
        """Something new waits in the outbox."""
        self._kicked.set()

    async def run(self) -> None:
        """Pump for ever: at once when kicked, else when the next try is due."""
        while True:
            await self._pump_or_wait()
            self._kicked.clear()
            try:
                await asyncio.wait_for(self._kicked.wait(), await self._seconds_to_wait())
            except TimeoutError:
                continue

    async def _pump_or_wait(self) -> None:
        """Whatever goes wrong, the pump goes on: the message stays in the outbox."""
        try:
            await self.pump()
        except Exception as fault:  # noqa: BLE001
            log.error("pump failed", fault=fault)
            await asyncio.sleep(PAUSE_S)

    async def pump(self, *, eager: bool = False) -> None:
        """Send all that is due; `eager` does not wait for back-offs (a gateway has just come back)."""
        horizon = self._now() + LONGEST_WAIT if eager else self._now()
        tried: set[int] = set()
        async with self._pumping:
            while (row := await self._next(horizon, tried)) is not None:
                tried.add(row.id)
                await self._send(row)

    async def _next(self, horizon: datetime, tried: set[int]) -> OutboxRow | None:
        """The oldest message that can go now: an emergency's first word leaves before the alert after it."""
        async with self._store.read() as unit:
            due = await unit.outbox.list_due(horizon)
        return next((row for row in due if row.id not in tried), None)

    async def _seconds_to_wait(self) -> float:
        async with self._store.read() as unit:
            due = await unit.outbox.next_due()
        return 60.0 if due is None else max(0.05, (due - self._now()).total_seconds())

    async def _send(self, row: OutboxRow) -> None:
        try:
            async with self._store.read() as unit:
                way = await self._hours.way_of(row, unit)
                addressed = await self._addressed(row, unit) if way is Way.SAY else None
        except (UnknownValueError, MissingTextError) as fault:
            return await self._drop(row, fault)
        if way is not Way.SAY:
            return await self._put_off(row, way)
        if addressed is None:
            return await self._give_up(row, "unreachable", loud=row.send.kind in _WORTH_A_CALL)
        gateway, message = addressed
        try:
            sent_id = await asyncio.wait_for(gateway.send(message), DEADLINE_S)
        except (SendError, TimeoutError) as fault:
            return await self._failed(row, fault)
        async with self._store.write() as unit:
            await unit.outbox.mark_sent(row.id, gateway.name, sent_id, self._now())
        return None

    async def _put_off(self, row: OutboxRow, way: Way) -> None:
        async with self._store.write() as unit:
            await self._hours.put_off(row, way, unit)

    async def _failed(self, row: OutboxRow, fault: SendError | TimeoutError) -> None:
        permanent = isinstance(fault, SendError) and fault.permanent
        is_last = row.attempts + 1 >= MOST_ATTEMPTS and row.send.kind is not Kind.STAFF_ALERT
        if permanent or is_last:
            return await self._give_up(row, str(fault), loud=True)
        log.info("send postponed", outbox=row.id, kind=row.send.kind.value, attempt=row.attempts + 1)
        async with self._store.write() as unit:
            await unit.outbox.postpone(row.id, row.attempts + 1, next_try(row.attempts, self._now()))
        return None

    async def _drop(self, row: OutboxRow, fault: Exception) -> None:
        log.error("unreadable message dropped", outbox=row.id, fault=fault)
        async with self._store.write() as unit:
            await unit.outbox.give_up(row.id, self._now())

    async def _give_up(self, row: OutboxRow, reason: str, *, loud: bool) -> None:
        log.warning("send given up", outbox=row.id, kind=row.send.kind.value, reason=reason)
        async with self._store.write() as unit:
            await unit.outbox.give_up(row.id, self._now())
            community = await unit.community.load()
            room = community.staff_room
            about_staff = row.send.kind is Kind.STAFF_ALERT or (room and row.send.room == room.id)
            if loud and not about_staff:
                await self._tell_staff(row.send, community, unit)

    async def _tell_staff(self, send: Send, community: Community, unit: UnitOfWork) -> None:
        to = Ref("person", send.to) if send.to else send.room
        args = {"number": send.request, "kind": Ref("kind", send.kind.value), "to": to}
        alert = Send(Kind.STAFF_ALERT, request=send.request, variant="send-failed", args=args)
        if community.staff_room:
            await unit.outbox.put(replace(alert, room=community.staff_room.id))
            return
        for someone in await unit.people.list_staff():
            await unit.outbox.put(replace(alert, to=someone.id))

    async def _addressed(self, row: OutboxRow, unit: UnitOfWork) -> tuple[Gateway, OutboundMessage] | None:
        """The message in words with the gateway's ids; None where it can't reach its reader."""
        send = row.send
        community = await unit.community.load()
        reader = await unit.people.find(send.to) if send.to else None
        if send.to and (reader is None or not reader.reachable):
            return None
        address = await self._person_at(reader, unit) if reader else self._room_at(send, community)
        if address is None:
            return None
        gateway, where = address
        mentions = [await self._contact_of(who, gateway, unit) for who in send.mentions]
        message = OutboundMessage(
            key=str(row.id),
            kind=send.kind.value,
            room=None if reader else where,
            to=where if reader else None,
            text=await self._words(send, reader, community, unit),
            mentions=tuple(mentions),
            request=send.request,
            wave=send.wave,
        )
        return gateway, message

    async def _words(self, send: Send, reader: Person | None, community: Community, unit: UnitOfWork) -> str:
        language = (reader.language if reader else None) or community.language
        names = {who: found.name for who in people_in(send) if (found := await unit.people.find(who))}
        return Wording(language, community.timezone, self._services, names).render(send)

    async def _person_at(self, reader: Person, unit: UnitOfWork) -> tuple[Gateway, str] | None:
        contact = await unit.contacts.find_contact(reader.id)
        if contact and contact[0] in self._gateways:
            return self._gateways[contact[0]], contact[1]
        return (self._default, reader.id) if self._gateways else None

    def _room_at(self, send: Send, community: Community) -> tuple[Gateway, str] | None:
        room = community.find_room(send.room)
        if room is None or not self._gateways:
            return None
        gateway = self._gateways.get(room.gateway) if room.gateway else self._default
        return (gateway, room.gateway_id or room.id) if gateway else None

    async def _contact_of(self, who: PersonId, gateway: Gateway, unit: UnitOfWork) -> str:
        contact = await unit.contacts.find_contact(who, gateway.name)
        return contact[1] if contact else who

    @property
    def _default(self) -> Gateway:
        return next(iter(self._gateways.values()))


def next_try(attempts: int, now: datetime) -> datetime:
    """When a send that has failed so often is tried again."""
    return now + min(FIRST_WAIT * (1 << attempts), LONGEST_WAIT)
