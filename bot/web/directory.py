"""Who and what is there: people, rooms, oneself, and whether all is well."""

from collections.abc import AsyncIterator, Callable, Mapping

from aiohttp import web

from bot.understanding import services_named
from bot.web.callers import Callers
from bot.web.openapi import OPENAPI
from bot.web.rooms import is_in, list_rooms
from handlers.rules.grid import Community, Room
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from store.engine import Store
from store.people import SearchWord
from store.unit_of_work import UnitOfWork

_PAGE = 500
_MOST_FOUND, _LONGEST_SEARCH = 50, 40
_VOLUNTEER = frozenset({"志愿者", "义工", "volunteer", "volunteers"})
_STAFF = frozenset({"工作人员", "社工", "网格员", "staff"})
FindStage = Callable[[], Mapping[str, object] | None]


class Directory:
    """Answers who is there. The owner of a token is told of their own rooms, and of the people in them."""

    def __init__(self, store: Store, callers: Callers, find_stage: FindStage) -> None:
        """Take the memory, who is asking, and how a rehearsal stands."""
        self._store = store
        self._find_stage = find_stage
        self._callers = callers

    async def people(self, request: web.Request) -> web.Response:
        """Everybody whom the caller may see, by id; with `search` those whom its words fit, with `id` those people.

        `more` says whether there are more than are told.
        """
        owner = await self._callers.owner_of(request)
        async with self._store.read() as unit:
            rooms = await _rooms_of(owner, unit)
            asked = [p async for p in _chosen(request, unit) if owner is None or _meets(p, rooms)]
        shown = asked[:_MOST_FOUND] if "search" in request.query else asked
        return web.json_response({"people": [_person(p, rooms) for p in shown], "more": len(shown) < len(asked)})

    async def rooms(self, request: web.Request) -> web.Response:
        """The rooms that the caller may see."""
        owner = await self._callers.owner_of(request)
        async with self._store.read() as unit:
            found = await _rooms_of(owner, unit)
        return web.json_response({"rooms": [_room(room) for room in found]})

    async def session(self, request: web.Request) -> web.Response:
        """Who the caller is: `person` is the token's owner, null where one may choose whom to be.

        `language` is the owner's, else the community's.
        """
        owner = await self._callers.owner_of(request)
        async with self._store.read() as unit:
            community = await unit.community.load()
            database = await unit.identity()
            person = await unit.people.find(owner) if owner is not None else None
        stage = self._find_stage()
        answer = {"personas": self._callers.may_choose, "rehearsal": stage is not None, "person": owner}
        return web.json_response({**answer, **_about(community, person), "database": database, "stage": stage})

    async def health(self, _request: web.Request) -> web.Response:
        """200 while the database answers."""
        async with self._store.read() as unit:
            await unit.touch()
        return web.json_response({"status": "ok"})

    async def openapi(self, _request: web.Request) -> web.Response:
        """The description of this interface."""
        return web.json_response(OPENAPI)


async def _rooms_of(owner: PersonId | None, unit: UnitOfWork) -> list[Room]:
    rooms = list_rooms(await unit.community.load())
    if owner is None:
        return rooms
    reader = await unit.people.find(owner)
    return [room for room in rooms if reader is not None and is_in(reader, room)]


async def _chosen(request: web.Request, unit: UnitOfWork) -> AsyncIterator[Person]:
    """Everybody, the people of some ids, or up to 51 whom all words of the search fit."""
    search, ids = request.query.get("search"), request.query.getall("id", [])
    if search is not None:
        for person in await unit.people.search(_words(search), _MOST_FOUND + 1):
            yield person
    elif ids:
        for one in ids[:_MOST_FOUND]:
            found = await unit.people.find(PersonId(one))
            if found is not None:
                yield found
    else:
        async for person in _everybody(unit):
            yield person


async def _everybody(unit: UnitOfWork) -> AsyncIterator[Person]:
    offset = 0
    while page := await unit.people.list_all(offset, _PAGE):
        for person in page:
            yield person
        offset += len(page)


def _words(search: str) -> list[SearchWord]:
    return [
        SearchWord(
            text=word,
            skills=services_named(word) if len(word) > 1 else (),
            volunteer=word.lower() in _VOLUNTEER,
            staff=word.lower() in _STAFF,
        )
        for word in search[:_LONGEST_SEARCH].split()
    ]


def _meets(person: Person, rooms: list[Room]) -> bool:
    return any(is_in(person, room) for room in rooms)


def _person(person: Person, rooms: list[Room]) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "grid": person.grid,
        "rooms": [room.id for room in rooms if is_in(person, room)],
        **({"language": person.language} if person.language else {}),
    }


def _room(room: Room) -> dict[str, object]:
    return {"id": room.id, "name": room.name, "kind": room.kind.value, "grids": list(room.grids)}


def _about(community: Community, person: Person | None) -> dict[str, object]:
    language = (person.language if person else None) or community.language
    name = person.name if person else None
    return {"name": name, "community": community.name, "language": language, "timezone": community.timezone}
