"""Becoming a volunteer: three questions in private, then staff say yes."""

from dataclasses import replace

from handlers.audience import reply, reply_privately, reply_to_staff, tell_staff
from handlers.consequences import TellOfSelf
from handlers.context import Context, Question
from handlers.errors import RefusalError
from handlers.intents import AddVolunteer, Answer, ApproveVolunteer, OfferToVolunteer, PauseVolunteer, place_of
from handlers.messages import Arg, Kind, Ref, Send
from handlers.named import person_named
from handlers.router import Reactions, Router
from handlers.rules.people import Person, Role
from handlers.rules.services import OTHER

router = Router()

_TOPIC = "volunteer"
_STEPS = ("skills", "building", "times")
_MOST_QUESTIONS = 3  # a registration costs four messages at most, and the last is the receipt


@router.on(OfferToVolunteer)
async def offer_to_volunteer(intent: OfferToVolunteer, ctx: Context) -> Reactions:
    """Begin the questions in private; what is known already is not asked."""
    me = ctx.sender
    if me.is_volunteer:
        return [reply_privately(ctx, Kind.RECEIPT, "already-volunteer")]
    place = place_of(intent.slots) or me.place
    applicant = replace(me, skills=me.skills | set(intent.skills), place=place)
    return await _ask_next(applicant, ctx, asked=())


@router.on(TellOfSelf)
async def tell_of_self(intent: TellOfSelf, ctx: Context) -> Reactions:
    """One answer: keep what it says and ask the next thing; a time that is none is asked for once more."""
    question = next(q for q in await ctx.questions.list_of(ctx.sender.id) if q.topic == _TOPIC)
    asked = _asked(question)
    step = asked[-1]
    if step == "times" and not intent.answer.says_when and asked.count(step) == 1 and len(asked) < _MOST_QUESTIONS:
        return await _ask(step, ctx, asked, "volunteer-times-again")
    applicant = _with_answer(ctx.sender, step, intent.answer, ctx)
    return await _ask_next(applicant, ctx, asked)


@router.on(AddVolunteer, staff_only=True)
async def add_volunteer(intent: AddVolunteer, ctx: Context) -> Reactions:
    """Staff make somebody a volunteer at once."""
    someone = await person_named(intent.person, ctx)
    await _approve(replace(someone, skills=someone.skills | set(intent.skills)), ctx)
    return [reply_to_staff(ctx, "volunteer-added", who=_name(someone), skills=_skills(someone, intent.skills))]


@router.on(ApproveVolunteer, staff_only=True)
async def approve_volunteer(intent: ApproveVolunteer, ctx: Context) -> Reactions:
    """Staff say yes to a registration; the volunteer is told."""
    someone = await person_named(intent.person, ctx)
    if not someone.applied:
        raise RefusalError("nothing-to-approve", who=_name(someone))
    await _approve(someone, ctx)
    welcome = Send(Kind.RECEIPT, to=someone.id, variant="approved")
    return [reply_to_staff(ctx, "volunteer-approved", who=_name(someone)), welcome]


@router.on(PauseVolunteer, staff_only=True)
async def pause_volunteer(intent: PauseVolunteer, ctx: Context) -> Reactions:
    """A paused volunteer is not asked; the same command again lets them go on."""
    someone = await person_named(intent.person, ctx)
    if not someone.is_volunteer:
        raise RefusalError("no-volunteer", who=_name(someone))
    await ctx.people.save(replace(someone, paused=not someone.paused))
    return [reply(ctx, Kind.COMMAND_REPLY, "resumed" if someone.paused else "paused", who=_name(someone))]


async def _ask_next(applicant: Person, ctx: Context, asked: tuple[str, ...]) -> Reactions:
    """The next question that is neither asked nor known; after the last, staff have the application."""
    await ctx.people.save(applicant)
    known = {"skills": bool(applicant.skills), "building": bool(applicant.place), "times": False}
    step = next((s for s in _STEPS if s not in asked and not known[s]), None)
    if step is None:
        return await _apply(applicant, ctx)
    return await _ask(step, ctx, asked, f"volunteer-{step}")


async def _ask(step: str, ctx: Context, asked: tuple[str, ...], variant: str) -> Reactions:
    data: dict[str, Arg] = {"asked": (*asked, step)}
    await ctx.questions.put(Question(ctx.sender.id, _TOPIC, ctx.now, data=data))
    return [reply_privately(ctx, Kind.ASK_SLOT, variant)]


async def _apply(applicant: Person, ctx: Context) -> Reactions:
    await ctx.questions.drop(applicant.id, _TOPIC)
    await ctx.people.save(replace(applicant, applied=True))
    args: dict[str, Arg] = {
        "who": _name(applicant),
        "id": applicant.id,
        "skills": _skills(applicant, ()),
        "place": applicant.place,
        "times": applicant.free_times,
    }
    alert = Send(Kind.STAFF_ALERT, variant="application", args=args)
    return [reply_privately(ctx, Kind.RECEIPT, "applied"), *await tell_staff(ctx, alert)]


def _with_answer(applicant: Person, step: str, answer: Answer, ctx: Context) -> Person:
    if step == "skills":
        return replace(applicant, skills=applicant.skills | set(answer.skills or (OTHER,)))
    if step == "building":
        place = place_of(answer.slots)
        grid = ctx.community.grid_of(place.building if place else None)
        return replace(applicant, place=place, grid=grid or applicant.grid)
    return replace(applicant, free_times=ctx.spoken.text.strip()) if answer.says_when else applicant


async def _approve(someone: Person, ctx: Context) -> None:
    await ctx.people.save(replace(someone, roles=someone.roles | {Role.VOLUNTEER}, applied=False, paused=False))


def _asked(question: Question) -> tuple[str, ...]:
    asked = (question.data or {}).get("asked")
    return tuple(str(step) for step in asked) if isinstance(asked, tuple) else ()


def _skills(someone: Person, more: tuple[str, ...]) -> tuple[Ref, ...]:
    return tuple(Ref("skill", code) for code in sorted(someone.skills | set(more)))


def _name(someone: Person) -> Ref:
    return Ref("person", someone.id)
