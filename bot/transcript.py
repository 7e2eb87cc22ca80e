"""What a transcript holds: a community, and the steps that are played in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from handlers.rules.grid import Community
from handlers.rules.people import Person
from handlers.rules.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `line` is where it stands in the file."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Step):
    """Somebody says something in a room, or to the bot in private where `room` is None. `media` is type and name."""

    sender: str
    room: str | None
    text: str
    quote: tuple[str, int | None] | None = None
    mentions: tuple[str, ...] = ()
    id: str | None = None
    twice: bool = False
    name: str | None = None
    media: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Step):
    """Several messages that arrive at the same moment."""

    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait(Step):
    """The clock moves on by so much."""

    duration: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Until(Step):
    """The clock moves on to that moment."""

    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart(Step):
    """The bot is stopped without warning, and started again on the same database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offline(Step):
    """The gateway is gone for so long; the clock moves."""

    duration: timedelta


@dataclass(frozen=True, slots=True)
class Match:
    """What a message must have: each field that says something. `mentions` () is: nobody at all."""

    kind: tuple[str, ...] = ()
    room: str | None = None
    to: str | None = None
    mentions: tuple[str, ...] | None = None
    request: int | None = None
    wave: int | None = None
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion(Step):
    """A step that asserts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect(Assertion):
    """Some message since the last step that acted matches."""

    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Ever(Assertion):
    """Some message so far matches."""

    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(Assertion):
    """No message so far matches."""

    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Assertion):
    """The first match of each came in this order."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent(Assertion):
    """Nothing was sent since the last step that acted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Assertion):
    """So many messages match since the last step that acted."""

    match: Match
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Assertion):
    """What is on record now: of a request, a person, or (`ledger`) of the whole ledger."""

    request: int | None = None
    person: str | None = None
    ledger: bool = False
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A community, and what happens in it."""

    title: str
    now: datetime
    community: Community
    people: Sequence[Person]
    policy: Policy
    steps: Sequence[Step]
    path: Path
