"""What the tests of every store share."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from handlers.errors import StaleWriteError
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.requests import HelpRequest
from store.engine import Store
from store.unit_of_work import UnitOfWork
from tests.builders import NOON, a_request
from tests.fakes import FakeStore, FakeUnit

AnyStore = Store | FakeStore
AnyUnit = UnitOfWork | FakeUnit

LI, SUN, HE = PersonId("li"), PersonId("sun"), PersonId("he")
MAIN = RoomId("main")
MINUTE = timedelta(minutes=1)
LATER = NOON + MINUTE


class BrokenOffError(Exception):
    """A unit of work that did not come to its end."""


async def break_off(store: AnyStore, work: Callable[[AnyUnit], Awaitable[object]]) -> None:
    """Do the work in a unit that does not come to its end."""
    with suppress(BrokenOffError):
        async with store.write() as unit:
            await work(unit)
            raise BrokenOffError


async def again_when_stale(work: Callable[[], Awaitable[None]]) -> None:
    """Do the work, once more whenever somebody else was faster."""
    while True:
        try:
            return await work()
        except StaleWriteError:
            continue


async def add(store: AnyStore, *requests: HelpRequest) -> list[HelpRequest]:
    """Keep these requests, in this order."""
    async with store.write() as unit:
        return [await unit.requests.add(request) for request in requests or (a_request(),)]


async def note(unit: AnyUnit, number: int, words: str) -> HelpRequest:
    """Read a request, and save it with one more note."""
    found = await unit.requests.get(number)
    return await unit.requests.save(with_note(found, words))


def with_note(request: HelpRequest, words: str) -> HelpRequest:
    """The request with one more note."""
    return replace(request, notes=(*request.notes, words))


def numbers(requests: list[HelpRequest]) -> list[int]:
    """Their numbers."""
    return [request.number for request in requests]
