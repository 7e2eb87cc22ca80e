"""How a request stands, without anything private, for those who may know of it."""

from bot.service_catalogue import load_services
from bot.understanding import public_name
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest
from store.unit_of_work import UnitOfWork


def may_know(reader: Person, request: HelpRequest) -> bool:
    """Whether the reader may know how it stands: whoever has to do with it; its room where it is not private."""
    if reader.is_staff or reader.id == request.requester or reader.id in request.claimed_by:
        return True
    return request.room in reader.rooms and not load_services().get(request.service).private


async def card_of(request: HelpRequest, unit: UnitOfWork) -> dict[str, object]:
    """The request's card."""
    names = await unit.people.names_of(request.claimed_by)
    return {
        "number": request.number,
        "state": request.state.value,
        "service": dict(load_services().get(request.service).names),
        "urgency": request.urgency.value,
        "helpers": [public_name(names[helper]) for helper in request.claimed_by if helper in names],
        "people": request.people,
        "rating": request.rating,
    }
