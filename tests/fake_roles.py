"""The roster by what people are."""

from abc import ABC, abstractmethod
from collections.abc import Collection

from handlers.rules.people import Person, Role


class PeopleByRole(ABC):
    """Lists over a roster that comes by id."""

    @abstractmethod
    def _by_id(self) -> list[Person]: ...

    @abstractmethod
    async def list_volunteers(self, skills_wanted: Collection[str]) -> list[Person]: ...

    async def list_volunteers_in(
        self, skills_wanted: Collection[str], grids: Collection[str], buildings: Collection[str]
    ) -> list[Person]:
        able = await self.list_volunteers(skills_wanted)
        return [p for p in able if p.grid in grids or (p.place and p.place.building in buildings)]

    async def list_staff(self) -> list[Person]:
        return [p for p in self._by_id() if p.is_staff]

    async def list_admins(self) -> list[Person]:
        return [p for p in self._by_id() if Role.ADMIN in p.roles]

    async def list_heads_of(self, building: str) -> list[Person]:
        return [p for p in self._by_id() if building in p.head_of]

    async def list_grid_workers(self) -> list[Person]:
        return [p for p in self._by_id() if Role.GRID_WORKER in p.roles]

    async def list_in_teams(self) -> list[Person]:
        return [p for p in self._by_id() if p.team]
