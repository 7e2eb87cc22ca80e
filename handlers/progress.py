"""Between the claim and the end: arrived, late, running long."""

from dataclasses import replace

from handlers.audience import alert_staff, in_private, job_of, person
from handlers.clocks import release_clock
from handlers.consequences import ArrivalOverdue, FreePlace, JobRanLong, StillBusy
from handlers.context import Context, Question
from handlers.intents import Arrive, Claim, Withdraw
from handlers.messages import Kind, Then, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.lifecycle import Event, advance
from handlers.rules.requests import HelpRequest, Standing
from handlers.which import find_named

router = Router()

_ON_THE_WAY = frozenset({Standing.CLAIMED, Standing.WAITING})


@router.on(Arrive)
async def arrive(intent: Arrive, ctx: Context) -> Reactions:
    """A helper is at the door; nothing is said, the clock for long jobs starts."""
    request = await find_named(intent.request, ctx) or await _on_the_way(ctx)
    if request is None or request.standing_of(ctx.sender.id) not in _ON_THE_WAY:
        return []
    request = advance(request.with_arrival(ctx.sender.id, ctx.now), Event.ARRIVE)
    await ctx.requests.save(request)
    await ctx.questions.drop(ctx.sender.id, "progress")
    usual = ctx.services.get(request.service).usual_length
    long = JobRanLong(request.number, ctx.sender.id, ctx.now)
    return [WakeAt(ctx.now + ctx.policy.late.long_job_factor * usual, long, f"long:{request.number}:{ctx.sender.id}")]


@router.on(ArrivalOverdue)
async def arrival_overdue(intent: ArrivalOverdue, ctx: Context) -> Reactions:
    """Ask the helper once, then give the place to somebody else."""
    request = await ctx.requests.get(intent.request)
    commitment = request.commitment_of(intent.person)
    if commitment is None or commitment.standing not in _ON_THE_WAY or commitment.at != intent.since:
        return []
    if not request.is_unfinished:
        return []
    if not intent.asked:
        return await _ask_where_they_are(request, intent, ctx)
    await ctx.requests.save(request.with_commitment(intent.person, Standing.LAPSED, ctx.now))
    await ctx.questions.drop(intent.person, "progress")
    return [
        in_private(Kind.REQUEST_CHANGED, intent.person, request, "silent"),
        Then(FreePlace(request.number, intent.person, "silent")),
    ]


@router.on(JobRanLong)
async def job_ran_long(intent: JobRanLong, ctx: Context) -> Reactions:
    """Ask on both sides whether all is well; staff look after it where the helper does not answer."""
    request = await ctx.requests.get(intent.request)
    commitment = request.commitment_of(intent.person)
    if commitment is None or commitment.standing is not Standing.ARRIVED or commitment.arrived_at != intent.since:
        return []
    if intent.asked:
        return await alert_staff(await job_of(request, ctx), ctx, "runs-long", helper=person(intent.person))
    well = StillBusy(request.number, intent.person)
    await ctx.questions.put(Question(intent.person, "progress", ctx.now, request.number, then=well, otherwise=well))
    again = replace(intent, asked=True)
    return [
        in_private(Kind.PROGRESS_CHECK, intent.person, request, "long"),
        in_private(Kind.PROGRESS_CHECK, request.requester, request, "long-requester", helper=person(intent.person)),
        WakeAt(ctx.now + ctx.policy.late.release_after, again, f"long:{request.number}:{intent.person}"),
    ]


@router.on(StillBusy)
async def still_busy(intent: StillBusy, ctx: Context) -> Reactions:
    """The helper of a long job has answered: the clock starts anew."""
    request = await ctx.requests.get(intent.request)
    commitment = request.commitment_of(intent.person)
    if commitment is None or commitment.arrived_at is None:
        return []
    usual = ctx.services.get(request.service).usual_length
    again = JobRanLong(request.number, intent.person, commitment.arrived_at)
    at = ctx.now + ctx.policy.late.long_job_factor * usual
    return [WakeAt(at, again, f"long:{request.number}:{intent.person}")]


async def _ask_where_they_are(request: HelpRequest, intent: ArrivalOverdue, ctx: Context) -> Reactions:
    coming, not_coming = Claim(request.number), Withdraw(request.number)
    question = Question(intent.person, "progress", ctx.now, request.number, then=coming, otherwise=not_coming)
    await ctx.questions.put(question)
    return [
        in_private(Kind.PROGRESS_CHECK, intent.person, request, who=person(request.requester)),
        release_clock(request, intent.person, intent.since, ctx),
    ]


async def _on_the_way(ctx: Context) -> HelpRequest | None:
    held = await ctx.requests.list_of_helper(ctx.sender.id)
    return next((r for r in held if r.standing_of(ctx.sender.id) in _ON_THE_WAY), None)
