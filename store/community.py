"""The community's map: grids, rooms, contacts."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.grid import Community, Room
from handlers.rules.people import Person
from store.codec import dumps, loads_shared
from store.people import People
from store.tables import community
from store.upsert import replace_row

_ONLY = 1
_NOTHING_YET = Community(name="")


class CommunityMap:
    """One record: it is small, and read with every message."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._loaded: Community | None = None

    async def is_empty(self) -> bool:
        """Whether there is no community yet."""
        return (await self._record()) is None

    async def load(self) -> Community:
        """The community; one without grids and rooms where there is none yet."""
        if self._loaded is None:
            record = await self._record()
            self._loaded = loads_shared(record) if record else _NOTHING_YET
        return self._loaded

    async def fill(self, made: Community, roster: Collection[Person]) -> None:
        """Put a community and its people into an empty database."""
        await self.save(made)
        await People(self._connection).add_all(roster)

    async def save(self, made: Community) -> None:
        """Keep the changed map."""
        self._loaded = None
        values = {"id": _ONLY, "record": dumps(made)}
        await replace_row(self._connection, community, values, "id")

    async def save_room(self, room: Room) -> None:
        """Keep a new or changed room."""
        known = await self.load()
        rooms = tuple(room if r.id == room.id else r for r in known.rooms)
        if room not in rooms:
            rooms = (*rooms, room)
        await self.save(replace(known, rooms=rooms))

    async def _record(self) -> str | None:
        chosen = select(community.c.record).where(community.c.id == _ONLY)
        return (await self._connection.execute(chosen)).scalar()
