"""The chat on disk: every message is kept before anybody hears of it."""

import asyncio

from bot.web.hub import Hub, News
from bot.web.showing import show
from handlers.errors import StaleWriteError
from store.chat import ChatRecord
from store.engine import Store

_MOST_TRIES = 5


class Journal:
    """Appends one message at a time, so that a reader who has seen `seq` has seen everything before it."""

    def __init__(self, store: Store, hub: Hub) -> None:
        """Take the memory, and whom to tell."""
        self._store = store
        self._hub = hub
        self._lock = asyncio.Lock()

    async def append(self, record: ChatRecord) -> tuple[ChatRecord, bool]:
        """Keep the message, then tell the listeners; returns it with its `seq`, and whether it is new.

        It is on disk when this returns. The same id again changes nothing. Whoever is cancelled meanwhile leaves
        it either kept and told, or neither.
        """
        return await asyncio.shield(self._keep_and_tell(record))

    async def recall(self, original: ChatRecord, record: ChatRecord) -> ChatRecord:
        """Empty the original, keep the record that takes it back, and tell the listeners. Once is enough."""
        return await asyncio.shield(self._recall(original, record))

    async def _recall(self, original: ChatRecord, record: ChatRecord) -> ChatRecord:
        async with self._lock:
            async with self._store.write() as unit:
                await unit.chat.recall(original.id)
                kept, is_new = await unit.chat.append(record)
                news = News((await show([kept], unit))[0], kept)
            if is_new:
                self._hub.publish(news)
        return kept

    async def _keep_and_tell(self, record: ChatRecord) -> tuple[ChatRecord, bool]:
        async with self._lock:
            news, kept, is_new = await self._keep(record)
            if is_new:
                self._hub.publish(news)
        return kept, is_new

    async def _keep(self, record: ChatRecord) -> tuple[News, ChatRecord, bool]:
        for _ in range(_MOST_TRIES - 1):
            try:
                return await self._keep_once(record)
            except StaleWriteError:
                continue
        return await self._keep_once(record)

    async def _keep_once(self, record: ChatRecord) -> tuple[News, ChatRecord, bool]:
        async with self._store.write() as unit:
            kept, is_new = await unit.chat.append(record)
            return News((await show([kept], unit))[0], kept), kept, is_new
