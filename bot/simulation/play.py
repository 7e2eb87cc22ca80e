"""Plays a scenario: the real bot on a virtual clock, and made-up people who read and answer what it sends.

Nobody in here touches the memory but to look: people steer the bot as people do, with words in a room or in private.
"""

import heapq
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.config import DEFAULT_EMERGENCY_NUMBERS
from bot.dispatcher import House
from bot.gateways.base import InboundMessage
from bot.rehearsal import GATEWAY, Rehearsal, Sent
from bot.service_catalogue import load_services
from bot.simulation.crowd import Answer, Crowd
from bot.simulation.diary import Case, Diary, Notice
from bot.simulation.scenarios import Town
from handlers.context import Rank
from handlers.messages import Kind
from handlers.rules.ids import PersonId
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest

Act = Callable[[], Awaitable[None]]

_OFFERS = {Kind.OFFER.value, Kind.PRIVATE_OFFER.value}
_SOON, _LATER = timedelta(minutes=1), timedelta(minutes=8)


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when."""

    start: datetime
    end: datetime


async def play(town: Town, crowd: Crowd, span: Span, rank: Rank) -> Diary:
    """Play it from beginning to end, with that ranking, and tell what happened."""
    with tempfile.TemporaryDirectory(prefix="weiguang-") as folder:
        house = House(Policy(), load_services(), DEFAULT_EMERGENCY_NUMBERS, rank=rank)
        stage = Rehearsal(f"sqlite:///{folder}/simulation.db", house, span.start)
        await stage.open(town.community, town.people)
        try:
            return await _Play(stage, crowd, town, span).run()
        finally:
            await stage.close()


class _Play:
    """One play under way: the agenda of what people are about to do, and what was seen of it."""

    def __init__(self, stage: Rehearsal, crowd: Crowd, town: Town, span: Span) -> None:
        self._stage = stage
        self._crowd = crowd
        self._span = span
        self._agenda: list[tuple[datetime, int, Act]] = []
        self._planned = 0
        self._read = 0
        self._busy: set[PersonId] = set()
        self._by_number: dict[int, Case] = {}
        self._diary = Diary([Case(n, arrival) for n, arrival in enumerate(town.arrivals)])

    async def run(self) -> Diary:
        """Let time pass, from one thing that happens to the next."""
        for case in self._diary.cases:
            self._plan(case.arrival.at, partial(self._ask, case))
        while (moment := await self._next()) is not None and moment <= self._span.end:
            self._stage.clock.set(moment)
            await self._act()
        self._diary.messages = len(self._stage.gateway.sent)
        return self._diary

    async def _next(self) -> datetime | None:
        due = await self._stage.bot.next_due()
        moments = [due] if due else []
        moments += [self._agenda[0][0]] if self._agenda else []
        return max(min(moments), self._now) if moments else None

    async def _act(self) -> None:
        """What somebody does at this moment, if anybody does; then what the bot has to do."""
        if self._agenda and self._agenda[0][0] <= self._now:
            _, _, act = heapq.heappop(self._agenda)
            await act()
        await self._stage.rest()
        self._read_mail()

    @property
    def _now(self) -> datetime:
        return self._stage.clock.now()

    def _plan(self, at: datetime, act: Act) -> None:
        self._planned += 1
        heapq.heappush(self._agenda, (at, self._planned, act))

    async def _say(self, who: PersonId, room: str | None, text: str) -> None:
        self._diary.said += 1
        name = self._crowd.people[who].name
        message_id = f"said-{self._diary.said}"
        await self._stage.hear(InboundMessage(GATEWAY, message_id, self._now, who, name, room, text))

    async def _ask(self, case: Case) -> None:
        """The requester asks for help; whether a request was opened is looked up, as it is not said everywhere."""
        who = case.arrival.requester.id
        await self._say(who, case.arrival.room, case.arrival.text)
        async with self._stage.store.read() as unit:
            own = await unit.requests.list_of_requester(who, unfinished=True)
        if own and own[0].opened_at == self._now:
            case.number = own[0].number
            self._by_number[case.number] = case

    def _read_mail(self) -> None:
        new = self._stage.gateway.sent[self._read :]
        self._read += len(new)
        for sent in new:
            case = self._by_number.get(sent.message.request or 0)
            if case:
                self._receive(sent, case)

    def _receive(self, sent: Sent, case: Case) -> None:
        """Whoever is mentioned or written to reads it, and may plan to do something."""
        message = sent.message
        readers = [PersonId(who) for who in ([message.to] if message.to else message.mentions)]
        case.disturbed |= set(readers) - {case.arrival.requester.id}
        for who in readers:
            if message.kind in _OFFERS:
                self._be_asked(who, case, message.room)
            elif message.kind == Kind.REVIEW_PROMPT:
                self._think_of_a_score(case, message.room)
            elif message.kind == Kind.PROGRESS_CHECK:
                self._plan(self._now + _SOON, partial(self._reassure, who, case))

    def _be_asked(self, who: PersonId, case: Case, room: str | None) -> None:
        self._diary.notices.append(Notice(self._now, who, case.index))
        self._crowd.note(who, self._now)
        case.asked_at = case.asked_at or self._now
        at = self._now + self._crowd.delay(who, case.index)
        match self._crowd.answer(who, case.index, case.arrival.requester.place, self._now):
            case Answer.YES:
                self._plan(at, partial(self._claim, who, case, room))
            case Answer.NO:
                self._plan(at, partial(self._decline, who, case, room))

    async def _claim(self, who: PersonId, case: Case, room: str | None) -> None:
        """They say that they go; in a room they have seen whether somebody else does."""
        request = await self._find(case)
        if who in self._busy or (room and not request.is_seeking):
            return
        await self._say(who, room, f"{case.number}号我去看看")
        if who in (await self._find(case)).claimed_by:
            self._set_out(who, case)

    def _set_out(self, who: PersonId, case: Case) -> None:
        self._busy.add(who)
        case.claimed_at = case.claimed_at or self._now
        case.helper, case.metres = who, self._crowd.metres(case.arrival.requester.place, who)
        if self._crowd.drops_out(who, case.index):
            self._plan(self._now + _LATER, partial(self._drop_out, who, case))
        else:
            self._plan(self._now + self._crowd.travel_time(case.metres), partial(self._arrive, who, case))

    async def _drop_out(self, who: PersonId, case: Case) -> None:
        self._busy.discard(who)
        case.helper = None
        await self._say(who, None, f"{case.number}号我去不了")

    async def _decline(self, who: PersonId, case: Case, room: str | None) -> None:
        if (await self._find(case)).is_seeking:
            await self._say(who, room, f"{case.number}号我去不了")

    async def _arrive(self, who: PersonId, case: Case) -> None:
        await self._say(who, None, f"{case.number}号我到了")
        usual = load_services().get(case.arrival.service).usual_length
        self._plan(self._now + self._crowd.job_time(usual, case.index), partial(self._finish, who, case))

    async def _finish(self, who: PersonId, case: Case) -> None:
        self._busy.discard(who)
        await self._say(who, case.arrival.room, f"{case.number}号弄好了")
        case.done_at = (await self._find(case)).done_at

    def _think_of_a_score(self, case: Case, room: str | None) -> None:
        score = self._crowd.score(case.index)
        if score and case.score is None:
            case.score = score
            self._plan(self._now + _LATER, partial(self._rate, case, room))

    async def _rate(self, case: Case, room: str | None) -> None:
        await self._say(case.arrival.requester.id, room, f"{case.number}号{case.score}分,谢谢")

    async def _reassure(self, who: PersonId, case: Case) -> None:
        """A helper who is asked is on the way or at it; a requester whom nobody served does without by now."""
        if who != case.arrival.requester.id:
            await self._say(who, None, "在路上了" if who in self._busy else f"{case.number}号弄好了")
        elif case.helper is None:
            await self._say(who, None, f"{case.number}号不用了,谢谢")

    async def _find(self, case: Case) -> HelpRequest:
        async with self._stage.store.read() as unit:
            return await unit.requests.get(case.number or 0)
