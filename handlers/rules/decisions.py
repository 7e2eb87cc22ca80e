"""Why those people were asked: a record of each wave, made when it was decided, from which it can be decided again.

It holds every figure that a candidate carries, whatever they are, and ids only: no names, no doors.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, get_type_hints

from handlers.rules.ids import PersonId
from handlers.rules.matching import Barrier, Candidate, Job, barrier, in_order
from handlers.rules.people import Person
from handlers.rules.policy import Policy
from handlers.rules.requests import HOLDING, NOT_AGAIN, HelpRequest, Urgency
from handlers.rules.waves import Progress, take_wave

RUNNERS_UP = 5
_SECTIONS = ("waves", "budget")
_BARRIERS = {Barrier.MINOR: "minor", Barrier.LICENCE: "licence", Barrier.VETTING: "vetting"}

Figures = Mapping[str, Any]


class Way(StrEnum):
    """How the people of a wave were found."""

    RANKED = "ranked"
    BACKUP = "backup"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate's figures as they were; those of a part, as the burden, stand under its name."""

    person: PersonId
    figures: Figures


@dataclass(frozen=True, slots=True)
class Decision:
    """One wave. `considered` are the candidates in their order, down to a few behind the last who was chosen.

    `waves_before` it were waves of the same search; `asked` were asked in them, and `lapsed` had once given no sign.
    `fitting` counts all candidates; `passed` those who have the skill and were not asked, by reason. `policy` holds
    the knobs used.
    """

    request: int
    wave: int
    at: datetime
    way: Way
    chosen: tuple[PersonId, ...]
    urgency: Urgency = Urgency.NORMAL
    pace: Urgency = Urgency.NORMAL
    waves_before: int = 0
    fitting: int = 0
    considered: tuple[Weighed, ...] = ()
    asked: tuple[PersonId, ...] = ()
    lapsed: tuple[PersonId, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    policy: Mapping[str, Figures] = field(default_factory=dict)


def decision_on(
    job: Job, ranked: Sequence[Candidate], chosen: Sequence[Candidate], policy: Policy, now: datetime
) -> Decision:
    """The record of the wave that follows now; who was passed over for want of fitness is still to be counted."""
    request = job.request
    ids = [candidate.person.id for candidate in ranked]
    seen = ids[: max((ids.index(c.person.id) for c in chosen), default=-1) + 1 + RUNNERS_UP]
    progress = Progress.of(request)
    took = tuple(c.person.id for c in chosen)
    passed = Counter("asked" if who in progress.asked else "further" for who in ids if who not in took)
    return Decision(
        request.number,
        request.wave + 1,
        now,
        Way.RANKED,
        took,
        request.urgency,
        progress.pace,
        progress.waves,
        len(ranked),
        tuple(Weighed(c.person.id, figures_of(c, "person")) for c in ranked[: len(seen)]),
        tuple(who for who in seen if who in progress.asked),
        tuple(who for who in seen if who in progress.lapsed),
        dict(passed),
        {section: figures_of(getattr(policy, section)) for section in _SECTIONS},
    )


def burst_decision(
    request: HelpRequest, fitting: Sequence[Candidate], chosen: Sequence[PersonId], now: datetime
) -> Decision:
    """The record of a burst's offers in the present wave: the figures of who has one, and of the nearest others.

    They were found over all requests of the burst together, so that one record alone does not give them again.
    """
    kept = [c for n, c in enumerate(fitting) if n < RUNNERS_UP or c.person.id in chosen]
    weighed = tuple(Weighed(c.person.id, figures_of(c, "person")) for c in kept)
    passed = {"further": left} if (left := len({c.person.id for c in fitting} - set(chosen))) else {}
    return Decision(
        request.number,
        request.wave,
        now,
        Way.BURST,
        tuple(chosen),
        urgency=request.urgency,
        pace=request.pace,
        fitting=len(fitting),
        considered=weighed,
        passed=passed,
    )


def decide_again(decision: Decision) -> tuple[PersonId, ...]:
    """Whom the rules of today choose from a ranked wave's record: the same people, while they are the rules of then."""
    progress = Progress(decision.pace, decision.waves_before, decision.asked, decision.lapsed)
    considered = [_candidate(weighed) for weighed in decision.considered]
    candidates = in_order(considered, decision.request, decision.urgency)
    wave = take_wave(progress, candidates, _policy(decision.policy))
    return tuple(candidate.person.id for candidate in wave)


def count_reasons(unfit: Iterable[Person], job: Job, busy: Iterable[PersonId], now: datetime) -> dict[str, int]:
    """Why those who have the skill could not be asked, by reason. Who avoids whom is not told apart."""
    at_work = frozenset(busy)
    return dict(Counter(_reason(person, job, now, at_work) for person in unfit if person.id != job.requester.id))


def _reason(person: Person, job: Job, now: datetime, at_work: frozenset[PersonId]) -> str:
    if person.paused or person.is_away(now):
        return "paused" if person.paused else "away"
    if {job.service.code, job.service.category} & person.declines:
        return "declines"
    standing = job.request.standing_of(person.id)
    if standing in HOLDING or standing in NOT_AGAIN:
        return "has-it" if standing in HOLDING else "said-no"
    against = barrier(person, job, now.date())
    if against is None and person.id in at_work:
        return "busy"
    return _BARRIERS.get(against, "other") if against else "other"


def figures_of(value: Any, *without: str) -> dict[str, Any]:
    """Every figure of a dataclass, by name: numbers, words, truths; spans of time in seconds."""
    named = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name not in without)
    return {name: _figure(figure) for name, figure in named}


def _figure(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    return figures_of(value) if is_dataclass(value) else value


def _candidate(weighed: Weighed) -> Candidate:
    someone = Person(id=weighed.person, name="")
    candidate: Candidate = _rebuilt(Candidate, weighed.figures, person=someone)
    return candidate


def _policy(written: Mapping[str, Figures]) -> Policy:
    types = get_type_hints(Policy)
    return Policy(**{section: _rebuilt(types[section], figures) for section, figures in written.items()})


def _rebuilt(known: Any, figures: Figures, **given: Any) -> Any:
    """The dataclass of those figures; one that it no longer has is passed over."""
    types = get_type_hints(known)
    return known(**{name: _value(types[name], value) for name, value in figures.items() if name in types}, **given)


def _value(known: Any, value: Any) -> Any:
    if known is timedelta:
        return timedelta(seconds=value)
    return _rebuilt(known, value) if is_dataclass(known) else value
