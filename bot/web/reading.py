"""`GET /api/messages` and the live events: who may see which conversation, and what is new in it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import WSCloseCode, web

from bot.clock import Now
from bot.web.callers import Callers, require_own
from bot.web.cards import may_know
from bot.web.errors import ApiError
from bot.web.hub import Hub, Listener, News
from bot.web.lookups import MOST_RECORDS, Conversation, Lookup, optional_id, read_lookup, seq_in_reach
from bot.web.rooms import find_room, is_in, list_rooms
from bot.web.showing import show
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Person
from store.chat import ChatRecord
from store.engine import Store
from store.unit_of_work import UnitOfWork

_SIGHT_LASTS = timedelta(seconds=10)
_HEARTBEAT_S = 30.0
_LARGEST_FRAME = 4_096


@dataclass(frozen=True, slots=True)
class Sight:
    """What one may see at `at`: one's rooms and one's own private chat; everything where `person` is None.

    `changes` says whether more than records is wanted: how requests stand, and what a rehearsal does.
    """

    at: datetime
    person: Person | None = None
    rooms: frozenset[RoomId] = frozenset()
    changes: bool = False

    def shows(self, news: News) -> bool:
        """Whether it may be seen, and is wanted."""
        if news.record is None and not self.changes:
            return False
        if self.person is None:
            return True
        if news.request is not None:
            return may_know(self.person, news.request)
        record = news.record
        return record is None or record.private_with == self.person.id or record.room in self.rooms


class Reading:
    """Answers those who read."""

    def __init__(self, store: Store, hub: Hub, callers: Callers, now: Now) -> None:
        """Take the memory, where new messages are told, who is asking, and the clock."""
        self._store = store
        self._hub = hub
        self._callers = callers
        self._now = now

    async def messages(self, request: web.Request) -> web.Response:
        """The conversation's records after a message; waits for one where there are none yet and `wait` says so."""
        owner = await self._callers.owner_of(request)
        lookup = read_lookup(request)
        require_own(owner, lookup.conversation.private_with, "private_with")
        async with self._store.read() as unit:
            await _check_conversation(lookup.conversation, owner, unit)
        found = await self._wait_for(lookup)
        async with self._store.read() as unit:
            shown = await show(found, unit)
        following = found[-1].seq if found else lookup.after
        return web.json_response({"messages": shown, "next": following})

    async def events(self, request: web.Request) -> web.WebSocketResponse:
        """A WebSocket that gets each record that its caller may see, as it happens; changes too, with `changes=1`."""
        owner = await self._callers.owner_of(request)
        chosen = optional_id(request, "as")
        persona = PersonId(chosen) if chosen is not None else None
        require_own(owner, persona, "as")
        sight = await self._look(owner or persona, changes=request.query.get("changes") == "1")
        with self._hub.listen(lambda _news: True) as listener:
            socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=_LARGEST_FRAME)
            await socket.prepare(request)
            await self._serve(request, socket, listener, sight)
        return socket

    async def _wait_for(self, lookup: Lookup) -> list[ChatRecord]:
        if not lookup.wait or lookup.latest is not None:
            return await self._find(lookup)
        with self._hub.listen(lambda news: news.record is not None and lookup.wants(news.record)) as listener:
            found = await self._find(lookup)
            if not found and await listener.next(lookup.wait) is not None:
                found = await self._find(lookup)
        return found

    async def _find(self, lookup: Lookup) -> list[ChatRecord]:
        where = lookup.conversation
        async with self._store.read() as unit:
            if lookup.latest is not None:
                before = seq_in_reach(lookup.before) if lookup.before else None
                return await unit.chat.list_latest(
                    lookup.latest, room=where.room, private_with=where.private_with, before=before
                )
            after = seq_in_reach(lookup.after)
            return await unit.chat.list_after(
                after, room=where.room, private_with=where.private_with, limit=MOST_RECORDS
            )

    async def _serve(
        self, request: web.Request, socket: web.WebSocketResponse, listener: Listener, sight: Sight
    ) -> None:
        """Push until either side goes; what the other side says is passed over."""
        pushing = asyncio.create_task(self._push(request, socket, listener, sight))
        try:
            async for _ in socket:
                pass
        finally:
            pushing.cancel()
            await asyncio.gather(pushing, return_exceptions=True)

    async def _push(
        self, request: web.Request, socket: web.WebSocketResponse, listener: Listener, sight: Sight
    ) -> None:
        with suppress(ConnectionError, ApiError):
            while (news := await listener.next()) is not None:
                if sight.person is not None and abs(self._now() - sight.at) > _SIGHT_LASTS:
                    await self._callers.owner_of(request)
                    sight = await self._look(sight.person.id, changes=sight.changes)
                if sight.shows(news):
                    await socket.send_json(news.shown)
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)

    async def _look(self, person: PersonId | None, *, changes: bool) -> Sight:
        """What that person may see now. Raises ApiError 404 for one who is not there."""
        if person is None:
            return Sight(self._now(), changes=changes)
        async with self._store.read() as unit:
            found = await unit.people.find(person)
            community = await unit.community.load()
        if found is None:
            raise ApiError(404, "nobody has this id", "as")
        rooms = frozenset(room.id for room in list_rooms(community) if is_in(found, room))
        return Sight(self._now(), found, rooms, changes)


async def _check_conversation(conversation: Conversation, owner: PersonId | None, unit: UnitOfWork) -> None:
    """Raise ApiError 404 for a person or room that is not there, or a room that the token's owner is not in."""
    who = owner or conversation.private_with
    reader = await unit.people.find(who) if who is not None else None
    if who is not None and reader is None:
        raise ApiError(404, "nobody has this id", "private_with")
    if conversation.room is None:
        return
    room = find_room(await unit.community.load(), conversation.room)
    if room is None or (reader is not None and not is_in(reader, room)):
        raise ApiError(404, "no room of theirs has this id", "room")
