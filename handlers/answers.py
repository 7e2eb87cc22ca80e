"""Answers to the bot's questions: a yes, a no, a place, or one's own words."""

from dataclasses import replace

from handlers.audience import in_private, job_of
from handlers.consequences import PlaceTold, TellOfSelf
from handlers.context import Context, Question
from handlers.intents import Answer, place_of
from handlers.messages import Kind, Then
from handlers.router import Reactions, Router
from handlers.rules.matching import Job
from handlers.rules.requests import HelpRequest
from handlers.rules.slots import Place

router = Router()

_LONGEST_PLACE = 60


@router.on(Answer)
async def answer(intent: Answer, ctx: Context) -> Reactions:
    """Act on the latest question that these words can answer; a telephone number is kept whatever was asked."""
    questions = await _open_questions(ctx)
    place = place_of(intent.slots)
    asked_place = _of_topic(questions, "place")
    if asked_place and place:
        return await _tell(asked_place, place, intent.slots.phone, ctx)
    phone = None if _of_topic(questions, "volunteer") else intent.slots.phone
    told = await _tell(asked_place, None, phone, ctx) if phone else []
    decided = next((q for q in questions if q.then or q.otherwise), None)
    if intent.yes is not None and decided:
        return [*told, *await _decide(decided, yes=intent.yes, ctx=ctx)]
    return told if phone else await _in_own_words(intent, questions, ctx)


async def _in_own_words(intent: Answer, questions: list[Question], ctx: Context) -> Reactions:
    """What is neither a door nor a yes or no: the answer to an open question."""
    if _of_topic(questions, "volunteer"):
        return [Then(TellOfSelf(intent))]
    words, asked_place = ctx.spoken.text.strip(), _of_topic(questions, "place")
    if asked_place and intent.yes is None and ctx.spoken.in_private and len(words) <= _LONGEST_PLACE:
        return await _tell(asked_place, Place(text=words), None, ctx)
    return []


async def _decide(question: Question, *, yes: bool, ctx: Context) -> Reactions:
    await ctx.questions.drop(question.person, question.topic)
    follows = question.then if yes else question.otherwise
    return [Then(follows)] if follows else []


async def _tell(question: Question | None, place: Place | None, phone: str | None, ctx: Context) -> Reactions:
    """Keep the place, the telephone number, or both; whoever needs them hears of it."""
    request = await _told_of(question, ctx)
    if request is None or not request.is_unfinished:
        return []
    if place:
        await ctx.questions.drop(ctx.sender.id, "place")
    told = replace(request, place=_completed(request.place, place), phone=phone or request.phone)
    job = await job_of(await ctx.requests.save(told), ctx)
    receipt = in_private(Kind.RECEIPT, ctx.sender.id, told, _receipt(job, place))
    return [*([receipt] if ctx.spoken.in_private else []), Then(PlaceTold(told.number))]


async def _told_of(question: Question | None, ctx: Context) -> HelpRequest | None:
    """The request that was asked about, else the speaker's latest."""
    if question and question.request:
        return await ctx.requests.get(question.request)
    return next(iter(await ctx.requests.list_of_requester(ctx.sender.id, unfinished=True)), None)


def _completed(known: Place | None, place: Place | None) -> Place | None:
    if place is None or known is None or place.building not in {None, known.building}:
        return place or known
    return Place(known.building, place.unit or known.unit, place.room or known.room, place.text or known.text)


def _receipt(job: Job, place: Place | None) -> str:
    if place is None:
        return "phone"
    return "place-staff" if job.is_for_staff_alone else "place"


async def _open_questions(ctx: Context) -> list[Question]:
    asked = await ctx.questions.list_of(ctx.sender.id)
    return [q for q in asked if ctx.now - q.asked_at <= ctx.policy.talk.question_within]


def _of_topic(questions: list[Question], topic: str) -> Question | None:
    return next((q for q in questions if q.topic == topic), None)
