"""Rehearsals on the running bot: its clock can be moved, its line cut, and transcripts played as films."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.bot import Bot, move_clock
from bot.clock import wall_clock
from bot.gateways.webchat import WebChat
from bot.logs import playing
from bot.replay import replay_files
from bot.transcript import Transcript
from bot.transcript_file import load_transcript
from bot.understanding import read_place

FILMS = Path(__file__).parents[1] / "tests" / "conversations"


_HARDLY = timedelta(seconds=1)


class OffsetClock:
    """The wall clock, moved on by so much."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        """Begin so far ahead."""
        self.offset = offset

    def now(self) -> datetime:
        """The moment, in UTC."""
        return wall_clock() + self.offset

    def set(self, moment: datetime) -> None:
        """Make it that moment; the clock goes on from there."""
        self.offset = moment - wall_clock()


class Director:
    """Implements `bot.web.rehearsing.Stage`."""

    def __init__(self, bot: Bot, clock: OffsetClock, web: WebChat, zone: ZoneInfo, films: Path = FILMS) -> None:
        """Take the running bot with its clock and web chat, and the folder of transcripts."""
        self._bot = bot
        self._clock = clock
        self._web = web
        self._films = films
        self.zone = zone

    def now(self) -> datetime:
        return self._clock.now()

    async def move_to(self, moment: datetime) -> None:
        await move_clock(self._bot, self._clock, moment)

    @property
    def is_moved(self) -> bool:
        return self._clock.offset > _HARDLY

    async def return_to_now(self) -> None:
        self._clock.set(wall_clock())
        await self._bot.rest(eager=True)

    @property
    def is_cut_off(self) -> bool:
        return self._web.is_cut_off

    async def cut_off(self, *, cut: bool) -> None:
        self._web.cut_off(cut=cut)
        if not cut:
            await self._bot.rest(eager=True)

    def list_films(self) -> Sequence[Mapping[str, str]]:
        return [{"name": path.stem, "title": _title(path)} for path in sorted(self._films.glob("*.yaml"))]

    async def film(self, name: str) -> Mapping[str, Any] | None:
        path = next((path for path in self._films.glob("*.yaml") if path.stem == name), None)
        if path is None:
            return None
        out = io.StringIO()
        with playing():
            await replay_files([path], out, as_json=True, database=None)
        *lines, totals = map(json.loads, out.getvalue().splitlines())
        return {**_cast(load_transcript(path, read_place)), "messages": lines, "totals": totals}


def _title(path: Path) -> str:
    """The file's first line says it, perhaps in quotes."""
    with path.open(encoding="utf-8") as file:
        return file.readline().removeprefix("title:").strip().strip("\"'")


def _cast(transcript: Transcript) -> dict[str, Any]:
    return {
        "title": transcript.title,
        "community": transcript.community.name,
        "language": transcript.community.language,
        "timezone": transcript.community.timezone,
        "people": {person.id: person.name for person in transcript.people},
        "rooms": {room.id: room.name for room in transcript.community.rooms},
    }
