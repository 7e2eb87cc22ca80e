"""Reviews: only from who was served, one word or one number is enough, and a bad one has teeth."""

from dataclasses import replace

from handlers.audience import Telling, alert_staff, in_private, job_of, person, reply_privately, tell_group
from handlers.consequences import Redo, SeekHelpers, SettleRequest
from handlers.context import Context, Question
from handlers.intents import GiveReview, Reopen
from handlers.messages import Kind, Reaction, Then
from handlers.router import Reactions, Router
from handlers.rules.ledger import reversal
from handlers.rules.lifecycle import Event, State, advance
from handlers.rules.matching import Job
from handlers.rules.requests import HOLDING, HelpRequest, Review, Standing
from handlers.which import find_named

router = Router()

_LOW = 2
_OVER = frozenset({State.DONE, State.CLOSED})


@router.on(GiveReview)
async def give_review(intent: GiveReview, ctx: Context) -> Reactions:
    """Keep the opinion of the one who was served; anybody else's changes nothing."""
    request = await find_named(intent.request, ctx) or await _awaiting(ctx)
    if request is None or request.requester != ctx.sender.id:
        return []
    if request.state not in _OVER:
        return await _too_early(request, intent, ctx)
    first = not request.reviews
    request = request.with_review(Review(ctx.sender.id, intent.rating, ctx.spoken.text, ctx.now))
    job = await job_of(await ctx.requests.save(request), ctx)
    await ctx.questions.drop(request.requester, "done")
    if intent.not_done:
        return await _redo_at_once(job, ctx)
    changed = [reply_privately(ctx, Kind.RECEIPT, "review-changed")] if intent.rating else []
    thanks = _thank(job, intent) if first else changed
    return [*thanks, Then(SettleRequest(request.number)), *await _bite(job, intent, ctx)]


@router.on(Reopen, staff_only=True)
async def reopen(intent: Reopen, ctx: Context) -> Reactions:
    """Staff, or a resident's "not done", start the search again under the same number."""
    request = await ctx.requests.get(intent.request)
    await _open_again(replace(request, touched_at=ctx.now), ctx)
    return [
        reply_privately(ctx, Kind.COMMAND_REPLY, "reopened", number=request.number),
        Then(SeekHelpers(request.number)),
    ]


@router.on(Redo)
async def redo(intent: Redo, ctx: Context) -> Reactions:
    """The requester wants somebody to come again: the same number, a new search."""
    request = await ctx.requests.get(intent.request)
    await _open_again(request, ctx)
    return [Then(SeekHelpers(request.number, "redo"))]


async def _too_early(request: HelpRequest, intent: GiveReview, ctx: Context) -> Reactions:
    """A score before anybody said "done": the served person says it hereby. Nobody served: nothing to rate."""
    if not request.is_unfinished or not request.holders or intent.rating is None or intent.not_done:
        return []
    await ctx.requests.save(advance(request.with_done(ctx.now), Event.FINISH))
    return [Then(replace(intent, request=request.number))]


def _thank(job: Job, intent: GiveReview) -> list[Reaction]:
    rating = intent.rating
    variant = "confirmed" if rating is None else "low" if rating <= _LOW else None
    helpers = tuple(person(who) for who in job.request.claimed_by)
    mentions = (job.request.requester, *(job.request.claimed_by if variant != "low" else ()))
    return tell_group(Telling(Kind.REVIEW_THANKS, mentions, variant, {"rating": rating, "helpers": helpers}), job)


async def _bite(job: Job, intent: GiveReview, ctx: Context) -> list[Reaction]:
    """A low score: staff are told, and the requester is asked whether somebody should come again."""
    if intent.rating is None or intent.rating > _LOW:
        return []
    request = job.request
    await ctx.questions.put(Question(request.requester, "redo", ctx.now, request.number, then=Redo(request.number)))
    alerts = await alert_staff(job, ctx, "low-review", rating=intent.rating, review=ctx.spoken.text)
    return [*alerts, in_private(Kind.REDO_QUESTION, request.requester, request)]


async def _redo_at_once(job: Job, ctx: Context) -> list[Reaction]:
    alerts = await alert_staff(job, ctx, "not-done", review=ctx.spoken.text)
    await _open_again(job.request, ctx)
    return [*alerts, Then(SeekHelpers(job.request.number, "redo"))]


async def _open_again(request: HelpRequest, ctx: Context) -> None:
    """Free all places and take the credit back; who served may be asked again."""
    entries = await ctx.ledger.list_of_request(request.number)
    taken_back = {entry.reverses for entry in entries}
    standing = [e for e in entries if e.reverses is None and e.id not in taken_back]
    await ctx.ledger.add([reversal(entry, ctx.now) for entry in standing])
    request = request.in_new_round()
    freed = tuple(replace(c, standing=Standing.SERVED) if c.standing in HOLDING else c for c in request.commitments)
    again = replace(
        advance(request, Event.REOPEN),
        commitments=freed,
        done_at=None,
        closed_at=None,
        credit_pending=False,
        rung=0,
    )
    await ctx.requests.save(again)


async def _awaiting(ctx: Context) -> HelpRequest | None:
    waiting = await ctx.requests.list_awaiting_review(ctx.sender.id)
    if waiting:
        return waiting[0]
    served = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    return next((r for r in served if r.holders), None)
