"""Handing over: address and telephone to the claimant alone, and to the requester who is coming."""

from handlers.audience import alert_staff, ask_where, in_private, job_of, person, tell_heads, words_of
from handlers.clocks import check_on_arrival
from handlers.consequences import (
    AppointmentNeared,
    CompareReports,
    FreePlace,
    HandOver,
    PlaceTold,
    RejectHelper,
    TrustHelper,
)
from handlers.context import Context, Question
from handlers.messages import Arg, Kind, Reaction, Ref, Text, Then, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Job
from handlers.rules.requests import HelpRequest, Standing
from handlers.rules.slots import Place
from handlers.rules.waves import reminder_times

router = Router()


@router.on(HandOver)
async def hand_over(intent: HandOver, ctx: Context) -> Reactions:
    """Tell both of each other, and set the clocks: for an appointment its reminders, else for the arrival."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    if job.request.standing_of(intent.person) is Standing.WAITING:
        return [*await _ask_consent(job, intent.person, ctx), *_clocks(job.request, intent.person, ctx)]
    return [
        handover_to(intent.person, job),
        *await _ask_where_if_unknown(job, intent.person, ctx),
        *await _tell_who_comes(job, intent.person, ctx),
        *_clocks(job.request, intent.person, ctx),
    ]


@router.on(PlaceTold)
async def place_told(intent: PlaceTold, ctx: Context) -> Reactions:
    """The place, or the telephone, is known now: everybody who holds the job gets the handover that was incomplete.

    Where staff have the matter they are told, and of a danger the building's heads.
    """
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    request = job.request
    told: list[Reaction] = [handover_to(holder.person, job) for holder in request.holders]
    if request.danger or request.state is State.UNFILLED:
        told += await alert_staff(job, ctx, "details", phone=_phone(job))
    heads = await tell_heads(job, ctx) if request.danger and request.place else []
    return [*told, *heads, *([Then(CompareReports(request.number))] if request.supply else [])]


@router.on(AppointmentNeared)
async def appointment_neared(intent: AppointmentNeared, ctx: Context) -> Reactions:
    """Remind the helpers and the requester, unless the appointment was moved."""
    request = await ctx.requests.get(intent.request)
    if not request.is_unfinished or request.starts_at != intent.start or not request.holders:
        return []
    concerned = (*request.claimed_by, request.requester)
    return [in_private(Kind.REMINDER, who, request, "appointment", time=request.time) for who in concerned]


@router.on(TrustHelper)
async def trust_helper(intent: TrustHelper, ctx: Context) -> Reactions:
    """A helper who is not registered may know the door now."""
    request = await ctx.requests.get(intent.request)
    if request.standing_of(intent.person) is not Standing.WAITING:
        return []
    await ctx.requests.save(request.with_consent(intent.person))
    await ctx.questions.drop(request.requester, "helper")
    return [Then(HandOver(request.number, intent.person))]


@router.on(RejectHelper)
async def reject_helper(intent: RejectHelper, ctx: Context) -> Reactions:
    """The requester would rather have somebody else; the helper is told kindly, the search goes on."""
    request = await ctx.requests.get(intent.request)
    if request.standing_of(intent.person) is not Standing.WAITING:
        return []
    await ctx.requests.save(request.with_commitment(intent.person, Standing.RELEASED, ctx.now))
    told = in_private(Kind.REQUEST_CHANGED, intent.person, request, "not-needed")
    return [told, Then(FreePlace(request.number, intent.person, "refused"))]


def handover_to(helper: PersonId, job: Job) -> Reaction:
    """The handover: all that is known for a registered helper, no closer than the building for another."""
    request = job.request
    place = request.place
    if request.standing_of(helper) is Standing.WAITING:
        building = place.building_only() if place and place.building else None
        return in_private(Kind.HANDOVER, helper, request, "building-only", **_facts(job), place=building)
    phone, facts = _phone(job), {**_facts(job), "crew": _crew(request, helper)}
    if place is None:
        unknown = {**facts, "asked": None if request.recorded_by else "yes", "home": _stairs(job)}
        return in_private(Kind.HANDOVER, helper, request, "no-place", **unknown, phone=phone)
    return in_private(Kind.HANDOVER, helper, request, None, **facts, place=place, phone=phone)


def _crew(request: HelpRequest, reader: PersonId) -> Text | None:
    """How many go together, and who leads: to the lead, or to somebody else."""
    if request.lead is None:
        return None
    if request.lead == reader:
        return Text("crew-you", {"people": request.people})
    return Text("crew-led", {"people": request.people, "lead": person(request.lead)})


def _stairs(job: Job) -> Place | None:
    """Where whoever reported it lives, no closer than the staircase: the wrong door is worse than none."""
    home = job.requester.place
    return Place(home.building, home.unit) if home and home.building else None


async def _ask_where_if_unknown(job: Job, helper: PersonId, ctx: Context) -> Reactions:
    """A job for which no place was asked, because it mostly needs none, is asked for it when somebody comes."""
    request = job.request
    if request.place or request.recorded_by:
        return []
    asked = await ctx.questions.list_of(request.requester)
    if any(q.topic == "place" and q.request == request.number for q in asked):
        return []
    return await ask_where(job, ctx, "place-helper", helper=person(helper))


async def _tell_who_comes(job: Job, helper: PersonId, ctx: Context) -> Reactions:
    """The requester hears who comes; where no message reaches them, staff do."""
    if not job.requester.reachable:
        return await alert_staff(job, ctx, "who-comes", helper=person(helper), phone=_phone(job))
    crew = _crew(job.request, job.requester.id)
    return [in_private(Kind.HANDOVER_REQUESTER, job.requester.id, job.request, helper=person(helper), crew=crew)]


def _phone(job: Job) -> str | None:
    return job.request.phone or job.requester.phone


async def _ask_consent(job: Job, helper: PersonId, ctx: Context) -> Reactions:
    """A helper who is not registered: the requester is asked before the door is told."""
    request = job.request
    trust, reject = TrustHelper(request.number, helper), RejectHelper(request.number, helper)
    if not job.requester.reachable:
        return [handover_to(helper, job), *await alert_staff(job, ctx, "trust-needs-staff", helper=person(helper))]
    question = Question(request.requester, "helper", ctx.now, request.number, then=trust, otherwise=reject)
    await ctx.questions.put(question)
    asked = in_private(Kind.HANDOVER_REQUESTER, request.requester, request, "unregistered", helper=person(helper))
    return [handover_to(helper, job), asked]


def _facts(job: Job) -> dict[str, Arg]:
    request = job.request
    return {
        "who": person(request.requester),
        "for_whom": request.on_behalf_of,
        "words": words_of(request),
        "time": request.time,
        "note": _risk_note(job),
    }


def _risk_note(job: Job) -> Ref | None:
    """The service's risk note, by the code under which the catalogue has it."""
    return Ref("note", job.service.code) if job.service.licence_preferred else None


def _clocks(request: HelpRequest, helper: PersonId, ctx: Context) -> Reactions:
    start = request.starts_at
    reminders = [
        WakeAt(at, AppointmentNeared(request.number, start), f"appointment:{request.number}:{n}")
        for n, at in enumerate(reminder_times(request, ctx.policy, ctx.local_now.tzinfo))
        if start and at > ctx.now
    ]
    return [*reminders, check_on_arrival(request, helper, ctx)]
