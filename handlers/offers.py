"""Offering a request: wave after wave, until its places are filled or staff have it."""

from dataclasses import replace
from datetime import datetime

from handlers.audience import (
    alert,
    alert_staff,
    group_of,
    in_private,
    is_in_room,
    job_of,
    person,
    service,
    tell_heads,
    tell_staff,
)
from handlers.consequences import (
    AskWhetherOver,
    ChangeService,
    FreePlace,
    KeepWaiting,
    OfferFellDue,
    OfferPrivately,
    Reassign,
    RequesterSilent,
    SeekHelpers,
    StaffStayedSilent,
    TakeUpAgain,
    WaveExpired,
)
from handlers.context import Context, Question
from handlers.deciding import choose_wave, note_backup
from handlers.intents import Cancel
from handlers.messages import Arg, Kind, Reaction, Ref, Send, Then, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.bursts import began_in_burst, is_burst, may_take_part
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.lifecycle import Event, State, advance, may
from handlers.rules.matching import Barrier, Job, barrier, day_of, is_askable
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest, Lane, Standing, Urgency
from handlers.rules.waves import held_back_until, next_backup, untouched_for

router = Router()

_STATION_HEAD = 3
_STAFF = 2


@router.on(SeekHelpers)
async def seek_helpers(intent: SeekHelpers, ctx: Context) -> Reactions:
    """Ask the next people, now or when the offer may go out; hand over to staff where nobody is left."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    if not job.request.is_seeking or job.request.state is State.UNFILLED:
        return []
    if job.request.lane is not Lane.ROUTINE:
        return [Then(TakeUpAgain(job.request.number))]
    if job.is_for_staff_alone:
        return await _give_up(job, ctx)
    until = held_back_until(job.request, ctx.policy, ctx.local_now)
    if until is not None:
        return _hold_back(job.request, until, told=intent.receipt is not None)
    if await _is_in_burst(job.request, ctx):
        return await _widen_in_burst(job, intent, ctx)
    return await _ask_next(job, intent, ctx)


@router.on(OfferPrivately)
async def offer_privately(intent: OfferPrivately, ctx: Context) -> Reactions:
    """A burst's offers, each to one person alone; the wait for an answer begins anew."""
    request = await ctx.requests.get(intent.request)
    request = request.with_notices(intent.people, request.wave, ctx.now, swappable=True)
    job = await job_of(await ctx.requests.save(request), ctx)
    people = [await ctx.people.get(who) for who in intent.people]
    return [*[_private_offer(job, someone) for someone in people], _burst_clock(job.request, ctx)]


@router.on(WaveExpired)
async def wave_expired(intent: WaveExpired, ctx: Context) -> Reactions:
    """Nobody filled the request since its latest wave: widen."""
    request = await ctx.requests.get(intent.request)
    return await seek_helpers(SeekHelpers(request.number), ctx) if _is_next(request, intent.wave) else []


@router.on(OfferFellDue)
async def offer_fell_due(intent: OfferFellDue, ctx: Context) -> Reactions:
    """Quiet hours are over, or an appointment has come near, and nobody was asked meanwhile."""
    request = await ctx.requests.get(intent.request)
    return await seek_helpers(SeekHelpers(request.number), ctx) if _is_next(request, intent.wave) else []


@router.on(StaffStayedSilent)
async def staff_stayed_silent(intent: StaffStayedSilent, ctx: Context) -> Reactions:
    """Staff have not dealt with an unfilled request: the head of the station is told."""
    request = await ctx.requests.get(intent.request)
    touched = request.touched_at is not None and request.touched_at > intent.since
    if request.state is not State.UNFILLED or request.rung >= _STATION_HEAD or request.lane is not Lane.ROUTINE:
        return []
    if touched:
        return [_untouched_clock(request, ctx)] if request.priority else []
    request = await ctx.requests.save(replace(request, rung=_STATION_HEAD))
    heads = await ctx.people.list_admins()
    told = alert(await job_of(request, ctx), "untouched")
    return [replace(told, to=head.id) for head in heads] or await tell_staff(ctx, told)


@router.on(RequesterSilent)
async def requester_silent(intent: RequesterSilent, ctx: Context) -> Reactions:
    """A day old and nobody came: ask once whether it is still wanted, then let it go."""
    request = await ctx.requests.get(intent.request)
    if request.state not in {State.OPEN, State.UNFILLED} or request.holders or request.lane is not Lane.ROUTINE:
        return []
    job = await job_of(request, ctx)
    if request.is_incident:
        return [Then(AskWhetherOver(request.number))]
    if not job.requester.reachable:
        return await alert_staff(job, ctx, "still-open")
    if not intent.asked:
        keep, drop = KeepWaiting(request.number), Cancel(request.number)
        question = Question(request.requester, "wanted", ctx.now, request.number, then=keep, otherwise=drop)
        await ctx.questions.put(question)
        check = in_private(Kind.PROGRESS_CHECK, request.requester, request, "still-wanted")
        later = RequesterSilent(request.number, asked=True)
        return [check, WakeAt(ctx.now + ctx.policy.vanished.cancel_after, later, f"vanished:{request.number}")]
    request = await ctx.requests.save(replace(advance(request, Event.CANCEL), closed_at=ctx.now))
    return [in_private(Kind.REQUEST_CANCELLED, request.requester, request, "vanished")]


@router.on(KeepWaiting)
async def keep_waiting(intent: KeepWaiting, ctx: Context) -> Reactions:
    """The requester still wants it: staff are told, and the clock starts anew."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    again = WakeAt(
        ctx.now + ctx.policy.vanished.ask_after, RequesterSilent(intent.request), f"vanished:{intent.request}"
    )
    told = in_private(Kind.RECEIPT, job.requester.id, job.request, "with-staff")
    return [told, *await alert_staff(job, ctx, "still-wanted"), again]


@router.on(ChangeService)
async def change_service(intent: ChangeService, ctx: Context) -> Reactions:
    """Another service is wanted: whoever may not do it is let go, and the search begins anew."""
    request = await ctx.requests.get(intent.request)
    also = tuple(code for code in request.also if code != intent.service)
    request = advance(request, Event.REOPEN) if request.state is State.UNFILLED else request
    request = replace(request, service=intent.service, also=also, touched_at=ctx.now)
    request = replace(request, round=request.round + 1, round_began_at_wave=request.wave)
    job = await job_of(request, ctx)
    unfit = [who for who in request.claimed_by if await _may_no_more(who, job, ctx)]
    for who in unfit:
        request = request.with_commitment(who, Standing.RELEASED, ctx.now)
    await ctx.requests.save(request)
    let_go = [in_private(Kind.REQUEST_CHANGED, who, request, "released") for who in unfit]
    told = [in_private(Kind.REQUEST_CHANGED, who, request, "service") for who in request.claimed_by]
    taken_off = [Then(FreePlace(request.number, unfit[0], "taken-off", tuple(unfit[1:])))] if unfit else []
    return [*let_go, *told, *(taken_off or [Then(SeekHelpers(request.number))])]


async def _may_no_more(who: PersonId, job: Job, ctx: Context) -> bool:
    against = barrier(await ctx.people.get(who), job, day_of(job, ctx.local_now))
    return against in {Barrier.VETTING, Barrier.LICENCE}


def _is_next(request: HelpRequest, wave: int) -> bool:
    """Whether volunteers are still to be asked, and nobody was since that wave."""
    return request.lane is Lane.ROUTINE and request.wave == wave


def _hold_back(request: HelpRequest, until: datetime, *, told: bool) -> Reactions:
    due = WakeAt(until, OfferFellDue(request.number, request.wave), f"offer:{request.number}")
    word = in_private(Kind.RECEIPT, request.requester, request, "held-back", until=until)
    return [word, due] if told or request.wave == 0 else [due]


async def _ask_next(job: Job, intent: SeekHelpers, ctx: Context) -> Reactions:
    """The next back-up, else the next wave, else staff; the requester gets one word of it."""
    told = [in_private(Kind.RECEIPT, job.requester.id, job.request, intent.receipt)] if intent.receipt else []
    backup = next_backup(job.request)
    if backup is not None:
        return [*told, *await _ask_backup(job, backup, ctx)]
    wave = await choose_wave(job, ctx)
    if wave:
        return [*told, *await _ask(job, [c.person for c in wave], ctx)]
    if intent.hurried and (answers := _still_answering(job.request, ctx)):
        return [*told, answers]
    nobody_fits = job.request.wave == 0
    announced = await _announce(job, ctx) if nobody_fits else []
    return [*announced, *await _give_up(await job_of(await ctx.requests.get(job.request.number), ctx), ctx)]


def _still_answering(request: HelpRequest, ctx: Context) -> WakeAt | None:
    """The clock of those who were asked last, at its present pace; None where nobody has time left."""
    asked_at = max((notice.at for notice in request.notices if notice.wave == request.wave), default=None)
    until = asked_at + ctx.policy.waves.interval_for(request.pace) if asked_at else ctx.now
    return (
        WakeAt(until, WaveExpired(request.number, request.wave), f"wave:{request.number}") if until > ctx.now else None
    )


async def _is_in_burst(request: HelpRequest, ctx: Context) -> bool:
    if not may_take_part(request):
        return False
    openings = await ctx.requests.list_openings(ctx.policy.burst.requests + 1)
    return began_in_burst(request) or is_burst(openings, ctx.now, ctx.policy)


async def _widen_in_burst(job: Job, intent: SeekHelpers, ctx: Context) -> Reactions:
    """One post without mentions the first time; whom to ask is found over all requests of the burst together."""
    backup = next_backup(job.request)
    if backup is not None:
        return await _ask_backup(job, backup, ctx, alone=True)
    if not await _anybody_left(job, ctx):
        may_wait = intent.hurried or job.request.wave == 0
        return await (_ask_next(job, intent, ctx) if may_wait else _give_up(job, ctx))
    request = replace(job.request, wave=job.request.wave + 1, room=job.request.room or group_of(job, ctx))
    job = replace(job, request=await ctx.requests.save(request))
    told = [in_private(Kind.RECEIPT, job.requester.id, request, intent.receipt)] if intent.receipt else []
    is_told = request.wave == 1 and request.room and not job.is_private
    posted = [_offer(job, ctx, room=request.room)] if is_told and request.room else []
    return [*told, *posted, _burst_clock(request, ctx), Then(Reassign(request.number))]


async def _anybody_left(job: Job, ctx: Context) -> bool:
    """Whether another wave may find somebody who fits and was not asked yet, though all may be busy now.

    The first wave also waits for those who read the room alone.
    """
    request = job.request
    if request.wave - request.round_began_at_wave >= ctx.policy.burst.most:
        return False
    asked = request.asked_since(request.round_began_at_wave)
    volunteers = await ctx.people.list_volunteers(ctx.services.codes_covering(request.service))
    left = (v for v in volunteers if v.id not in asked and is_askable(v, job, ctx.local_now))
    return any(v.reachable or request.wave == 0 for v in left)


def _burst_clock(request: HelpRequest, ctx: Context) -> WakeAt:
    expired = WaveExpired(request.number, request.wave)
    return WakeAt(ctx.now + ctx.policy.burst.interval, expired, f"wave:{request.number}")


async def _ask_backup(job: Job, backup: PersonId, ctx: Context, *, alone: bool = False) -> Reactions:
    """A back-up's turn is a wave of its own, and takes none from the waves that follow."""
    began = job.request.round_began_at_wave
    await note_backup(job, backup, ctx)
    reactions = await _ask(job, [await ctx.people.get(backup)], ctx, alone=alone)
    request = await ctx.requests.get(job.request.number)
    await ctx.requests.save(replace(request, round_began_at_wave=began))
    return reactions


async def _ask(job: Job, people: list[Person], ctx: Context, *, alone: bool = False) -> Reactions:
    request = replace(job.request, room=job.request.room or group_of(job, ctx))
    request = request.with_notices(tuple(p.id for p in people), request.wave + 1, ctx.now)
    request = await ctx.requests.save(request)
    expired = WaveExpired(request.number, request.wave)
    wait = ctx.policy.waves.interval_for(request.pace)
    timer = WakeAt(ctx.now + wait, expired, f"wave:{request.number}")
    job = replace(job, request=request)
    alone = alone and all(someone.reachable for someone in people)
    return [*([_private_offer(job, someone) for someone in people] if alone else _offers(job, people, ctx)), timer]


async def _announce(job: Job, ctx: Context) -> Reactions:
    """Nobody on the roster fits; a neighbour in the group may still know somebody."""
    request = await ctx.requests.save(replace(job.request, room=job.request.room or group_of(job, ctx)))
    if request.room is None or job.is_private:
        return []
    return [_offer(replace(job, request=replace(request, wave=1)), ctx, room=request.room)]


def _offers(job: Job, people: list[Person], ctx: Context) -> Reactions:
    """The wave's messages: one to the group, mentioning those in it, and one to each of the others."""
    room = ctx.community.find_room(job.request.room)
    if room is None or job.is_private:
        return [_private_offer(job, someone) for someone in people]
    inside = tuple(someone.id for someone in people if is_in_room(someone, room))
    outside = [someone for someone in people if someone.id not in inside]
    told: list[Reaction] = []
    if inside or job.request.wave == 1:
        told.append(_offer(job, ctx, room=room.id, mentions=inside))
    return told + [_elsewhere(job, someone, ctx) for someone in outside]


def _elsewhere(job: Job, someone: Person, ctx: Context) -> Send:
    own_room = ctx.community.residents_room(someone.grid) if someone.grid else None
    if someone.reachable or own_room is None:
        return _private_offer(job, someone)
    return _offer(job, ctx, room=own_room.id, mentions=(someone.id,))


def _offer(job: Job, ctx: Context, room: RoomId, mentions: tuple[PersonId, ...] = ()) -> Send:
    request = job.request
    args = {**_offer_args(job), "grid": _grid_name(request, ctx)}
    offer = Send(Kind.OFFER, room=room, mentions=mentions, request=request.number, wave=request.wave, args=args)
    return replace(offer, danger=request.danger is not None or request.urgency is Urgency.EMERGENCY)


def _private_offer(job: Job, someone: Person) -> Send:
    request = job.request
    return Send(
        Kind.PRIVATE_OFFER,
        to=someone.id,
        request=request.number,
        wave=request.wave,
        variant="discreet" if job.is_private else None,
        args=_offer_args(job),
    )


def _offer_args(job: Job) -> dict[str, Arg]:
    request = job.request
    return {
        "number": request.number,
        "service": service(request),
        "who": person(request.requester),
        "urgency": Ref("urgency", request.urgency.value),
        "time": request.time,
        "people": request.people,
        "free": request.free_places,
    }


def _grid_name(request: HelpRequest, ctx: Context) -> str | None:
    code = ctx.community.grid_of(request.place.building if request.place else None)
    return next((grid.name for grid in ctx.community.grids if grid.code == code), None)


async def _give_up(job: Job, ctx: Context) -> Reactions:
    """Nobody was found, or nobody may be sent: staff have it, and the building's head is told."""
    request = replace(job.request, rung=max(job.request.rung, _STAFF), room=job.request.room or group_of(job, ctx))
    request = await ctx.requests.save(advance(request, Event.GIVE_UP) if may(request, Event.GIVE_UP) else request)
    job = replace(job, request=request)
    timer = _untouched_clock(request, ctx)
    if job.is_for_staff_alone:
        return [*await tell_heads(job, ctx), timer]
    told = in_private(Kind.RECEIPT, request.requester, request, "with-staff")
    asked = len({notice.person for notice in request.notices})
    told_already = (request.danger is not None or request.by_button) and asked == 0
    alerts = [] if told_already else await alert_staff(job, ctx, "unfilled", asked=asked)
    receipt = [] if request.by_button else [told]
    return [*alerts, *await tell_heads(job, ctx), *receipt, timer]


def _untouched_clock(request: HelpRequest, ctx: Context) -> WakeAt:
    silent = StaffStayedSilent(request.number, ctx.now)
    return WakeAt(ctx.now + untouched_for(request, ctx.policy), silent, f"untouched:{request.number}")
