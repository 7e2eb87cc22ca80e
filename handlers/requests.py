"""A resident's own steering of a request: asking, detailing, cancelling, asking how it stands."""

from dataclasses import replace
from datetime import datetime

from handlers.audience import (
    ask_where,
    called_off,
    group_of,
    in_private,
    job_of,
    person,
    reply_privately,
    reply_to_staff,
    service,
    told_over,
)
from handlers.consequences import (
    AnswerCall,
    DropRequest,
    JoinIncident,
    LeaveIncident,
    OpenRequest,
    PlaceTold,
    Reassign,
    RequesterSilent,
    SeekHelpers,
    SoundAlarm,
)
from handlers.context import Context, Question
from handlers.intents import AskForHelp, AskStatus, Cancel, ConfirmDone, Hurry, TakeBack, place_of
from handlers.messages import Arg, Kind, Reaction, Ref, Send, Then, WakeAt
from handlers.near import fails_beside, find_near, list_reported, report_of
from handlers.router import Reactions, Router
from handlers.rules.lifecycle import Event, State, advance
from handlers.rules.matching import Job
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest, Urgency
from handlers.rules.slots import Place, Slots
from handlers.rules.waves import CAN_WAIT, by_daylight
from handlers.which import any_private, ask_which, find_named, in_hearing, line_of

router = Router()


@router.on(AskForHelp)
async def ask_for_help(intent: AskForHelp, ctx: Context) -> Reactions:
    """Open a request at once with what is known; a repeated need details the one that is open."""
    if intent.unsure:
        return await _ask_whether(intent, ctx)
    repeated = await _same_need(intent, ctx)
    if repeated:
        return await _amend(repeated, intent, ctx)
    return [Then(OpenRequest(intent, ctx.sender.id, ctx.spoken.text))]


@router.on(OpenRequest)
async def open_request(intent: OpenRequest, ctx: Context) -> Reactions:
    """Give it a number, sound the alarm where there is danger, ask for a missing place, begin to offer.

    What fails at the neighbours' too is one matter with theirs, and gets no number.
    """
    requester = await ctx.people.get(intent.requester)
    draft = _drafted(intent, requester, ctx)
    near = await find_near(draft, ctx)
    if near:
        return await _join(draft, near, requester, ctx)
    if intent.echoes and not await fails_beside(draft, ctx):
        return []
    request = await ctx.requests.add(draft)
    job = await job_of(request, ctx)
    job = replace(job, request=await ctx.requests.save(replace(request, room=group_of(job, ctx))))
    vanished = RequesterSilent(request.number)
    return [
        *([Then(SoundAlarm(request.number))] if request.danger else []),
        *([Then(AnswerCall(request.number))] if request.by_button else []),
        *_recorded(job, ctx, intent.split_from),
        *await _ask_place(job, ctx),
        WakeAt(_asked_whether_still(request, ctx), vanished, f"vanished:{request.number}"),
        Then(SeekHelpers(request.number, _receipt(job, ctx))),
    ]


@router.on(Cancel)
async def cancel(intent: Cancel, ctx: Context) -> Reactions:
    """The requester no longer needs it; the claimants are told."""
    named = await find_named(intent.request, ctx)
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    reported = [r for r in await list_reported(ctx) if r.requester != ctx.sender.id]
    meant = [named] if named else [*own, *reported]
    if len(meant) > 1:
        return [ask_which(meant, ctx)]
    if meant and meant[0].is_incident:
        return [Then(LeaveIncident(meant[0].number, intent.repaired))]
    if not meant or meant[0].requester != ctx.sender.id or not meant[0].is_unfinished:
        return []
    if intent.repaired and meant[0].holders:
        return [Then(ConfirmDone(meant[0].number))]
    return await _cancelled(meant[0], ctx)


@router.on(Hurry)
async def hurry(intent: Hurry, ctx: Context) -> Reactions:  # noqa: ARG001
    """What could wait can't any longer: the speaker's latest open request is urgent, and offered at once."""
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    meant = next((r for r in own if r.state is State.OPEN and r.urgency in CAN_WAIT), None)
    if meant is None:
        return []
    request = await ctx.requests.save(replace(meant, urgency=Urgency.URGENT))
    return [Then(SeekHelpers(request.number, "request" if ctx.spoken.in_private else None, hurried=True))]


@router.on(TakeBack)
async def take_back(intent: TakeBack, ctx: Context) -> Reactions:
    """A recalled need is cancelled, as long as nobody is on the way."""
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    meant = [r for r in own if r.heard_as == intent.message and not r.claimed_by]
    return [reaction for request in meant for reaction in await _cancelled(request, ctx)]


@router.on(DropRequest)
async def drop_request(intent: DropRequest, ctx: Context) -> Reactions:
    """What never was a need: nothing is said to whom it was ascribed; where it was offered, it is taken back."""
    request = await ctx.requests.get(intent.request)
    was_told = request.wave > 0 or request.state is not State.OPEN
    told = await _cancelled(replace(request, touched_at=ctx.now), ctx)
    return [each for each in told if was_told and not (isinstance(each, Send) and each.to == request.requester)]


async def _cancelled(request: HelpRequest, ctx: Context) -> Reactions:
    request = advance(request, Event.CANCEL)
    job = await job_of(await ctx.requests.save(replace(request, closed_at=ctx.now)), ctx)
    off = called_off(job) or [in_private(Kind.REQUEST_CANCELLED, request.requester, request, "own")]
    return [*off, *told_over(request, cancelled=True), Then(Reassign(request.number))]


async def _join(draft: HelpRequest, near: tuple[int, ...], requester: Person, ctx: Context) -> Reactions:
    known = replace(draft, number=near[0])
    told = _recorded(Job(known, requester, ctx.services.get(draft.service)), ctx)
    return [*told, Then(JoinIncident(near, await report_of(draft, ctx), draft.urgency))]


@router.on(AskStatus)
async def ask_status(intent: AskStatus, ctx: Context) -> Reactions:
    """How a request stands, in one line, where it was asked."""
    named = await find_named(intent.request, ctx)
    meant = [named] if named else await _of_interest(ctx)
    if not meant:
        return [reply_privately(ctx, Kind.REQUEST_STATUS, "none")] if ctx.spoken.in_private else []
    if len(meant) > 1:
        lines = tuple(line_of(r) for r in meant[:3])
        several = Send(Kind.REQUEST_STATUS, variant="several", args={"lines": lines})
        return [_where_asked(ctx, several, meant[:3])]
    request = meant[0]
    args: dict[str, Arg] = {
        "number": request.number,
        "service": service(request),
        "state": Ref("state", request.state.value),
        "helpers": tuple(person(who) for who in request.claimed_by),
        "asked": len({notice.person for notice in request.notices}),
    }
    return [_where_asked(ctx, Send(Kind.REQUEST_STATUS, request=request.number, args=args), [request])]


async def _ask_whether(intent: AskForHelp, ctx: Context) -> Reactions:
    """One question in private, where the words leave a doubt; silence where they can't be asked."""
    if not ctx.sender.reachable:
        return []
    sure = OpenRequest(replace(intent, unsure=False), ctx.sender.id, ctx.spoken.text, room=ctx.heard_in)
    await ctx.questions.put(Question(ctx.sender.id, "request", ctx.now, then=sure))
    return [reply_privately(ctx, Kind.ASK_SLOT, "request", service=Ref("service", intent.service))]


async def _same_need(intent: AskForHelp, ctx: Context) -> HelpRequest | None:
    """The speaker's unfinished request of the same service, if it was opened within the time for details."""
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    recent = [r for r in own if r.age_at(ctx.now) <= ctx.policy.talk.amend_within]
    recent = [r for r in recent if not (intent.only_mine and r.is_incident)]
    worse = [r for r in recent if intent.danger and r.danger == intent.danger]
    same = [r for r in recent if r.service == intent.service and (intent.danger is None or r.danger)]
    return next(iter(worse or same), None)


async def _amend(request: HelpRequest, intent: AskForHelp, ctx: Context) -> Reactions:
    """Details that were not known are added; whoever holds the job hears of it."""
    place = _better(request.place, place_of(intent.slots))
    words = request.words if ctx.spoken.text in request.words else f"{request.words}\n{ctx.spoken.text}"
    amended = replace(
        request,
        place=place,
        time=intent.slots.time or request.time,
        phone=intent.slots.phone or request.phone,
        urgency=_more_pressing(request.urgency, intent.urgency),
        people=max(request.people, intent.slots.people or 1),
        only_mine=request.only_mine or intent.only_mine,
        words=words,
    )
    if amended.people > request.people and request.state is State.CLAIMED:
        return await _want_more(amended, ctx)
    await ctx.requests.save(amended)
    if (amended.place, amended.phone) != (request.place, request.phone):
        return [Then(PlaceTold(request.number)), *_hurried(amended, request)]
    if amended.urgency is not request.urgency:
        return _hurried(amended, request)
    if amended.time != request.time:
        return [
            in_private(Kind.REQUEST_CHANGED, who, amended, time=amended.time, place=amended.place)
            for who in amended.claimed_by
        ]
    return []


async def _want_more(request: HelpRequest, ctx: Context) -> Reactions:
    """All places were taken, and now more are wanted: the search begins anew for those."""
    request = await ctx.requests.save(advance(request.in_new_round(), Event.FREE))
    return [Then(PlaceTold(request.number)), Then(SeekHelpers(request.number))]


def _more_pressing(known: Urgency, told: Urgency) -> Urgency:
    return told if known in CAN_WAIT and told not in CAN_WAIT else known


def _hurried(request: HelpRequest, before: HelpRequest) -> Reactions:
    """A request that has become pressing is offered at once, also at night."""
    return [Then(SeekHelpers(request.number, hurried=True))] if request.urgency is not before.urgency else []


def _better(known: Place | None, told: Place | None) -> Place | None:
    """The place told, completed by the one known where they agree on the building."""
    if told is None or known is None:
        return told or known
    if told.building is None or told.building != known.building:
        return told if told.building else known
    return Place(told.building, told.unit or known.unit, told.room or known.room, told.text or known.text)


def _drafted(intent: OpenRequest, requester: Person, ctx: Context) -> HelpRequest:
    asked = intent.asked
    slots = asked.slots
    return HelpRequest(
        number=0,
        state=State.OPEN,
        requester=requester.id,
        service=asked.service,
        opened_at=ctx.now,
        words=intent.words,
        urgency=asked.urgency,
        also=asked.also,
        danger=asked.danger,
        place=_where(slots, requester, intent),
        time=slots.time,
        phone=slots.phone,
        people=slots.people or 1,
        on_behalf_of=slots.on_behalf_of,
        only_mine=asked.only_mine,
        supply=asked.supply,
        priority=bool(requester.care),
        by_button=asked.by_button,
        said_in=intent.room or ctx.heard_in,
        recorded_by=intent.recorded_by,
        heard_as=ctx.said.message_id if ctx.said else None,
    )


def _asked_whether_still(request: HelpRequest, ctx: Context) -> datetime:
    """When an unanswered requester is asked whether they still wait: by day, an appointment's when it is past."""
    appointed = request.time.latest if request.time and request.urgency is Urgency.SCHEDULED else None
    since = max(request.opened_at, appointed) if appointed else request.opened_at
    return by_daylight(request, since + ctx.policy.vanished.ask_after, ctx.policy, ctx.local_now.tzinfo)


def _where(slots: Slots, requester: Person, intent: OpenRequest) -> Place | None:
    """The place told, else the requester's own: unless it is for somebody who lives elsewhere."""
    told = place_of(slots)
    if told is None and intent.asked.elsewhere and intent.recorded_by is None:
        return None
    return _better(requester.place, told) if told is None or told.building else told


def _recorded(job: Job, ctx: Context, split_from: int | None = None) -> list[Reaction]:
    """Staff hear that what they wrote down is noted; violence and suicide in private, wherever they wrote it."""
    request = job.request
    facts: dict[str, Arg] = {"number": request.number, "who": person(request.requester), "service": service(request)}
    if split_from:
        return [reply_to_staff(ctx, "split", discreetly=False, **facts, of=split_from)]
    if not request.recorded_by:
        return []
    return [reply_to_staff(ctx, "recorded", discreetly=job.is_discreet, **facts)]


def _receipt(job: Job, ctx: Context) -> str | None:
    """A word to the requester where the group won't show that they were heard."""
    request = job.request
    heard_here = ctx.heard_in is not None and ctx.heard_in == request.room and not job.is_private
    if heard_here or request.danger or request.recorded_by or request.by_button:
        return None
    return "private-request" if job.is_private else "request"


async def _ask_place(job: Job, ctx: Context) -> list[Reaction]:
    """One question for the place, meanwhile."""
    request = job.request
    if not job.service.needs_place or request.recorded_by or (request.place and _is_enough(request.place, job)):
        return []
    return await ask_where(job, ctx, "place-danger" if job.is_for_staff_alone else "place")


def _is_enough(place: Place, job: Job) -> bool:
    return place.is_door or bool(place.text) or (not job.service.home_visit and place.building is not None)


async def _of_interest(ctx: Context) -> list[HelpRequest]:
    """What the speaker may ask about: their own, else those they hold, else the only ones told here."""
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    held = await ctx.requests.list_of_helper(ctx.sender.id)
    return own or await list_reported(ctx) or held or in_hearing(await ctx.requests.list_unfinished(), ctx)


def _where_asked(ctx: Context, send: Send, about: list[HelpRequest]) -> Send:
    """To the room it was asked in; in private where one of them must not be told in a group."""
    if ctx.heard_in is None or any_private(about, ctx):
        return replace(send, to=ctx.sender.id)
    return replace(send, room=ctx.heard_in, mentions=(ctx.sender.id,))
