"""Answers to the bot's questions: a yes, a no, a place, or one's own words."""

from dataclasses import replace

from handlers.audience import in_private
from handlers.consequences import PlaceTold, TellOfSelf
from handlers.context import Context, Question
from handlers.intents import Answer, place_of
from handlers.messages import Kind, Then
from handlers.router import Reactions, Router
from handlers.rules.slots import Place

router = Router()

_LONGEST_PLACE = 60


@router.on(Answer)
async def answer(intent: Answer, ctx: Context) -> Reactions:
    """Act on the latest question that these words can answer."""
    questions = await _open_questions(ctx)
    place = place_of(intent.slots)
    asked_place = _of_topic(questions, "place")
    if asked_place and place:
        return await _tell_place(asked_place, place, ctx)
    decided = next((q for q in questions if q.then or q.otherwise), None)
    if intent.yes is not None and decided:
        return await _decide(decided, yes=intent.yes, ctx=ctx)
    if _of_topic(questions, "volunteer"):
        return [Then(TellOfSelf(intent))]
    words = ctx.spoken.text.strip()
    if asked_place and intent.yes is None and ctx.spoken.in_private and len(words) <= _LONGEST_PLACE:
        return await _tell_place(asked_place, Place(text=words), ctx)
    return []


async def _decide(question: Question, *, yes: bool, ctx: Context) -> Reactions:
    await ctx.questions.drop(question.person, question.topic)
    follows = question.then if yes else question.otherwise
    return [Then(follows)] if follows else []


async def _tell_place(question: Question, place: Place, ctx: Context) -> Reactions:
    await ctx.questions.drop(question.person, "place")
    request = await ctx.requests.get(question.request or 0)
    if not request.is_unfinished:
        return []
    known = request.place
    if known and place.building in {None, known.building}:
        place = Place(known.building, place.unit or known.unit, place.room or known.room, place.text or known.text)
    await ctx.requests.save(replace(request, place=place))
    receipt = in_private(Kind.RECEIPT, ctx.sender.id, request, "place")
    return [*([receipt] if ctx.spoken.in_private else []), Then(PlaceTold(request.number))]


async def _open_questions(ctx: Context) -> list[Question]:
    asked = await ctx.questions.list_of(ctx.sender.id)
    return [q for q in asked if ctx.now - q.asked_at <= ctx.policy.talk.question_within]


def _of_topic(questions: list[Question], topic: str) -> Question | None:
    return next((q for q in questions if q.topic == topic), None)
