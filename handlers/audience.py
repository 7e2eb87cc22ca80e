"""Who hears what: turns "the group of this request", "staff", "those concerned" into messages."""

from dataclasses import dataclass, replace

from handlers.consequences import TellOver
from handlers.context import Context, Question
from handlers.messages import Arg, Kind, Reaction, Ref, Send, Text, Then
from handlers.rules.grid import Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.matching import Job
from handlers.rules.people import Person
from handlers.rules.requests import NOT_AGAIN, Danger, HelpRequest

# Whom the words name is not whom to visit: who strikes, or who is lost.
_SOMEBODY_ELSE_NAMED = frozenset({Danger.VIOLENCE, Danger.MISSING_PERSON})


async def job_of(request: HelpRequest, ctx: Context) -> Job:
    """The request with its requester and its service."""
    return Job(request, await ctx.people.get(request.requester), ctx.services.get(request.service))


def person(who: PersonId) -> Ref:
    """A person's name, as a text will show it: without door numbers."""
    return Ref("person", who)


def service(request: HelpRequest) -> Ref:
    """The service's name in the reader's language."""
    return Ref("service", request.service)


def what(request: HelpRequest) -> Ref:
    """What fails, by its name; else the service."""
    return Ref("supply", request.supply.value) if request.supply else service(request)


def words_of(request: HelpRequest) -> Arg:
    """How it was told; one key says nothing in words."""
    return Text("words-button") if request.by_button else request.words


def is_in_room(someone: Person, room: Room) -> bool:
    """Whether that person is in the room: by grid, by being staff, or because they were seen there."""
    if someone.is_staff or room.id in someone.rooms:
        return True
    return room.kind is RoomKind.RESIDENTS and someone.grid in room.grids


def group_of(job: Job, ctx: Context) -> RoomId | None:
    """The room in which a request is told, None where it has none.

    Where it was said; else the first room of the place's grid; else of the requester's.
    """
    heard_in = ctx.community.find_room(job.request.said_in)
    if heard_in and heard_in.kind is RoomKind.RESIDENTS:
        return heard_in.id
    place = job.request.place
    grid = ctx.community.grid_of(place.building if place else None) or job.requester.grid
    room = ctx.community.residents_room(grid) or ctx.community.residents_room(None)
    return room.id if room else None


@dataclass(frozen=True, slots=True)
class Telling:
    """One message about a request that goes to its group, or for a private service to each one concerned."""

    kind: Kind
    mentions: tuple[PersonId, ...] = ()
    variant: str | None = None
    args: dict[str, Arg] | None = None


def tell_group(telling: Telling, job: Job) -> list[Reaction]:
    """The message to the request's group; of private services to those concerned, each in private."""
    request = job.request
    send = Send(
        telling.kind,
        room=request.room,
        mentions=telling.mentions,
        request=request.number,
        variant=telling.variant,
        args={"number": request.number, "service": service(request), **(telling.args or {})},
        danger=request.danger is not None,
    )
    if request.room and not job.is_private:
        return [send]
    return [replace(send, room=None, to=who, mentions=()) for who in telling.mentions]


async def tell_staff(ctx: Context, send: Send, *, discreetly: bool = False) -> list[Reaction]:
    """The message to the staff room; to each of them in private where there is none, or `discreetly`."""
    room = ctx.community.staff_room
    if room and not discreetly:
        return [replace(send, room=room.id)]
    return [replace(send, to=someone.id) for someone in await ctx.people.list_staff()]


def alert(job: Job, variant: str, **args: Arg) -> Send:
    """A `staff-alert` about the request, still without an address."""
    request = job.request
    return Send(
        Kind.STAFF_ALERT,
        request=request.number,
        variant=variant,
        args={
            "number": request.number,
            "service": service(request),
            "who": person(request.requester),
            "place": _where(job),
            "words": words_of(request),
            "urgency": Ref("urgency", request.urgency.value),
            **args,
        },
    )


def _where(job: Job) -> Arg:
    """The place, else where whoever reported it lives: help may be wanted elsewhere."""
    home = job.requester.place
    if job.request.place or home is None:
        return job.request.place
    return Text("lives-at", {"who": person(job.requester.id), "home": home})


async def alert_staff(job: Job, ctx: Context, variant: str, **args: Arg) -> list[Reaction]:
    """A `staff-alert` about the request to staff; in private where the matter is of that sort."""
    return await tell_staff(ctx, alert(job, variant, **args), discreetly=job.is_discreet)


async def tell_heads(job: Job, ctx: Context) -> list[Reaction]:
    """The building's heads are asked to keep an eye on it; of a danger without a place, those where it came from."""
    place = job.request.place or (job.requester.place if job.request.danger else None)
    if place is None or place.building is None or job.is_private:
        return []
    heads = await ctx.people.list_heads_of(place.building)
    return [replace(alert(job, "building-head"), to=head.id) for head in heads if not head.is_staff]


async def ask_where(job: Job, ctx: Context, variant: str, **args: Arg) -> list[Reaction]:
    """One question for the place; in the group, without private facts, where it can't be had otherwise."""
    request = job.request
    await ctx.questions.put(Question(request.requester, "place", ctx.now, request.number))
    if not job.requester.reachable:
        return tell_group(Telling(Kind.ASK_SLOT, (request.requester,), "place-in-group"), job)
    for_whom = None if request.danger in _SOMEBODY_ELSE_NAMED else request.on_behalf_of
    return [in_private(Kind.ASK_SLOT, request.requester, request, variant, for_whom=for_whom, **args)]


def told_over(request: HelpRequest, *, cancelled: bool = False) -> list[Reaction]:
    """What follows the end of a request that may be an incident."""
    return [Then(TellOver(request.number, cancelled))] if request.is_incident else []


def called_off(job: Job) -> list[Reaction]:
    """The request is cancelled: its group hears it; of a private one its requester, and whoever may still come."""
    request = job.request
    if not job.is_private:
        return tell_group(Telling(Kind.REQUEST_CANCELLED, request.claimed_by), job)
    asked = [n.person for n in request.notices if request.standing_of(n.person) not in NOT_AGAIN]
    helpers = tuple(dict.fromkeys((*request.claimed_by, *asked)))
    own = in_private(Kind.REQUEST_CANCELLED, request.requester, request, "own")
    return [own, *tell_group(Telling(Kind.REQUEST_CANCELLED, helpers), job)]


def in_private(kind: Kind, to: PersonId, request: HelpRequest, variant: str | None = None, **args: Arg) -> Send:
    """A message about the request to one person."""
    named = {"number": request.number, "service": service(request), **args}
    return Send(kind, to=to, request=request.number, variant=variant, args=named)


def reply(ctx: Context, kind: Kind, variant: str | None = None, **args: Arg) -> Send:
    """An answer where the words came from: mentioning the speaker in a room, else in private."""
    if ctx.heard_in is None:
        return Send(kind, to=ctx.sender.id, variant=variant, args=args)
    return Send(kind, room=ctx.heard_in, mentions=(ctx.sender.id,), variant=variant, args=args)


def reply_privately(ctx: Context, kind: Kind, variant: str | None = None, **args: Arg) -> Send:
    """An answer to the speaker alone."""
    return Send(kind, to=ctx.sender.id, variant=variant, args=args)


def reply_to_staff(ctx: Context, variant: str, *, discreetly: bool = False, **args: Arg) -> Send:
    """A command's answer with personal facts: where it was asked if that is the staff room, else in private.

    `discreetly` always in private.
    """
    room = ctx.spoken.room
    if room and room.kind is RoomKind.STAFF and not discreetly:
        return reply(ctx, Kind.COMMAND_REPLY, variant, **args)
    return reply_privately(ctx, Kind.COMMAND_REPLY, variant, **args)
