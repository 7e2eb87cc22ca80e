"""`weiguang check`: holds what is set against what is there, and says what to do about each fault."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from bot.advice.probe import probe
from bot.config import Settings
from bot.service_catalogue import load_services
from bot.understanding import read_place
from bot.web.settings import WebSettings
from handlers.errors import FaultError
from handlers.rules.people import Person, Role
from store.engine import find_file, open_store


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `is_fault` says that something must be done."""

    subject: str
    said: str
    is_fault: bool = False


async def check(settings: Settings) -> list[Finding]:
    """Look at everything that `run` would need. Changes nothing."""
    return [
        Finding(str(settings.path), "is well-formed"),
        *_people(settings),
        *await _database(settings),
        *_web_chat(settings),
        *await _language_model(settings),
    ]


def _people(settings: Settings) -> Iterator[Finding]:
    people = settings.community.to_people(read_place)
    for person in people:
        if person.place and person.place.building is None:
            said = f"the place of {person.id} names no building: write it as 3-2-501"
            yield Finding("community", said, is_fault=True)
    volunteers = sum(person.is_volunteer for person in people)
    yield Finding("community", f"{len(people)} people, {volunteers} of them volunteers, to fill an empty database")
    if not any(_is_in_charge(person) for person in people):
        yield Finding("community", "nobody is staff yet: `weiguang admin code` prints a code for the first one")


def _is_in_charge(person: Person) -> bool:
    return bool(person.roles & {Role.STAFF, Role.ADMIN})


async def _database(settings: Settings) -> list[Finding]:
    file = find_file(settings.database_url)
    if file is not None and not file.exists() and file.parent.is_dir():
        return [Finding("database", f"{file} is not there yet: `weiguang run` makes it")]
    try:
        store = await open_store(settings.database_url)
    except FaultError as fault:
        return [Finding("database", str(fault), is_fault=True)]
    try:
        faults = await store.find_faults()
    finally:
        await store.close()
    return [Finding("database", fault, is_fault=True) for fault in faults] or [
        Finding("database", "is sound and up to date")
    ]


def _web_chat(settings: Settings) -> Iterator[Finding]:
    if not settings.has_web_chat:
        said = "none is set: the bot would hear nobody; write gateways: [{kind: webchat}]"
        yield Finding("gateways", said, is_fault=True)
        return
    yield _port(settings.web)
    if settings.web.contradiction:
        yield Finding("web chat", settings.web.contradiction, is_fault=True)


def _port(web: WebSettings) -> Finding:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            web.host.strip("[]"), web.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except (OSError, UnicodeError) as fault:
        return Finding("web chat", web.why_not_listening(fault), is_fault=True)
    return Finding("web chat", f"can listen on {web.listens_on}")


async def _language_model(settings: Settings) -> list[Finding]:
    """Whether the language model that is set answers, in time and in form; nothing where none is set."""
    form = settings.language_model
    if form is None:
        return []
    services = load_services().services
    found = await probe(form, services)
    findings = [Finding("language model", found.said, is_fault=found.is_fault)]
    if form.is_open_to_read:
        said = "what is asked goes over the network unencrypted: write https:// in understanding.llm.endpoint"
        findings.append(Finding("language model", said))
    return findings
