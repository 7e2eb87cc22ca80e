"""`POST /api/messages`: checked, kept on disk, accepted."""

import re
import secrets
from collections.abc import Callable

from aiohttp import web

from bot.web.callers import require_own
from bot.web.drafts import Draft, read_draft
from bot.web.errors import ApiError
from bot.web.flood import Flood
from bot.web.intake import Intake
from bot.web.lookups import Conversation
from bot.web.records import BOT
from bot.web.rooms import find_room, is_in
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from store.chat import ChatRecord
from store.unit_of_work import UnitOfWork


class Posting:
    """Takes what people write."""

    def __init__(self, intake: Intake) -> None:
        """Take what taking in needs."""
        self._in = intake
        self._flood = Flood(intake.settings.flood_burst, intake.settings.flood_per_second, intake.now)
        self._names_bot = _naming(intake.settings.bot_name)

    async def post(self, request: web.Request) -> web.Response:
        """Answer 202 once the message is on disk; the same again gets the same answer, another of that id 400."""
        owner = await self._in.callers.owner_of(request)
        draft = await read_draft(request, self._in.settings)
        require_own(owner, draft.sender, "from")
        async with self._in.store.read() as unit:
            sender = await self._check(draft, unit)
        record = self._record(draft, sender)
        kept, is_new = await self._in.journal.append(record)
        if is_new:
            self._in.accepted()
        elif not _is_same(kept, record):
            raise ApiError(400, "another message has this id already: give each its own", "id")
        return web.json_response({"id": kept.id, "seq": kept.seq}, status=202)

    async def _check(self, draft: Draft, unit: UnitOfWork) -> Person:
        sender = await unit.people.find(draft.sender)
        if sender is None:
            raise ApiError(404, "nobody has this id", "from")
        self._flood.hold_back(sender.id, "messages")
        await _check_room(draft, sender, unit)
        for mentioned in draft.mentions:
            if mentioned != BOT and await unit.people.find(PersonId(mentioned)) is None:
                raise ApiError(404, "nobody has this id", "mention")
        await _check_quote(draft, unit)
        await _check_picture(draft, unit)
        return sender

    def _record(self, draft: Draft, sender: Person) -> ChatRecord:
        return ChatRecord(
            id=draft.id or f"said-{secrets.token_hex(12)}",
            at=self._in.now(),
            text=draft.text,
            sender=draft.sender,
            room=draft.room,
            private_with=draft.sender if draft.room is None else None,
            mentions=tuple(PersonId(m) for m in draft.mentions if m != BOT),
            quote=draft.quote,
            picture=draft.picture,
            name=sender.name,
            mention_bot=BOT in draft.mentions or self._names_bot(draft.text),
        )


def _is_same(kept: ChatRecord, again: ChatRecord) -> bool:
    """Whether a record of the same id is the same message, sent again. One taken back has no text any more."""
    said = kept.sender, kept.room, again.text if kept.recalled else kept.text
    return said == (again.sender, again.room, again.text)


async def _check_room(draft: Draft, sender: Person, unit: UnitOfWork) -> None:
    """Whoever is not in a room is not told that it exists."""
    if draft.room is None:
        return
    room = find_room(await unit.community.load(), draft.room)
    if room is None or not is_in(sender, room):
        raise ApiError(404, "no room of theirs has this id", "room")


async def _check_quote(draft: Draft, unit: UnitOfWork) -> None:
    if draft.quote is None:
        return
    quoted = await unit.chat.find(draft.quote)
    here = Conversation(draft.room, draft.sender if draft.room is None else None)
    if quoted is None or not here.holds(quoted):
        raise ApiError(400, "no message of this conversation has this id", "quote")


async def _check_picture(draft: Draft, unit: UnitOfWork) -> None:
    if draft.picture is None:
        return
    picture = await unit.pictures.find(draft.picture)
    if picture is None or picture.owner != draft.sender:
        raise ApiError(404, "no picture of theirs has this id", "picture")


def _naming(bot_name: str) -> Callable[[str], bool]:
    """Tells whether a text calls the bot: @bot, @微光, or @ and the name it was given."""
    names = "|".join(map(re.escape, {BOT, "微光", "weiguang", bot_name}))
    called = re.compile(rf"(?<![a-z0-9._])[@＠](?:{names})(?![a-z0-9])", re.IGNORECASE)
    return lambda text: called.search(text) is not None
