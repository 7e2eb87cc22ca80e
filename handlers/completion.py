"""The end of a job: done, asked for a review, closed, credited."""

from dataclasses import replace

from handlers.audience import Telling, in_private, job_of, person, tell_group, told_over
from handlers.consequences import AwaitReview, ReviewOverdue, SettleRequest
from handlers.context import Context, Question
from handlers.intents import Cancel, ConfirmDone, GiveReview
from handlers.messages import Kind, Reaction, Then, WakeAt
from handlers.near import list_reported
from handlers.router import Reactions, Router
from handlers.rules.ledger import credits_for
from handlers.rules.lifecycle import Event, State, advance, may
from handlers.rules.requests import HOLDING, HelpRequest
from handlers.which import ask_which, find_named

router = Router()


@router.on(ConfirmDone)
async def confirm_done(intent: ConfirmDone, ctx: Context) -> Reactions:
    """Either side says that it is done; after the prompt, the requester's word is the yes to it."""
    named = await find_named(intent.request, ctx)
    meant = [named] if named else await _own(ctx)
    if len(meant) > 1:
        return [ask_which(meant, ctx)]
    return await _said_done(meant[0], intent, ctx) if meant else []


async def _said_done(request: HelpRequest, intent: ConfirmDone, ctx: Context) -> Reactions:
    """Without any helper it solved itself: then it is cancelled."""
    if request.state is State.DONE and request.requester == ctx.sender.id:
        return [Then(GiveReview(intent.rating, request.number))]
    if not _is_party(request, ctx) or not request.is_unfinished:
        return []
    if not request.holders:
        return [Then(Cancel(request.number, repaired=True))]
    await ctx.requests.save(advance(request.with_done(ctx.now), Event.FINISH))
    rated = intent.rating is not None and ctx.sender.id == request.requester
    return [Then(GiveReview(intent.rating, request.number) if rated else AwaitReview(request.number))]


@router.on(AwaitReview)
async def await_review(intent: AwaitReview, ctx: Context) -> Reactions:
    """Ask the one who was served, in the group, whether it is so; set the clock for one reminder."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    request = job.request
    await ctx.questions.put(_whether_done(request, ctx))
    helpers = tuple(person(who) for who in request.claimed_by)
    prompt = Telling(Kind.REVIEW_PROMPT, mentions=(request.requester,), args={"helpers": helpers})
    overdue = ReviewOverdue(request.number, ctx.now)
    return [
        *told_over(request),
        *tell_group(prompt, job),
        WakeAt(ctx.now + ctx.policy.review.remind_after, overdue, f"review:{request.number}"),
    ]


@router.on(ReviewOverdue)
async def review_overdue(intent: ReviewOverdue, ctx: Context) -> Reactions:
    """Remind once, then close without a score: the credit waits for staff."""
    request = await ctx.requests.get(intent.request)
    if request.state is not State.DONE or request.done_at != intent.since:
        return []
    if not intent.reminded:
        left = ctx.policy.review.close_after - ctx.policy.review.remind_after
        again = replace(intent, reminded=True)
        await ctx.questions.put(_whether_done(request, ctx))
        reminder = in_private(Kind.REMINDER, request.requester, request, "review")
        return [reminder, WakeAt(ctx.now + left, again, f"review:{request.number}")]
    return [Then(SettleRequest(request.number, confirmed=False))]


@router.on(SettleRequest)
async def settle_request(intent: SettleRequest, ctx: Context) -> Reactions:
    """Close the request and credit its helpers, or leave the credit to staff where nobody confirmed the job."""
    request = await ctx.requests.get(intent.request)
    await ctx.questions.drop(request.requester, "done")
    if may(request, Event.CLOSE):
        done_at = request.done_at or (ctx.now if request.holders else None)
        ended = request if request.done_at or not request.holders else request.with_done(ctx.now)
        request = advance(replace(ended, closed_at=ctx.now, done_at=done_at), Event.CLOSE)
    waits = not intent.confirmed and bool(request.holders)
    request = await ctx.requests.save(replace(request, credit_pending=waits))
    credited = [] if waits else await _credit(request, ctx)
    return [*told_over(request), *credited]


def _whether_done(request: HelpRequest, ctx: Context) -> Question:
    """The prompt as a question: yes closes without a score, no opens the search again."""
    yes = ConfirmDone(request.number)
    no = GiveReview(request=request.number, not_done=True)
    return Question(request.requester, "done", ctx.now, request.number, then=yes, otherwise=no)


async def _credit(request: HelpRequest, ctx: Context) -> list[Reaction]:
    standing = await ctx.ledger.list_of_request(request.number)
    there = {entry.id for entry in standing}
    entries = [e for e in credits_for(request, ctx.services.get(request.service), ctx.now) if e.id not in there]
    await ctx.ledger.add(entries)
    return [in_private(Kind.TIME_CREDITED, e.taker, request, minutes=e.minutes) for e in entries]


async def _own(ctx: Context) -> list[HelpRequest]:
    """What the speaker may mean: a job they hold, else a request of their own that is being dealt with."""
    me = ctx.sender.id
    held = [r for r in await ctx.requests.list_of_helper(me) if r.standing_of(me) in HOLDING]
    if held:
        arrived = [r for r in held if r.state is State.IN_PROGRESS]
        return arrived[:1] or held
    asked = await ctx.requests.list_of_requester(me, unfinished=True)
    return [r for r in asked if r.holders] or await _prompted(ctx) or asked or (await list_reported(ctx))[:1]


async def _prompted(ctx: Context) -> list[HelpRequest]:
    """The speaker's own job that waits for their word, the latest done one first."""
    waiting = await ctx.requests.list_awaiting_review(ctx.sender.id)
    return [r for r in waiting if r.state is State.DONE][:1]


def _is_party(request: HelpRequest, ctx: Context) -> bool:
    me = ctx.sender
    return me.id in request.reporters or request.standing_of(me.id) in HOLDING or me.is_staff
