"""The rooms that the web chat carries, and who is in them."""

from handlers.rules.grid import Community, Room
from handlers.rules.ids import RoomId
from handlers.rules.people import Person

GATEWAY = "webchat"


def list_rooms(community: Community) -> list[Room]:
    """The community's rooms, without those of other gateways."""
    return [room for room in community.rooms if room.gateway in {None, GATEWAY}]


def find_room(community: Community, room: RoomId) -> Room | None:
    """The web chat's room of that id, or None."""
    return next((r for r in list_rooms(community) if r.id == room), None)


def find_addressed(community: Community, address: str) -> Room | None:
    """The web chat's room that the outbox addresses so, or None."""
    return next((r for r in list_rooms(community) if address_of(r) == address), None)


def address_of(room: Room) -> str:
    """The gateway's id of the room."""
    return room.gateway_id or room.id


def is_in(person: Person, room: Room) -> bool:
    """Whether somebody is in the room; staff are in every room."""
    return person.is_staff or room.id in person.rooms
