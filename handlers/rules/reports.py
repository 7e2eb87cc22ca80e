"""What fails, and who reports it: the parts of an incident."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.rules.ids import PersonId, RoomId
from handlers.rules.slots import Place

Home = tuple[str | None, ...]


class Supply(StrEnum):
    """What a whole house gets from outside, or shares."""

    POWER = "power"
    WATER = "water"
    GAS = "gas"
    HEATING = "heating"
    LIFT = "lift"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Report:
    """One person's report. `place` is as it was told; `building` and `grid` are where that is, as far as is known.

    `room` is where its reporter is told of it, None for in private; `number` is what their own request was called
    before it joined another; `told_at` is when they were told that it is noted.
    """

    person: PersonId
    at: datetime
    words: str
    place: Place | None = None
    building: str | None = None
    grid: str | None = None
    phone: str | None = None
    room: RoomId | None = None
    number: int | None = None
    told_at: datetime | None = None

    @property
    def home(self) -> Home:
        """What counts as one voice: everybody behind one door, else the person alone."""
        place = self.place
        return (place.building, place.unit, place.room) if place and place.is_door else (self.person,)
