"""What a community's parts say against each other: names that nothing bears, ids and doors that are given twice."""

from collections.abc import Collection, Iterable, Iterator

from bot.community import NAMES, CommunityForm, PersonForm
from bot.documents import Document, Fault, Route
from bot.forms import did_you_mean, fill_sound, shown
from handlers.rules.services import ServiceCatalogue

Found = Iterator[tuple[Route, str]]


def read_sound_community(document: Document) -> CommunityForm | None:
    """The community of a document that has faults, without them; None where it can't be held against itself."""
    is_there = isinstance(document.data, dict) and isinstance(document.data.get("community"), dict)
    return fill_sound(CommunityForm, document, ("community",), NAMES) if is_there else None


def find_contradictions(form: CommunityForm, services: ServiceCatalogue, document: Document, at: Route) -> list[Fault]:
    """Every fault of the community that stands at that route of the document."""
    found = [*_of_grids(form), *_of_rooms(form), *_of_people(form, services)]
    return [Fault(document.mark_of((*at, *route)), said) for route, said in found]


def _of_grids(form: CommunityForm) -> Found:
    codes = [grid.code for grid in form.grids]
    yield from _twice("grids", "code", codes, "grid")
    stands_in: dict[str, str] = {}
    for i, grid in enumerate(form.grids):
        yield from _absent(("grids", i, "neighbours"), grid.neighbours, codes, "grid")
        if grid.code in grid.neighbours:
            yield ("grids", i, "neighbours", grid.neighbours.index(grid.code)), "a grid is no neighbour of its own"
        for j, building in enumerate(grid.buildings):
            if building in stands_in:
                yield ("grids", i, "buildings", j), f"building {building} stands in {stands_in[building]} already"
            stands_in.setdefault(building, grid.code)


def _of_rooms(form: CommunityForm) -> Found:
    codes = [grid.code for grid in form.grids]
    yield from _twice("rooms", "id", [room.id for room in form.rooms], "room")
    for i, room in enumerate(form.rooms):
        yield from _absent(("rooms", i, "grids"), room.grids, codes, "grid")


def _of_people(form: CommunityForm, services: ServiceCatalogue) -> Found:
    yield from _twice("people", "id", [person.id for person in form.people], "person")
    for i, person in enumerate(form.people):
        for route, said in _of_person(person, form, services):
            yield ("people", i, *route), said


def _of_person(person: PersonForm, form: CommunityForm, services: ServiceCatalogue) -> Found:
    codes = [grid.code for grid in form.grids]
    skills = [*services.services, *services.categories]
    yield from _absent(("skills",), person.skills, skills, "service or category")
    yield from _absent(("declines",), person.declines, skills, "service or category")
    yield from _absent(("scope",), person.scope, codes, "grid")
    yield from _absent(("blocks",), person.blocks, [other.id for other in form.people], "person")
    yield from _absent(("rooms",), person.rooms or (), [room.id for room in form.rooms], "room")
    yield from _absent(("head_of",), person.head_of, [b for grid in form.grids for b in grid.buildings], "building")
    if person.captain and person.team is None:
        yield ("captain",), "a captain has a team: write its name as well, as team: 搬家队"
    if person.id in person.blocks:
        yield ("blocks", person.blocks.index(person.id)), "nobody blocks themselves: take this id away"
    if person.grid is not None and person.grid not in codes:
        yield ("grid",), _no(person.grid, codes, "grid")
    if person.away and person.away.start and person.away.end:
        zoned = person.away.start.tzinfo is not None, person.away.end.tzinfo is not None
        if zoned[0] == zoned[1] and person.away.end < person.away.start:
            yield ("away", "to"), "to is before from: write the later moment here"


def _absent(route: Route, names: Iterable[str], known: Collection[str], what: str) -> Found:
    for i, name in enumerate(names):
        if name not in known:
            yield (*route, i), _no(name, known, what)


def _no(name: str, known: Collection[str], what: str) -> str:
    return f"there is no {what} {shown(name)}{did_you_mean(name, known)}"


def _twice(part: str, key: str, ids: list[str], what: str) -> Found:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield (part, i, key), f"there is a {what} {shown(name)} already: give this one another {key}"
