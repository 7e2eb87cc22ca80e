"""Claiming a request, and giving it back. Exactly one set of winners; the others are thanked and kept in order."""

from dataclasses import replace

from handlers.audience import Telling, alert_staff, in_private, job_of, person, reply_privately, tell_group
from handlers.clocks import check_on_arrival
from handlers.consequences import FreePlace, GiveJob, HandOver, Reassign, SeekHelpers, TrustHelper
from handlers.context import Context, Question
from handlers.errors import RefusalError
from handlers.intents import Claim, Withdraw
from handlers.messages import Arg, Kind, Ref, Text, Then
from handlers.router import Reactions, Router
from handlers.rules.bursts import unanswered
from handlers.rules.lifecycle import Event, State, advance, may
from handlers.rules.matching import Barrier, Job, barrier, day_of, has_skill
from handlers.rules.people import Person
from handlers.rules.requests import HOLDING, NOT_AGAIN, HelpRequest, Standing
from handlers.which import ask_which, find_named, in_hearing, of_mentioned

router = Router()

_STAFF_SETTLES = frozenset({Barrier.VETTING, Barrier.LICENCE})


@router.on(Claim)
async def claim(intent: Claim, ctx: Context) -> Reactions:
    """Somebody takes a request: by quote, number, mention, or because only one fits."""
    named = await find_named(intent.request, ctx)
    meant = [named] if named else await _meant(ctx)
    if not meant or meant[0].standing_of(ctx.sender.id) in HOLDING:
        return await _still_coming(ctx)
    if len(meant) > 1:
        return [ask_which(meant, ctx)]
    if intent.unsure:
        return await _ask_whether(meant[0], ctx)
    return await take(await job_of(meant[0], ctx), ctx.sender, ctx)


async def take(job: Job, helper: Person, ctx: Context) -> Reactions:
    """Give the place to that person, or tell them that it is taken."""
    request = job.request
    if helper.id == request.requester:
        return []
    if not request.is_unfinished:
        raise RefusalError("already-over", number=request.number, state=Ref("state", request.state.value))
    refusal = await _refuse(job, helper, ctx)
    if refusal:
        return refusal
    if not request.is_seeking:
        return await _keep_as_backup(job, helper, ctx)
    return await _win(job, helper, ctx)


@router.on(GiveJob)
async def give_job(intent: GiveJob, ctx: Context) -> Reactions:
    """Staff name the helper: immediate, past every barrier but a block, and the whole handover follows."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    helper = await ctx.people.get(intent.person)
    if helper.avoids(job.requester):
        raise RefusalError("claim-not-for-you", number=job.request.number)
    standing = job.request.standing_of(helper.id)
    if standing is Standing.WAITING:
        return [Then(TrustHelper(job.request.number, helper.id))]
    if standing in HOLDING:
        return []
    if job.request.free_places == 0:
        raise RefusalError("no-free-place", number=job.request.number)
    return await _win(job, helper, ctx, registered=True)


@router.on(Withdraw)
async def withdraw(intent: Withdraw, ctx: Context) -> Reactions:
    """A helper gives the place back; whoever was only asked is not asked again for it."""
    request = await find_named(intent.request, ctx) or await _own_commitment(ctx) or await _asked_of(ctx)
    if request is None:
        return []
    standing = request.standing_of(ctx.sender.id)
    if standing in HOLDING:
        gone = request.with_commitment(ctx.sender.id, Standing.WITHDRAWN, ctx.now)
        await ctx.requests.save(gone)
        return [Then(FreePlace(request.number, ctx.sender.id))]
    await ctx.requests.save(request.with_commitment(ctx.sender.id, Standing.DECLINED, ctx.now))
    told = [reply_privately(ctx, Kind.RECEIPT, "declined")] if ctx.spoken.in_private else []
    return [*told, Then(Reassign(request.number))]


@router.on(FreePlace)
async def free_place(intent: FreePlace, ctx: Context) -> Reactions:
    """The requester is told once, and the search goes on: back-ups first, then those asked before, then others."""
    request = await ctx.requests.get(intent.request)
    event = Event.FREE if request.state is not State.IN_PROGRESS or request.holders else Event.ABANDON
    request = advance(request, event) if may(request, event) else request
    request = request.in_new_round(without=frozenset({intent.person, *intent.others}))
    led_by = request.lead
    job = await job_of(await ctx.requests.save(request.with_lead()), ctx)
    gone = tuple(person(who) for who in (intent.person, *intent.others))
    released = Telling(Kind.CLAIM_RELEASED, (request.requester,), intent.reason, {"helper": gone})
    lead = job.request.lead
    named = [in_private(Kind.REQUEST_CHANGED, lead, job.request, "lead", gone=gone)] if lead and lead != led_by else []
    return [*tell_group(released, job), *named, Then(SeekHelpers(request.number))]


async def _meant(ctx: Context) -> list[HelpRequest]:
    """What a claim without a number may mean: mentioned requesters', the only one to be had, or one just taken."""
    known = in_hearing(await ctx.requests.list_unfinished(), ctx)
    others = [r for r in known if r.requester != ctx.sender.id]
    new = [r for r in others if r.standing_of(ctx.sender.id) not in HOLDING]
    seeking = [r for r in new if r.is_seeking]
    late = _taken(new, ctx) if len(new) == len(others) else []
    return of_mentioned(new, ctx) or _fitting(seeking, ctx) or late


async def _still_coming(ctx: Context) -> Reactions:
    """A helper says once more that they come: the clock for their arrival starts anew."""
    held = [r for r in await ctx.requests.list_of_helper(ctx.sender.id) if r.is_unfinished]
    waiting = [r for r in held if r.standing_of(ctx.sender.id) in {Standing.CLAIMED, Standing.WAITING}]
    return [check_on_arrival(r, ctx.sender.id, ctx) for r in waiting]


def _fitting(seeking: list[HelpRequest], ctx: Context) -> list[HelpRequest]:
    """Of several, the only one that the speaker was asked for, else the only one they have the skill for."""
    if len(seeking) <= 1:
        return seeking
    offered = [r for r in seeking if ctx.sender.id in unanswered(r)]
    asked = [r for r in seeking if any(n.person == ctx.sender.id for n in r.notices)]
    skilled = [r for r in seeking if has_skill(ctx.sender, r.service, ctx.services)]
    return next((only for only in (offered, asked, skilled) if len(only) == 1), asked or skilled or seeking)


def _taken(others: list[HelpRequest], ctx: Context) -> list[HelpRequest]:
    """The one that was filled last, where a late comer may still mean it."""
    taken = [r for r in others if r.state is State.CLAIMED]
    recent = [r for r in taken if ctx.now - r.holders[-1].at <= ctx.policy.talk.amend_within]
    return sorted(recent, key=lambda r: r.holders[-1].at)[-1:]


async def _ask_whether(request: HelpRequest, ctx: Context) -> Reactions:
    """One short question to somebody who doubts; nothing is claimed yet."""
    if not request.is_seeking:
        return []
    sure = Claim(request.number)
    await ctx.questions.put(Question(ctx.sender.id, "claim", ctx.now, request.number, then=sure))
    return [in_private(Kind.CLAIM_QUESTION, ctx.sender.id, request, who=person(request.requester))]


async def _refuse(job: Job, helper: Person, ctx: Context) -> Reactions:
    """What stands against it: told to them alone; where staff can settle it, staff are told too."""
    against = barrier(helper, job, day_of(job, ctx.local_now))
    if against is None:
        return []
    variant = f"claim-{against.value}"
    told = in_private(Kind.REFUSAL, helper.id, job.request, variant)
    if against not in _STAFF_SETTLES:
        return [told]
    return [told, *await alert_staff(job, ctx, "claim-needs-staff", helper=person(helper.id))]


async def _keep_as_backup(job: Job, helper: Person, ctx: Context) -> Reactions:
    if job.request.standing_of(helper.id) is not Standing.BACKUP:
        request = job.request.with_commitment(helper.id, Standing.BACKUP, ctx.now)
        job = replace(job, request=await ctx.requests.save(request))
    winners = tuple(person(who) for who in job.request.claimed_by)
    if ctx.spoken.in_private:
        return [in_private(Kind.ALREADY_CLAIMED, helper.id, job.request, helpers=winners)]
    return tell_group(Telling(Kind.ALREADY_CLAIMED, mentions=(helper.id,), args={"helpers": winners}), job)


async def _win(job: Job, helper: Person, ctx: Context, *, registered: bool = False) -> Reactions:
    known = registered or helper.is_volunteer or helper.is_staff
    standing = Standing.CLAIMED if known else Standing.WAITING
    request = job.request.with_commitment(helper.id, standing, ctx.now).with_lead()
    if request.free_places == 0:
        request = advance(request, Event.FILL)
    job = replace(job, request=await ctx.requests.save(request))
    await ctx.questions.drop(helper.id, "claim")
    named: dict[str, Arg] = {"helper": person(helper.id), "who": person(request.requester)}
    args = {
        **named,
        "free": request.free_places,
        "address": Text(_address_note(request, helper), named),
        "crew": _full(request),
    }
    confirmed = Telling(Kind.CLAIM_CONFIRMED, mentions=(request.requester, helper.id), args=args)
    return [*tell_group(confirmed, job), Then(HandOver(request.number, helper.id)), Then(Reassign(request.number))]


def _full(request: HelpRequest) -> Text | None:
    """That all are there, who they are and who leads, where several were wanted."""
    if request.lead is None or request.free_places:
        return None
    helpers = tuple(person(who) for who in request.claimed_by)
    return Text("crew-full", {"helpers": helpers, "lead": person(request.lead)})


def _address_note(request: HelpRequest, helper: Person) -> str:
    """The text that says what becomes of the address."""
    place = request.place
    if not helper.reachable:
        return "address-add-me"
    if request.standing_of(helper.id) is Standing.WAITING:
        return "address-on-consent"
    if place is None:
        return "address-asked"
    return "address-sent" if place.is_door or place.text else "address-building"


async def _own_commitment(ctx: Context) -> HelpRequest | None:
    mine = await ctx.requests.list_of_helper(ctx.sender.id)
    here = in_hearing(mine, ctx)
    return next(iter(here or mine), None)


async def _asked_of(ctx: Context) -> HelpRequest | None:
    """The latest request that the speaker was asked to take."""
    known = await ctx.requests.list_unfinished()
    me = ctx.sender.id
    fresh = [r for r in known if r.standing_of(me) not in NOT_AGAIN and r.requester != me]
    asked = [(n.at, r.number, r) for r in fresh for n in r.notices if n.person == me and not n.taken_back]
    return max(asked, key=lambda each: each[:2])[2] if asked else None
