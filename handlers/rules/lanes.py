"""Three lanes, one ladder: 马上办, 协商办, 盯着办. Whose turn it is, until when, and what drags."""

from datetime import datetime, time, timedelta

from handlers.rules.people import Person, Role
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest, Lane
from handlers.rules.slots import TimeSpan
from handlers.rules.waves import held_back_until

VOLUNTEERS, BUILDING, STAFF, STATION = range(4)

_A_DAY = timedelta(days=1)
_SATURDAY = 5


def rung_of(person: Person) -> int:
    """The rung on which somebody stands who is answerable for a request."""
    if Role.ADMIN in person.roles:
        return STATION
    if person.is_staff:
        return STAFF
    near = bool(person.head_of) or bool(person.roles & {Role.BUILDING_HEAD, Role.GRID_WORKER})
    return BUILDING if near else VOLUNTEERS


def looks_after(person: Person, grid: str | None) -> bool:
    """Whether that grid is within a grid worker's, or staff's, reach: the grids told, else their own."""
    return grid is not None and grid in (person.scope or {person.grid})


def moved_at(request: HelpRequest) -> datetime:
    """When anything happened to it last: opened, asked for, taken or lost, dealt with."""
    happened = [request.opened_at, *(n.at for n in request.notices), *(c.at for c in request.commitments)]
    return max([*happened, *([request.touched_at] if request.touched_at else [])])


def lane_due(request: HelpRequest, policy: Policy) -> datetime:
    """When its lane's clock runs out: so long after the last move, and after the talk that is still to come."""
    talk = request.talk.latest if request.talk and request.lane is Lane.DIFFICULT else None
    return max(moved_at(request), talk or request.opened_at) + clock_of(request, policy)


def drags(request: HelpRequest, policy: Policy, local: datetime) -> bool:
    """Whether it belongs in a digest: nobody has it, it may be offered, and nothing has moved for too long.

    What staff have taken up has a ladder of its own, and belongs there at its end alone.
    """
    on_ladder = request.lane is not Lane.ROUTINE and request.rung < STATION
    if not request.is_unfinished or request.holders or on_ladder:
        return False
    is_to_come = request.wave == 0 and held_back_until(request, policy, local) is not None
    return not is_to_come and lane_due(request, policy) <= local


def reminder_of(talk: TimeSpan, policy: Policy, local: datetime) -> datetime | None:
    """When staff are reminded of a talk: that morning, else an hour before, else the evening before, never at night.

    None for what is past, and where no moment is left.
    """
    told = talk.start or talk.end
    if told is None:
        return None
    start, evening = told.astimezone(local.tzinfo), policy.scheduled.remind_day_before_at
    morning = _at(start, policy.lanes.remind_at)
    in_time = (morning,) if talk.is_whole_day or morning < start else ()
    moments = (*in_time, start - policy.scheduled.remind_before, _at(start - _A_DAY, evening))
    return next((m for m in moments if m > local and not policy.quiet_hours.holds_at(m)), None)


def next_status_at(policy: Policy, local: datetime) -> datetime:
    """When the responsible person is asked next."""
    knobs = policy.lanes
    moment = _at(local + knobs.status_every, knobs.status_at)
    while moment <= local or (knobs.working_days_only and moment.weekday() >= _SATURDAY):
        moment += _A_DAY
    return moment


def next_digest_at(policy: Policy, local: datetime) -> datetime | None:
    """The next time of a digest outside the quiet hours; None where there is none."""
    days = (local, local + _A_DAY)
    moments = (_at(day, at) for day in days for at in policy.digest.at)
    return min((m for m in moments if m > local and not policy.quiet_hours.holds_at(m)), default=None)


def by_day(at: datetime, policy: Policy, local: datetime) -> datetime:
    """That moment on the community's clock, or the end of the quiet hours it falls into."""
    moment = at.astimezone(local.tzinfo)
    return policy.quiet_hours.ends_after(moment) if policy.quiet_hours.holds_at(moment) else moment


def clock_of(request: HelpRequest, policy: Policy) -> timedelta:
    """How long nothing may move in its lane; in routine, before a digest tells of it."""
    match request.lane:
        case Lane.DIFFICULT:
            return policy.lanes.difficult
        case Lane.COMPLEX:
            return policy.lanes.complex
    return policy.digest.after


def _at(day: datetime, clock: time) -> datetime:
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
