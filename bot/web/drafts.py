"""What somebody posts, read strictly: a fault is named with its field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.web.errors import ApiError
from bot.web.records import clean
from bot.web.settings import WebSettings
from handlers.rules.ids import PersonId, RoomId

LONGEST_ID = 128
MOST_MENTIONS = 100
BOTS_PREFIX = "bot-"
_FIELDS = frozenset({"picture", "from", "room", "private", "text", "id", "quote", "mention"})
Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be kept. `room` is None in private; `mentions` are as given, the bot among them."""

    sender: PersonId
    room: RoomId | None
    text: str
    id: str | None = None
    quote: str | None = None
    mentions: tuple[str, ...] = ()
    picture: str | None = None


async def read_draft(request: web.Request, settings: WebSettings) -> Draft:
    """The message in the request's body. Raises ApiError 400, 413 or 415."""
    body = await read_object(request, settings)
    unknown = sorted(body.keys() - _FIELDS)
    if unknown:
        raise ApiError(400, "there is no such field: the fields are " + ", ".join(sorted(_FIELDS)), _shown(unknown[0]))
    return Draft(
        sender=PersonId(read_id(body, "from")),
        room=_room(body),
        text=_text(body, settings),
        id=_own_id(body),
        quote=_optional_id(body, "quote"),
        mentions=_mentions(body),
        picture=_optional_id(body, "picture"),
    )


def is_id(value: object) -> bool:
    """Whether it can be an id: 1 to 128 printable characters."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable()


async def read_object(request: web.Request, settings: WebSettings) -> Body:
    """The JSON object in the request's body. Raises ApiError 400, 413 or 415."""
    if request.content_type != "application/json":
        raise ApiError(415, "the body must be application/json")
    try:
        body = json.loads((await request.read()).decode("utf-8"))
    except web.HTTPRequestEntityTooLarge as fault:
        raise ApiError(413, f"the body is larger than {settings.max_body} bytes") from fault
    except (ValueError, RecursionError) as fault:
        raise ApiError(400, "the body is not JSON in UTF-8") from fault
    if not isinstance(body, dict):
        raise ApiError(400, "the body must be a JSON object")
    return body


def read_id(body: Body, field: str) -> str:
    """The id in that field. Raises ApiError 400."""
    value = body.get(field)
    if value is None:
        raise ApiError(400, f"{field} is missing", field)
    if not isinstance(value, str) or not is_id(value):
        raise ApiError(400, f"{field} must be a string of 1 to {LONGEST_ID} printable characters", field)
    return value


def _optional_id(body: Body, field: str) -> str | None:
    return None if body.get(field) is None else read_id(body, field)


def _own_id(body: Body) -> str | None:
    own = _optional_id(body, "id")
    if own is not None and own.startswith(BOTS_PREFIX):
        raise ApiError(400, f"ids that start with {BOTS_PREFIX} are the bot's own", "id")
    return own


def _room(body: Body) -> RoomId | None:
    private = body.get("private", False)
    if private is not None and not isinstance(private, bool):
        raise ApiError(400, "private must be true or false", "private")
    room = _optional_id(body, "room")
    if private and room is not None:
        raise ApiError(400, "a message goes to a room or is private, not both", "private")
    if not private and room is None:
        raise ApiError(400, 'where does it go? Give room, or "private": true', "room")
    return None if room is None else RoomId(room)


def _text(body: Body, settings: WebSettings) -> str:
    value = body.get("text", "" if body.get("picture") else None)
    if not isinstance(value, str):
        raise ApiError(400, "text is missing, or no string", "text")
    text = clean(value)
    if not text.strip() and not body.get("picture"):
        raise ApiError(400, "text is empty", "text")
    if len(text) > settings.max_text:
        raise ApiError(413, f"text is longer than {settings.max_text} characters", "text")
    return text


def _mentions(body: Body) -> tuple[str, ...]:
    value = body.get("mention")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(map(is_id, value)):
        raise ApiError(400, "mention must be a list of ids", "mention")
    if len(value) > MOST_MENTIONS:
        raise ApiError(400, f"mention has more than {MOST_MENTIONS} ids", "mention")
    return tuple(dict.fromkeys(value))


def _shown(name: str) -> str:
    """The name of a field that isn't ours, cut to what may be repeated."""
    return clean(name)[:LONGEST_ID]
