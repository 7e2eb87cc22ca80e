"""What a handler is given: the moment, who spoke, the community, and the ports to what is remembered.

The Protocols here are the obligations of `store/`; `tests/contracts/` holds every store to them. All datetimes
are aware; `now` is UTC. Lists come in the order stated, and are empty rather than None.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from handlers.intents import Intent
from handlers.messages import Arg, Send
from handlers.rules.decisions import Decision
from handlers.rules.grid import Community, Room
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.ledger import LedgerEntry
from handlers.rules.lessons import Lesson
from handlers.rules.matching import Burden, Candidate, Job, rank
from handlers.rules.people import Person
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest
from handlers.rules.services import ServiceCatalogue

Rank = Callable[[Iterable[Person], Job, Community, Mapping[PersonId, Burden], datetime], list[Candidate]]
"""Orders those who can be asked for a job, the best first: `rules.matching.rank`, or a rival it is measured against."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The bot's message that somebody quotes: its kind, and the request it was about."""

    kind: str
    request: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """One message as it was said. `room` is None in private. `mentions` are people of ours, without the bot."""

    sender: Person
    room: Room | None
    text: str
    message_id: str
    quoted: Quoted | None = None
    mentions: tuple[PersonId, ...] = ()

    @property
    def in_private(self) -> bool:
        """Whether it was written to the bot alone."""
        return self.room is None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bot that waits for `person`'s answer; at most one per person and `topic`.

    `topic` is place, request, claim, redo, volunteer, …; `then` is what a yes sets off, `otherwise` what a no
    does; `data` is what else must be kept.
    """

    person: PersonId
    topic: str
    asked_at: datetime
    request: int | None = None
    then: Intent | None = None
    otherwise: Intent | None = None
    data: Mapping[str, Arg] | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What a volunteer carries: unfinished jobs now, and jobs and notices since the time asked about."""

    holding: int = 0
    jobs: int = 0
    notices: int = 0


class Requests(Protocol):
    """The help requests."""

    async def add(self, request: HelpRequest) -> HelpRequest:
        """Keep a new request and return it with its number: the lowest number not yet given, from 1 on."""
        ...

    async def get(self, number: int) -> HelpRequest:
        """The request of that number. Raises UnknownRequestError."""
        ...

    async def find(self, number: int) -> HelpRequest | None:
        """The request of that number, or None."""
        ...

    async def save(self, request: HelpRequest) -> HelpRequest:
        """Keep the changed request and return it with its new version.

        Raises StaleWriteError where another version was saved since this one was read.
        """
        ...

    async def list_unfinished(self) -> list[HelpRequest]:
        """All that are open, claimed, in progress or unfilled, by number."""
        ...

    async def list_of_requester(self, person: PersonId, *, unfinished: bool) -> list[HelpRequest]:
        """Those that somebody asked for, latest first; only those not yet done where `unfinished`."""
        ...

    async def list_of_helper(self, person: PersonId) -> list[HelpRequest]:
        """Those unfinished ones in which somebody has a place or is a back-up, latest first."""
        ...

    async def list_awaiting_review(self, person: PersonId) -> list[HelpRequest]:
        """Those done, or closed since, that this requester may review, latest done first."""
        ...

    async def list_openings(self, most: int) -> list[datetime]:
        """When the latest ones were opened, whatever became of them: at most so many, the latest first."""
        ...

    async def load_of(self, people: Collection[PersonId], since: datetime, now: datetime) -> dict[PersonId, Load]:
        """Each one's load: places held, places taken and notices got since then. Absent means none.

        A place whose appointed start is later than `now` is not yet held.
        """
        ...


class People(Protocol):
    """The roster."""

    async def get(self, person: PersonId) -> Person:
        """The person of that id. Raises AbsentError."""
        ...

    async def find(self, person: PersonId) -> Person | None:
        """The person of that id, or None."""
        ...

    async def save(self, person: Person) -> None:
        """Keep a new or changed person."""
        ...

    async def list_by_name(self, name: str) -> list[Person]:
        """Whoever is called exactly so, or has it as a part of the name; exact ones first, then by id."""
        ...

    async def list_at(self, building: str, unit: str | None, room: str) -> list[Person]:
        """Whoever lives behind that door, by id."""
        ...

    async def list_volunteers(self, skills: Collection[str]) -> list[Person]:
        """Approved volunteers with at least one of these skills, by id; paused and away ones included."""
        ...

    async def list_volunteers_in(
        self, skills: Collection[str], grids: Collection[str], buildings: Collection[str]
    ) -> list[Person]:
        """Those of `list_volunteers` who are of one of the grids, or live in one of the buildings, by id."""
        ...

    async def list_staff(self) -> list[Person]:
        """Staff and heads of the station, by id."""
        ...

    async def list_admins(self) -> list[Person]:
        """Heads of the station, by id."""
        ...

    async def list_heads_of(self, building: str) -> list[Person]:
        """The building's heads, by id."""
        ...

    async def list_in_teams(self) -> list[Person]:
        """Whoever is in a team, by id."""
        ...

    async def list_grid_workers(self) -> list[Person]:
        """All grid workers, by id."""
        ...


class Questions(Protocol):
    """What the bot has asked and not yet been told."""

    async def put(self, question: Question) -> None:
        """Keep the question; one of the same person and topic is replaced."""
        ...

    async def list_of(self, person: PersonId) -> list[Question]:
        """Somebody's questions, latest asked first."""
        ...

    async def drop(self, person: PersonId, topic: str) -> None:
        """Forget it, if it is there."""
        ...


class Ledger(Protocol):
    """The time bank's entries; none is ever changed or removed."""

    async def add(self, entries: Sequence[LedgerEntry]) -> None:
        """Append the entries. One whose id is there already is passed over."""
        ...

    async def list_of_request(self, number: int) -> list[LedgerEntry]:
        """The entries about one request, oldest first."""
        ...

    async def balance(self, person: PersonId) -> int:
        """Somebody's minutes."""
        ...


class Audit(Protocol):
    """Who did what: opaque ids only, no names, no texts."""

    async def record(self, at: datetime, actor: PersonId, action: str, subject: str) -> None:
        """Append one line, as `staff-7`, `assign`, `request:12`."""
        ...


class Codes(Protocol):
    """Single-use codes, kept only as digests."""

    async def redeem(self, code: str, now: datetime) -> str | None:
        """What the code is for (`admin`), and use it up; None for one unknown, used or expired."""
        ...


class Lessons(Protocol):
    """What staff taught the understanding: lines, and words for services. What is kept here is masked already."""

    async def learn(self, lesson: Lesson) -> None:
        """Keep the lesson as the latest; one of the same text is replaced."""
        ...

    async def list_lessons(self) -> list[Lesson]:
        """All lessons, the latest last."""
        ...

    async def put_word(self, word: str, service: str) -> None:
        """Make the word, of at most 30 letters, name that service, and no other."""
        ...

    async def drop_word(self, word: str) -> None:
        """Forget the word, if it is there."""
        ...

    async def list_words(self) -> dict[str, str]:
        """Every word with its service's code, in the order of the letters' code points."""
        ...


class Assignment(Protocol):
    """A solver of the assignment problem."""

    def best(self, rows: Sequence[Mapping[PersonId, float]]) -> list[PersonId | None]:
        """Whom each row gets, at the least cost in all; each person goes to one row at most.

        A row names what each person who may have it would cost, finite and under 1,000,000. As many rows as can be
        get somebody, whatever it costs; None for the others. The same rows always give the same answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A message to a room that waits for a digest since that moment; its arguments are still there."""

    id: int
    send: Send
    since: datetime


class RoomTalk(Protocol):
    """What the bot has said in rooms, and what it holds back there."""

    async def list_spoken(self, room: RoomId, since: datetime) -> list[tuple[datetime, Send]]:
        """What was sent to the room after that moment, oldest first, without arguments."""
        ...

    async def count_waiting(self, room: RoomId) -> int:
        """How many messages to the room are still to be sent; those held back are not among them."""
        ...

    async def list_held(self, room: RoomId) -> list[Held]:
        """What is held back in the room, oldest first."""
        ...

    async def release(self, held: int, send: Send) -> None:
        """Let one that was held back go out singly after all, with these words; it is not held back again."""
        ...

    async def fold(self, held: Collection[int]) -> None:
        """Those are told in another message, or need not be told any more."""
        ...


class Decisions(Protocol):
    """Why people were asked, wave by wave."""

    async def put(self, decision: Decision) -> None:
        """Keep it; one of the same request and wave is replaced."""
        ...

    async def list_of_request(self, number: int) -> list[Decision]:
        """Those about one request, by wave."""
        ...


@dataclass(frozen=True, slots=True)
class CommandRow:
    """One slash command as people are told of it: `names` and `examples` by language, and who may use it."""

    name: str
    names: Mapping[str, str]
    examples: Mapping[str, str]
    for_staff: bool = True


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a handler may know. `said` is None where the clock speaks.

    `hotlines` is the number to call first for each danger; `commands` is the table of slash commands. `mask` gives a
    text without phone, identity and door numbers, and without the names that follow it.
    """

    now: datetime
    said: Said | None
    community: Community
    policy: Policy
    services: ServiceCatalogue
    hotlines: Mapping[str, str]
    commands: Sequence[CommandRow]
    requests: Requests
    people: People
    questions: Questions
    ledger: Ledger
    audit: Audit
    codes: Codes
    lessons: Lessons
    assignment: Assignment
    talk: RoomTalk
    decisions: Decisions
    mask: Callable[..., str]
    rank: Rank = rank

    @property
    def local_now(self) -> datetime:
        """The moment on the community's clock."""
        return self.now.astimezone(ZoneInfo(self.community.timezone))

    @property
    def ranks_by_ring(self) -> bool:
        """Whether nobody farther by rings counts as nearer than their ring, so that not everybody need be read."""
        return self.rank is rank

    @property
    def spoken(self) -> Said:
        """The message. Raises TypeError where the clock speaks: such an intent has no speaker to answer."""
        if self.said is None:
            raise TypeError("this intent needs a speaker")
        return self.said

    @property
    def sender(self) -> Person:
        """Who spoke."""
        return self.spoken.sender

    @property
    def heard_in(self) -> RoomId | None:
        """The room it was said in, None in private."""
        return self.spoken.room.id if self.spoken.room else None
