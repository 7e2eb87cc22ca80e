"""A made-up community the size of a real one, always the same for one seed. Nobody in it exists."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.demo_words import OLDEST, WORDS, Language, Namer, Words
from bot.service_catalogue import load_services
from handlers.rules.grid import Community, Grid, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Care, Licence, Person, Role
from handlers.rules.services import OTHER
from handlers.rules.slots import Place

SEED = 20_260_101
GRIDS, BUILDINGS, RESIDENTS, VOLUNTEERS, TEAMS, STAFF = 12, 101, 12_696, 2_568, 40, 6
MAIN, OFFICE = RoomId("main"), RoomId("staff")

_COLUMNS = 4  # the grids stand in three rows of four
_UNITS, _FLOORS, _DOORS, _HOUSEHOLDS = 3, 18, 4, 3_712
_CARE = (  # how many, and from which age on
    (Care.LONE_ELDER, 37, 65),
    (Care.DISABLED, 39, 18),
    (Care.LOW_INCOME, 17, 18),
    (Care.VERY_OLD, 140, 80),
)
_LICENCE_OF = {
    "electricity": "electrician",
    "doctor": "doctor",
    "counselling": "counsellor",
    "legal": "lawyer",
    "first_aid": "first_aid",
}
_FIRST_PHONE = 13_800_000_000
_YOUNGEST, _MEAN_AGE, _SPREAD = 6, 46, 20
_YOUNGEST_VOLUNTEER, _OLDEST_VOLUNTEER = 18, 76
_YOUNGEST_IN_CHARGE, _OLDEST_IN_CHARGE = 30, 68
_UNREACHABLE, _LICENSED, _VETTED, _PAUSED = 0.05, 0.6, 0.7, 0.03  # shares


@dataclass(frozen=True, slots=True)
class Demo:
    """A community with everybody in it."""

    community: Community
    people: Sequence[Person]


def make_demo(language: Language = "zh", seed: int = SEED) -> Demo:
    """12 grids, 101 buildings, 12,696 residents, 2,568 of them volunteers in 40 teams, and a few staff.

    Every team has one captain, every building one head, and nobody the name of another.
    """
    chance = random.Random(seed)
    words = WORDS[language]
    community = _community(words)
    people = list(_residents(community, words, chance))
    _put_on_care_list(people, chance)
    _appoint_heads(people, chance)
    _appoint_captains(people, chance)
    return Demo(community, [*people, *_known(community, words), *_staff(community, words)])


def _community(words: Words) -> Community:
    firsts = [round(i * BUILDINGS / GRIDS) for i in range(GRIDS + 1)]
    grids = tuple(_grid(i, range(first + 1, last + 1), words) for i, (first, last) in enumerate(pairwise(firsts)))
    rooms = [Room(MAIN, words.main, tuple(grid.code for grid in grids))]
    rooms += [Room(RoomId(grid.code.lower()), words.neighbours.format(grid.name), (grid.code,)) for grid in grids]
    rooms.append(Room(OFFICE, words.office, (), RoomKind.STAFF))
    return Community(
        name=words.community,
        language=words.language,
        grids=grids,
        rooms=tuple(rooms),
        contacts={"property": words.property_desk},
    )


def _grid(index: int, buildings: range, words: Words) -> Grid:
    """The grids stand in a row of three by four; neighbours share a side."""
    row, column = divmod(index, _COLUMNS)
    beside = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
    near = (r * _COLUMNS + c for r, c in beside if 0 <= r < GRIDS // _COLUMNS and 0 <= c < _COLUMNS)
    neighbours = tuple(f"G{n + 1}" for n in near)
    return Grid(f"G{index + 1}", words.grid.format(words.ordinals[index]), tuple(map(str, buildings)), neighbours)


def _residents(community: Community, words: Words, chance: random.Random) -> Iterator[Person]:
    homes = _homes(chance)
    namer = Namer(words, chance)
    count = RESIDENTS - len(_known(community, words))
    volunteers = {number: n for n, number in enumerate(chance.sample(range(count), VOLUNTEERS - 1), 1)}
    for number in range(count):
        home = homes[number % len(homes)]
        age = _age(chance, is_volunteer=number in volunteers)
        resident = _resident(number, namer.name(age, home), age, home, community)
        resident = replace(resident, reachable=chance.random() > _UNREACHABLE)
        yield _volunteering(resident, volunteers[number], words, chance) if number in volunteers else resident


def _age(chance: random.Random, *, is_volunteer: bool) -> int:
    if is_volunteer:
        return chance.randint(_YOUNGEST_VOLUNTEER, _OLDEST_VOLUNTEER)
    age = 0
    while not _YOUNGEST <= age <= OLDEST:
        age = int(chance.gauss(_MEAN_AGE, _SPREAD))
    return age


def _resident(number: int, name: str, age: int, home: Place, community: Community) -> Person:
    grid = community.grid_of(home.building) or "G1"
    return Person(
        id=PersonId(f"r{number + 1:05}"),
        name=name,
        grid=grid,
        place=home,
        phone=str(_FIRST_PHONE + 1000 + number),
        age=age,
        rooms=frozenset({MAIN, RoomId(grid.lower())}),
    )


def _homes(chance: random.Random) -> list[Place]:
    homes = [
        Place(str(building), str(unit), f"{floor}0{door}")
        for building in range(1, BUILDINGS + 1)
        for unit in range(1, _UNITS + 1)
        for floor in range(1, _FLOORS + 1)
        for door in range(1, _DOORS + 1)
    ]
    return chance.sample(homes, _HOUSEHOLDS)


def _volunteering(person: Person, number: int, words: Words, chance: random.Random) -> Person:
    skills = chance.sample(sorted(load_services().services.keys() - {OTHER}), chance.choice((1, 1, 2, 2, 3)))
    return replace(
        person,
        roles=frozenset({Role.VOLUNTEER}),
        skills=frozenset(skills),
        licences=tuple(Licence(_LICENCE_OF[s]) for s in skills if s in _LICENCE_OF and chance.random() < _LICENSED),
        vetted=chance.random() < _VETTED,
        paused=chance.random() < _PAUSED,
        team=_team(number % TEAMS, words),
    )


def _team(number: int, words: Words) -> str:
    round_, name = divmod(number, len(words.teams))
    return words.team.format(name=words.teams[name], number=round_ + 1)


def _put_on_care_list(people: list[Person], chance: random.Random) -> None:
    for care, count, youngest in _CARE:
        fitting = [
            number
            for number, person in enumerate(people)
            if not person.is_volunteer and not person.care and _age_of(person) >= youngest
        ]
        for number in chance.sample(fitting, count):
            people[number] = replace(people[number], care=frozenset({care}))


def _appoint_heads(people: list[Person], chance: random.Random) -> None:
    """One for every building, who lives there."""
    for building, fitting in _able(people, lambda person: person.place.building if person.place else None).items():
        number = chance.choice(fitting)
        roles = people[number].roles | {Role.BUILDING_HEAD}
        people[number] = replace(people[number], roles=roles, head_of=frozenset({building}), reachable=True)


def _appoint_captains(people: list[Person], chance: random.Random) -> None:
    """One for every team, who is one of its volunteers."""
    for fitting in _able(people, lambda person: person.team).values():
        number = chance.choice(fitting)
        roles = people[number].roles | {Role.CAPTAIN}
        people[number] = replace(people[number], roles=roles, vetted=True, paused=False, reachable=True)


def _able(people: Sequence[Person], group_of: Callable[[Person], str | None]) -> dict[str, list[int]]:
    """The numbers of those who can be put in charge, by group; in the order in which the groups first appear."""
    groups: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        group = group_of(person)
        if group and not person.care and _YOUNGEST_IN_CHARGE <= _age_of(person) <= _OLDEST_IN_CHARGE:
            groups.setdefault(group, []).append(number)
    return groups


def _age_of(person: Person) -> int:
    return person.age or 0


def _known(community: Community, words: Words) -> list[Person]:
    """The two of New Year's Eve: whoever has read the README finds them. He lives next door, and is asked first."""
    return [
        Person(
            id=PersonId("li"), name=words.known["li"], grid=community.grid_of("3"), place=Place("3", "2", "501"),
            phone=str(_FIRST_PHONE + 1), age=68, rooms=frozenset({MAIN, RoomId("g1")}),
        ),
        Person(
            id=PersonId("he"), name=words.known["he"], grid=community.grid_of("2"), place=Place("2", "1", "302"),
            phone=str(_FIRST_PHONE + 11), age=45, rooms=frozenset({MAIN, RoomId("g1")}),
            roles=frozenset({Role.VOLUNTEER}), skills=frozenset({"electricity", "appliance"}), vetted=True,
            licences=(Licence("electrician"),), team=_team(0, words),
        ),
    ]  # fmt: skip


def _staff(community: Community, words: Words) -> list[Person]:
    rooms = frozenset(room.id for room in community.rooms)
    heads = [(who, words.known[who], role) for who, role in (("zhou", Role.STAFF), ("xu", Role.ADMIN))]
    workers = [(f"s{n}", words.worker.format(n), Role.STAFF) for n in range(1, STAFF - 1)]
    return [
        Person(id=PersonId(who), name=name, roles=frozenset({role}), phone=str(_FIRST_PHONE + 100 + n), rooms=rooms)
        for n, (who, name, role) in enumerate([*heads, *workers])
    ]
