"""What staff do to incidents by a command: make two requests one, and take a report out again."""

from dataclasses import replace

from handlers.audience import job_of, person, reply_to_staff
from handlers.consequences import JoinIncident, OpenRequest, PlaceTold, SeekHelpers
from handlers.context import Context
from handlers.errors import RefusalError
from handlers.intents import AskForHelp, MergeRequests, SplitRequest
from handlers.messages import Ref, Then
from handlers.named import person_named
from handlers.router import Reactions, Router
from handlers.rules.incidents import without_report
from handlers.rules.lifecycle import Event, advance
from handlers.rules.reports import Report
from handlers.rules.requests import HelpRequest
from handlers.rules.slots import Slots

router = Router()


@router.on(MergeRequests, staff_only=True)
async def merge_requests(intent: MergeRequests, ctx: Context) -> Reactions:
    """The second joins the first with all its reporters. Danger, and what is private, is never merged away."""
    request, other = await ctx.requests.get(intent.request), await ctx.requests.get(intent.other)
    await _refuse_to_merge(request, other, ctx)
    await ctx.requests.save(replace(request, touched_at=ctx.now))
    await ctx.audit.record(ctx.now, ctx.sender.id, "merge", f"request:{other.number}>{request.number}")
    answer = reply_to_staff(ctx, "merged", number=request.number, other=other.number)
    return [answer, Then(JoinIncident((request.number, other.number)))]


@router.on(SplitRequest, staff_only=True)
async def split_request(intent: SplitRequest, ctx: Context) -> Reactions:
    """One reporter's matter becomes a request of its own, under its old number where it had one."""
    request = await ctx.requests.get(intent.request)
    report = await _meant(intent, request, ctx)
    left = await ctx.requests.save(replace(without_report(request, report.person), touched_at=ctx.now))
    await ctx.audit.record(ctx.now, ctx.sender.id, "split", f"request:{request.number}")
    moved = [Then(PlaceTold(left.number))] if left.requester != request.requester and left.holders else []
    return [*(await _reopened(report, request, ctx) if report.number else _opened(report, request)), *moved]


async def _refuse_to_merge(request: HelpRequest, other: HelpRequest, ctx: Context) -> None:
    over = next((r for r in (request, other) if not r.is_unfinished), None)
    if over:
        raise RefusalError("already-over", number=over.number, state=Ref("state", over.state.value))
    if request.number == other.number:
        raise RefusalError("merge-itself", number=request.number)
    private = [r for r in (request, other) if (await job_of(r, ctx)).is_private]
    if private or other.danger:
        raise RefusalError("merge-apart", number=private[0].number if private else other.number)


async def _meant(intent: SplitRequest, request: HelpRequest, ctx: Context) -> Report:
    """The report of whom they name, else the one that joined last."""
    if not request.is_incident:
        raise RefusalError("split-single", number=request.number)
    if intent.person is None:
        return max(request.reports[1:], key=lambda report: report.at)
    someone = await person_named(intent.person, ctx)
    report = next((r for r in request.reports if r.person == someone.id), None)
    if report is None:
        raise RefusalError("split-who", number=request.number, who=someone.name)
    return report


def _opened(report: Report, request: HelpRequest) -> Reactions:
    slots = Slots(place=report.place, phone=report.phone)
    asked = AskForHelp(request.service, request.urgency, slots=slots, only_mine=True, supply=request.supply)
    return [Then(OpenRequest(asked, report.person, report.words, room=report.room, split_from=request.number))]


async def _reopened(report: Report, request: HelpRequest, ctx: Context) -> Reactions:
    old = await ctx.requests.get(report.number or 0)
    again = replace(advance(old.in_new_round(), Event.REOPEN), merged_into=None, only_mine=True, closed_at=None)
    again = await ctx.requests.save(replace(again, rung=0))
    answer = reply_to_staff(ctx, "split", number=again.number, of=request.number, who=person(report.person))
    return [answer, Then(SeekHelpers(again.number, "request"))]
