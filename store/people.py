"""The roster. The promises stand in `handlers.context.People`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.errors import AbsentError
from handlers.rules.ids import PersonId
from handlers.rules.people import Person, Role
from store.codec import dumps, loads_shared
from store.tables import building_heads, people, skills
from store.upsert import replace_row


@dataclass(frozen=True, slots=True)
class SearchWord:
    """A word that fits a part of a name, an id, a grid; and, where it says so, skills or a role."""

    text: str
    skills: Collection[str] = ()
    volunteer: bool = False
    staff: bool = False


class People:
    """Kept whole in `record`; skills and buildings also as rows, to be found by."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._met: dict[PersonId, Person] = {}  # in this transaction: most of it is about the same two or three

    async def get(self, person: PersonId) -> Person:
        found = await self.find(person)
        if found is None:
            raise AbsentError(f"no person {person}")
        return found

    async def find(self, person: PersonId) -> Person | None:
        if person not in self._met:
            await self._list(people.c.id == person)
        return self._met.get(person)

    async def save(self, person: Person) -> None:
        self._met.pop(person.id, None)
        await replace_row(self._connection, people, _columns(person), "id")
        await self._connection.execute(delete(skills).where(skills.c.person == person.id))
        await self._connection.execute(delete(building_heads).where(building_heads.c.person == person.id))
        await self._insert_rows([person])

    async def add_all(self, roster: Collection[Person]) -> None:
        """Keep many new people at once."""
        if roster:
            await self._connection.execute(insert(people), [_columns(person) for person in roster])
            await self._insert_rows(roster)

    async def list_by_name(self, name: str) -> list[Person]:
        pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        found = await self._list(people.c.name.ilike(f"%{pattern}%", escape="\\"))
        return sorted(found, key=lambda p: (p.name != name, p.id))

    async def names_of(self, ids: Collection[PersonId]) -> dict[PersonId, str]:
        """The names of those who are there."""
        if not ids:
            return {}
        chosen = select(people.c.id, people.c.name).where(people.c.id.in_(list(ids)))
        return {PersonId(who): name for who, name in await self._connection.execute(chosen)}

    async def search(self, words: Collection[SearchWord], limit: int) -> list[Person]:
        """Up to `limit` people whom every word fits; those whose name begins with the first word come first."""
        first = next(iter(words), SearchWord(""))
        rank = case(
            (people.c.name == first.text, 0), (people.c.name.startswith(first.text, autoescape=True), 1), else_=2
        )
        chosen = select(people.c.record).where(*map(_fits, words)).order_by(rank, people.c.id).limit(limit)
        return [loads_shared(record) for record in (await self._connection.execute(chosen)).scalars()]

    async def list_at(self, building: str, unit: str | None, room: str) -> list[Person]:
        door = (people.c.building == building) & (people.c.room == room)
        return await self._list(door if unit is None else door & (people.c.unit == unit))

    async def list_volunteers(self, skills_wanted: Collection[str]) -> list[Person]:
        able = select(skills.c.person).where(skills.c.skill.in_(list(skills_wanted)))
        return await self._list(people.c.is_volunteer & people.c.id.in_(able))

    async def list_volunteers_in(
        self, skills_wanted: Collection[str], grids: Collection[str], buildings: Collection[str]
    ) -> list[Person]:
        able = select(skills.c.person).where(skills.c.skill.in_(list(skills_wanted)))
        of_grid = able.where(skills.c.grid.in_(list(grids)))
        near = of_grid.union(able.where(skills.c.building.in_(list(buildings))))  # each by an index of its own
        return await self._list(people.c.is_volunteer & people.c.id.in_(near))

    async def list_staff(self) -> list[Person]:
        return await self._list(people.c.is_staff)

    async def list_admins(self) -> list[Person]:
        return await self._list(people.c.is_admin & people.c.is_staff)

    async def list_heads_of(self, building: str) -> list[Person]:
        heads = select(building_heads.c.person).where(building_heads.c.building == building)
        return await self._list(people.c.id.in_(heads))

    async def list_grid_workers(self) -> list[Person]:
        found = await self._list(people.c.record.contains(dumps(Role.GRID_WORKER), autoescape=True))
        return [someone for someone in found if Role.GRID_WORKER in someone.roles]

    async def list_in_teams(self) -> list[Person]:
        found = await self._list(people.c.record.contains('"team":"', autoescape=True))
        return [someone for someone in found if someone.team]

    async def list_all(self, offset: int, limit: int) -> list[Person]:
        """A page of the roster, by id."""
        chosen = select(people.c.record).order_by(people.c.id).offset(offset).limit(limit)
        return [loads_shared(record) for record in (await self._connection.execute(chosen)).scalars()]

    async def list_names(self) -> list[str]:
        """Every display name, in no order."""
        return list((await self._connection.execute(select(people.c.name))).scalars())

    async def count(self) -> int:
        """How many there are."""
        return (await self._connection.execute(select(func.count()).select_from(people))).scalar_one()

    async def _list(self, condition: ColumnElement[bool]) -> list[Person]:
        chosen = select(people.c.record).where(condition)
        found: list[Person] = [loads_shared(record) for record in (await self._connection.execute(chosen)).scalars()]
        self._met |= {person.id: person for person in found}
        return sorted(found, key=lambda person: person.id)  # a database's own order depends on its language

    async def _insert_rows(self, roster: Collection[Person]) -> None:
        able = [{"skill": skill, "person": p.id, **_home(p)} for p in roster for skill in sorted(p.skills)]
        heads = [{"building": building, "person": p.id} for p in roster for building in sorted(p.head_of)]
        if able:
            await self._connection.execute(insert(skills), able)
        if heads:
            await self._connection.execute(insert(building_heads), heads)


def _fits(word: SearchWord) -> ColumnElement[bool]:
    able = select(skills.c.person).where(skills.c.skill.in_(list(word.skills)))
    of_grid = people.c.record.contains(f'"grid":{dumps(word.text.upper())}', autoescape=True)
    return or_(
        people.c.name.icontains(word.text, autoescape=True),
        people.c.id == word.text,
        of_grid,
        *([people.c.id.in_(able)] if word.skills else []),
        *([people.c.is_volunteer] if word.volunteer else []),
        *([people.c.is_staff] if word.staff else []),
    )


def _home(person: Person) -> dict[str, Any]:
    return {"grid": person.grid, "building": person.place.building if person.place else None}


def _columns(person: Person) -> dict[str, Any]:
    place = person.place
    return {
        "id": person.id,
        "name": person.name,
        "building": place.building if place else None,
        "unit": place.unit if place else None,
        "room": place.room if place else None,
        "is_volunteer": person.is_volunteer,
        "is_staff": person.is_staff,
        "is_admin": Role.ADMIN in person.roles,
        "record": dumps(person),
    }
