"""`POST /api/recalls`: taking back what one has just said."""

from datetime import timedelta

from aiohttp import web

from bot.web.callers import require_own
from bot.web.drafts import read_id, read_object
from bot.web.errors import ApiError
from bot.web.intake import Intake
from handlers.rules.ids import PersonId
from store.chat import ChatRecord

WITHIN = timedelta(minutes=2)


class Recalling:
    """Takes back messages, within two minutes."""

    def __init__(self, intake: Intake) -> None:
        """Take what taking in needs."""
        self._in = intake

    async def post(self, request: web.Request) -> web.Response:
        """Answer 202 once nothing is left of the message; again, the same."""
        owner = await self._in.callers.owner_of(request)
        body = await read_object(request, self._in.settings)
        sender = PersonId(read_id(body, "from"))
        require_own(owner, sender, "from")
        original = await self._original(sender, read_id(body, "message"))
        kept = await self._in.journal.recall(original, self._record(original))
        self._in.accepted()
        return web.json_response({"id": kept.id, "seq": kept.seq}, status=202)

    async def _original(self, sender: PersonId, message: str) -> ChatRecord:
        async with self._in.store.read() as unit:
            original = await unit.chat.find(message)
        if original is None or original.sender != sender or original.recalls is not None:
            raise ApiError(404, "no message of theirs has this id", "message")
        if not original.recalled and self._in.now() - original.at > WITHIN:
            raise ApiError(409, "a message can be taken back for two minutes only", "message")
        return original

    def _record(self, original: ChatRecord) -> ChatRecord:
        return ChatRecord(
            id=f"recall-{original.id}"[:256],
            at=self._in.now(),
            text="",
            sender=original.sender,
            room=original.room,
            private_with=original.private_with,
            name=original.name,
            recalls=original.id,
        )
