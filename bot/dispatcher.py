"""The one door: one message or timer, one intent, one handler, one transaction."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.assign import LeastCost
from bot.clock import Now
from bot.commands import ROWS
from bot.gateways.base import InboundMessage
from bot.interpreter import Heard, Interpretation, find_doubt_in, interpret, warning
from bot.lessons import TaughtMemory
from bot.understanding import Advice, Doubt, Expecting, anonymise
from handlers.consequences import SetClocks
from handlers.context import Assignment, CommandRow, Context, Rank, Said
from handlers.errors import RefusalError, StaleWriteError
from handlers.intents import Intent, TakeBack
from handlers.messages import Arg, Kind, Ref, Send, Then, WakeAt
from handlers.router import Routes, StaffOnlyError
from handlers.routes import ROUTES
from handlers.rules.grid import Community, Room
from handlers.rules.ids import PersonId
from handlers.rules.matching import rank
from handlers.rules.people import Person
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest
from handlers.rules.services import ServiceCatalogue
from store.engine import Store
from store.timers import TimerRow
from store.unit_of_work import UnitOfWork

log = structlog.get_logger()

MOST_TRIES = 5
LONGEST_TEXT = 4000


class Adviser(Protocol):
    """Who may be asked about a doubtful message: a language model, where one is set."""

    async def advise(self, doubt: Doubt, names: Collection[str]) -> Advice | None:
        """A suggestion, or None; soon, and without raising. `names` are all that must not leave the house."""
        ...


@dataclass(frozen=True)
class House:
    """What stays the same from message to message."""

    policy: Policy
    services: ServiceCatalogue
    hotlines: Mapping[str, str]
    commands: Sequence[CommandRow] = ROWS
    routes: Routes = field(default=ROUTES)
    adviser: Adviser | None = None
    rank: Rank = rank
    assignment: Assignment = field(default_factory=LeastCost)


class Dispatcher:
    """Deduplicates, understands, handles and records. It may be called from several tasks at once."""

    def __init__(self, store: Store, house: House, now: Now) -> None:
        """Take the memory, the rules of the house, and the clock."""
        self._store = store
        self._house = house
        self._now = now
        self._taught = TaughtMemory()

    async def hear(self, inbound: InboundMessage) -> None:
        """Deal with one message, once: the same id again has no effect. Chatter leaves nothing but its id."""
        advice = await self._advice_on(inbound)
        refused = await self._hear_or_refuse(inbound, advice)
        if refused is not None:
            await self._again_when_stale(lambda: self._refuse(inbound, refused))

    async def _advice_on(self, inbound: InboundMessage) -> Advice | None:
        """What the adviser suggests, if the message is doubtful: asked while nothing is locked."""
        if self._house.adviser is None or inbound.recalls is not None:
            return None
        async with self._store.read() as unit:
            said = await self._said(inbound, unit)
            doubt = find_doubt_in(await self._heard(said, inbound, unit)) if said else None
            names = await unit.people.list_names() if doubt else []
        if doubt is None:
            return None
        return await self._house.adviser.advise(doubt, [*names, inbound.sender_name])

    async def _hear_or_refuse(self, inbound: InboundMessage, advice: Advice | None) -> RefusalError | None:
        try:
            await self._again_when_stale(lambda: self._hear(inbound, advice))
        except RefusalError as refusal:
            return refusal
        return None

    async def begin(self) -> None:
        """Set the clocks that belong to no request: the bot has started. What fell due meanwhile stays due."""
        await self._again_when_stale(self._begin)

    async def wake(self, timer: TimerRow) -> None:
        """Deal with one due timer, and drop it in the same transaction."""
        await self._again_when_stale(lambda: self._wake(timer))

    async def _again_when_stale(self, work: Callable[[], Awaitable[None]]) -> None:
        for _ in range(MOST_TRIES - 1):
            try:
                return await work()
            except StaleWriteError:
                continue
        return await work()

    async def _hear(self, inbound: InboundMessage, advice: Advice | None) -> None:
        async with self._store.write() as unit:
            if not await unit.inbox.remember(inbound.gateway, inbound.id, inbound.at):
                return
            said = await self._said(inbound, unit)
            if said is None:
                return
            meant = await self._meant(said, inbound, unit, advice)
            ctx = await self._context(said, unit)
            if meant.exposes:
                await self._carry_out(warning(), ctx, unit)
            if meant.intent is not None:
                await self._keep_sender(inbound, said, unit)
                await self._carry_out(meant.intent, ctx, unit)
        self._taught.settle(unit)

    async def _wake(self, timer: TimerRow) -> None:
        async with self._store.write() as unit:
            if not await unit.timers.drop(timer.id):
                return
            await self._carry_out(timer.intent, await self._context(None, unit), unit)

    async def _begin(self) -> None:
        async with self._store.write() as unit:
            due = {row.key for row in await unit.timers.list_due(self._now())}
            for reaction in await self._house.routes.handle(SetClocks(), await self._context(None, unit)):
                if isinstance(reaction, WakeAt) and reaction.key not in due:
                    await unit.timers.put(reaction)

    async def _refuse(self, inbound: InboundMessage, refusal: RefusalError) -> None:
        """The refused work was rolled back; what is left is the refusal, in private, and its record."""
        async with self._store.write() as unit:
            if not await unit.inbox.remember(inbound.gateway, inbound.id, inbound.at):
                return
            said = await self._said(inbound, unit)
            if said is None:
                return
            await self._keep_sender(inbound, said, unit)
            if isinstance(refusal, StaffOnlyError):
                log.warning("staff command refused", person=said.sender.id, message=inbound.id)
                await unit.audit.record(self._now(), said.sender.id, "refused", f"message:{inbound.id}")
            answer = Send(Kind.REFUSAL, to=said.sender.id, variant=refusal.variant, args=_args(refusal))
            await unit.outbox.put(answer)

    async def _carry_out(self, intent: Intent, ctx: Context, unit: UnitOfWork) -> None:
        for reaction in await self._house.routes.handle(intent, ctx):
            match reaction:
                case Then():
                    await self._carry_out(reaction.intent, ctx, unit)
                case WakeAt():
                    await unit.timers.put(reaction)
                case Send():
                    await unit.outbox.put(reaction)

    async def _context(self, said: Said | None, unit: UnitOfWork) -> Context:
        return Context(
            now=self._now(),
            said=said,
            community=await unit.community.load(),
            policy=self._house.policy,
            services=self._house.services,
            hotlines=self._house.hotlines,
            commands=self._house.commands,
            requests=unit.requests,
            people=unit.people,
            questions=unit.questions,
            ledger=unit.ledger,
            audit=unit.audit,
            codes=unit.codes,
            lessons=unit.lessons,
            assignment=self._house.assignment,
            talk=unit.outbox,
            decisions=unit.decisions,
            mask=anonymise,
            rank=self._house.rank,
        )

    async def _said(self, inbound: InboundMessage, unit: UnitOfWork) -> Said | None:
        """The message among people and rooms of ours; None from a room that is not ours."""
        community = await unit.community.load()
        room = _room_of(inbound, community)
        if inbound.room is not None and room is None:
            log.info("message from an unknown room", gateway=inbound.gateway, message=inbound.id)
            return None
        quoted = await unit.outbox.find_message(inbound.gateway, inbound.quote) if inbound.quote else None
        mentions = [await self._person_id(inbound.gateway, contact, unit) for contact in inbound.mentions]
        sender = await self._sender(inbound, room, unit)
        return Said(sender, room, inbound.text[:LONGEST_TEXT], inbound.id, quoted, tuple(m for m in mentions if m))

    async def _person_id(self, gateway: str, contact: str, unit: UnitOfWork) -> PersonId | None:
        bound = await unit.contacts.find_person(gateway, contact)
        if bound is not None:
            return bound
        known = await unit.people.find(PersonId(contact))
        return known.id if known else None

    async def _sender(self, inbound: InboundMessage, room: Room | None, unit: UnitOfWork) -> Person:
        """The person of ours, or a stranger who is not kept until they want something."""
        known = await self._person_id(inbound.gateway, inbound.sender, unit)
        if known is not None:
            return await unit.people.get(known)
        rooms = frozenset({room.id} if room else ())
        return Person(id=PersonId(inbound.sender), name=inbound.sender_name or inbound.sender, rooms=rooms)

    async def _keep_sender(self, inbound: InboundMessage, said: Said, unit: UnitOfWork) -> None:
        if await unit.people.find(said.sender.id) is None:
            await unit.people.save(said.sender)
        if await unit.contacts.find_person(inbound.gateway, inbound.sender) is None:
            await unit.contacts.bind(inbound.gateway, inbound.sender, said.sender.id, inbound.at)

    async def _meant(
        self, said: Said, inbound: InboundMessage, unit: UnitOfWork, advice: Advice | None
    ) -> Interpretation:
        if inbound.recalls is not None:
            return Interpretation(TakeBack(inbound.recalls))
        return interpret(await self._heard(said, inbound, unit), advice=advice)

    async def _heard(self, said: Said, inbound: InboundMessage, unit: UnitOfWork) -> Heard:
        questions = await unit.questions.list_of(said.sender.id)
        local = self._now().astimezone(ZoneInfo((await unit.community.load()).timezone))
        expecting = await self._expecting(said, inbound, unit)
        return Heard(said, expecting, tuple(questions), local, await self._taught.of(unit))

    async def _expecting(self, said: Said, inbound: InboundMessage, unit: UnitOfWork) -> Expecting:
        me = said.sender
        own = await unit.requests.list_of_requester(me.id, unfinished=True)
        held = [r for r in await unit.requests.list_of_helper(me.id) if me.id in r.claimed_by]
        awaiting = await unit.requests.list_awaiting_review(me.id)
        unfinished = await unit.requests.list_unfinished()
        reported = [r for r in unfinished if r.is_incident and me.id in r.reporters and r.requester != me.id]
        quoted = said.quoted
        return Expecting(
            awaiting_review=bool(awaiting) or (quoted is not None and quoted.kind == Kind.REVIEW_PROMPT),
            open_requests=tuple(r.number for r in _open_here(said, unfinished)),
            own_requests=tuple(r.number for r in (*own, *reported)),
            own_claims=tuple(r.number for r in held),
            role="staff" if me.is_staff else "volunteer" if me.is_volunteer else "resident",
            quoted=quoted.kind if quoted else None,
            private=said.in_private,
            mentions_bot=inbound.mentions_bot,
            failing=frozenset(r.supply for r in unfinished if r.supply is not None),
        )


def _open_here(said: Said, unfinished: Sequence[HelpRequest]) -> list[HelpRequest]:
    """What an offer to go can mean here: told in this room, or in private any of others, taken ones too."""
    others = [r for r in unfinished if r.requester != said.sender.id]
    return [r for r in others if said.room is None or r.room == said.room.id]


def _room_of(inbound: InboundMessage, community: Community) -> Room | None:
    """The room that is bound to the gateway's id, else the one whose id it is."""
    if inbound.room is None:
        return None
    bound = (r for r in community.rooms if r.gateway == inbound.gateway and r.gateway_id == inbound.room)
    free = (r for r in community.rooms if r.gateway_id is None and r.id == inbound.room)
    return next(bound, None) or next(free, None)


def _args(refusal: RefusalError) -> Mapping[str, Arg]:
    """The refusal's arguments as a text takes them; a state is named in the reader's language."""
    args: dict[str, Arg] = dict(refusal.args_of_text)  # type: ignore[arg-type]
    state = args.get("state")
    return {**args, "state": Ref("state", state)} if isinstance(state, str) else args
