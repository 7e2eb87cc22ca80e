"""What a message says besides its intent: place, time, phone, numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_NEARLY_A_DAY = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Place:
    """Where help is needed. Building, unit and room are digits or Latin letters; a landmark has `text` alone."""

    building: str | None = None
    unit: str | None = None
    room: str | None = None
    text: str | None = None

    @property
    def is_door(self) -> bool:
        """Whether it leads to one door: a building and a room are known."""
        return self.building is not None and self.room is not None

    def building_only(self) -> "Place":
        """The same place, told no closer than its building."""
        return Place(building=self.building)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When it is wanted, as aware datetimes. A deadline has only `end`; `text` is the words it was read from."""

    start: datetime | None = None
    end: datetime | None = None
    text: str = ""

    @property
    def is_whole_day(self) -> bool:
        """Whether it leaves the hour open: a day, or several."""
        return self.start is not None and self.end is not None and self.end - self.start >= _NEARLY_A_DAY

    @property
    def latest(self) -> datetime | None:
        """The moment by which a helper must have come: the end of a span, the point itself, a deadline."""
        return max((moment for moment in (self.start, self.end) if moment), default=None)


@dataclass(frozen=True, slots=True)
class Slots:
    """The details found in one message; `people` is helpers wanted, `request` a request's number."""

    place: Place | None = None
    time: TimeSpan | None = None
    phone: str | None = None
    people: int | None = None
    request: int | None = None
    rating: int | None = None
    on_behalf_of: str | None = None
