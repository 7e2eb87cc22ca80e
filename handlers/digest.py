"""What drags, told a few times a day: only to those who are answerable for it, and nothing where nothing drags."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from handlers.audience import job_of, service
from handlers.consequences import DigestFellDue, SetClocks
from handlers.context import Context
from handlers.ladder import people_near
from handlers.messages import Arg, Kind, Send, Text, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.ids import PersonId
from handlers.rules.lanes import STAFF, STATION, drags, looks_after, next_digest_at
from handlers.rules.matching import Job
from handlers.rules.people import Person
from handlers.rules.requests import Lane

router = Router()

_MOST_LINES = 20
_HOUR = timedelta(hours=1)
_IN_HOURS = 48  # longer ones are told in days


@router.on(SetClocks)
async def set_clocks(intent: SetClocks, ctx: Context) -> Reactions:  # noqa: ARG001
    """The next digest, by the policy as it is now."""
    at = next_digest_at(ctx.policy, ctx.local_now)
    return [WakeAt(at, DigestFellDue(), "digest")] if at else []


@router.on(DigestFellDue)
async def digest_fell_due(intent: DigestFellDue, ctx: Context) -> Reactions:  # noqa: ARG001
    """One message to each who is answerable; never at night, as after a long stop."""
    again = await set_clocks(SetClocks(), ctx)
    if ctx.policy.quiet_hours.holds_at(ctx.local_now):
        return again
    unfinished = await ctx.requests.list_unfinished()
    dragging = [await job_of(r, ctx) for r in unfinished if drags(r, ctx.policy, ctx.local_now)]
    unclaimed = [job for job in dragging if job.request.lane is Lane.ROUTINE]
    told = [*await _to_those_near(unclaimed, ctx), *await _to_staff(unclaimed, ctx), *await _to_heads(dragging, ctx)]
    return [*told, *again]


async def _to_those_near(dragging: Sequence[Job], ctx: Context) -> list[Send]:
    """Heads of buildings and workers of grids, of what is theirs."""
    theirs: dict[PersonId, list[Job]] = {}
    for job in dragging:
        for someone in await people_near(job, ctx):
            theirs.setdefault(someone.id, []).append(job)
    return _each(theirs, ctx)


async def _to_staff(dragging: Sequence[Job], ctx: Context) -> list[Send]:
    """The staff room, where there is one; violence and suicide each in private, as where there is none."""
    room, on_rung = ctx.community.staff_room, [job for job in dragging if job.request.rung >= STAFF]
    in_room = [job for job in on_rung if room and not job.is_discreet]
    apart = [job for job in on_rung if not room or job.is_discreet]
    staff = await ctx.people.list_staff() if apart else []
    theirs = {someone.id: [job for job in apart if _is_theirs(job, someone, ctx)] for someone in staff}
    shared = [replace(_digest(in_room, ctx), room=room.id)] if room and in_room else []
    return [*shared, *_each(theirs, ctx)]


async def _to_heads(dragging: Sequence[Job], ctx: Context) -> list[Send]:
    """The heads of the station, of what has come to them, but for what they read among staff, each in private."""
    room = ctx.community.staff_room
    at_the_top = [
        job
        for job in dragging
        if job.request.rung >= STATION
        if job.request.lane is not Lane.ROUTINE or (room and not job.is_discreet)
    ]
    return _each({head.id: at_the_top for head in await ctx.people.list_admins()}, ctx)


def _is_theirs(job: Job, someone: Person, ctx: Context) -> bool:
    """Staff without a scope have the whole community."""
    place = job.request.place or job.requester.place
    grid = ctx.community.grid_of(place.building if place else None) or job.requester.grid
    return not someone.scope or grid is None or looks_after(someone, grid)


def _each(theirs: Mapping[PersonId, Sequence[Job]], ctx: Context) -> list[Send]:
    return [replace(_digest(jobs, ctx), to=who) for who, jobs in theirs.items() if jobs]


def _digest(jobs: Sequence[Job], ctx: Context) -> Send:
    """Numbers, services and ages, the oldest first: no name, no door."""
    oldest = sorted(jobs, key=lambda job: job.request.opened_at)
    lines = tuple(_line(job, ctx) for job in oldest[:_MOST_LINES])
    args: dict[str, Arg] = {"lines": lines, "count": len(jobs), "more": max(0, len(jobs) - _MOST_LINES)}
    return Send(Kind.STAFF_ALERT, variant="digest", args=args)


def _line(job: Job, ctx: Context) -> Text:
    hours = job.request.age_at(ctx.now) // _HOUR
    is_long = hours >= _IN_HOURS
    age = {"days": hours // 24 if is_long else None, "hours": None if is_long else hours}
    return Text("digest-line", {"number": job.request.number, "service": service(job.request), **age})
