"""`weiguang replay`: plays transcripts through the whole bot and says what did not hold."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.assertions import Position, failure_of
from bot.config import DEFAULT_EMERGENCY_NUMBERS
from bot.dispatcher import House
from bot.gateways.base import InboundMessage, Media
from bot.rehearsal import GATEWAY, Rehearsal, Sent
from bot.service_catalogue import load_services
from bot.transcript import (
    Assertion,
    Offline,
    Restart,
    Say,
    Step,
    Together,
    Transcript,
    Until,
    Wait,
)
from bot.transcript_file import A_SECOND, load_transcript
from bot.understanding import read_place
from handlers.errors import FaultError
from store.engine import open_store


class DatabaseInUseError(FaultError):
    """A transcript can only be played where nothing is remembered yet."""


@dataclass
class Played:
    """How one transcript went."""

    passed: int = 0
    failures: list[str] = field(default_factory=list)


async def replay_files(paths: Sequence[Path], out: TextIO, *, as_json: bool, database: str | None) -> bool:
    """Play each file on a memory of its own (or all on `database`), print, and tell whether everything held.

    Raises, before anything is played, BadFileError for a malformed transcript, and DatabaseInUseError where `database`
    holds something. Of several files only the last leaves its memory there.
    """
    transcripts = [load_transcript(path, read_place) for path in paths]
    if database:
        await _require_empty(database)
    total = Played()
    for n, transcript in enumerate(transcripts):
        with tempfile.TemporaryDirectory(prefix="weiguang-") as folder:
            url = database or f"sqlite:///{folder}/replay.db"
            if database and n:
                await _clear(database)
            played = await _Player(transcript, url, _Printer(out, transcript, as_json=as_json)).play()
        total.passed += played.passed
        total.failures += played.failures
    _print_totals(total, out, as_json=as_json)
    return not total.failures


async def _require_empty(url: str) -> None:
    store = await open_store(url)
    try:
        if not await store.is_empty():
            raise DatabaseInUseError("--database holds something already: name an empty one, as sqlite:///replay.db")
    finally:
        await store.close()


async def _clear(url: str) -> None:
    """Forget the transcript before: what is there now is all ours."""
    store = await open_store(url)
    try:
        await store.clear()
    finally:
        await store.close()


def _print_totals(total: Played, out: TextIO, *, as_json: bool) -> None:
    failed = len(total.failures)
    if as_json:
        line = {"passed": total.passed, "failed": failed, "failures": total.failures}
        print(json.dumps(line, ensure_ascii=False), file=out)
    else:
        print(f"{total.passed} passed, {failed} failed", file=out)


class _Player:
    def __init__(self, transcript: Transcript, url: str, printer: "_Printer") -> None:
        self._transcript = transcript
        self._printer = printer
        house = House(transcript.policy, load_services(), DEFAULT_EMERGENCY_NUMBERS)
        self._stage = Rehearsal(url, house, transcript.now)
        self._spoken = 0
        self._since = 0
        self._printed = 0

    async def play(self) -> Played:
        played = Played()
        await self._stage.open(self._transcript.community, self._transcript.people)
        try:
            for step in self._transcript.steps:
                await self._step(step, played)
        finally:
            await self._stage.close()
        return played

    async def _step(self, step: Step, played: Played) -> None:
        if isinstance(step, Assertion):
            failure = await self._assert(step)
            if failure is None:
                played.passed += 1
            else:
                played.failures.append(f"{self._transcript.path}:{step.line}: {failure}")
                self._printer.failure(played.failures[-1])
            return
        self._since = len(self._stage.gateway.sent)
        await self._act(step)
        self._print_sent()

    async def _act(self, step: Step) -> None:
        stage = self._stage
        match step:
            case Say():
                await stage.move_by(A_SECOND)
                await self._say(step)
            case Together():
                await stage.move_by(A_SECOND)
                for say in step.says:
                    await self._say(say)
            case Wait():
                await stage.move_by(step.duration)
            case Until():
                await stage.move_to(step.moment)
            case Offline():
                await stage.be_cut_off(step.duration)
            case Restart():
                await stage.restart()
        await stage.rest()

    async def _say(self, say: Say) -> None:
        self._spoken += 1
        inbound = self._inbound(say)
        self._printer.said(say, inbound)
        for _ in range(2 if say.twice else 1):
            await self._stage.hear(inbound)

    def _inbound(self, say: Say) -> InboundMessage:
        names = {str(person.id): person.name for person in self._transcript.people}
        return InboundMessage(
            gateway=GATEWAY,
            id=say.id or f"said-{self._spoken}",
            at=self._stage.clock.now(),
            sender=say.sender,
            sender_name=say.name or names.get(say.sender, say.sender),
            room=say.room,
            text=say.text,
            quote=self._quoted(say),
            mentions=say.mentions,
            mentions_bot="@微光" in say.text or "@bot" in say.text.lower(),
            media=Media(*say.media) if say.media else None,
        )

    def _quoted(self, say: Say) -> str | None:
        if say.quote is None:
            return None
        kind, request = say.quote
        fitting = [s.id for s in self._stage.gateway.sent if s.message.kind == kind and s.message.request == request]
        return fitting[-1] if fitting else None

    async def _assert(self, assertion: Assertion) -> str | None:
        async with self._stage.store.read() as unit:
            return await failure_of(assertion, Position(self._stage.gateway.sent, self._since), unit)

    def _print_sent(self) -> None:
        for sent in self._stage.gateway.sent[self._printed :]:
            self._printer.sent(sent)
        self._printed = len(self._stage.gateway.sent)


class _Printer:
    """Prints a conversation as people would see it, or a JSON line per message."""

    def __init__(self, out: TextIO, transcript: Transcript, *, as_json: bool) -> None:
        self._out = out
        self._as_json = as_json
        self._zone = ZoneInfo(transcript.community.timezone)
        self._names = {str(person.id): person.name for person in transcript.people}
        self._rooms = {str(room.id): room.name for room in transcript.community.rooms}
        if not as_json:
            print(f"\n{transcript.title}  ({transcript.path})", file=out)

    def said(self, say: Say, inbound: InboundMessage) -> None:
        if self._as_json:
            self._line(inbound.at, {"from": say.sender}, inbound.room, None, inbound.mentions, None, None, inbound.text)
            return
        where = self._rooms.get(say.room, say.room) if say.room else "→ bot"
        self._print(inbound.at, str(where), self._names.get(say.sender, say.sender), inbound.text)

    def sent(self, sent: Sent) -> None:
        m = sent.message
        if self._as_json:
            self._line(sent.at, {"kind": m.kind}, m.room, m.to, m.mentions, m.request, m.wave, m.text)
            return
        where = self._rooms.get(m.room, m.room) if m.room else f"bot → {self._names.get(m.to or '', m.to or '')}"
        self._print(sent.at, str(where), f"◆ {m.kind}", m.text)

    def failure(self, text: str) -> None:
        if not self._as_json:
            print(f"  ✗ {text}", file=self._out)

    def _print(self, at: datetime, where: str, who: str, text: str) -> None:
        clock = f"{at.astimezone(self._zone):%m-%d %H:%M:%S}"
        indented = text.replace("\n", "\n" + " " * 18)
        print(f"  {clock}  [{where}] {who}: {indented}", file=self._out)

    def _line(self, at: datetime, who: dict[str, str], *facts: object) -> None:
        names = ("room", "to", "mentions", "request", "wave", "text")
        line = {"at": at.astimezone(self._zone).isoformat(), **who, **dict(zip(names, facts, strict=True))}
        print(json.dumps(line, ensure_ascii=False, default=list), file=self._out)
