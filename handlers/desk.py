"""The staff's desk: what they do to requests by a command."""

from dataclasses import replace

from handlers.audience import (
    called_off,
    in_private,
    job_of,
    person,
    reply,
    reply_to_staff,
    service,
    told_over,
    words_of,
)
from handlers.consequences import AskCaptain, FreePlace, GiveJob, OpenRequest, SettleRequest
from handlers.context import Context
from handlers.errors import RefusalError
from handlers.intents import AskForHelp, Assign, CancelByStaff, Close, RecordRequest, Release, ShowBoard, ShowRequest
from handlers.messages import Arg, Kind, Ref, Text, Then
from handlers.named import find_team_named, person_named
from handlers.router import Reactions, Router
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import Event, State, advance
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest, Standing

router = Router()

MOST_ON_BOARD = 20
MOST_NOTES = 5


@router.on(ShowBoard, staff_only=True)
async def show_board(intent: ShowBoard, ctx: Context) -> Reactions:  # noqa: ARG001
    """All unfinished requests, one line each, without doors; those of the care list first."""
    unfinished = sorted(await ctx.requests.list_unfinished(), key=lambda r: (not r.priority, r.number))
    lines = tuple(_board_line(r) for r in unfinished[:MOST_ON_BOARD])
    more = max(0, len(unfinished) - MOST_ON_BOARD)
    variant = "board" if lines else "board-empty"
    return [reply_to_staff(ctx, variant, lines=lines, count=len(unfinished), more=more)]


@router.on(ShowRequest, staff_only=True)
async def show_request(intent: ShowRequest, ctx: Context) -> Reactions:
    """One request with everything that is known of it."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    await ctx.audit.record(ctx.now, ctx.sender.id, "show", f"request:{job.request.number}")
    return [reply_to_staff(ctx, "request", discreetly=job.is_discreet, **_facts(job.request, job.requester))]


@router.on(RecordRequest, staff_only=True)
async def record_request(intent: RecordRequest, ctx: Context) -> Reactions:
    """From the telephone or the counter: the same request, for the person it is for."""
    if not intent.words:
        raise RefusalError("new-needs-words")
    subject = await _subject(intent, ctx)
    asked = AskForHelp(intent.service, intent.urgency, intent.also, intent.danger, intent.slots, supply=intent.supply)
    opened = OpenRequest(asked, subject.id, intent.words, recorded_by=ctx.sender.id)
    return [Then(opened)]


@router.on(Assign, staff_only=True)
async def assign(intent: Assign, ctx: Context) -> Reactions:
    """Give the job to somebody at once, or to a team, whose captain names who goes."""
    request = await _touched(intent.request, ctx)
    team = await find_team_named(intent.person, ctx)
    if team:
        await _recorded(ctx, "assign-team", request)
        return [Then(AskCaptain(request.number, team))]
    helper = await person_named(intent.person, ctx)
    await _recorded(ctx, "assign", request)
    answer = reply(ctx, Kind.COMMAND_REPLY, "assigned", number=request.number, who=person(helper.id))
    return [Then(GiveJob(request.number, helper.id)), answer]


@router.on(Release, staff_only=True)
async def release(intent: Release, ctx: Context) -> Reactions:
    """Take one helper, or all, off the job; the search goes on."""
    request = await _touched(intent.request, ctx)
    helpers = [(await person_named(intent.person, ctx)).id] if intent.person else list(request.claimed_by)
    helpers = [who for who in helpers if who in request.claimed_by]
    if not helpers:
        raise RefusalError("nobody-to-release", number=request.number)
    for who in helpers:
        request = request.with_commitment(who, Standing.RELEASED, ctx.now)
    await ctx.requests.save(request)
    await _recorded(ctx, "release", request)
    told = [in_private(Kind.REQUEST_CHANGED, who, request, "released") for who in helpers]
    answer = reply(ctx, Kind.COMMAND_REPLY, "released", number=request.number)
    return [answer, *told, Then(FreePlace(request.number, helpers[0], "taken-off", tuple(helpers[1:])))]


@router.on(Close, staff_only=True)
async def close(intent: Close, ctx: Context) -> Reactions:
    """Settle a request: credited where somebody served."""
    request = await _touched(intent.request, ctx)
    if request.state in {State.CLOSED, State.CANCELLED}:
        raise RefusalError("already-over", number=request.number, state=Ref("state", request.state.value))
    await _recorded(ctx, "close", request)
    requester = await ctx.people.get(request.requester)
    alone = requester.reachable and not request.is_incident
    told = [in_private(Kind.REQUEST_CHANGED, requester.id, request, "closed")] if alone else []
    answer = reply(ctx, Kind.COMMAND_REPLY, "closed", number=request.number)
    return [Then(SettleRequest(request.number)), answer, *told]


@router.on(CancelByStaff, staff_only=True)
async def cancel_by_staff(intent: CancelByStaff, ctx: Context) -> Reactions:
    """Cancel a request; whoever was coming, and the requester, are told."""
    request = await _touched(intent.request, ctx)
    request = await ctx.requests.save(replace(advance(request, Event.CANCEL), closed_at=ctx.now))
    await _recorded(ctx, "cancel", request)
    job = await job_of(request, ctx)
    return [
        reply(ctx, Kind.COMMAND_REPLY, "cancelled", number=request.number),
        *called_off(job),
        *told_over(request, cancelled=True),
    ]


async def _touched(number: int, ctx: Context) -> HelpRequest:
    """The request, marked as being in staff's hands since now."""
    return await ctx.requests.save(replace(await ctx.requests.get(number), touched_at=ctx.now))


async def _recorded(ctx: Context, action: str, request: HelpRequest) -> None:
    await ctx.audit.record(ctx.now, ctx.sender.id, action, f"request:{request.number}")


async def _subject(intent: RecordRequest, ctx: Context) -> Person:
    """Whom it is for: somebody on the roster by door or name, else a new entry that no message reaches."""
    known = await _known(intent, ctx)
    if known:
        return known
    place = intent.slots.place
    someone = Person(
        id=PersonId(f"desk-{ctx.spoken.message_id}"),
        name=intent.name or ctx.sender.name,
        grid=ctx.community.grid_of(place.building if place else None),
        place=place,
        phone=intent.slots.phone,
        reachable=False,
    )
    await ctx.people.save(someone)
    return someone


async def _known(intent: RecordRequest, ctx: Context) -> Person | None:
    place = intent.slots.place
    if ctx.spoken.mentions:
        return await ctx.people.find(ctx.spoken.mentions[0])
    if intent.name is None:
        return None
    if place and place.building and place.room:
        behind = await ctx.people.list_at(place.building, place.unit, place.room)
        return next((p for p in behind if intent.name.casefold() in p.name.casefold()), None)
    fitting = await ctx.people.list_by_name(intent.name)
    return fitting[0] if len(fitting) == 1 else None


def _board_line(request: HelpRequest) -> Text:
    args: dict[str, Arg] = {
        "number": request.number,
        "service": service(request),
        "urgency": Ref("urgency", request.urgency.value),
        "state": Ref("state", request.state.value),
        "who": person(request.requester),
        "helpers": tuple(person(who) for who in request.claimed_by),
        "reports": len(request.reports) if request.is_incident else None,
        "since": request.opened_at,
    }
    return Text("board-line", args)


def _facts(request: HelpRequest, requester: Person) -> dict[str, Arg]:
    return {
        "number": request.number,
        "service": service(request),
        "urgency": Ref("urgency", request.urgency.value),
        "state": Ref("state", request.state.value),
        "who": person(request.requester),
        "place": request.place,
        "phone": request.phone or requester.phone,
        "time": request.time,
        "words": words_of(request),
        "people": request.people,
        "helpers": tuple(person(who) for who in request.claimed_by),
        "backups": tuple(person(who) for who in request.backups),
        "asked": len({notice.person for notice in request.notices}),
        "wave": request.wave,
        "rating": request.rating,
        "lane": Ref("lane", request.lane.value),
        "parties": request.parties,
        "talk": request.talk,
        "responsible": person(request.responsible) if request.responsible else None,
        "notes": request.notes[-MOST_NOTES:],
        "since": request.opened_at,
        "reports": len(request.reports) if request.is_incident else None,
        "reporters": tuple(person(who) for who in request.reporters) if request.is_incident else None,
        "into": request.merged_into,
    }
