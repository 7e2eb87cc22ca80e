"""What the page shows beside the messages: one's conversations with what is new in them, and how requests stand."""

from aiohttp import web

from bot.web.callers import Callers, require_own
from bot.web.cards import card_of, may_know
from bot.web.errors import ApiError
from bot.web.lookups import MOST_RECORDS, optional_id, whole_number
from bot.web.records import as_json
from bot.web.rooms import is_in, list_rooms
from bot.web.showing import show
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from store.engine import Store
from store.unit_of_work import UnitOfWork

MOST_CARDS = 50


class Overview:
    """Answers about conversations and requests, for one reader."""

    def __init__(self, store: Store, callers: Callers) -> None:
        """Take the memory, and who is asking."""
        self._store = store
        self._callers = callers

    async def chats(self, request: web.Request) -> web.Response:
        """The reader's conversations, each with its last record and how many they have not read: `read=SEQ:ROOM`.

        Marks made in another `database` don't count. With `latest` one of them comes with its latest records and
        its cards: the one to `open` (empty for the private chat), else the first.
        """
        reader_id = await self._reader_id(request)
        latest = whole_number(request, "latest", 1, MOST_RECORDS)
        async with self._store.read() as unit:
            reader = await _reader(reader_id, unit)
            read = _read_marks(request) if await _is_same(request, unit) else {}
            rooms = [room for room in list_rooms(await unit.community.load()) if is_in(reader, room)]
            found = [
                {"room": room.id, "name": room.name, "kind": room.kind.value}
                | await _news(unit, reader, read.get(room.id, 0), room=room.id)
                for room in rooms
            ]
            found.append({"room": None} | await _news(unit, reader, read.get("", 0), private_with=reader.id))
            opened = await _opened(request.query.get("open"), found, reader, latest, unit) if latest else {}
        return web.json_response({"person": _shown(reader), "chats": found} | opened)

    async def requests(self, request: web.Request) -> web.Response:
        """How the requests of those numbers stand, without anything private: those that the reader may know of."""
        reader_id = await self._reader_id(request)
        numbers = _numbers(request)
        async with self._store.read() as unit:
            reader = await _reader(reader_id, unit)
            found = [await unit.requests.find(number) for number in numbers]
            cards = [await card_of(one, unit) for one in found if one is not None and may_know(reader, one)]
        return web.json_response({"requests": cards})

    async def _reader_id(self, request: web.Request) -> PersonId:
        owner = await self._callers.owner_of(request)
        chosen = optional_id(request, "as")
        persona = PersonId(chosen) if chosen is not None else None
        require_own(owner, persona, "as")
        reader = owner or persona
        if reader is None:
            raise ApiError(400, "as is missing", "as")
        return reader


async def _reader(reader: PersonId, unit: UnitOfWork) -> Person:
    found = await unit.people.find(reader)
    if found is None:
        raise ApiError(404, "nobody has this id", "as")
    return found


def _shown(person: Person) -> dict[str, object]:
    return {"id": person.id, "name": person.name, "roles": sorted(person.roles), "language": person.language}


async def _news(unit: UnitOfWork, reader: Person, seq: int, **where: object) -> dict[str, object]:
    room = where.get("room")
    latest = await unit.chat.list_latest(1, **where)  # type: ignore[arg-type]
    unread = await unit.chat.count_after(seq, reader.id, room=room)  # type: ignore[arg-type]
    return {"last": as_json(latest[0]) if latest else None, "unread": unread}


async def _is_same(request: web.Request, unit: UnitOfWork) -> bool:
    named = request.query.get("database")
    return named is None or named == await unit.identity()


async def _opened(
    wanted: str | None, chats: list[dict[str, object]], reader: Person, latest: int, unit: UnitOfWork
) -> dict[str, object]:
    """The wanted conversation, or the first, with its latest records and their cards."""
    rooms = [chat["room"] for chat in chats]
    room = rooms[0] if wanted is None else wanted or None
    if room not in rooms:
        return {}
    where = {"private_with": reader.id} if room is None else {"room": room}
    records = await unit.chat.list_latest(latest, **where)
    numbers = sorted({record.request for record in records if record.request is not None})[-MOST_CARDS:]
    requests = [await unit.requests.find(number) for number in numbers]
    cards = [await card_of(one, unit) for one in requests if one is not None and may_know(reader, one)]
    return {"opened": {"room": room, "messages": await show(records, unit), "requests": cards}}


def _read_marks(request: web.Request) -> dict[str, int]:
    marks = {}
    for given in request.query.getall("read", []):
        seq, colon, room = given.partition(":")
        if not colon or not seq.isascii() or not seq.isdigit() or len(seq) > 18:
            raise ApiError(400, "read must be SEQ:ROOM, as 12:main, and 12: for the private chat", "read")
        marks[room] = int(seq)
    return marks


def _numbers(request: web.Request) -> list[int]:
    given = request.query.getall("number", [])
    if len(given) > MOST_CARDS or not all(n.isascii() and n.isdigit() and len(n) < 10 for n in given):
        raise ApiError(400, f"number must be a request's number, up to {MOST_CARDS} of them", "number")
    return [int(number) for number in given]
