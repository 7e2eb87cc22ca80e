"""One outage, one incident: reports that belong together are one request; each reporter is told of it and of its end.

It is over when it is done or closed, when staff say so, and when one reporter says that the supply is there again: the
word goes to all, and whoever still has none reports it anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.audience import (
    alert,
    alert_staff,
    called_off,
    in_private,
    job_of,
    person,
    reply_to_staff,
    tell_heads,
    tell_staff,
    what,
)
from handlers.consequences import (
    AskWhetherOver,
    AwaitReview,
    CompareReports,
    HandOver,
    JoinIncident,
    LeaveIncident,
    NoteFellDue,
    OpenRequest,
    PlaceTold,
    Reassign,
    RequesterSilent,
    SettleRequest,
    StaffStayedSilent,
    TellOver,
)
from handlers.context import Context
from handlers.intents import AskForHelp, Cancel, ReportFailure, SupplyReturned
from handlers.messages import Kind, Reaction, Send, Then, WakeAt
from handlers.near import find_near, reports_of
from handlers.router import Reactions, Router
from handlers.rules.bursts import movable
from handlers.rules.grid import RoomKind
from handlers.rules.ids import RoomId
from handlers.rules.incidents import (
    can_join,
    joined,
    more_pressing,
    taken_over,
    told,
    whom_to_call,
    with_reports,
    without_report,
)
from handlers.rules.lifecycle import Event, advance, may
from handlers.rules.reports import Report
from handlers.rules.requests import HelpRequest, Standing
from handlers.rules.slots import Slots
from handlers.rules.waves import untouched_for
from handlers.which import line_of

router = Router()

_STAFF = 2


@router.on(ReportFailure)
async def report_failure(intent: ReportFailure, ctx: Context) -> Reactions:
    """A neighbour's "ours too": it joins, or is opened beside the others; who has reported it is heard once."""
    failing = await _spoken_of(intent, ctx)
    if not failing or any(ctx.sender.id in request.reporters for request in failing):
        return []
    latest = failing[-1]
    asked = AskForHelp(latest.service, latest.urgency, slots=Slots(place=intent.place), supply=latest.supply)
    return [Then(OpenRequest(asked, ctx.sender.id, ctx.spoken.text, echoes=True))]


@router.on(JoinIncident)
async def join_incident(intent: JoinIncident, ctx: Context) -> Reactions:
    """All go on under the first number; staff are asked to call, once, where there is whom to call."""
    requests = [await ctx.requests.get(number) for number in intent.requests]
    is_new = not any(request.is_incident for request in requests)
    request, moved = await _united(requests, ctx)
    if intent.report:
        request = with_reports(request, [*request.reports, intent.report])
    request = replace(request, urgency=more_pressing(request.urgency, intent.urgency))
    request = await ctx.requests.save(request)
    called = await _called_for(request, ctx) if is_new else []
    return [*moved, *called, *await _noted(request.number, ctx)]


@router.on(CompareReports)
async def compare_reports(intent: CompareReports, ctx: Context) -> Reactions:
    """A place was told: the request may be the same as a neighbour's."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished or request.is_incident:
        return []
    near = await find_near(request, ctx)
    return [Then(JoinIncident(tuple(sorted((request.number, *near)))))] if near else []


@router.on(NoteFellDue)
async def note_fell_due(intent: NoteFellDue, ctx: Context) -> Reactions:
    """Those who joined in the last minute are told together; once it is over they hear that."""
    request = await ctx.requests.get(intent.request)
    return await _noted(request.number, ctx, gathered=True) if request.is_unfinished else []


@router.on(SupplyReturned)
async def supply_returned(intent: SupplyReturned, ctx: Context) -> Reactions:
    """A reporter's word, or staff's, ends it; anybody else's changes nothing."""
    failing = [r for r in await ctx.requests.list_unfinished() if r.supply is intent.supply]
    mine = next((r for r in failing if ctx.sender.id in r.reporters), None)
    if mine is None:
        return await _ended_by_staff(intent, failing, ctx) if ctx.sender.is_staff else []
    if mine.is_incident:
        return await _ended(mine, ctx)
    return [Then(Cancel(mine.number, repaired=intent.repaired or mine.anybody_arrived))]


@router.on(LeaveIncident)
async def leave_incident(intent: LeaveIncident, ctx: Context) -> Reactions:
    """One reporter needs nothing any more; the others' goes on."""
    request = await ctx.requests.get(intent.request)
    if not request.is_incident or ctx.sender.id not in request.reporters:
        return []
    if intent.repaired:
        return await _ended(request, ctx)
    left = await ctx.requests.save(without_report(request, ctx.sender.id))
    moved = [Then(PlaceTold(left.number))] if left.requester != request.requester else []
    return [in_private(Kind.REQUEST_CANCELLED, ctx.sender.id, left, "left"), *moved]


@router.on(AskWhetherOver)
async def ask_whether_over(intent: AskWhetherOver, ctx: Context) -> Reactions:
    """An incident that drags on for days: not its first reporter is asked, but staff, every day."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    at = ctx.now + ctx.policy.vanished.ask_after
    again = WakeAt(at, RequesterSilent(intent.request), f"vanished:{intent.request}")
    count = len(job.request.reports)
    return [*await alert_staff(job, ctx, "incident-open", what=what(job.request), count=count), again]


@router.on(TellOver)
async def tell_over(intent: TellOver, ctx: Context) -> Reactions:
    """Every reporter hears once that it is over; of what is no incident nothing is said here."""
    request = await ctx.requests.get(intent.request)
    if not request.is_incident or request.told_over == request.round:
        return []
    request = await ctx.requests.save(replace(request, told_over=request.round))
    variant = "cancelled" if intent.cancelled else None
    return await _tell(Kind.INCIDENT_OVER, request, request.reports, ctx, variant)


async def _spoken_of(intent: ReportFailure, ctx: Context) -> list[HelpRequest]:
    """What fails of that supply; for a mere "ours too" what was reported lately, if it is one supply alone."""
    failing = [r for r in await ctx.requests.list_unfinished() if can_join(r)]
    if intent.supply is not None:
        return [r for r in failing if r.supply is intent.supply]
    lately = [r for r in failing if ctx.now - _last_report(r) <= ctx.policy.talk.amend_within]
    return lately if len({r.supply for r in lately}) == 1 else []


async def _united(requests: Sequence[HelpRequest], ctx: Context) -> tuple[HelpRequest, list[Reaction]]:
    """The first of them with all reports and helpers of the others, and what those helpers are told."""
    first, *others = requests
    reports, moved = [*await reports_of(first, ctx)], list[Reaction]()
    for other in others:
        own = await reports_of(other, ctx)
        reports += [replace(r, number=other.number) if r.person == other.requester else r for r in own]
        first = taken_over(first, other)
        moved += _moved(first, other)
        await _close_behind(other, first, ctx)
    return with_reports(first, reports), moved


def _last_report(request: HelpRequest) -> datetime:
    return max((report.at for report in request.reports), default=request.opened_at)


async def _close_behind(other: HelpRequest, first: HelpRequest, ctx: Context) -> None:
    """The other's number is cancelled without a word, and what was asked about it need not be answered."""
    await ctx.requests.save(joined(other, first.number, ctx.now))
    for question in await ctx.questions.list_of(other.requester):
        if question.request == other.number:
            await ctx.questions.drop(other.requester, question.topic)


def _moved(first: HelpRequest, other: HelpRequest) -> list[Reaction]:
    """Who was on the way to the other goes to the first, or hears that somebody does."""
    told_of: list[Reaction] = []
    for who in other.claimed_by:
        if first.standing_of(who) is Standing.BACKUP:
            helpers = tuple(person(helper) for helper in first.claimed_by)
            told_of.append(in_private(Kind.REQUEST_CHANGED, who, first, "merged", helpers=helpers, other=other.number))
        elif first.standing_of(who) is not Standing.ARRIVED:
            first_to = person(first.requester)
            told_of.append(in_private(Kind.REQUEST_CHANGED, who, first, "moved", who=first_to, other=other.number))
            told_of.append(Then(HandOver(first.number, who)))
    return told_of


async def _called_for(request: HelpRequest, ctx: Context) -> Reactions:
    """Where there is whom to call, staff call, and no more volunteers are asked."""
    contact = whom_to_call(request.supply, ctx.community.contacts)
    if contact is None:
        return []
    waiting = movable(request)
    request = advance(request, Event.GIVE_UP) if may(request, Event.GIVE_UP) else request
    request = await ctx.requests.save(replace(request.without_offers(waiting), rung=max(request.rung, _STAFF)))
    job = await job_of(request, ctx)
    silent = StaffStayedSilent(request.number, ctx.now)
    timer = WakeAt(ctx.now + untouched_for(request, ctx.policy), silent, f"untouched:{request.number}")
    buildings = tuple(sorted({report.building for report in request.reports if report.building}))
    call = alert(job, "incident", what=what(request), contact=contact, count=len(request.reports), buildings=buildings)
    moot: list[Reaction] = [in_private(Kind.OFFER_WITHDRAWN, who, request) for who in sorted(waiting)]
    freed: list[Reaction] = [Then(Reassign(request.number))] if moot else []
    return [*await tell_staff(ctx, call), *await tell_heads(job, ctx), *moot, *freed, timer]


async def _noted(number: int, ctx: Context, *, gathered: bool = False) -> Reactions:
    """Whoever has not been told that theirs is noted is told now; in a rush of reports, together in a while."""
    request = await ctx.requests.get(number)
    untold = [report for report in request.reports if report.told_at is None]
    if not untold or not request.is_incident:
        return []
    if len(request.reports) - len(untold) >= ctx.policy.incident.told_singly and not gathered:
        at = max(ctx.now, min(report.at for report in untold) + ctx.policy.incident.gather)
        return [WakeAt(at, NoteFellDue(number), f"joined:{number}")]
    request = await ctx.requests.save(told(request, {report.person for report in untold}, ctx.now))
    return await _tell(Kind.INCIDENT_JOINED, request, untold, ctx)


async def _tell(
    kind: Kind, request: HelpRequest, reports: Iterable[Report], ctx: Context, variant: str | None = None
) -> Reactions:
    """One message for each room with the reporters who reported there, and one in private for each other."""
    send = Send(kind, request=request.number, variant=variant, args={"number": request.number, "what": what(request)})
    by_room: dict[RoomId, list[Report]] = {}
    alone: list[Report] = []
    for report in reports:
        (by_room.setdefault(report.room, []) if report.room else alone).append(report)
    reached = [report.person for report in alone if (await ctx.people.get(report.person)).reachable]
    in_rooms = [
        replace(send, room=room, mentions=tuple(r.person for r in told_in)) for room, told_in in by_room.items()
    ]
    return [*in_rooms, *(replace(send, to=who) for who in reached)]


async def _ended(request: HelpRequest, ctx: Context) -> Reactions:
    """It works again: with a helper at the door the job is done, else it has solved itself."""
    if request.anybody_arrived:
        await ctx.requests.save(advance(request.with_done(ctx.now), Event.FINISH))
        return [Then(AwaitReview(request.number))]
    request = await ctx.requests.save(replace(advance(request, Event.CANCEL), closed_at=ctx.now))
    job = await job_of(request, ctx)
    off = called_off(job) if request.claimed_by else []
    is_called_for = whom_to_call(request.supply, ctx.community.contacts) is not None
    told_staff = await alert_staff(job, ctx, "incident-over", what=what(request)) if is_called_for else []
    return [*off, Then(TellOver(request.number)), *told_staff]


async def _ended_by_staff(intent: SupplyReturned, failing: list[HelpRequest], ctx: Context) -> Reactions:
    """The incident at the building they name, or the only one; of several they are asked which."""
    building = intent.place.building if intent.place else None
    meant = [r for r in failing if r.is_incident and (not building or building in {q.building for q in r.reports})]
    if len(meant) > 1:
        return [reply_to_staff(ctx, "which-over", lines=tuple(line_of(r) for r in meant), first=meant[0].number)]
    for request in meant:
        await ctx.requests.save(replace(request, touched_at=ctx.now))
        await ctx.audit.record(ctx.now, ctx.sender.id, "close", f"request:{request.number}")
    at_work = ctx.spoken.room is None or ctx.spoken.room.kind is RoomKind.STAFF
    answers = [reply_to_staff(ctx, "closed", number=request.number) for request in meant if at_work]
    return [*(Then(SettleRequest(request.number)) for request in meant), *answers]
