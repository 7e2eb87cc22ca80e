"""`/api/rehearsal` and `/api/films`: on this machine alone, the clock, the line, and transcripts as films."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.web.drafts import Body, read_object
from bot.web.errors import ApiError
from bot.web.settings import WebSettings
from handlers.errors import WeiguangError

_LONGEST_MOVE = timedelta(days=31)


class Stage(Protocol):
    """What a rehearsal can do with the running bot."""

    @property
    def zone(self) -> ZoneInfo:
        """The community's time zone."""
        ...

    def now(self) -> datetime:
        """The bot's moment."""
        ...

    async def move_to(self, moment: datetime) -> None:
        """Move the bot's clock on; what falls due on the way happens at its own time."""
        ...

    @property
    def is_cut_off(self) -> bool:
        """Whether the line is cut."""
        ...

    async def cut_off(self, *, cut: bool) -> None:
        """Cut the line, or mend it."""
        ...

    def list_films(self) -> Sequence[Mapping[str, str]]:
        """The transcripts, each with its `name` and `title`."""
        ...

    async def film(self, name: str) -> Mapping[str, Any] | None:
        """A transcript as it is played: its people, rooms and messages; None where there is no such."""
        ...


class Rehearsing:
    """Answers where one may choose whom to be; elsewhere there is nothing here."""

    def __init__(self, settings: WebSettings) -> None:
        """Take the settings; `stage` comes when the bot is there."""
        self._settings = settings
        self.stage: Stage | None = None

    async def get(self, _request: web.Request) -> web.Response:
        """The bot's moment, and whether the line is cut."""
        return web.json_response(self._state(self._open_stage()))

    async def post(self, request: web.Request) -> web.Response:
        """Move the clock by `advance` seconds or to the next `until` (as 09:00), or set the `line` to cut or up."""
        stage = self._open_stage()
        body = await read_object(request, self._settings)
        if "line" in body:
            await stage.cut_off(cut=_line(body))
        else:
            await stage.move_to(_moment(body, stage))
        return web.json_response(self._state(stage))

    async def list_films(self, _request: web.Request) -> web.Response:
        """The films there are."""
        return web.json_response({"films": list(self._open_stage().list_films())})

    async def film(self, request: web.Request) -> web.Response:
        """One film."""
        try:
            film = await self._open_stage().film(request.match_info["name"])
        except WeiguangError as fault:
            raise ApiError(409, str(fault).splitlines()[0]) from fault
        if film is None:
            raise ApiError(404, "there is no such film")
        return web.json_response(film)

    def _open_stage(self) -> Stage:
        if self.stage is None or not self._settings.allows_personas:
            raise ApiError(404, "rehearsals are for this machine alone")
        return self.stage

    def _state(self, stage: Stage) -> dict[str, str]:
        local = stage.now().astimezone(stage.zone)
        return {"now": local.isoformat(), "line": "cut" if stage.is_cut_off else "up"}


def _line(body: Body) -> bool:
    if body["line"] not in ("cut", "up"):
        raise ApiError(400, "line must be cut or up", "line")
    return body["line"] == "cut"


def _moment(body: Body, stage: Stage) -> datetime:
    if "until" in body:
        return _next(body["until"], stage)
    seconds = body.get("advance")
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds <= _LONGEST_MOVE.total_seconds():
        raise ApiError(400, "advance must be a number of seconds, up to 31 days", "advance")
    return stage.now() + timedelta(seconds=seconds)


def _next(clock: object, stage: Stage) -> datetime:
    """The next day's moment at that time."""
    try:
        hour, minute = map(int, str(clock).split(":"))
        at = stage.now().astimezone(stage.zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError as fault:
        raise ApiError(400, "until must be a time of day, as 09:00", "until") from fault
    return at + timedelta(days=1)
