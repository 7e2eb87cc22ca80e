"""一键通: one key or one word from somebody on the care list opens a request, and staff hear of it at once."""

from dataclasses import replace
from datetime import timedelta

from handlers.audience import alert_staff, in_private, job_of
from handlers.consequences import AnswerCall, CallOverdue, OpenRequest
from handlers.context import Context
from handlers.intents import AskForHelp, CallByButton
from handlers.ladder import climb_to
from handlers.messages import Kind, Then, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.lanes import STAFF, STATION
from handlers.rules.requests import HelpRequest, Urgency

router = Router()

_SERVICE = "companionship"  # nothing is known but that somebody must go and see
_PRESSED_AGAIN = timedelta(minutes=5)


@router.on(CallByButton)
async def call_by_button(intent: CallByButton, ctx: Context) -> Reactions:  # noqa: ARG001
    """Open a priority request at the stored address; pressed again, the first goes on."""
    own = await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)
    pending = next((r for r in own if r.by_button), None)
    if pending is not None:
        return await _pressed_again(pending, ctx)
    asked = AskForHelp(_SERVICE, Urgency.URGENT, by_button=True)
    return [Then(OpenRequest(asked, ctx.sender.id, ctx.spoken.text))]


@router.on(AnswerCall)
async def answer_call(intent: AnswerCall, ctx: Context) -> Reactions:
    """Staff hear of it before any volunteer has answered; the caller reads one calm word."""
    request = await ctx.requests.get(intent.request)
    request = await ctx.requests.save(replace(request, rung=max(request.rung, STAFF)))
    job = await job_of(request, ctx)
    alerts = await alert_staff(job, ctx, "call", phone=request.phone or job.requester.phone)
    calm = in_private(Kind.RECEIPT, request.requester, request, "call")
    overdue = CallOverdue(request.number, ctx.now)
    return [calm, *alerts, WakeAt(ctx.now + ctx.policy.care.call_clock, overdue, f"call:{request.number}")]


@router.on(CallOverdue)
async def call_overdue(intent: CallOverdue, ctx: Context) -> Reactions:
    """Nobody has taken it and staff have not touched it: the head of the station is told."""
    request = await ctx.requests.get(intent.request)
    touched = request.touched_at is not None and request.touched_at > intent.since
    if not request.is_unfinished or request.holders or touched or request.rung >= STATION:
        return []
    rung, told = await climb_to(STATION, await job_of(request, ctx), ctx, "untouched")
    await ctx.requests.save(replace(request, rung=rung))
    return told


async def _pressed_again(request: HelpRequest, ctx: Context) -> Reactions:
    """A word that it is heard; staff are told once more where nobody is coming after some minutes."""
    job = await job_of(request, ctx)
    is_left_alone = not request.holders and request.age_at(ctx.now) >= _PRESSED_AGAIN
    alerts = await alert_staff(job, ctx, "call-again", phone=job.requester.phone) if is_left_alone else []
    return [in_private(Kind.RECEIPT, request.requester, request, "call-again"), *alerts]
