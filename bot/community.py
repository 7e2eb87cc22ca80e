"""The community as it is written in config.yaml and in transcripts: grids, rooms, people."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from bot.forms import Count, Day, Flag, Form, Moment, Name, Text, shown
from bot.policy_form import Knobs, build_policy
from bot.service_catalogue import LicenceCode
from handlers.rules.grid import Community, Grid, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Absence, Care, Licence, Person, Role
from handlers.rules.policy import Policy
from handlers.rules.slots import Place

NAMES = frozenset({"grids", "code", "buildings", "rooms", "people", "id"})  # by which its parts call each other
ReadPlace = Callable[[str], Place | None]
Language = Literal["zh", "en"]
Contact = Literal["power", "water", "gas", "heating", "lift", "network", "property"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OLDEST = 130
_COUNTRY_CODE = "86"
_SHORTEST_PHONE = 3
_LONGEST_PHONE = 15


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"can't be {shown(name)}{_nearest_zone(name)}") from None
    return name


def _nearest_zone(name: str) -> str:
    """The zones go by their cities too."""
    cities = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones())}
    city = name.rpartition("/")[2].lower().replace(" ", "_")
    close = get_close_matches(city, cities, n=1, cutoff=0.7)
    return f"; did you mean {cities[close[0]]}?" if close else "; write it as Asia/Shanghai"


def _last_moment(value: object) -> object:
    """The last day counts to its end."""
    is_day = isinstance(value, str) and _DAY.fullmatch(value)
    return f"{value}T23:59:59" if is_day else value


def _phone(written: str) -> str:
    digits = "".join(letter for letter in written if letter not in " -+()")
    if not digits.isascii() or not digits.isdecimal() or not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE:
        raise ValueError('must be a phone number, as "13800000001"')
    is_ours = written.strip().startswith(f"+{_COUNTRY_CODE}")
    return digits.removeprefix(_COUNTRY_CODE) if is_ours else digits


def _licence(value: object) -> object:
    return {"code": value} if isinstance(value, str) else value


class GridForm(Form):
    """One grid."""

    code: Name = Field(examples=["G1"])
    name: Name = Field(examples=["第一网格"])
    buildings: tuple[Name, ...] = ()
    neighbours: tuple[Name, ...] = ()

    def to_grid(self) -> Grid:
        """The grid."""
        return Grid(self.code, self.name, self.buildings, self.neighbours)


class RoomForm(Form):
    """One group chat."""

    id: Name = Field(examples=["main"])
    name: Name = Field(examples=["居民群"])
    grids: tuple[Name, ...] = ()
    kind: RoomKind = RoomKind.RESIDENTS

    def to_room(self) -> Room:
        """The room."""
        return Room(RoomId(self.id), self.name, self.grids, self.kind)


class LicenceForm(Form):
    """A qualification, with its last valid day."""

    code: LicenceCode = Field(examples=["electrician"])
    until: Day | None = None

    def to_licence(self) -> Licence:
        """The licence."""
        return Licence(self.code, self.until)


class AbsenceForm(Form):
    """When somebody is away: two moments or days, both inclusive; either may be left out."""

    start: Moment | None = Field(None, alias="from")
    end: Annotated[Moment, BeforeValidator(_last_moment)] | None = Field(None, alias="to")

    def to_absence(self, zone: ZoneInfo) -> Absence:
        """The absence; times without an offset are the community's."""
        return Absence(aware(self.start, zone), aware(self.end, zone))


def aware(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC; one without an offset is local to the zone."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


class PersonForm(Form):
    """One person, with all that may be known from the start."""

    id: Name = Field(examples=["li"])
    name: Name = Field(examples=["李阿姨"])
    roles: frozenset[Role] = frozenset()
    grid: Name | None = None
    place: Name | None = None
    phone: Annotated[Text, AfterValidator(_phone)] | None = None
    language: Language | None = None
    age: Annotated[Count, Field(le=_OLDEST)] | None = None
    care: frozenset[Care] = frozenset()
    reachable: Flag = True
    rooms: tuple[Name, ...] | None = None
    skills: tuple[Name, ...] = ()
    vetted: Flag = False
    licences: tuple[Annotated[LicenceForm, BeforeValidator(_licence)], ...] = ()
    paused: Flag = False
    away: AbsenceForm | None = None
    declines: tuple[Name, ...] = ()
    blocks: tuple[Name, ...] = ()
    team: Name | None = None
    captain: Flag = False
    head_of: tuple[Name, ...] = ()
    scope: tuple[Name, ...] = ()

    @property
    def all_roles(self) -> frozenset[Role]:
        """The roles, with the one that `captain: true` gives."""
        return self.roles | {Role.CAPTAIN} if self.captain else self.roles

    def to_person(self, community: Community, read_place: ReadPlace) -> Person:
        """The person; a grid that is not written is that of the building, and rooms are those of the grid."""
        place = (read_place(self.place) or Place(text=self.place)) if self.place else None
        grid = self.grid or (community.grid_of(place.building) if place else None)
        return Person(
            id=PersonId(self.id),
            name=self.name,
            roles=self.all_roles,
            grid=grid,
            place=place,
            phone=self.phone,
            language=self.language,
            age=self.age,
            care=self.care,
            reachable=self.reachable,
            rooms=self._rooms(community, grid),
            skills=frozenset(self.skills),
            vetted=self.vetted,
            licences=tuple(licence.to_licence() for licence in self.licences),
            paused=self.paused,
            away=self.away.to_absence(ZoneInfo(community.timezone)) if self.away else None,
            declines=frozenset(self.declines),
            blocks=frozenset(PersonId(person) for person in self.blocks),
            team=self.team,
            head_of=frozenset(self.head_of),
            scope=frozenset(self.scope),
        )

    def _rooms(self, community: Community, grid: str | None) -> frozenset[RoomId]:
        if self.rooms is not None:
            return frozenset(RoomId(room) for room in self.rooms)
        if self.all_roles & {Role.STAFF, Role.ADMIN}:
            return frozenset(room.id for room in community.rooms)
        residents = (room for room in community.rooms if room.kind is RoomKind.RESIDENTS)
        return frozenset(room.id for room in residents if grid is None or not room.grids or grid in room.grids)


class CommunityForm(Form):
    """A whole community. `find_contradictions` holds its parts against each other."""

    name: Name = Field(examples=["微光社区"])
    language: Language = "zh"
    timezone: Annotated[Name, AfterValidator(_timezone)] = "Asia/Shanghai"
    grids: tuple[GridForm, ...] = ()
    rooms: tuple[RoomForm, ...] = ()
    people: tuple[PersonForm, ...] = ()
    contacts: Mapping[Contact, Name] = Field(default_factory=dict)
    policy: Knobs = Field(default_factory=dict)

    def to_community(self) -> Community:
        """The map of the community."""
        return Community(
            name=self.name,
            language=self.language,
            timezone=self.timezone,
            grids=tuple(grid.to_grid() for grid in self.grids),
            rooms=tuple(room.to_room() for room in self.rooms),
            contacts={str(supply): contact for supply, contact in self.contacts.items()},
        )

    def to_people(self, read_place: ReadPlace) -> list[Person]:
        """Everybody, in the order of the file. `read_place` reads an address, and says None where it can't."""
        community = self.to_community()
        return [person.to_person(community, read_place) for person in self.people]

    def to_policy(self) -> Policy:
        """The defaults with the community's own knobs."""
        return build_policy(self.policy)
