"""The web chat as a gateway: the embedded default channel. A message that was accepted is on disk, and is heard."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog

from bot.clock import Now
from bot.gateways.base import Abilities, Hear, InboundMessage, Media, OutboundMessage, SendError
from bot.web.callers import PersonOfToken, nobody
from bot.web.drafts import BOTS_PREFIX
from bot.web.records import clean
from bot.web.rehearsing import Stage
from bot.web.rooms import GATEWAY, address_of, find_addressed, find_room
from bot.web.server import Server
from bot.web.settings import WebSettings
from handlers.errors import FaultError
from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from store.engine import Store
from store.unit_of_work import UnitOfWork

log = structlog.get_logger()

RETRY_AFTER_S = (0.2, 1.0, 5.0)
_STORE_PAUSE_S = 1.0
_GRACE_S = 5.0


class WebChat:
    """Implements `Gateway`. Messages are heard one after the other, in the order in which they were accepted."""

    name = GATEWAY

    def __init__(
        self,
        store: Store,
        settings: WebSettings,
        now: Now,
        person_of_token: PersonOfToken = nobody,
        retry_after_s: Sequence[float] = RETRY_AFTER_S,
    ) -> None:
        """Take the memory, the settings, the clock, whose token is whose, and the pauses before hearing again."""
        self.abilities = Abilities(longest_text=settings.max_text)
        self._store = store
        self._now = now
        self._retry_after_s = retry_after_s
        self._new = asyncio.Event()
        self._is_stopping = False
        self._is_cut_off = False
        self._listening: asyncio.Task[None] | None = None
        self._server = Server(store, settings, now, person_of_token, self._new.set)

    @property
    def address(self) -> str:
        """Where a browser finds it, as `127.0.0.1:8080`."""
        return self._server.address

    def direct(self, stage: Stage) -> None:
        """Open the rehearsal panel, where one may choose whom to be."""
        self._server.rehearsing.stage = stage

    async def start(self, hear: Hear) -> None:
        """Listen, and first hand over what was accepted before but not heard. Raises CannotListenError."""
        await self._server.start()
        self._is_stopping = False
        self._listening = asyncio.create_task(self._listen(hear), name="webchat listens")

    async def stop(self) -> None:
        """Accept nothing more; what is being heard gets five seconds, the rest is heard at the next start."""
        await self._server.stop()
        if self._listening is None:
            return
        listening, self._listening = self._listening, None
        self._is_stopping = True
        self._new.set()
        await asyncio.wait({listening}, timeout=_GRACE_S)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening

    @property
    def is_cut_off(self) -> bool:
        """Whether a rehearsal has cut the line: nothing is heard or sent, and nothing is lost."""
        return self._is_cut_off

    def cut_off(self, *, cut: bool) -> None:
        """Cut the line, or mend it: then what was said meanwhile is heard."""
        self._is_cut_off = cut
        self._new.set()

    async def send(self, message: OutboundMessage) -> str:
        """Keep the message and show it; its id is made of its key, so the same key twice is one message."""
        if self._is_cut_off:
            raise SendError("cut off")
        try:
            async with self._store.read() as unit:
                record = await self._addressed(message, unit)
            kept, _ = await self._server.journal.append(record)
        except FaultError as fault:
            raise SendError(type(fault).__name__) from fault
        return kept.id

    async def _addressed(self, message: OutboundMessage, unit: UnitOfWork) -> ChatRecord:
        room = find_addressed(await unit.community.load(), message.room) if message.room is not None else None
        reader = await unit.people.find(PersonId(message.to)) if message.to is not None else None
        if room is None and reader is None:
            raise SendError("no such room or person", permanent=True)
        to = reader.id if reader else None
        return ChatRecord(
            id=f"{BOTS_PREFIX}{message.key}",
            at=self._now(),
            text=clean(message.text),
            kind=message.kind,
            room=room.id if room else None,
            to=to,
            private_with=to,
            mentions=tuple(PersonId(mentioned) for mentioned in message.mentions),
            request=message.request,
            wave=message.wave,
        )

    async def _listen(self, hear: Hear) -> None:
        """Hear whatever is on disk and unheard, for ever; a fault of the store is waited out."""
        while not self._is_stopping:
            self._new.clear()
            try:
                heard_any = await self._hear_waiting(hear)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the next message must be heard
                log.error("web chat can't read its messages", fault=fault)
                await asyncio.sleep(_STORE_PAUSE_S)
                continue
            if not heard_any:
                await self._new.wait()

    async def _hear_waiting(self, hear: Hear) -> bool:
        if self._is_cut_off:
            return False
        async with self._store.read() as unit:
            waiting = await unit.chat.list_unheard()
        for record in waiting:
            if self._is_stopping or self._is_cut_off:
                break
            await self._hear_one(record, hear)
        return bool(waiting)

    async def _hear_one(self, record: ChatRecord, hear: Hear) -> None:
        """Marked as heard only afterwards: a crash in between means that it is heard again, by the same id."""
        async with self._store.read() as unit:
            inbound = await _inbound(record, unit)
        for pause in (*self._retry_after_s, None):
            try:
                await hear(inbound)
                break
            except Exception as fault:  # noqa: BLE001 - one message must not silence all others
                log.error("message not heard", message=record.id, fault=fault, given_up=pause is None)
                if pause is not None:
                    await asyncio.sleep(pause)
        async with self._store.write() as unit:
            await unit.chat.mark_heard(record.seq)


async def _inbound(record: ChatRecord, unit: UnitOfWork) -> InboundMessage:
    sender = await unit.people.find(record.sender) if record.sender else None
    room = find_room(await unit.community.load(), record.room) if record.room else None
    return InboundMessage(
        gateway=GATEWAY,
        id=record.id,
        at=record.at,
        sender=record.sender or "",
        sender_name=sender.name if sender else record.sender or "",
        room=address_of(room) if room else record.room,
        text=record.text,
        quote=record.quote,
        mentions=tuple(record.mentions),
        mentions_bot=record.mention_bot,
        media=Media("image", record.picture) if record.picture else None,
        recalls=record.recalls,
    )
