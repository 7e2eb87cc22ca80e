"""What somebody wants to read: which conversation, after which message, and how long to wait for it."""

import math
from dataclasses import dataclass

from aiohttp import web

from bot.web.drafts import is_id
from bot.web.errors import ApiError
from handlers.rules.ids import PersonId, RoomId
from store.chat import ChatRecord

LONGEST_WAIT_S = 30.0
MOST_RECORDS = 200
_LARGEST_SEQ = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Conversation:
    """One room, or one person's private chat with the bot; exactly one of the two is set."""

    room: RoomId | None = None
    private_with: PersonId | None = None

    def holds(self, record: ChatRecord) -> bool:
        """Whether the record is part of it."""
        if self.room is not None:
            return record.room == self.room
        return record.private_with == self.private_with


@dataclass(frozen=True, slots=True)
class Lookup:
    """Up to 200 records after `after`, or the `latest` so many (`before` another); `wait` is in seconds."""

    conversation: Conversation
    after: int = 0
    latest: int | None = None
    before: int | None = None
    wait: float = 0.0

    def wants(self, record: ChatRecord) -> bool:
        """Whether the record is one that is asked for."""
        return record.seq > self.after and self.conversation.holds(record)


def read_lookup(request: web.Request) -> Lookup:
    """What the request's query asks for. Raises ApiError 400."""
    if "after" in request.query and "latest" in request.query:
        raise ApiError(400, "give after or latest, not both", "latest")
    return Lookup(
        conversation=_conversation(request),
        after=whole_number(request, "after", 0, 2**63 - 1) or 0,
        latest=whole_number(request, "latest", 1, MOST_RECORDS),
        before=whole_number(request, "before", 1, 2**63 - 1),
        wait=_wait(request),
    )


def optional_id(request: web.Request, field: str) -> str | None:
    """The id that the query gives for that field, or None. Raises ApiError 400."""
    value = request.query.get(field)
    if value is not None and not is_id(value):
        raise ApiError(400, f"{field} must be 1 to 128 printable characters", field)
    return value


def whole_number(request: web.Request, field: str, least: int, most: int) -> int | None:
    """The whole number that the query gives for that field, or None. Raises ApiError 400."""
    given = request.query.get(field)
    if given is None:
        return None
    number = int(given) if given.isascii() and given.isdigit() and len(given) <= len(str(most)) else -1
    if not least <= number <= most:
        raise ApiError(400, f"{field} must be a whole number from {least} to {most}", field)
    return number


def seq_in_reach(seq: int) -> int:
    """The number, or the largest that any message can have."""
    return min(seq, _LARGEST_SEQ)


def _conversation(request: web.Request) -> Conversation:
    room, person = optional_id(request, "room"), optional_id(request, "private_with")
    if room is not None and person is not None:
        raise ApiError(400, "give room or private_with, not both", "private_with")
    if room is None and person is None:
        raise ApiError(400, "which conversation? Give room or private_with", "room")
    return Conversation(RoomId(room) if room else None, PersonId(person) if person else None)


def _wait(request: web.Request) -> float:
    try:
        seconds = float(request.query.get("wait", "0"))
    except ValueError:
        seconds = math.nan
    if not seconds >= 0:
        raise ApiError(400, "wait must be a number of seconds, 0 or more", "wait")
    return min(seconds, LONGEST_WAIT_S)
