"""A help request: what is wanted, by whom, where, and who has taken it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.rules.ids import PersonId, RoomId
from handlers.rules.lifecycle import State
from handlers.rules.reports import Report, Supply
from handlers.rules.slots import Place, TimeSpan

SEEKING = frozenset({State.OPEN, State.UNFILLED, State.IN_PROGRESS})
UNFINISHED = frozenset({State.OPEN, State.CLAIMED, State.IN_PROGRESS, State.UNFILLED})


class Urgency(StrEnum):
    """How soon help is needed."""

    NORMAL = "normal"
    SCHEDULED = "scheduled"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Danger(StrEnum):
    """A danger to people, present and here."""

    FIRE = "fire"
    GAS = "gas"
    ELECTRIC_SHOCK = "electric_shock"
    MEDICAL = "medical"
    VIOLENCE = "violence"
    SUICIDE = "suicide"
    MISSING_PERSON = "missing_person"
    TRAPPED = "trapped"
    FLOOD = "flood"


class Lane(StrEnum):
    """马上办, 协商办, 盯着办."""

    ROUTINE = "routine"
    DIFFICULT = "difficult"
    COMPLEX = "complex"


class Standing(StrEnum):
    """How somebody stands to a request they offered to take."""

    WAITING = "waiting"  # confirmed, but not registered: the requester or staff must say yes before the door is told
    CLAIMED = "claimed"
    ARRIVED = "arrived"
    DONE = "done"
    BACKUP = "backup"
    DECLINED = "declined"  # was asked, and said no
    WITHDRAWN = "withdrawn"
    RELEASED = "released"  # taken off by staff or by the requester, in this search
    LAPSED = "lapsed"  # gave no sign in time, or was taken off in an earlier search: asked again last
    SERVED = "served"  # did the job, before somebody was wanted again


HOLDING = frozenset({Standing.WAITING, Standing.CLAIMED, Standing.ARRIVED, Standing.DONE})
NOT_AGAIN = frozenset({Standing.DECLINED, Standing.WITHDRAWN, Standing.RELEASED})


@dataclass(frozen=True, slots=True)
class Commitment:
    """One person's standing on one request; there is at most one per person. Back-ups are served by `at`."""

    person: PersonId
    standing: Standing
    at: datetime
    arrived_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody was asked to help, in that wave.

    `swappable` marks an offer of a burst: made in private to one person, and taken back where another fits better.
    """

    person: PersonId
    wave: int
    at: datetime
    swappable: bool = False
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What the served person said of the service; later ones replace earlier ones and all are kept."""

    person: PersonId
    rating: int | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """One request and all that is known of it. Change it with the methods, save it, let the version guard it.

    `number` is 0 until the store has given one. `people` is helpers wanted. `room` is where its group messages
    go; `said_in` is the room it was said in, None for what came in private, and `heard_as` the
    gateway's id of that message. `touched_at` is when staff last dealt
    with it. `round` counts how often the search was started anew.

    `supply` is what fails. `reports` are all reporters' of an incident, its requester's first, and empty where there
    is but one; `merged_into` is the number that this one joined; `told_over` the round whose end the reporters know.

    `lead` is, where several helpers are wanted, the one of them who leads.

    `priority` says that the requester is on the care list: asked for and watched as if it were urgent, which no text
    tells; `by_button` that one key opened it. `parties` and `talk` are whom staff talk with and when next (difficult);
    `responsible` looks after it (complex).
    """

    number: int
    state: State
    requester: PersonId
    service: str
    opened_at: datetime
    words: str
    urgency: Urgency = Urgency.NORMAL
    also: tuple[str, ...] = ()
    danger: Danger | None = None
    place: Place | None = None
    time: TimeSpan | None = None
    phone: str | None = None
    people: int = 1
    on_behalf_of: str | None = None
    only_mine: bool = False
    room: RoomId | None = None
    said_in: RoomId | None = None
    recorded_by: PersonId | None = None
    heard_as: str | None = None
    priority: bool = False
    by_button: bool = False
    lane: Lane = Lane.ROUTINE
    parties: tuple[str, ...] = ()
    talk: TimeSpan | None = None
    responsible: PersonId | None = None
    rung: int = 0
    wave: int = 0
    round: int = 1
    round_began_at_wave: int = 0
    touched_at: datetime | None = None
    done_at: datetime | None = None
    closed_at: datetime | None = None
    credit_pending: bool = False
    commitments: tuple[Commitment, ...] = ()
    notices: tuple[Notice, ...] = ()
    reviews: tuple[Review, ...] = ()
    notes: tuple[str, ...] = ()
    supply: Supply | None = None
    reports: tuple[Report, ...] = ()
    merged_into: int | None = None
    told_over: int = 0
    lead: PersonId | None = None
    version: int = field(default=0, compare=False)

    @property
    def holders(self) -> tuple[Commitment, ...]:
        """Those who have a place, in the order in which they took it."""
        return tuple(sorted((c for c in self.commitments if c.standing in HOLDING), key=lambda c: c.at))

    @property
    def claimed_by(self) -> tuple[PersonId, ...]:
        """The ids of those who have a place."""
        return tuple(c.person for c in self.holders)

    @property
    def backups(self) -> tuple[PersonId, ...]:
        """The ids of those who offered after the places were taken, in their order."""
        waiting = sorted((c for c in self.commitments if c.standing is Standing.BACKUP), key=lambda c: c.at)
        return tuple(c.person for c in waiting)

    @property
    def free_places(self) -> int:
        """How many helpers are still wanted."""
        return max(0, self.people - len(self.holders))

    @property
    def anybody_arrived(self) -> bool:
        """Whether some helper is, or was, at the door."""
        return any(c.arrived_at is not None for c in self.holders)

    @property
    def rating(self) -> int | None:
        """The latest score, 1–5."""
        return next((r.rating for r in reversed(self.reviews) if r.rating is not None), None)

    @property
    def pace(self) -> Urgency:
        """How pressing it is for waves and clocks: at least urgent for somebody on the care list."""
        can_wait = self.urgency in {Urgency.NORMAL, Urgency.SCHEDULED}
        return Urgency.URGENT if self.priority and can_wait else self.urgency

    @property
    def is_unfinished(self) -> bool:
        """Whether the job still has to be done."""
        return self.state in UNFINISHED

    @property
    def is_seeking(self) -> bool:
        """Whether a place can still be claimed."""
        return self.state in SEEKING and self.free_places > 0

    @property
    def starts_at(self) -> datetime | None:
        """The appointed start, where there is one."""
        return self.time.start if self.time else None

    @property
    def is_incident(self) -> bool:
        """Whether several people have reported it."""
        return len(self.reports) > 1

    @property
    def reporters(self) -> tuple[PersonId, ...]:
        """Everybody who reported it."""
        return tuple(report.person for report in self.reports) or (self.requester,)

    def commitment_of(self, person: PersonId) -> Commitment | None:
        """How that person stands to the request, or None."""
        return next((c for c in self.commitments if c.person == person), None)

    def standing_of(self, person: PersonId) -> Standing | None:
        """The standing alone, or None."""
        found = self.commitment_of(person)
        return found.standing if found else None

    def with_commitment(self, person: PersonId, standing: Standing, at: datetime) -> "HelpRequest":
        """The request with that person's standing set anew."""
        others = tuple(c for c in self.commitments if c.person != person)
        return replace(self, commitments=(*others, Commitment(person, standing, at)))

    def with_lead(self) -> "HelpRequest":
        """The request led by whoever leads it, else by the first of its helpers; one helper has nobody to lead."""
        helpers = self.claimed_by if self.people > 1 else ()
        return self if self.lead in helpers else replace(self, lead=next(iter(helpers), None))

    def with_consent(self, person: PersonId) -> "HelpRequest":
        """The request with that waiting helper now allowed to know the door."""
        return self._changed(person, standing=Standing.CLAIMED)

    def with_arrival(self, person: PersonId, at: datetime) -> "HelpRequest":
        """The request with that helper at the door."""
        return self._changed(person, standing=Standing.ARRIVED, arrived_at=at)

    def with_done(self, at: datetime) -> "HelpRequest":
        """The request with every helper's work ended at `at`."""
        ended = tuple(
            replace(c, standing=Standing.DONE, done_at=at) if c.standing in HOLDING else c for c in self.commitments
        )
        return replace(self, commitments=ended, done_at=at)

    def with_notices(
        self, people: tuple[PersonId, ...], wave: int, at: datetime, *, swappable: bool = False
    ) -> "HelpRequest":
        """The request with those people asked in that wave."""
        asked = tuple(Notice(person, wave, at, swappable) for person in people)
        return replace(self, wave=wave, notices=self.notices + asked)

    def without_offers(self, people: frozenset[PersonId]) -> "HelpRequest":
        """The request with the swappable offers to those people taken back."""
        return replace(
            self,
            notices=tuple(
                replace(n, taken_back=True) if n.swappable and n.person in people else n for n in self.notices
            ),
        )

    def in_new_round(self, without: frozenset[PersonId] = frozenset()) -> "HelpRequest":
        """The request searched anew: whoever was taken off before, but for those `without`, may be asked again."""
        again = tuple(
            replace(c, standing=Standing.LAPSED) if c.standing is Standing.RELEASED and c.person not in without else c
            for c in self.commitments
        )
        return replace(self, commitments=again, round=self.round + 1, round_began_at_wave=self.wave)

    def with_review(self, review: Review) -> "HelpRequest":
        """The request with one more review; the last one counts."""
        return replace(self, reviews=(*self.reviews, review))

    def asked_since(self, wave: int) -> frozenset[PersonId]:
        """Whoever was asked in a wave after that one."""
        return frozenset(n.person for n in self.notices if n.wave > wave)

    def age_at(self, now: datetime) -> timedelta:
        """How long ago it was opened."""
        return now - self.opened_at

    def _changed(self, person: PersonId, *, standing: Standing, arrived_at: datetime | None = None) -> "HelpRequest":
        changed = tuple(
            replace(c, standing=standing, arrived_at=c.arrived_at or arrived_at) if c.person == person else c
            for c in self.commitments
        )
        return replace(self, commitments=changed)
