"""Who may help, who fits, and who is asked first.

Eligibility is law, not score: `barrier` says why somebody may not claim. Whom to ask is a choice among those who
may: skill, presence, and then nearness, load and licence as an order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b
from math import log2

from handlers.rules.grid import FAR, Community
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from handlers.rules.requests import HOLDING, NOT_AGAIN, Danger, HelpRequest, Urgency
from handlers.rules.services import Service, ServiceCatalogue

# In rings, and measured: `weiguang simulate --scenario quarter`, docs/benchmarks.md.
_JOB, _BUDGET, _DOUBT, _PATIENCE = 1.0, 12.0, 2.0, 3
_YIELDS = {Urgency.URGENT: 0.5}

SAME_BUILDING = 0
OWN_GRID = 1
NEIGHBOUR_GRID = 2

STAFF_ONLY_DANGERS = frozenset(
    {
        Danger.FIRE,
        Danger.GAS,
        Danger.ELECTRIC_SHOCK,
        Danger.TRAPPED,
        Danger.FLOOD,
        Danger.VIOLENCE,
        Danger.SUICIDE,
    }
)
PRIVATE_DANGERS = frozenset({Danger.VIOLENCE, Danger.SUICIDE})


class Barrier(StrEnum):
    """Why somebody may not claim."""

    SELF = "own-request"
    BLOCKED = "not-for-you"
    MINOR = "minor"
    LICENCE = "licence-needed"
    VETTING = "vetting-needed"
    DANGER = "danger-staff-only"


def is_private(request: HelpRequest, service: Service) -> bool:
    """Whether the request must not be told in a group."""
    return service.private or request.danger in PRIVATE_DANGERS


@dataclass(frozen=True, slots=True)
class Job:
    """A request with what decides about its helpers: its requester and its service."""

    request: HelpRequest
    requester: Person
    service: Service

    @property
    def is_private(self) -> bool:
        """Whether it must not be told in a group."""
        return is_private(self.request, self.service)

    @property
    def is_discreet(self) -> bool:
        """Whether even staff are told of it only each in private: violence and suicide."""
        return self.request.danger in PRIVATE_DANGERS

    @property
    def is_for_staff_alone(self) -> bool:
        """Whether no volunteer is sent: nobody is sent into danger."""
        return self.request.danger in STAFF_ONLY_DANGERS

    @property
    def needs_vetting(self) -> bool:
        """Whether only a vetted volunteer may go; a medical danger waives it."""
        if self.request.danger is Danger.MEDICAL:
            return False
        return self.service.vetting or (self.service.home_visit and bool(self.requester.care))

    @property
    def needed_licence(self) -> str | None:
        """The licence without which nobody may go."""
        return None if self.service.licence_preferred else self.service.licence


@dataclass(frozen=True, slots=True)
class Burden:
    """What a candidate carries already.

    `jobs` and `notices` are those of the last twelve weeks; `spent` is the share of the week's budget of notices that
    is used up, and may exceed 1.
    """

    holding: bool = False
    jobs: int = 0
    notices: int = 0
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits, with the figures by which the order was made: it can be replayed from them."""

    person: Person
    ring: int
    burden: Burden = field(default_factory=Burden)
    licensed: bool = False


def barrier(person: Person, job: Job, on: date) -> Barrier | None:
    """Why that person may not claim the job on that day; None where they may."""
    if person.id == job.requester.id:
        return Barrier.SELF
    if job.is_for_staff_alone:
        return Barrier.DANGER
    if person.avoids(job.requester):
        return Barrier.BLOCKED
    if person.is_minor:
        return Barrier.MINOR
    if job.needed_licence and not person.holds_licence(job.needed_licence, on):
        return Barrier.LICENCE
    return Barrier.VETTING if job.needs_vetting and not person.vetted else None


def day_of(job: Job, local: datetime) -> date:
    """The day that the law looks at: that of an appointment to come, else today; `local` is the community's time."""
    start = job.request.starts_at
    return max(start.astimezone(local.tzinfo), local).date() if start else local.date()


def is_gone(person: Person, job: Job, now: datetime) -> bool:
    """Whether they are away now, or when it begins."""
    return person.is_away(now) or person.is_away(max(job.request.starts_at or now, now))


def is_askable(person: Person, job: Job, now: datetime) -> bool:
    """Whether the bot may ask them: they may claim, are there now and when it begins, and have not said no.

    `now` is on the community's clock.
    """
    here = person.is_volunteer and not person.paused and not is_gone(person, job, now)
    willing = job.service.code not in person.declines and job.service.category not in person.declines
    standing = job.request.standing_of(person.id)
    said_no = standing in NOT_AGAIN or standing in HOLDING
    return here and willing and not said_no and barrier(person, job, day_of(job, now)) is None


def has_skill(person: Person, service: str, catalogue: ServiceCatalogue) -> bool:
    """Whether their skills cover the service, by its own code or its category's."""
    return bool(person.skills & catalogue.codes_covering(service))


def ring_of(person: Person, request: HelpRequest, community: Community, rings: Mapping[str, int]) -> int:
    """Steps from the place to the person: 0 same building, 1 own grid, 2 its neighbours, …, FAR."""
    building = request.place.building if request.place else None
    if building and person.place and person.place.building == building:
        return SAME_BUILDING
    grid = _home_grid(person, community)
    return rings[grid] + OWN_GRID if grid and grid in rings else FAR


def grids_at(request: HelpRequest, community: Community) -> tuple[str, ...]:
    """The grid of the request's place; an unknown place uses the room's grids."""
    grid = community.grid_of(request.place.building if request.place else None)
    room = community.find_room(request.room)
    return (grid,) if grid else room.grids if room else ()


def rings_around(request: HelpRequest, community: Community, people: Iterable[Person] | None = None) -> dict[str, int]:
    """Rings of grids around the request's place; all of them, or as many as tell where these people live."""
    homes = None if people is None else {grid for who in people if (grid := _home_grid(who, community))}
    return community.rings_from(grids_at(request, community), to=homes)


def rank(
    people: Iterable[Person], job: Job, community: Community, burdens: Mapping[PersonId, Burden], now: datetime
) -> list[Candidate]:
    """Those who can be asked, the best first: by ring and what asking costs, licence, then by lot.

    The busy are left out, but for an appointment that is still to come. `now` is on the community's clock.
    """
    is_now = job.request.starts_at is None or job.request.starts_at <= now
    askable = [
        person
        for person in people
        if is_askable(person, job, now) and not (is_now and burdens.get(person.id, Burden()).holding)
    ]
    rings = rings_around(job.request, community, askable)
    candidates = [
        Candidate(
            person,
            ring_of(person, job.request, community, rings),
            burdens.get(person.id, Burden()),
            licensed=bool(job.service.licence) and person.holds_licence(job.service.licence or "", day_of(job, now)),
        )
        for person in askable
    ]
    return in_order(candidates, job.request.number, job.request.urgency)


def _home_grid(person: Person, community: Community) -> str | None:
    return person.grid or community.grid_of(person.place.building if person.place else None)


def in_order(candidates: Iterable[Candidate], number: int, urgency: Urgency) -> list[Candidate]:
    """The best first for the request of that number, by their figures alone."""
    return sorted(candidates, key=lambda each: _order(each, number, urgency))


def _order(candidate: Candidate, number: int, urgency: Urgency) -> tuple[float, bool, bytes]:
    lot = blake2b(f"{number}:{candidate.person.id}".encode(), digest_size=8).digest()
    return (distance(candidate, urgency), not candidate.licensed, lot)


def distance(candidate: Candidate, urgency: Urgency) -> float:
    """How far somebody counts as being: the ring, and what asking them costs, in rings. Never less than the ring.

    A job done lately is one ring; the week's budget used up is twelve; whoever was asked and gave no sign is the less
    likely to come, the oftener. So it goes round, also beyond the own grid; but where nobody else is left, it bars
    nobody. The load yields by half where it is urgent; in an emergency only the ring counts.
    """
    if urgency is Urgency.EMERGENCY:
        return candidate.ring
    burden = candidate.burden
    in_vain = max(0, burden.notices - burden.jobs)
    load = burden.jobs * _JOB + burden.spent * _BUDGET
    doubt = log2(1 + in_vain / _PATIENCE) * _DOUBT
    return candidate.ring + load * _YIELDS.get(urgency, 1.0) + doubt
