"""Full rooms: what was held back is told in one message, the most important first."""

from dataclasses import dataclass, replace

from handlers.consequences import RoomDigestFellDue
from handlers.context import Context, Held
from handlers.messages import Arg, Kind, Reaction, Ref, Send, Text, WakeAt
from handlers.restraint import hour_of
from handlers.router import Reactions, Router
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.requests import HelpRequest, Urgency
from handlers.rules.room_hours import HOUR, MOST_LINES, MOST_MENTIONED, RoomHour

router = Router()

_ORDER = (
    Kind.OFFER,
    Kind.CLAIM_RELEASED,
    Kind.REVIEW_PROMPT,
    Kind.INCIDENT_JOINED,
    Kind.CLAIM_CONFIRMED,
    Kind.REQUEST_CANCELLED,
)
_IN_SHORT = frozenset(_ORDER) - {Kind.INCIDENT_JOINED}
_STORY_OF_AN_OPEN_JOB = frozenset({Kind.CLAIM_CONFIRMED, Kind.CLAIM_RELEASED})


@dataclass(frozen=True, slots=True)
class _News:
    """One thing held back, as it stands now; `ids` are all its messages."""

    ids: tuple[int, ...]
    send: Send
    request: HelpRequest | None

    @property
    def is_current(self) -> bool:
        """Whether it still is news: an offer of a job that is taken is none."""
        if self.request is None:
            return True
        if self.send.kind is Kind.OFFER:
            return self.request.is_seeking
        return self.send.kind not in _STORY_OF_AN_OPEN_JOB or self.request.is_unfinished

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Offers first, urgent ones before all others; then by age."""
        kind = self.send.kind
        pressing = self.request is not None and self.request.urgency in {Urgency.URGENT, Urgency.EMERGENCY}
        return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), not pressing, self.ids[0])


@router.on(RoomDigestFellDue)
async def room_digest_fell_due(intent: RoomDigestFellDue, ctx: Context) -> Reactions:
    """Tell what waits in the room, if the hour has a place for it by now; what is over is not told any more."""
    held = await ctx.talk.list_held(intent.room)
    if not held:
        return []
    hour = await _hour_of(intent.room, ctx)
    if not hour.has_place(ctx.now):
        return [_again(intent, hour, held, ctx)]
    news = _one_offer_each([found for each in held if (found := await _news_of(each, ctx)).is_current])
    told, left = news[:MOST_LINES], news[MOST_LINES:]
    waiting = [each for each in held if any(each.id in later.ids for later in left)]
    alone = told[0].ids[-1:] if len(told) == 1 else ()
    await ctx.talk.fold([each.id for each in held if each not in waiting and each.id not in alone])
    after = replace(hour, digests=(*hour.digests, ctx.now))
    return [*await _tell(intent.room, told, ctx), *([_again(intent, after, waiting, ctx)] if waiting else [])]


async def _tell(room: RoomId, told: list[_News], ctx: Context) -> list[Reaction]:
    """One thing as it would have been told; several as a digest."""
    if len(told) == 1:
        await ctx.talk.release(told[0].ids[-1], told[0].send)
        return []
    return [_digest(room, told)] if told else []


def _digest(room: RoomId, told: list[_News]) -> Send:
    mentioned: tuple[PersonId, ...] = ()
    lines: list[Arg] = []
    for each in told:
        wanted = tuple(dict.fromkeys((*mentioned, *each.send.mentions)))
        has_place = len(wanted) <= MOST_MENTIONED
        mentioned = wanted if has_place else mentioned
        lines.append(_line(each.send, each.send.mentions if has_place else ()))
    first = next((each.send.request for each in told if each.send.kind is Kind.OFFER), None)
    return Send(Kind.DIGEST, room=room, mentions=mentioned, args={"lines": tuple(lines), "first": first})


def _line(send: Send, mentions: tuple[PersonId, ...]) -> Text:
    """The message as a line: in short where the catalogue has it so, else in its own words."""
    own = f"{send.kind.value}.{send.variant}" if send.variant else send.kind.value
    key = f"digest-{send.kind.value}" if send.kind in _IN_SHORT else own
    return Text(key, {**send.args, "mentions": tuple(Ref("mention", who) for who in mentions) or ""})


async def _news_of(held: Held, ctx: Context) -> _News:
    """The message as it is told late: it calls only those whom no private message reaches, the others know."""
    send = held.send
    request = await ctx.requests.find(send.request) if send.request else None
    called = tuple([who for who in send.mentions if not await _hears_in_private(who, ctx)])
    return _News((held.id,), replace(send, mentions=called), request)


async def _hears_in_private(who: PersonId, ctx: Context) -> bool:
    found = await ctx.people.find(who)
    return found is not None and found.reachable


def _one_offer_each(news: list[_News]) -> list[_News]:
    """Sorted; of several offers of one request the latest, which calls them all."""
    merged: dict[tuple[object, ...], _News] = {}
    for each in news:
        key = (each.send.request,) if each.send.kind is Kind.OFFER else (each.send.request, *each.ids)
        merged[key] = _joined(merged[key], each) if key in merged else each
    return sorted(merged.values(), key=lambda each: each.rank)


def _joined(one: _News, later: _News) -> _News:
    mentions = tuple(dict.fromkeys((*one.send.mentions, *later.send.mentions)))
    return replace(later, ids=(*one.ids, *later.ids), send=replace(later.send, mentions=mentions))


async def _hour_of(room: RoomId, ctx: Context) -> RoomHour:
    """The room's hour, with what is about to be sent."""
    spoken = await ctx.talk.list_spoken(room, ctx.now - HOUR)
    hour = hour_of(spoken, ctx.policy.budget.room_messages_per_hour)
    return replace(hour, said=(*hour.said, *[ctx.now] * await ctx.talk.count_waiting(room)))


def _again(intent: RoomDigestFellDue, hour: RoomHour, held: list[Held], ctx: Context) -> WakeAt:
    at = hour.next_digest(min(each.since for each in held), ctx.now)
    return WakeAt(at, intent, f"room-digest:{intent.room}")
