"""Who people are to the bot: residents, volunteers, staff, and one person can be all three."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from handlers.rules.ids import PersonId, RoomId
from handlers.rules.slots import Place

ADULT = 18


class Role(StrEnum):
    """What somebody may be; everybody is a resident."""

    VOLUNTEER = "volunteer"
    CAPTAIN = "captain"
    BUILDING_HEAD = "building_head"
    GRID_WORKER = "grid_worker"
    STAFF = "staff"
    ADMIN = "admin"


class Care(StrEnum):
    """Why somebody is on the care list; nobody in a group can tell."""

    LONE_ELDER = "lone_elder"
    DISABLED = "disabled"
    LOW_INCOME = "low_income"
    VERY_OLD = "very_old"
    CHILD_ALONE = "child_alone"


@dataclass(frozen=True, slots=True)
class Licence:
    """A qualification; `until` is its last valid day, None where it does not expire."""

    code: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from `start` up to `end`, both inclusive; None is open."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person. `id` is ours, and may equal a gateway's contact id; identity is never a display name.

    `applied` marks a volunteer whose registration waits for staff; `free_times` are their own words for when.
    """

    id: PersonId
    name: str
    roles: frozenset[Role] = frozenset()
    grid: str | None = None
    place: Place | None = None
    phone: str | None = None
    language: str | None = None
    age: int | None = None
    care: frozenset[Care] = frozenset()
    reachable: bool = True
    rooms: frozenset[RoomId] = frozenset()
    skills: frozenset[str] = frozenset()
    vetted: bool = False
    licences: tuple[Licence, ...] = ()
    paused: bool = False
    away: Absence | None = None
    applied: bool = False
    free_times: str | None = None
    declines: frozenset[str] = frozenset()
    blocks: frozenset[PersonId] = frozenset()
    team: str | None = None
    head_of: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Staff or the head of the station."""
        return bool(self.roles & {Role.STAFF, Role.ADMIN})

    @property
    def is_volunteer(self) -> bool:
        """Registered and approved to help; whoever leads a team is."""
        return bool(self.roles & {Role.VOLUNTEER, Role.CAPTAIN})

    @property
    def is_minor(self) -> bool:
        """Known to be under eighteen."""
        return self.age is not None and self.age < ADULT

    def holds_licence(self, code: str, on: date) -> bool:
        """Whether the qualification is there and still valid on that day."""
        return any(held.code == code and (held.until is None or held.until >= on) for held in self.licences)

    def is_away(self, at: datetime) -> bool:
        """Whether `at` falls into the absence they told."""
        if self.away is None:
            return False
        begun = self.away.start is None or self.away.start <= at
        return begun and (self.away.end is None or at <= self.away.end)

    def avoids(self, other: "Person") -> bool:
        """Whether either of the two blocks the other."""
        return other.id in self.blocks or self.id in other.blocks
