"""The port of a gateway: how messages come in and go out, whatever the channel."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.characters import in_whole_characters


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do; the bot's texts and flows adapt to it.

    `hears_all`: it hears every message of a room, not only those that mention the bot. `private_to_strangers`:
    it can write to people in private who have not written first. `longest_text` is in characters.
    """

    hears_all: bool = True
    private_to_strangers: bool = True
    mentions: bool = True
    images: bool = False
    recall: bool = False
    quote: bool = True
    longest_text: int = 2000


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, voice message or file that came with a message."""

    type: str
    name: str


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """A message as a gateway heard it; all ids are the gateway's own. `room` is None in private.

    `quote` is the id of the quoted message; `recalls` is the id of a message that this one takes back. `at` is aware.
    Whatever a gateway gives, `text` and `sender_name` hold whole characters only.
    """

    gateway: str
    id: str
    at: datetime
    sender: str
    sender_name: str
    room: str | None
    text: str
    quote: str | None = None
    mentions: tuple[str, ...] = ()
    mentions_bot: bool = False
    media: Media | None = None
    recalls: str | None = None

    def __post_init__(self) -> None:
        """Join or replace halves of characters, which could be neither kept nor sent on."""
        for name in ("text", "sender_name"):
            object.__setattr__(self, name, in_whole_characters(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class OutboundMessage:
    """A message to be sent, rendered. `key` is its id in our outbox: the same key twice is the same message.

    Exactly one of `room` and `to` is set; they and `mentions` are the gateway's ids.
    """

    key: str
    kind: str
    room: str | None
    to: str | None
    text: str
    mentions: tuple[str, ...] = ()
    request: int | None = None
    wave: int | None = None


class SendError(Exception):
    """A send failed; `permanent` says that trying again is no use (no such room, not a contact)."""

    def __init__(self, reason: str, *, permanent: bool = False) -> None:
        """Take the reason, without any text of the message in it."""
        super().__init__(reason)
        self.permanent = permanent


Hear = Callable[[InboundMessage], Awaitable[None]]


class Gateway(Protocol):
    """One channel. It starts hearing when started, and survives whatever its far end does."""

    @property
    def name(self) -> str:
        """Its name in config.yaml, unique in this process."""
        ...

    @property
    def abilities(self) -> Abilities:
        """What the channel can do."""
        ...

    async def start(self, hear: Hear) -> None:
        """Begin to hear. `hear` returns once the message has been dealt with; it may be called with an id twice."""
        ...

    async def stop(self) -> None:
        """Stop hearing and let go of everything. May be called twice."""
        ...

    async def send(self, message: OutboundMessage) -> str:
        """Send one message; returns the gateway's id of it, by which it can be quoted. Raises SendError."""
        ...
