"""What else fails nearby: the reports of one supply, and which of them belong together."""

from handlers.context import Context
from handlers.rules.grid import RoomKind
from handlers.rules.ids import RoomId
from handlers.rules.incidents import Standings, belonging, can_join, is_beside, whereabouts
from handlers.rules.reports import Report, Supply
from handlers.rules.requests import HelpRequest


async def find_near(request: HelpRequest, ctx: Context) -> tuple[int, ...]:
    """The numbers of the other requests that are one matter with this one, lowest first.

    The request need not have a number yet.
    """
    if not can_join(request) or request.supply is None:
        return ()
    report = await report_of(request, ctx)
    standing = await standing_of(request.supply, ctx)
    return belonging(report, [s for s in standing if s[0].number != request.number], ctx.policy.incident, ctx.now)


async def standing_of(supply: Supply, ctx: Context) -> Standings:
    """The unfinished requests about that supply that may be joined, with their reports."""
    failing = [r for r in await ctx.requests.list_unfinished() if r.supply is supply and can_join(r)]
    return [(request, await reports_of(request, ctx)) for request in failing]


async def reports_of(request: HelpRequest, ctx: Context) -> tuple[Report, ...]:
    """All reports of a request; of one that is no incident, its requester's."""
    return request.reports or (await report_of(request, ctx),)


async def report_of(request: HelpRequest, ctx: Context) -> Report:
    """A request as its requester's report."""
    building, grid = whereabouts(request, await ctx.people.get(request.requester), ctx.community)
    return Report(
        person=request.requester,
        at=request.opened_at,
        words=request.words,
        place=request.place,
        building=building,
        grid=grid,
        phone=request.phone,
        room=_told_in(request, ctx),
    )


async def fails_beside(request: HelpRequest, ctx: Context) -> bool:
    """Whether somebody in the same grid, or building, reports the same."""
    if request.supply is None:
        return False
    return is_beside(await report_of(request, ctx), await standing_of(request.supply, ctx))


def _told_in(request: HelpRequest, ctx: Context) -> RoomId | None:
    room = ctx.community.find_room(request.said_in)
    return room.id if room and room.kind is RoomKind.RESIDENTS else None


async def list_reported(ctx: Context) -> list[HelpRequest]:
    """The unfinished incidents that the speaker has reported, latest first."""
    unfinished = await ctx.requests.list_unfinished()
    return [r for r in unfinished if r.is_incident and ctx.sender.id in r.reporters][::-1]
