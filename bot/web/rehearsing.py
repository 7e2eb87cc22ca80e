"""`/api/rehearsal` and `/api/films`: on this machine alone, the clock, the line, and transcripts as films."""

from collections.abc import Callable, Mapping, Sequence
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

    @property
    def is_moved(self) -> bool:
        """Whether that is another than the real time."""
        ...

    async def move_to(self, moment: datetime) -> None:
        """Move the bot's clock on; what falls due on the way happens at its own time."""
        ...

    async def return_to_now(self) -> None:
        """Set the bot's clock to the real time; what is due later stays due later."""
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

    def __init__(self, settings: WebSettings, tell: Callable[[Mapping[str, object]], None]) -> None:
        """Take the settings, and whom to tell of changes; `stage` comes when the bot is there."""
        self._settings = settings
        self._tell = tell
        self.stage: Stage | None = None

    async def get(self, _request: web.Request) -> web.Response:
        """The bot's moment, and whether the line is cut."""
        return web.json_response(self._state(self._open_stage()))

    async def post(self, request: web.Request) -> web.Response:
        """Move the clock by `advance` seconds, to the next `until` (as 09:00) or `back` to the real time; or set the
        `line` to cut or up."""
        stage = self._open_stage()
        body = await read_object(request, self._settings)
        if "line" in body:
            await stage.cut_off(cut=_line(body))
        elif body.get("back") is True:
            await stage.return_to_now()
        else:
            await stage.move_to(_moment(body, stage))
        state = self._state(stage)
        self._tell(state)
        return web.json_response(state)

    def find_state(self) -> Mapping[str, object] | None:
        """The bot's moment, and whether the line is cut; None where there are no rehearsals."""
        return self._state(self.stage) if self.stage is not None and self._settings.allows_personas else None

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

    def _state(self, stage: Stage) -> dict[str, object]:
        local = stage.now().astimezone(stage.zone)
        line = "cut" if stage.is_cut_off else "up"
        return {"now": local.isoformat(), "line": line, "moved": stage.is_moved}


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
