"""Nearness without GPS: building, own grid, rings of neighbouring grids, the whole community."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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

    def buildings_of(self, grids: Iterable[str]) -> tuple[str, ...]:
        """The buildings that stand in these grids."""
        return tuple(building for code in grids for building in self._by_code[code].buildings)

    def rings_outward(self, grids: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Those of `grids` that are on the map, then their neighbours, then theirs, …: each grid once."""
        ring = tuple(dict.fromkeys(code for code in grids if code in self._by_code))
        passed = set(ring)
        while ring:
            yield ring
            ring = tuple(dict.fromkeys(n for code in ring for n in self._neighbours[code] if n not in passed))
            passed.update(ring)

    def rings_from(self, grids: Iterable[str], to: Collection[str] | None = None) -> dict[str, int]:
        """Steps over neighbours from the nearest of `grids` to every grid that can be reached, or to those of `to`."""
        rings: dict[str, int] = {}
        missing = None if to is None else set(to)
        for steps, ring in enumerate(self.rings_outward(grids)):
            rings |= dict.fromkeys(ring, steps)
            if missing is not None and missing <= rings.keys():
                break
        return rings

    @cached_property
    def _neighbours(self) -> dict[str, tuple[str, ...]]:
        """Whoever names whom, both are neighbours."""
        beside: dict[str, dict[str, None]] = {code: {} for code in self._by_code}
        for grid in self.grids:
            for neighbour in grid.neighbours:
                if neighbour in beside:
                    beside[grid.code][neighbour] = None
                    beside[neighbour][grid.code] = None
        return {code: tuple(names) for code, names in beside.items()}
