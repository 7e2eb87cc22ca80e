"""What can't be done at once: 协商办 and 盯着办. Staff take it up, and the bot keeps whom with, and when next."""

from dataclasses import replace

from handlers.audience import alert_staff, in_private, job_of, person, reply_privately, reply_to_staff, service
from handlers.consequences import (
    LaneExpired,
    RequesterSilent,
    SeekHelpers,
    StaffStayedSilent,
    StatusFellDue,
    TakeUpAgain,
    TalkFellDue,
)
from handlers.context import Context, Question
from handlers.errors import RefusalError
from handlers.intents import AddNote, ReportStatus, SetLane
from handlers.ladder import climb_to
from handlers.messages import Arg, Kind, Reaction, Ref, Then, WakeAt
from handlers.named import person_named
from handlers.router import Reactions, Router
from handlers.rules.lanes import (
    STAFF,
    STATION,
    VOLUNTEERS,
    by_day,
    clock_of,
    lane_due,
    next_status_at,
    reminder_of,
    rung_of,
)
from handlers.rules.lifecycle import State
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest, Lane
from handlers.rules.slots import TimeSpan
from handlers.rules.waves import by_daylight, untouched_for

router = Router()

_MOST_PARTIES = 12


@router.on(SetLane, staff_only=True)
async def set_lane(intent: SetLane, ctx: Context) -> Reactions:
    """Staff say how a request is dealt with; its requester is told, the group is not."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished:
        raise RefusalError("already-over", number=request.number, state=Ref("state", request.state.value))
    before = request.lane
    request = replace(request, lane=intent.lane, touched_at=ctx.now)
    await ctx.audit.record(ctx.now, ctx.sender.id, "lane", f"request:{request.number}")
    match intent.lane:
        case Lane.DIFFICULT:
            return await _take_up(request, intent, ctx)
        case Lane.COMPLEX:
            return await _watch(request, intent, ctx)
    return await _back_to_routine(request, ctx, was_routine=before is Lane.ROUTINE)


@router.on(AddNote, staff_only=True)
async def add_note(intent: AddNote, ctx: Context) -> Reactions:
    """Keep the words, for staff alone; in lane difficult also whom they name, and the date."""
    request = await ctx.requests.get(intent.request)
    before = request.talk
    request = replace(request, notes=(*request.notes, intent.words), touched_at=ctx.now)
    if request.lane is Lane.DIFFICULT:
        request = _with_talk(request, intent.people, intent.talk)
    request = await ctx.requests.save(request)
    await ctx.audit.record(ctx.now, ctx.sender.id, "note", f"request:{request.number}")
    job = await job_of(request, ctx)
    answer = reply_to_staff(ctx, "noted", discreetly=job.is_discreet, number=request.number, talk=_next(request))
    told = await _tell_requester(request, "lane-difficult", ctx, talk=request.talk) if request.talk != before else []
    return [answer, *told, *_clocks(request, ctx)]


@router.on(TakeUpAgain)
async def take_up_again(intent: TakeUpAgain, ctx: Context) -> Reactions:
    """A place fell free, or it was opened again: no volunteer is asked, staff are told."""
    request = await ctx.requests.get(intent.request)
    request = await ctx.requests.save(replace(request, rung=max(request.rung, STAFF)))
    told = await alert_staff(await job_of(request, ctx), ctx, "lane-needs", lane=_lane(request))
    return [*told, *_clocks(request, ctx)]


@router.on(TalkFellDue)
async def talk_fell_due(intent: TalkFellDue, ctx: Context) -> Reactions:
    """The day of the talk: staff are reminded of it, and of the parties."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished or request.lane is not Lane.DIFFICULT or request.talk != intent.talk:
        return []
    job = await job_of(request, ctx)
    return await alert_staff(job, ctx, "talk", talk=request.talk, parties=request.parties)


@router.on(StatusFellDue)
async def status_fell_due(intent: StatusFellDue, ctx: Context) -> Reactions:
    """Ask the responsible person how it stands, and again at the next date, until it is closed."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished or request.lane is not Lane.COMPLEX or request.responsible != intent.person:
        return []
    someone = await ctx.people.get(intent.person)
    if not someone.reachable:
        job = await job_of(request, ctx)
        return [*await alert_staff(job, ctx, "lane-status", helper=person(someone.id)), *_status_clock(request, ctx)]
    await ctx.questions.put(Question(someone.id, f"status:{request.number}", ctx.now, request.number))
    asked = in_private(Kind.PROGRESS_CHECK, someone.id, request, "status", who=person(request.requester))
    return [asked, *_status_clock(request, ctx)]


@router.on(ReportStatus)
async def report_status(intent: ReportStatus, ctx: Context) -> Reactions:
    """What the responsible person says is noted, and told to the requester in private."""
    request = await ctx.requests.get(intent.request)
    await ctx.questions.drop(ctx.sender.id, f"status:{request.number}")
    if not request.is_unfinished or request.responsible != ctx.sender.id:
        return [reply_privately(ctx, Kind.RECEIPT, "status-over", number=request.number)]
    words = ctx.spoken.text.strip()
    request = replace(request, notes=(*request.notes, words), touched_at=ctx.now)
    request = await ctx.requests.save(request)
    told = await _tell_requester(request, "lane-status", ctx, helper=person(ctx.sender.id), words=words)
    receipt = reply_privately(ctx, Kind.RECEIPT, "status" if told else "status-noted", number=request.number)
    return [*told, receipt, _lane_clock(request, ctx)]


@router.on(LaneExpired)
async def lane_expired(intent: LaneExpired, ctx: Context) -> Reactions:
    """Nothing has moved for the lane's time: the next rung is told."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished or request.lane is not intent.lane or request.rung >= STATION:
        return []
    if lane_due(request, ctx.policy) > ctx.now:
        return [_lane_clock(request, ctx)]
    job = await job_of(request, ctx)
    rung, told = await climb_to(request.rung + 1, job, ctx, "lane-overdue", lane=_lane(request))
    request = await ctx.requests.save(replace(request, rung=rung))
    return [*told, _lane_clock(request, ctx)]


async def _take_up(request: HelpRequest, intent: SetLane, ctx: Context) -> Reactions:
    request = _with_talk(replace(request, rung=max(request.rung, STAFF)), intent.people, intent.talk)
    request = await ctx.requests.save(request)
    told = await _tell_requester(request, "lane-difficult", ctx, talk=request.talk)
    return [await _answer(request, ctx), *told, *_clocks(request, ctx)]


async def _watch(request: HelpRequest, intent: SetLane, ctx: Context) -> Reactions:
    named = intent.people[0] if intent.people else ""
    someone = await person_named(named, ctx) if named or ctx.spoken.mentions else ctx.sender
    request = replace(request, responsible=someone.id, rung=max(request.rung, rung_of(someone)))
    request = await ctx.requests.save(request)
    told = await _tell_requester(request, "lane-complex", ctx, helper=person(someone.id))
    asked = await _tell_responsible(request, someone, ctx)
    return [await _answer(request, ctx), *asked, *told, *_clocks(request, ctx)]


async def _back_to_routine(request: HelpRequest, ctx: Context, *, was_routine: bool) -> Reactions:
    """As every request begins: volunteers are asked, or staff's clock for an unfilled one runs anew."""
    is_sought = request.is_seeking and request.state is not State.UNFILLED
    rung = VOLUNTEERS if is_sought and request.danger is None else request.rung
    request = request if was_routine else request.in_new_round()
    request = replace(request, talk=None, responsible=None, rung=rung)
    request = await ctx.requests.save(request)
    answer = await _answer(request, ctx)
    if was_routine:
        return [answer]
    silent = StaffStayedSilent(request.number, ctx.now)
    untouched = WakeAt(ctx.now + untouched_for(request, ctx.policy), silent, f"untouched:{request.number}")
    ask_at = by_daylight(request, ctx.now + ctx.policy.vanished.ask_after, ctx.policy, ctx.local_now.tzinfo)
    vanished = WakeAt(ask_at, RequesterSilent(request.number), f"vanished:{request.number}")
    seek: list[Reaction] = [Then(SeekHelpers(request.number))]
    return [answer, vanished, *(seek if is_sought else [untouched])]


def _with_talk(request: HelpRequest, people: tuple[str, ...], talk: TimeSpan | None) -> HelpRequest:
    parties = tuple(dict.fromkeys((*request.parties, *people)))[-_MOST_PARTIES:]
    return replace(request, parties=parties, talk=talk or request.talk)


async def _tell_requester(request: HelpRequest, variant: str, ctx: Context, **args: Arg) -> list[Reaction]:
    """In private, whatever the service is; nobody who can't be reached, and nobody of what they said themselves."""
    requester = await ctx.people.get(request.requester)
    if not requester.reachable or requester.id == ctx.sender.id:
        return []
    return [in_private(Kind.REQUEST_CHANGED, requester.id, request, variant, **args)]


async def _tell_responsible(request: HelpRequest, someone: Person, ctx: Context) -> list[Reaction]:
    if someone.id == ctx.sender.id or not someone.reachable:
        return []
    facts: dict[str, Arg] = {"who": person(request.requester), "when": next_status_at(ctx.policy, ctx.local_now)}
    return [in_private(Kind.REQUEST_CHANGED, someone.id, request, "responsible", **facts)]


async def _answer(request: HelpRequest, ctx: Context) -> Reaction:
    """What the command did, with the names of others: not in a residents' room."""
    job = await job_of(request, ctx)
    facts: dict[str, Arg] = {
        "number": request.number,
        "service": service(request),
        "lane": _lane(request),
        "talk": _next(request),
        "parties": request.parties if request.lane is Lane.DIFFICULT else (),
        "helper": person(request.responsible) if request.responsible and request.lane is Lane.COMPLEX else None,
        "when": next_status_at(ctx.policy, ctx.local_now) if request.lane is Lane.COMPLEX else None,
    }
    return reply_to_staff(ctx, "lane", discreetly=job.is_discreet, **facts)


def _next(request: HelpRequest) -> TimeSpan | None:
    return request.talk if request.lane is Lane.DIFFICULT else None


def _lane(request: HelpRequest) -> Ref:
    return Ref("lane", request.lane.value)


def _clocks(request: HelpRequest, ctx: Context) -> list[Reaction]:
    """What its lane runs on, set anew."""
    if not request.is_unfinished or request.lane is Lane.ROUTINE:
        return []
    is_watched = request.lane is Lane.COMPLEX
    return [_lane_clock(request, ctx), *(_status_clock(request, ctx) if is_watched else _talk_clock(request, ctx))]


def _lane_clock(request: HelpRequest, ctx: Context) -> WakeAt:
    due = lane_due(request, ctx.policy)
    at = due if due > ctx.now else ctx.now + clock_of(request, ctx.policy)
    at = by_day(at, ctx.policy, ctx.local_now)
    return WakeAt(at, LaneExpired(request.number, request.lane), f"lane:{request.number}")


def _talk_clock(request: HelpRequest, ctx: Context) -> list[Reaction]:
    at = reminder_of(request.talk, ctx.policy, ctx.local_now) if request.talk else None
    if at is None or request.talk is None:
        return []
    return [WakeAt(at, TalkFellDue(request.number, request.talk), f"talk:{request.number}")]


def _status_clock(request: HelpRequest, ctx: Context) -> list[Reaction]:
    if request.responsible is None:
        return []
    at = next_status_at(ctx.policy, ctx.local_now)
    return [WakeAt(at, StatusFellDue(request.number, request.responsible), f"status:{request.number}")]
