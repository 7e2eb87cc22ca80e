"""The whole memory in dictionaries: what `store.engine.Store` promises, without a database.

The promises stand in `handlers.context` and `store/`; `tests/contracts/` holds this to them too.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from handlers.context import Load, Question, Quoted
from handlers.errors import AbsentError, StaleWriteError, UnknownRequestError
from handlers.messages import Send, WakeAt
from handlers.rules.decisions import Decision
from handlers.rules.grid import Community, Room
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.ledger import LedgerEntry, balance
from handlers.rules.lessons import Lesson
from handlers.rules.lifecycle import State
from handlers.rules.people import Person, Role
from handlers.rules.requests import HOLDING, HelpRequest, Standing
from store.chat import ChatRecord
from store.codec import dumps
from store.outbox import OutboxRow
from store.pictures import Picture
from store.timers import TimerRow
from tests.fake_decisions import FakeDecisions
from tests.fake_rooms import HeldMessages

_BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a message that is not pending any more; both ids are None where it was given up."""

    send: Send
    gateway: str | None = None
    message: str | None = None
    at: datetime | None = None


@dataclass
class Tables:
    """Everything that is remembered. The values are never changed, so a copy of the dictionaries is a copy of all."""

    requests: dict[int, HelpRequest] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    questions: dict[tuple[PersonId, str], Question] = field(default_factory=dict)
    ledger: dict[str, LedgerEntry] = field(default_factory=dict)
    audit: dict[int, tuple[datetime, str, str, str]] = field(default_factory=dict)
    codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    inbox: dict[tuple[str, str], datetime] = field(default_factory=dict)
    pending: dict[int, tuple[OutboxRow, datetime | None]] = field(default_factory=dict)
    held: dict[int, tuple[OutboxRow, datetime]] = field(default_factory=dict)
    finished: dict[int, Sent] = field(default_factory=dict)
    timers: dict[int, TimerRow] = field(default_factory=dict)
    community: dict[int, Community] = field(default_factory=dict)
    contacts: dict[tuple[str, str], tuple[PersonId, datetime]] = field(default_factory=dict)
    chat: dict[int, ChatRecord] = field(default_factory=dict)
    heard: dict[int, bool] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    links: dict[str, PersonId] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    synonyms: dict[str, str] = field(default_factory=dict)
    decisions: dict[tuple[int, int], Decision] = field(default_factory=dict)
    given: dict[str, int] = field(default_factory=dict)

    def copy(self) -> "Tables":
        return Tables(**{f.name: dict(getattr(self, f.name)) for f in fields(self)})

    def next_id(self, table: str) -> int:
        self.given[table] = self.given.get(table, 0) + 1
        return self.given[table]


class _Repository:
    """A view on the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables


class FakeRequests(_Repository):
    async def add(self, request: HelpRequest) -> HelpRequest:
        numbered = replace(request, number=max(self._tables.requests, default=0) + 1, version=1)
        self._tables.requests[numbered.number] = numbered
        return numbered

    async def get(self, number: int) -> HelpRequest:
        found = await self.find(number)
        if found is None:
            raise UnknownRequestError(number)
        return found

    async def find(self, number: int) -> HelpRequest | None:
        return self._tables.requests.get(number)

    async def save(self, request: HelpRequest) -> HelpRequest:
        known = self._tables.requests.get(request.number)
        if known is None or known.version != request.version:
            raise StaleWriteError(f"request {request.number} was changed meanwhile")
        saved = replace(request, version=request.version + 1)
        self._tables.requests[saved.number] = saved
        return saved

    async def list_unfinished(self) -> list[HelpRequest]:
        return [r for r in self._by_number() if r.is_unfinished]

    async def list_of_requester(self, person: PersonId, *, unfinished: bool) -> list[HelpRequest]:
        own = [r for r in self._by_number() if r.requester == person]
        return [r for r in own if r.is_unfinished or not unfinished][::-1]

    async def list_of_helper(self, person: PersonId) -> list[HelpRequest]:
        wanted = {*HOLDING, Standing.BACKUP}
        return [r for r in self._by_number() if r.is_unfinished and r.standing_of(person) in wanted][::-1]

    async def list_awaiting_review(self, person: PersonId) -> list[HelpRequest]:
        over = [r for r in self._by_number() if r.state in {State.DONE, State.CLOSED} and r.requester == person]
        done = [(r.done_at, r.number, r) for r in over if r.done_at is not None]
        return [r for _, _, r in sorted(done, key=lambda each: each[:2], reverse=True)]

    async def list_openings(self, most: int) -> list[datetime]:
        return [r.opened_at for r in self._by_number()[::-1][:most]]

    async def load_of(self, people: Collection[PersonId], since: datetime, now: datetime) -> dict[PersonId, Load]:
        loads = {who: self._load(who, since, now) for who in people}
        return {who: load for who, load in loads.items() if load != Load()}

    def _load(self, who: PersonId, since: datetime, now: datetime) -> Load:
        places = [(r, c) for r in self._by_number() for c in r.holders if c.person == who]
        begun = [r for r, _ in places if r.is_unfinished and (r.starts_at is None or r.starts_at <= now)]
        asked = {(r.number, n.wave): n.at for r in self._by_number() for n in r.notices if n.person == who}
        return Load(len(begun), sum(c.at >= since for _, c in places), sum(at >= since for at in asked.values()))

    def _by_number(self) -> list[HelpRequest]:
        return [self._tables.requests[number] for number in sorted(self._tables.requests)]


class FakePeople(_Repository):
    async def get(self, person: PersonId) -> Person:
        found = await self.find(person)
        if found is None:
            raise AbsentError(f"no person {person}")
        return found

    async def find(self, person: PersonId) -> Person | None:
        return self._tables.people.get(person)

    async def save(self, person: Person) -> None:
        self._tables.people[person.id] = person

    async def add_all(self, roster: Collection[Person]) -> None:
        self._tables.people.update({person.id: person for person in roster})

    async def list_by_name(self, name: str) -> list[Person]:
        found = [p for p in self._by_id() if name.lower() in p.name.lower()]
        return sorted(found, key=lambda p: (p.name != name, p.id))

    async def list_at(self, building: str, unit: str | None, room: str) -> list[Person]:
        behind = [p for p in self._by_id() if p.place and (p.place.building, p.place.room) == (building, room)]
        return [p for p in behind if unit is None or (p.place and p.place.unit == unit)]

    async def list_volunteers(self, skills_wanted: Collection[str]) -> list[Person]:
        return [p for p in self._by_id() if p.is_volunteer and p.skills & set(skills_wanted)]

    async def list_volunteers_in(
        self, skills_wanted: Collection[str], grids: Collection[str], buildings: Collection[str]
    ) -> list[Person]:
        able = await self.list_volunteers(skills_wanted)
        return [p for p in able if p.grid in grids or (p.place and p.place.building in buildings)]

    async def list_staff(self) -> list[Person]:
        return [p for p in self._by_id() if p.is_staff]

    async def list_admins(self) -> list[Person]:
        return [p for p in self._by_id() if Role.ADMIN in p.roles]

    async def list_heads_of(self, building: str) -> list[Person]:
        return [p for p in self._by_id() if building in p.head_of]

    async def list_grid_workers(self) -> list[Person]:
        return [p for p in self._by_id() if Role.GRID_WORKER in p.roles]

    async def list_all(self, offset: int, limit: int) -> list[Person]:
        return self._by_id()[offset : offset + limit]

    async def list_names(self) -> list[str]:
        return [person.name for person in self._tables.people.values()]

    async def count(self) -> int:
        return len(self._tables.people)

    def _by_id(self) -> list[Person]:
        return [self._tables.people[who] for who in sorted(self._tables.people)]


class FakeQuestions(_Repository):
    async def put(self, question: Question) -> None:
        self._tables.questions[question.person, question.topic] = question

    async def list_of(self, person: PersonId) -> list[Question]:
        found = sorted((q for q in self._tables.questions.values() if q.person == person), key=lambda q: q.topic)
        return sorted(found, key=lambda q: q.asked_at, reverse=True)

    async def drop(self, person: PersonId, topic: str) -> None:
        self._tables.questions.pop((person, topic), None)


class FakeLedger(_Repository):
    async def add(self, entries: Sequence[LedgerEntry]) -> None:
        for entry in entries:
            self._tables.ledger.setdefault(entry.id, entry)

    async def list_of_request(self, number: int) -> list[LedgerEntry]:
        return [entry for entry in self._tables.ledger.values() if entry.request == number]

    async def list_all(self) -> list[LedgerEntry]:
        return list(self._tables.ledger.values())

    async def balance(self, person: PersonId) -> int:
        return balance(person, self._tables.ledger.values())


class FakeAudit(_Repository):
    async def record(self, at: datetime, actor: PersonId, action: str, subject: str) -> None:
        self._tables.audit[self._tables.next_id("audit")] = (at, actor, action, subject)

    async def list_latest(self, limit: int) -> list[tuple[datetime, str, str, str]]:
        return list(self._tables.audit.values())[::-1][:limit]


class FakeCodes(_Repository):
    async def issue(self, code: str, purpose: str, expires: datetime) -> None:
        self._tables.codes[code.strip().upper()] = (purpose, expires)

    async def redeem(self, code: str, now: datetime) -> str | None:
        purpose, expires = self._tables.codes.pop(code.strip().upper(), (None, now))
        return purpose if expires > now else None


class FakeInbox(_Repository):
    async def remember(self, gateway: str, message_id: str, at: datetime) -> bool:
        is_new = (gateway, message_id) not in self._tables.inbox
        self._tables.inbox.setdefault((gateway, message_id), at)
        return is_new

    async def forget_before(self, at: datetime) -> None:
        self._tables.inbox = {key: moment for key, moment in self._tables.inbox.items() if moment >= at}


class FakeOutbox(_Repository, HeldMessages):
    async def put(self, send: Send) -> int:
        conversation = f"room:{send.room}" if send.room else f"person:{send.to}"
        made = self._tables.next_id("outbox")
        self._tables.pending[made] = (OutboxRow(made, conversation, dumps(send), 0), None)
        return made

    async def list_due(self, now: datetime, limit: int = 50) -> list[OutboxRow]:
        return [row for row, next_at in self._heads() if next_at is None or next_at <= now][:limit]

    async def next_due(self) -> datetime | None:
        return min((next_at or _BEGINNING for _, next_at in self._heads()), default=None)

    async def mark_sent(self, row_id: int, gateway: str, message_id: str, at: datetime) -> None:
        self._tables.finished[row_id] = Sent(self._bare(row_id), gateway, message_id, at)

    async def give_up(self, row_id: int, at: datetime) -> None:
        self._tables.finished[row_id] = Sent(self._bare(row_id))

    async def postpone(self, row_id: int, attempts: int, next_at: datetime) -> None:
        row, _ = self._tables.pending[row_id]
        self._tables.pending[row_id] = (replace(row, attempts=attempts), next_at)

    async def fold(self, held: Collection[int]) -> None:
        for row_id in held:
            row, _ = self._tables.held.pop(row_id)
            self._tables.finished[row_id] = Sent(replace(row.send, args={}))

    async def find_message(self, gateway: str, message_id: str) -> Quoted | None:
        sent = (s.send for s in self._tables.finished.values() if (s.gateway, s.message) == (gateway, message_id))
        return next((Quoted(send.kind.value, send.request) for send in sent), None)

    def _bare(self, row_id: int) -> Send:
        row, _ = self._tables.pending.pop(row_id)
        return replace(row.send, args={})

    def _heads(self) -> Iterable[tuple[OutboxRow, datetime | None]]:
        heads: dict[str, int] = {}
        for row_id in sorted(self._tables.pending):
            heads.setdefault(self._tables.pending[row_id][0].conversation, row_id)
        return [self._tables.pending[row_id] for row_id in heads.values()]


class FakeTimers(_Repository):
    async def put(self, wake: WakeAt) -> None:
        made = self._tables.next_id("timers")
        self._tables.timers = {row.id: row for row in self._tables.timers.values() if row.key != wake.key}
        self._tables.timers[made] = TimerRow(made, wake.at, wake.key, dumps(wake.intent))

    async def list_due(self, now: datetime, limit: int = 50) -> list[TimerRow]:
        return [row for row in await self.list_all() if row.at <= now][:limit]

    async def list_all(self) -> list[TimerRow]:
        return sorted(self._tables.timers.values(), key=lambda row: (row.at, row.id))

    async def drop(self, timer: int) -> bool:
        return self._tables.timers.pop(timer, None) is not None

    async def postpone(self, timer: int, at: datetime) -> None:
        if timer in self._tables.timers:
            self._tables.timers[timer] = replace(self._tables.timers[timer], at=at)

    async def next_due(self) -> datetime | None:
        return min((row.at for row in self._tables.timers.values()), default=None)


class FakeCommunityMap(_Repository):
    async def is_empty(self) -> bool:
        return not self._tables.community

    async def load(self) -> Community:
        return self._tables.community.get(1, Community(name=""))

    async def fill(self, made: Community, roster: Collection[Person]) -> None:
        await self.save(made)
        await FakePeople(self._tables).add_all(roster)

    async def save(self, made: Community) -> None:
        self._tables.community[1] = made

    async def save_room(self, room: Room) -> None:
        known = await self.load()
        rooms = {**{r.id: r for r in known.rooms}, room.id: room}
        await self.save(replace(known, rooms=tuple(rooms.values())))


class FakeContacts(_Repository):
    async def find_person(self, gateway: str, contact: str) -> PersonId | None:
        person, _ = self._tables.contacts.get((gateway, contact), (None, None))
        return person

    async def bind(self, gateway: str, contact: str, person: PersonId, at: datetime) -> None:
        self._tables.contacts[gateway, contact] = (person, at)

    async def find_contact(self, person: PersonId, gateway: str | None = None) -> tuple[str, str] | None:
        own = [(at, key) for key, (who, at) in self._tables.contacts.items() if who == person]
        among = [each for each in own if gateway in {None, each[1][0]}]
        return max(among)[1] if among else None


class FakeChat(_Repository):
    async def append(self, record: ChatRecord) -> tuple[ChatRecord, bool]:
        known = await self.find(record.id)
        if known is not None:
            return known, False
        made = replace(record, seq=self._tables.next_id("chat"))
        self._tables.chat[made.seq], self._tables.heard[made.seq] = made, made.sender is None
        return made, True

    async def find(self, record_id: str) -> ChatRecord | None:
        return next((record for record in self._tables.chat.values() if record.id == record_id), None)

    async def list_after(
        self, seq: int, *, room: RoomId | None = None, private_with: PersonId | None = None, limit: int = 200
    ) -> list[ChatRecord]:
        return [record for record in self._where(room, private_with) if record.seq > seq][:limit]

    async def list_latest(
        self,
        limit: int,
        *,
        room: RoomId | None = None,
        private_with: PersonId | None = None,
        before: int | None = None,
    ) -> list[ChatRecord]:
        found = [r for r in self._where(room, private_with) if before is None or r.seq < before]
        return found[::-1][:limit][::-1]

    async def recall(self, record_id: str) -> None:
        found = await self.find(record_id)
        if found is not None:
            self._tables.pictures.pop(found.picture or "", None)
            self._tables.chat[found.seq] = replace(found, text="", picture=None, recalled=True)

    async def count_after(self, seq: int, reader: PersonId, *, room: RoomId | None = None) -> int:
        here = self._where(room, reader if room is None else None)
        return sum(r.seq > seq and r.sender != reader and r.recalls is None for r in here)

    async def list_unheard(self, limit: int = 200) -> list[ChatRecord]:
        return [record for record in self._where(None, None) if not self._tables.heard[record.seq]][:limit]

    async def mark_heard(self, seq: int) -> None:
        self._tables.heard[seq] = True

    def _where(self, room: RoomId | None, private_with: PersonId | None) -> list[ChatRecord]:
        found = list(self._tables.chat.values())
        if room is not None:
            return [record for record in found if record.room == room]
        return [record for record in found if private_with in {None, record.private_with}]


class FakePictures(_Repository):
    async def put(self, picture: Picture) -> None:
        if picture.id in self._tables.pictures:
            raise StaleWriteError(picture.id)
        self._tables.pictures[picture.id] = picture

    async def find(self, picture: str) -> Picture | None:
        return self._tables.pictures.get(picture)

    async def forget_unsent_before(self, at: datetime) -> None:
        sent = {record.picture for record in self._tables.chat.values()}
        for picture in list(self._tables.pictures.values()):
            if picture.at < at and picture.id not in sent:
                del self._tables.pictures[picture.id]


class FakeLinks(_Repository):
    async def issue(self, token: str, person: PersonId, at: datetime) -> None:
        for old in [t for t, owner in self._tables.links.items() if owner == person]:
            del self._tables.links[old]
        self._tables.links[token] = person

    async def find_person(self, token: str) -> PersonId | None:
        return self._tables.links.get(token)


class FakeLessons(_Repository):
    is_changed = False

    async def learn(self, lesson: Lesson) -> None:
        self.is_changed = True
        self._tables.lessons.pop(lesson.text, None)
        self._tables.lessons[lesson.text] = lesson

    async def list_lessons(self) -> list[Lesson]:
        return list(self._tables.lessons.values())

    async def put_word(self, word: str, service: str) -> None:
        self.is_changed = True
        self._tables.synonyms[word] = service

    async def drop_word(self, word: str) -> None:
        self.is_changed = True
        self._tables.synonyms.pop(word, None)

    async def list_words(self) -> dict[str, str]:
        return {word: self._tables.synonyms[word] for word in sorted(self._tables.synonyms)}


class FakeUnit:
    """The repositories on one copy of the tables."""

    def __init__(self, tables: Tables) -> None:
        self.requests = FakeRequests(tables)
        self.people = FakePeople(tables)
        self.questions = FakeQuestions(tables)
        self.ledger = FakeLedger(tables)
        self.audit = FakeAudit(tables)
        self.codes = FakeCodes(tables)
        self.inbox = FakeInbox(tables)
        self.outbox = FakeOutbox(tables)
        self.timers = FakeTimers(tables)
        self.community = FakeCommunityMap(tables)
        self.contacts = FakeContacts(tables)
        self.chat = FakeChat(tables)
        self.pictures = FakePictures(tables)
        self.links = FakeLinks(tables)
        self.lessons = FakeLessons(tables)
        self.decisions = FakeDecisions(tables)

    async def touch(self) -> None: ...


class FakeStore:
    """One writer at a time works on a copy, which takes the place of the tables when its block ends well."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[FakeUnit]:
        async with self._lock:
            changed = self._tables.copy()
            yield FakeUnit(changed)
            self._tables = changed

    @asynccontextmanager
    async def read(self) -> AsyncIterator[FakeUnit]:
        yield FakeUnit(self._tables.copy())  # what is written here goes nowhere

    async def migrate(self) -> None: ...

    async def is_empty(self) -> bool:
        return self._tables == Tables()

    async def clear(self) -> None:
        self._tables = Tables()

    async def find_faults(self) -> list[str]:
        return []

    async def close(self) -> None: ...
