"""What happened in one play: the raw record from which the figures are made."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.simulation.scenarios import Arrival
from handlers.rules.ids import PersonId


@dataclass
class Case:
    """One arrival's fate. `number` is None where no request was opened: it joined another, or was not understood."""

    index: int
    arrival: Arrival
    number: int | None = None
    asked_at: datetime | None = None
    claimed_at: datetime | None = None
    helper: PersonId | None = None
    metres: float = 0.0
    done_at: datetime | None = None
    score: int | None = None
    disturbed: set[PersonId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody was asked."""

    at: datetime
    person: PersonId
    number: int


@dataclass
class Diary:
    """One play."""

    cases: list[Case] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    messages: int = 0
    said: int = 0
    began: datetime | None = None
    ended: datetime | None = None

    @property
    def served(self) -> list[Case]:
        """Those whose job was done."""
        return [case for case in self.cases if case.done_at]
