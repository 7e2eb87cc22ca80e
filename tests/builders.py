"""Short ways to make people and requests for tests; everything has a sensible default."""

from datetime import UTC, datetime
from typing import Any

from bot.service_catalogue import load_services
from handlers.rules.grid import Community, Grid, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Job
from handlers.rules.people import Person, Role
from handlers.rules.requests import HelpRequest
from handlers.rules.slots import Place

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday noon in Shanghai

COMMUNITY = Community(
    name="Glimmer",
    grids=(
        Grid("G1", "Grid one", ("1", "2", "3"), ("G2",)),
        Grid("G2", "Grid two", ("4", "5", "6"), ("G1", "G3")),
        Grid("G3", "Grid three", ("7", "8", "9"), ("G2",)),
        Grid("G4", "Grid four", ("10",), ()),
    ),
    rooms=(
        Room(RoomId("main"), "Residents", ("G1", "G2", "G3", "G4")),
        Room(RoomId("staff"), "Office", (), RoomKind.STAFF),
    ),
)


def a_person(name: str, **facts: Any) -> Person:
    """Somebody whose id is their name."""
    return Person(id=PersonId(name), name=name, **facts)


def a_volunteer(name: str, *skills: str, **facts: Any) -> Person:
    """An approved volunteer."""
    return a_person(name, roles=frozenset({Role.VOLUNTEER}), skills=frozenset(skills), **facts)


def a_request(service: str = "plumbing", **facts: Any) -> HelpRequest:
    """An open request of `li`, in building 3."""
    given: dict[str, Any] = {
        "number": 1,
        "state": State.OPEN,
        "requester": PersonId("li"),
        "opened_at": NOON,
        "words": "…",
        "room": RoomId("main"),
        "place": Place("3", "2", "501"),
    }
    return HelpRequest(service=service, **{**given, **facts})


def a_job(service: str = "plumbing", requester: Person | None = None, **facts: Any) -> Job:
    """A request with its requester and service."""
    request = a_request(service, **facts)
    return Job(request, requester or a_person("li", grid="G1"), load_services().get(service))
