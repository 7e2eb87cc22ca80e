"""Puts the web chat's parts together, and listens."""

from collections.abc import Callable
from dataclasses import replace

from aiohttp import web

from bot.clock import Now
from bot.web.callers import Callers, PersonOfToken
from bot.web.directory import Directory
from bot.web.entering import Entering
from bot.web.errors import CannotListenError
from bot.web.guard import add_security_headers, answering_errors, guarding
from bot.web.hub import Hub
from bot.web.intake import Intake
from bot.web.journal import Journal
from bot.web.overview import Overview
from bot.web.pages import Pages
from bot.web.pictures import Pictures
from bot.web.posting import Posting
from bot.web.reading import Reading
from bot.web.recalling import Recalling
from bot.web.rehearsing import Rehearsing
from bot.web.settings import WebSettings
from bot.web.telling import Telling
from store.engine import Store

_GRACE_S = 2.0


class Server:
    """The HTTP server. `accepted` is called after each new message of somebody's."""

    def __init__(
        self,
        store: Store,
        settings: WebSettings,
        now: Now,
        person_of_token: PersonOfToken,
        accepted: Callable[[], None],
    ) -> None:
        """Take the memory, the settings, the clock, whose token is whose, and whom to tell."""
        self._settings = settings
        self._hub = Hub(settings.max_listeners)
        self.journal = Journal(store, self._hub)
        callers = Callers(settings, person_of_token)
        intake = Intake(store, self.journal, callers, settings, now, accepted)
        self._posting = Posting(intake)
        self._reading = Reading(store, self._hub, callers, now)
        self._telling = Telling(store, self._hub)
        store.watch_requests(self._telling.requests_changed)
        self.rehearsing = Rehearsing(settings, self._telling.stage_changed)
        self._directory = Directory(store, callers, self.rehearsing.find_state)
        self._recalling = Recalling(intake)
        self._pictures = Pictures(intake)
        self._overview = Overview(store, callers)
        self._entering = Entering(person_of_token)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises CannotListenError, in one sentence that says what to do."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=_GRACE_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._settings.host.strip("[]"), self._settings.port).start()
        except (OSError, UnicodeError) as fault:
            await runner.cleanup()
            raise CannotListenError(self._settings.why_not_listening(fault)) from fault
        self._runner = runner

    async def stop(self) -> None:
        """Listen no longer; what was begun gets two seconds. May be called twice."""
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        self._hub.end_all()
        await self._telling.stop()
        await runner.cleanup()

    @property
    def address(self) -> str:
        """`host:port` as a browser takes it; while it listens, with the real port."""
        is_listening = self._runner is not None and self._runner.addresses
        port = self._runner.addresses[0][1] if is_listening and self._runner else self._settings.port
        return replace(self._settings, port=port).listens_on

    def application(self) -> web.Application:
        """The routes behind their guards."""
        middlewares = [answering_errors(), guarding(self._settings)]
        app = web.Application(middlewares=middlewares, client_max_size=self._settings.max_body)
        app.on_response_prepare.append(add_security_headers)
        app.add_routes(self._api_routes())
        pages = Pages()
        app.add_routes([web.get("/", pages.index), web.get("/static/{name}", pages.file)])
        app.add_routes([web.get("/in/{token}", self._entering.get)])
        return app

    def _api_routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/messages", self._posting.post),
            web.get("/api/messages", self._reading.messages),
            web.get("/api/events", self._reading.events, allow_head=False),
            web.get("/api/people", self._directory.people),
            web.get("/api/rooms", self._directory.rooms),
            web.get("/api/session", self._directory.session),
            web.get("/api/openapi.json", self._directory.openapi),
            web.post("/api/recalls", self._recalling.post),
            web.post("/api/pictures", self._pictures.post),
            web.get("/api/pictures/{id}", self._pictures.get),
            web.get("/api/chats", self._overview.chats),
            web.get("/api/requests", self._overview.requests),
            web.get("/api/rehearsal", self.rehearsing.get),
            web.post("/api/rehearsal", self.rehearsing.post),
            web.get("/api/films", self.rehearsing.list_films),
            web.get("/api/films/{name}", self.rehearsing.film),
            web.get("/healthz", self._directory.health),
        ]
