"""Whom to ask now, how long to wait, when to widen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from handlers.rules.ids import PersonId
from handlers.rules.matching import NEIGHBOUR_GRID, Candidate, distance
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest, Standing, Urgency

CAN_WAIT = frozenset({Urgency.NORMAL, Urgency.SCHEDULED})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come: the waves so far, who was asked in them, and who once gave no sign."""

    pace: Urgency
    waves: int
    asked: Collection[PersonId]
    lapsed: Collection[PersonId]

    @classmethod
    def of(cls, request: HelpRequest) -> "Progress":
        """Of the search that a request is in."""
        lapsed = frozenset(c.person for c in request.commitments if c.standing is Standing.LAPSED)
        waves = request.wave - request.round_began_at_wave
        return cls(request.pace, waves, request.asked_since(request.round_began_at_wave), lapsed)


def next_wave(request: HelpRequest, ranked: Sequence[Candidate], policy: Policy) -> tuple[Candidate, ...]:
    """The candidates of the next wave, the best first; empty where nobody is left or the waves are used up.

    Whoever gave no sign, or was once taken off, is asked again when all others have been.
    """
    return take_wave(Progress.of(request), ranked, policy)


def take_wave(progress: Progress, ranked: Sequence[Candidate], policy: Policy) -> tuple[Candidate, ...]:
    """The next wave of a search that has come so far."""
    unasked = [c for c in ranked if c.person.id not in progress.asked]
    fresh = [c for c in unasked if c.person.id not in progress.lapsed] or unasked
    left = policy.waves.most - progress.waves
    if not fresh or left <= 0:
        return ()
    if progress.pace is Urgency.EMERGENCY:
        reach = _reach(progress, fresh[0])
        return tuple(c for c in fresh if left == 1 or c.ring <= reach)
    return tuple(fresh[: policy.waves.size_for(progress.pace)])


def is_settled(request: HelpRequest, ranked: Sequence[Candidate], policy: Policy, beyond: int) -> bool:
    """Whether nobody at ring `beyond` or farther could change the next wave out of `ranked`.

    What somebody carries makes them count as farther, never as nearer; and whoever was not yet asked goes before all
    who gave no sign.
    """
    progress = Progress.of(request)
    left, wave = policy.waves.most - progress.waves, take_wave(progress, ranked, policy)
    if left <= 0:
        return True
    if not wave or wave[0].person.id in progress.lapsed:
        return False
    if progress.pace is Urgency.EMERGENCY:
        return left > 1 and _reach(progress, wave[0]) < beyond
    return len(wave) == policy.waves.size_for(progress.pace) and distance(wave[-1], request.urgency) < beyond


def next_backup(request: HelpRequest) -> PersonId | None:
    """The first back-up who was not asked since the place fell free."""
    asked = request.asked_since(request.round_began_at_wave)
    return next((person for person in request.backups if person not in asked), None)


def held_back_until(request: HelpRequest, policy: Policy, local: datetime) -> datetime | None:
    """When its offer may go out, on the community's clock; None for now. Urgent ones are never held back."""
    if request.urgency not in CAN_WAIT:
        return None
    due = _appointment_offer(request, policy, local)
    if due and due > local:
        return due
    return policy.quiet_hours.ends_after(local) if policy.quiet_hours.holds_at(local) else None


def untouched_for(request: HelpRequest, policy: Policy) -> timedelta:
    """How long staff may leave it."""
    pressing = request.pace in {Urgency.URGENT, Urgency.EMERGENCY}
    return policy.unfilled.untouched_urgent if pressing else policy.unfilled.untouched


def expected_by(request: HelpRequest, since: datetime) -> datetime | None:
    """When whoever claims at `since` must have come at the latest; None where nothing is appointed, and for a job
    that is pressing and can begin now."""
    span = request.time
    begun = span is None or span.start is None or span.start <= since
    if span is None or (begun and request.urgency not in CAN_WAIT):
        return None
    return span.latest if span.latest and span.latest > since else None


def by_daylight(request: HelpRequest, at: datetime, policy: Policy, zone: tzinfo | None) -> datetime:
    """That moment, or the end of the quiet hours it falls into where the request can wait."""
    local = at.astimezone(zone)
    held = request.urgency in CAN_WAIT and policy.quiet_hours.holds_at(local)
    return policy.quiet_hours.ends_after(local) if held else at


def reminder_times(request: HelpRequest, policy: Policy, zone: tzinfo | None) -> tuple[datetime, ...]:
    """The evening before, and shortly before, an appointed start on the community's clock.

    A whole day has the evening before alone. Nobody is woken: what would fall into quiet hours is left out, unless
    the request is urgent.
    """
    if request.time is None or request.time.start is None:
        return ()
    start, at = request.time.start.astimezone(zone), policy.scheduled.remind_day_before_at
    evening = (start - timedelta(days=1)).replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    before = () if request.time.is_whole_day else (start - policy.scheduled.remind_before,)
    return tuple(t for t in (evening, *before) if by_daylight(request, t, policy, zone) == t)


def _reach(progress: Progress, nearest: Candidate) -> int:
    """How far an emergency's wave goes: the first to the neighbours, each other as far as its nearest."""
    return max(NEIGHBOUR_GRID, nearest.ring) if progress.waves == 0 else nearest.ring


def _appointment_offer(request: HelpRequest, policy: Policy, local: datetime) -> datetime | None:
    if request.urgency is not Urgency.SCHEDULED or request.starts_at is None:
        return None
    start = request.starts_at.astimezone(local.tzinfo)
    if start - local <= policy.scheduled.offer_ahead:
        return None
    at = policy.scheduled.offer_at
    return (start - policy.scheduled.offer_ahead).replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
