"""`POST /api/recalls`: taking back what one has just said."""

from collections.abc import Callable
from datetime import timedelta

from aiohttp import web

from bot.clock import Now
from bot.web.callers import Callers, require_own
from bot.web.drafts import read_id, read_object
from bot.web.errors import ApiError
from bot.web.journal import Journal
from bot.web.settings import WebSettings
from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from store.engine import Store

WITHIN = timedelta(minutes=2)


class Recalling:
    """Takes back messages, within two minutes. `accepted` is called after each."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        callers: Callers,
        settings: WebSettings,
        now: Now,
        accepted: Callable[[], None],
    ) -> None:
        """Take the memory, where to keep, who is asking, the limits, the clock, and whom to tell."""
        self._store = store
        self._journal = journal
        self._callers = callers
        self._settings = settings
        self._now = now
        self._accepted = accepted

    async def post(self, request: web.Request) -> web.Response:
        """Answer 202 once nothing is left of the message; again, the same."""
        owner = await self._callers.owner_of(request)
        body = await read_object(request, self._settings)
        sender = PersonId(read_id(body, "from"))
        require_own(owner, sender, "from")
        original = await self._original(sender, read_id(body, "message"))
        kept = await self._journal.recall(original, self._record(original))
        self._accepted()
        return web.json_response({"id": kept.id, "seq": kept.seq}, status=202)

    async def _original(self, sender: PersonId, message: str) -> ChatRecord:
        async with self._store.read() as unit:
            original = await unit.chat.find(message)
        if original is None or original.sender != sender or original.recalls is not None:
            raise ApiError(404, "no message of theirs has this id", "message")
        if not original.recalled and self._now() - original.at > WITHIN:
            raise ApiError(409, "a message can be taken back for two minutes only", "message")
        return original

    def _record(self, original: ChatRecord) -> ChatRecord:
        return ChatRecord(
            id=f"recall-{original.id}"[:256],
            at=self._now(),
            text="",
            sender=original.sender,
            room=original.room,
            private_with=original.private_with,
            name=original.name,
            recalls=original.id,
        )
