"""Which request is meant: quoted, then numbered, then mentioned, then the only one that fits."""

from collections.abc import Iterable

from handlers.audience import is_in_room, person, reply, reply_privately, service
from handlers.context import Context
from handlers.errors import UnknownRequestError
from handlers.messages import Arg, Kind, Ref, Send, Text
from handlers.rules.matching import is_private
from handlers.rules.requests import HelpRequest

MOST_NAMED = 3


async def find_named(number: int | None, ctx: Context) -> HelpRequest | None:
    """The request that was quoted or numbered; None where neither was. Raises UnknownRequestError."""
    quoted = ctx.spoken.quoted
    wanted = quoted.request if quoted and quoted.request else number
    if wanted is None:
        return None
    request = await ctx.requests.find(wanted)
    while request is not None and request.merged_into:
        request = await ctx.requests.find(request.merged_into)
    if request is None or not may_know(request, ctx):
        raise UnknownRequestError(wanted)
    return request


def may_know(request: HelpRequest, ctx: Context) -> bool:
    """Whether the speaker has something to do with the request, or was told of it in a room."""
    sender = ctx.sender
    asked = any(notice.person == sender.id for notice in request.notices)
    standing = request.commitment_of(sender.id) is not None
    return sender.is_staff or sender.id == request.requester or asked or standing or _heard_of(request, ctx)


def of_mentioned(requests: Iterable[HelpRequest], ctx: Context) -> list[HelpRequest]:
    """Those whose requester the speaker mentioned."""
    return [request for request in requests if request.requester in ctx.spoken.mentions]


def in_hearing(requests: Iterable[HelpRequest], ctx: Context) -> list[HelpRequest]:
    """Those the speaker may mean here: in a room those told in it, in private all they know of."""
    known = [request for request in requests if may_know(request, ctx)]
    return [r for r in known if ctx.heard_in is None or ctx.heard_in == r.room or ctx.sender.is_staff]


def ask_which(requests: Iterable[HelpRequest], ctx: Context) -> Send:
    """The question which of two or three is meant: where it was said, unless one of them is private."""
    named = list(requests)[:MOST_NAMED]
    ask = reply_privately if any_private(named, ctx) else reply
    return ask(ctx, Kind.CLAIM_AMBIGUOUS, lines=tuple(line_of(r) for r in named), first=named[0].number)


def any_private(requests: Iterable[HelpRequest], ctx: Context) -> bool:
    """Whether one of them must not be told in a group."""
    return any(is_private(request, ctx.services.get(request.service)) for request in requests)


def line_of(request: HelpRequest) -> Text:
    """One line about a request that anybody in its room may read."""
    args: dict[str, Arg] = {
        "number": request.number,
        "service": service(request),
        "who": person(request.requester),
        "state": Ref("state", request.state.value),
    }
    return Text("request-line", args)


def _heard_of(request: HelpRequest, ctx: Context) -> bool:
    room = ctx.community.find_room(request.room)
    if room is None or is_private(request, ctx.services.get(request.service)):
        return False
    return ctx.heard_in == room.id or is_in_room(ctx.sender, room)
