"""Staff teach the understanding: how a case was meant, and which words name a service."""

from handlers.audience import reply_to_staff
from handlers.consequences import ChangeService, DropRequest
from handlers.context import Context
from handlers.errors import RefusalError
from handlers.intents import Teach, TeachWords
from handlers.messages import Reaction, Ref, Then
from handlers.router import Reactions, Router
from handlers.rules.lessons import A_NEED, LONGEST_TEXT, Lesson, is_synonym
from handlers.rules.matching import PRIVATE_DANGERS
from handlers.rules.requests import HelpRequest

router = Router()

_DROPS = "-"


@router.on(Teach, staff_only=True)
async def teach(intent: Teach, ctx: Context) -> Reactions:
    """Keep how the case was meant, and put the case itself right, as far as it is not over."""
    request = await _case(intent, ctx)
    meaning = intent.meaning or A_NEED
    service = _service_meant(intent, request, ctx) if meaning == A_NEED else None
    await _learn(request, meaning, service, ctx)
    await ctx.audit.record(ctx.now, ctx.sender.id, "teach", f"request:{request.number}")
    follows, righted = _put_right(request, service)
    answer = reply_to_staff(
        ctx,
        "taught",
        discreetly=request.danger in PRIVATE_DANGERS,
        number=request.number,
        meaning=Ref("meaning", meaning),
        service=Ref("service", service) if service else None,
        danger=Ref("danger", request.danger.value) if request.danger else None,
        follows=follows,
    )
    return [answer, *righted]


@router.on(TeachWords, staff_only=True)
async def teach_words(intent: TeachWords, ctx: Context) -> Reactions:
    """Add words to a service, drop them, or tell which there are."""
    service, told = _service_first(intent, ctx)
    words = [word.strip() for word in (told.split(",") if "," in told else told.split())]
    for word in filter(None, words):
        await _put_or_drop(word, service, ctx)
    if any(words):
        await ctx.audit.record(ctx.now, ctx.sender.id, "words", f"service:{service}")
    known = tuple(word for word, code in (await ctx.lessons.list_words()).items() if code == service)
    return [reply_to_staff(ctx, "words", service=Ref("service", service), words=known)]


async def _case(intent: Teach, ctx: Context) -> HelpRequest:
    """The numbered request, else the quoted one."""
    quoted = ctx.spoken.quoted
    number = intent.request or (quoted.request if quoted else None)
    if number is None:
        raise RefusalError("teach-which")
    return await ctx.requests.get(number)


def _service_meant(intent: Teach, request: HelpRequest, ctx: Context) -> str:
    """By its code, its name or its words; where none was named, the one it has."""
    if not intent.service:
        return request.service
    return _known(intent.service, intent.guess, ctx)


def _known(name: str, guess: str | None, ctx: Context) -> str:
    found = ctx.services.find(name) or guess
    if found is None or found not in ctx.services.services:
        raise RefusalError("no-such-service", name=name)
    return found


async def _learn(request: HelpRequest, meaning: str, service: str | None, ctx: Context) -> None:
    requester = await ctx.people.get(request.requester)
    text = ctx.mask(request.words, requester.name)[:LONGEST_TEXT]
    is_need = meaning == A_NEED
    lesson = Lesson(
        text,
        meaning,
        ctx.now,
        service=service,
        urgency=request.urgency.value if is_need else None,
        danger=request.danger.value if is_need and request.danger else None,
        request=request.number,
    )
    if any(sign.isalpha() for sign in text):
        await ctx.lessons.learn(lesson)


def _put_right(request: HelpRequest, service: str | None) -> tuple[str, list[Reaction]]:
    """What follows for the case itself; one that is over stays as it is."""
    if not request.is_unfinished or service == request.service:
        return "nothing", []
    if service is None:
        return "cancelled", [Then(DropRequest(request.number))]
    follows = "offered" if request.is_seeking else "changed"
    return follows, [Then(ChangeService(request.number, service))]


def _service_first(intent: TeachWords, ctx: Context) -> tuple[str, str]:
    """The service, whose name may be of several words, and the rest."""
    words = intent.words.split()
    for end in range(len(words), 0, -1):
        found = ctx.services.find(" ".join(words[:end]))
        if found:
            return found, " ".join(words[end:])
    return _known(words[0], intent.guess, ctx), " ".join(words[1:])


async def _put_or_drop(word: str, service: str, ctx: Context) -> None:
    if word.startswith(_DROPS):
        return await _drop(word.lstrip(_DROPS).strip(), service, ctx)
    if not is_synonym(word):
        raise RefusalError("no-synonym", name=word)
    return await ctx.lessons.put_word(word, service)


async def _drop(word: str, service: str, ctx: Context) -> None:
    if (await ctx.lessons.list_words()).get(word) == service:
        await ctx.lessons.drop_word(word)
