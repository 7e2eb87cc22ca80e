"""What the console hands out: the first administrator's code, and people's personal links."""

import io
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import segno

from bot.clock import wall_clock
from bot.config import Settings
from bot.web.settings import WebSettings
from handlers.errors import FaultError
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from store.engine import Store, open_store
from store.unit_of_work import UnitOfWork

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
_LENGTH = 8
_PORT = re.compile(r":\d+$")
_PERSONAS = (
    "personal links lead nowhere yet: on this machine everybody chooses whom to be. Name the address under which "
    "people reach Weiguang, as web.hosts: [chat.example.org], or set web.personas: false"
)
_NO_NAME = (
    "personal links lead nowhere yet: web.hosts names no address that people may use; write web.hosts: "
    "[chat.example.org], or [192.168.1.5] in your own network"
)
_GOOD_FOR = timedelta(days=1)


async def issue_code(settings: Settings) -> str:
    """A new single-use code, kept only as a digest. Raises StoreUnavailableError."""
    issued = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    store = await open_store(settings.database_url)
    try:
        await store.migrate()
        async with store.write() as unit:
            await unit.codes.issue(issued, "admin", wall_clock() + _GOOD_FOR)
    finally:
        await store.close()
    return issued


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A personal link: whose, its address, and the same as a QR code for a terminal."""

    name: str
    url: str
    qr: str

    @property
    def is_open_to_read(self) -> bool:
        """Whether anybody on the way can read what goes over it: there is no HTTPS, and it leaves this machine."""
        host = urlsplit(self.url).hostname or ""
        return self.url.startswith("http://") and not WebSettings(host=host).is_loopback


class NoLinksError(FaultError):
    """As the web chat is set, a personal link would lead nowhere; the message says what to set."""


class NobodyError(FaultError):
    """No one person has that name."""


async def issue_link(settings: Settings, name: str) -> IssuedLink:
    """A new personal link; the one before is void. Raises NoLinksError, NobodyError, StoreUnavailableError."""
    address = _address(settings.web)
    store = await open_store(settings.database_url)
    try:
        await store.migrate()
        return await _issue(address, name.lstrip("@"), store)
    finally:
        await store.close()


async def _issue(address: str, name: str, store: Store) -> IssuedLink:
    token = secrets.token_urlsafe(24)
    async with store.write() as unit:
        person = await _named(name, unit)
        await unit.links.issue(token, person.id, wall_clock())
        await unit.audit.record(wall_clock(), PersonId("console"), "issue-link", f"person:{person.id}")
    url = f"{address}/in/{token}"
    drawn = io.StringIO()
    segno.make(url).terminal(drawn, compact=True)
    return IssuedLink(person.name, url, drawn.getvalue().rstrip())


async def _named(name: str, unit: UnitOfWork) -> Person:
    known = await unit.people.find(PersonId(name))
    if known is not None:
        return known
    found = await unit.people.list_by_name(name)
    exact = [person for person in found if person.name == name]
    if len(exact or found) != 1:
        among = ", ".join(f"{person.name} ({person.id})" for person in found[:5])
        raise NobodyError(f"who is {name}? Write one of: {among}" if found else f"there is nobody called {name}")
    return (exact or found)[0]


def _address(web: WebSettings) -> str:
    """Where people find the web chat. Raises NoLinksError where nobody would come in by a link."""
    if web.allows_personas:
        raise NoLinksError(_PERSONAS)
    if web.address:
        return _known(web.address.rstrip("/"), web)
    if not web.hosts:
        if not web.is_loopback:
            raise NoLinksError(_NO_NAME)
        return f"http://{web.host}:{web.port}"
    name = web.hosts[0]
    if web.is_loopback:  # others come through a proxy: it has the certificate
        return f"https://{name}"
    return f"http://{name}" if _PORT.search(name) else f"http://{name}:{web.port}"


def _known(address: str, web: WebSettings) -> str:
    host = urlsplit(address).netloc
    if not {host, _PORT.sub("", host)} & set(web.hosts):
        raise NoLinksError(f"web.address is {address}, but web.hosts does not name it: write web.hosts: [{host}]")
    return address
