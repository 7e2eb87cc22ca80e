"""What the console hands out: the first administrator's code, and people's personal links."""

import io
import secrets
from dataclasses import dataclass
from datetime import timedelta

import segno

from bot.clock import wall_clock
from bot.config import Settings
from handlers.errors import FaultError
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from store.engine import Store, open_store
from store.unit_of_work import UnitOfWork

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
_LENGTH = 8
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


class NobodyError(FaultError):
    """No one person has that name."""


async def issue_link(settings: Settings, name: str) -> IssuedLink:
    """A new personal link; the one before is void. Raises NobodyError, StoreUnavailableError."""
    store = await open_store(settings.database_url)
    try:
        await store.migrate()
        return await _issue(settings, name.lstrip("@"), store)
    finally:
        await store.close()


async def _issue(settings: Settings, name: str, store: Store) -> IssuedLink:
    token = secrets.token_urlsafe(24)
    async with store.write() as unit:
        person = await _named(name, unit)
        await unit.links.issue(token, person.id, wall_clock())
        await unit.audit.record(wall_clock(), PersonId("console"), "issue-link", f"person:{person.id}")
    url = f"{_address(settings)}/in/{token}"
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


def _address(settings: Settings) -> str:
    """Where people find the web chat: the first of web.hosts is behind HTTPS, this machine is not."""
    web = settings.web
    return f"https://{web.hosts[0]}" if web.hosts else f"http://{web.host}:{web.port}"
