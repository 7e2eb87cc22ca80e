"""Nearness without GPS: building, own grid, rings of neighbouring grids, the whole community."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from handlers.rules.ids import RoomId

FAR = 99


@dataclass(frozen=True, slots=True)
class Grid:
    """One 网格: its buildings, and the grids beside it."""

    code: str
    name: str
    buildings: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


class RoomKind(StrEnum):
    """Whom a room is for."""

    RESIDENTS = "residents"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Room:
    """One group chat; `gateway` and `gateway_id` say where it is, None where any gateway may carry it."""

    id: RoomId
    name: str
    grids: tuple[str, ...] = ()
    kind: RoomKind = RoomKind.RESIDENTS
    gateway: str | None = None
    gateway_id: str | None = None


@dataclass(frozen=True)
class Community:
    """The community's map: grids, rooms, time zone, language, and whom to call for which supply."""

    name: str
    language: str = "zh"
    timezone: str = "Asia/Shanghai"
    grids: tuple[Grid, ...] = ()
    rooms: tuple[Room, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_code(self) -> dict[str, Grid]:
        return {grid.code: grid for grid in self.grids}

    @cached_property
    def _grid_of_building(self) -> dict[str, str]:
        return {building: grid.code for grid in self.grids for building in grid.buildings}

    def grid_of(self, building: str | None) -> str | None:
        """The code of the grid that the building stands in, or None."""
        return self._grid_of_building.get(building) if building else None

    def find_room(self, room: RoomId | None) -> Room | None:
        """The room of that id, or None."""
        return next((r for r in self.rooms if r.id == room), None)

    def residents_room(self, grid: str | None) -> Room | None:
        """The first residents' room of that grid; of the community where the grid is None."""
        rooms = [r for r in self.rooms if r.kind is RoomKind.RESIDENTS]
        return next((r for r in rooms if grid is None or grid in r.grids), None)

    @property
    def staff_room(self) -> Room | None:
        """The staff's own room, where there is one."""
        return next((r for r in self.rooms if r.kind is RoomKind.STAFF), None)

    def rings_from(self, grids: Iterable[str]) -> dict[str, int]:
        """Steps over neighbours from the nearest of `grids` to every grid that can be reached."""
        rings = {code: 0 for code in grids if code in self._by_code}
        frontier = list(rings)
        while frontier:
            code = frontier.pop(0)
            for neighbour in self._neighbours(code):
                if neighbour not in rings:
                    rings[neighbour] = rings[code] + 1
                    frontier.append(neighbour)
        return rings

    def _neighbours(self, code: str) -> tuple[str, ...]:
        own = self._by_code[code].neighbours
        back = tuple(grid.code for grid in self.grids if code in grid.neighbours)
        return tuple(dict.fromkeys(n for n in own + back if n in self._by_code))
