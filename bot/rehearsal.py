"""The whole bot on a virtual clock: what a replay, a film and a simulation play on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.bot import Bot, move_clock
from bot.dispatcher import House
from bot.gateways.base import Abilities, Hear, InboundMessage, OutboundMessage, SendError
from handlers.rules.grid import Community
from handlers.rules.people import Person
from store.engine import Store, open_store

GATEWAY = "rehearsal"


@dataclass
class VirtualClock:
    """A clock that moves only when it is told to."""

    moment: datetime

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.moment.astimezone(UTC)

    def set(self, moment: datetime) -> None:
        """Make it that moment."""
        self.moment = moment


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of the bot as it went out."""

    at: datetime
    message: OutboundMessage
    id: str


class RehearsalGateway:
    """A gateway in memory: it keeps what is sent, by key, and can be cut off."""

    name = GATEWAY
    abilities = Abilities()

    def __init__(self, clock: VirtualClock) -> None:
        """Start with nothing sent."""
        self._clock = clock
        self.sent: list[Sent] = []
        self.is_cut_off = False
        self._keys: dict[str, str] = {}

    async def start(self, hear: Hear) -> None:
        """There is nothing to hear but what `Rehearsal.hear` is given."""

    async def stop(self) -> None:
        """Nothing to let go of."""

    async def send(self, message: OutboundMessage) -> str:
        """Keep the message; the same key twice is one message. Raises SendError while cut off."""
        if self.is_cut_off:
            raise SendError("cut off")
        known = self._keys.get(message.key)
        if known is not None:
            return known
        message_id = f"sent-{message.key}"
        self._keys[message.key] = message_id
        self.sent.append(Sent(self._clock.now(), message, message_id))
        return message_id


class Rehearsal:
    """Plays the bot: moves the clock, speaks for people, and lets it come to rest in between."""

    def __init__(self, url: str, house: House, start: datetime, *, durable: bool = False) -> None:
        """Take where the memory is, the rules, and the first moment."""
        self._url = url
        self._house = house
        self._durable = durable
        self.clock = VirtualClock(start)
        self.gateway = RehearsalGateway(self.clock)
        self.store: Store
        self.bot: Bot

    async def open(self, community: Community, people: Sequence[Person]) -> None:
        """Open the memory, and fill it where it is empty."""
        self.store = await open_store(self._url, durable=self._durable)
        await self.store.migrate()
        async with self.store.write() as unit:
            if await unit.community.is_empty():
                await unit.community.fill(community, people)
        self.bot = Bot(self.store, self._house, [self.gateway], self.clock.now)
        await self.bot.dispatcher.begin()

    async def restart(self) -> None:
        """Stop without warning, start again on the same memory; what waited goes out."""
        await self.store.close()
        self.store = await open_store(self._url, durable=self._durable)
        self.bot = Bot(self.store, self._house, [self.gateway], self.clock.now)
        await self.bot.dispatcher.begin()
        await self.rest(eager=True)

    async def close(self) -> None:
        """Let go of the memory."""
        await self.store.close()

    async def hear(self, inbound: InboundMessage) -> None:
        """One message arrives."""
        await self.bot.hear(inbound)

    async def rest(self, *, eager: bool = False) -> None:
        """Let everything that is due now be done."""
        await self.bot.rest(eager=eager)

    async def move_to(self, moment: datetime) -> None:
        """Move the clock on; what falls due happens at its own time."""
        await move_clock(self.bot, self.clock, moment.astimezone(UTC))

    async def move_by(self, duration: timedelta) -> None:
        """Move the clock on by so much."""
        await self.move_to(self.clock.now() + duration)

    async def be_cut_off(self, duration: timedelta) -> None:
        """The gateway is gone for so long; then what waited goes out."""
        self.gateway.is_cut_off = True
        await self.move_by(duration)
        self.gateway.is_cut_off = False
        await self.rest(eager=True)
