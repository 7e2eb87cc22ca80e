"""A made-up community the size of a real one, always the same for one seed. Nobody in it exists."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.service_catalogue import load_services
from handlers.rules.grid import Community, Grid, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Care, Licence, Person, Role
from handlers.rules.services import OTHER
from handlers.rules.slots import Place

SEED = 20_260_101
GRIDS, BUILDINGS, RESIDENTS, VOLUNTEERS, TEAMS, STAFF = 12, 101, 12_696, 2_568, 40, 6
MAIN, OFFICE = RoomId("main"), RoomId("staff")
FAVOURITES = ("li", "he", "zhou")

_COLUMNS = 4  # the grids stand in three rows of four
_UNITS, _FLOORS, _DOORS, _HOUSEHOLDS = 3, 18, 4, 3_712
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉梅红玲辉鹏宇欣怡佳慧建国志文晓东雪峰春燕婷浩然子涵"
_OLDER = ("阿姨", "叔", "大爷", "奶奶", "大妈", "师傅", "老师", "姐", "伯")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_TEAM_NAMES = ("红马甲", "红帽子", "红书包", "红徽章", "邻里守望", "银龄", "青年", "巾帼")
_CARE = ((Care.LONE_ELDER, 37), (Care.DISABLED, 39), (Care.LOW_INCOME, 17), (Care.VERY_OLD, 140))
_LICENCE_OF = {
    "electricity": "electrician",
    "doctor": "doctor",
    "counselling": "counsellor",
    "legal": "lawyer",
    "first_aid": "first_aid",
}
_FIRST_PHONE = 13_800_000_000
_OLD = 60
_UNREACHABLE, _LICENSED, _VETTED, _PAUSED = 0.05, 0.6, 0.7, 0.03  # shares


@dataclass(frozen=True, slots=True)
class Demo:
    """A community with everybody in it."""

    community: Community
    people: Sequence[Person]


def make_demo(seed: int = SEED) -> Demo:
    """12 grids, 101 buildings, 12,696 residents, 2,568 of them volunteers in 40 teams, and a few staff."""
    chance = random.Random(seed)
    community = _community()
    people = list(_residents(community, chance))
    _put_on_care_list(people, chance)
    return Demo(community, [*people, *_known(community), *_staff(community)])


def _community() -> Community:
    firsts = [round(i * BUILDINGS / GRIDS) for i in range(GRIDS + 1)]
    grids = tuple(_grid(i, range(first + 1, last + 1)) for i, (first, last) in enumerate(pairwise(firsts)))
    rooms = [Room(MAIN, "微光社区居民服务群", tuple(grid.code for grid in grids))]
    rooms += [Room(RoomId(grid.code.lower()), f"{grid.name}邻里群", (grid.code,)) for grid in grids]
    rooms.append(Room(OFFICE, "社区工作群", (), RoomKind.STAFF))
    return Community(name="微光社区（示例）", grids=grids, rooms=tuple(rooms), contacts={"property": "物业值班室"})


def _grid(index: int, buildings: range) -> Grid:
    """The grids stand in a row of three by four; neighbours share a side."""
    row, column = divmod(index, _COLUMNS)
    beside = ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
    near = (r * _COLUMNS + c for r, c in beside if 0 <= r < GRIDS // _COLUMNS and 0 <= c < _COLUMNS)
    neighbours = tuple(f"G{n + 1}" for n in near)
    return Grid(f"G{index + 1}", f"第{_NUMERALS[index]}网格", tuple(map(str, buildings)), neighbours)


def _residents(community: Community, chance: random.Random) -> Iterator[Person]:
    homes = _homes(chance)
    count = RESIDENTS - len(_known(community))
    volunteers = frozenset(chance.sample(range(count), VOLUNTEERS - 1))
    for number in range(count):
        resident = _resident(number, homes[number % len(homes)], community, chance)
        yield _volunteering(resident, number, chance) if number in volunteers else resident


def _resident(number: int, place: Place, community: Community, chance: random.Random) -> Person:
    grid = community.grid_of(place.building) or "G1"
    return Person(
        id=PersonId(f"r{number + 1:05}"),
        name=_name(place, chance),
        grid=grid,
        place=place,
        phone=str(_FIRST_PHONE + 1000 + number),
        age=min(97, max(6, int(chance.gauss(46, 20)))),
        reachable=chance.random() > _UNREACHABLE,
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


def _name(place: Place, chance: random.Random) -> str:
    """A group nickname: most give their door first, as they were asked to."""
    called = chance.choice(_SURNAMES)
    if chance.random() < 0.5:
        called += chance.choice(_OLDER)
    else:
        called += "".join(chance.choices(_GIVEN, k=chance.choice((1, 2))))
    return f"{place.building}-{place.unit}-{place.room}{called}" if chance.random() < 0.8 else called


def _volunteering(person: Person, number: int, chance: random.Random) -> Person:
    skills = chance.sample(sorted(load_services().services.keys() - {OTHER}), chance.choice((1, 1, 2, 2, 3)))
    team = number % TEAMS
    return replace(
        person,
        age=chance.randint(18, 76),
        roles=frozenset({Role.VOLUNTEER, Role.CAPTAIN} if number < 2 * TEAMS else {Role.VOLUNTEER}),
        skills=frozenset(skills),
        licences=tuple(Licence(_LICENCE_OF[s]) for s in skills if s in _LICENCE_OF and chance.random() < _LICENSED),
        vetted=chance.random() < _VETTED,
        paused=chance.random() < _PAUSED,
        team=f"{_TEAM_NAMES[team % len(_TEAM_NAMES)]}{team // len(_TEAM_NAMES) + 1}分队",
    )


def _put_on_care_list(people: list[Person], chance: random.Random) -> None:
    old = [i for i, person in enumerate(people) if (person.age or 0) >= 60 and not person.is_volunteer]
    chosen = iter(chance.sample(old, sum(count for _, count in _CARE)))
    for care, count in _CARE:
        for _ in range(count):
            index = next(chosen)
            people[index] = replace(people[index], care=frozenset({care}))


def _known(community: Community) -> list[Person]:
    """The two of New Year's Eve, to begin with: whoever has read the README finds them."""
    return [
        Person(
            id=PersonId("li"), name="3-2-501李阿姨", grid=community.grid_of("3"), place=Place("3", "2", "501"),
            phone=str(_FIRST_PHONE + 1), age=68, rooms=frozenset({MAIN, RoomId("g1")}),
        ),
        Person(
            id=PersonId("he"), name="何师傅", grid="G9", phone=str(_FIRST_PHONE + 11), age=45,
            rooms=frozenset({MAIN, RoomId("g9")}),
            roles=frozenset({Role.VOLUNTEER}), skills=frozenset({"electricity", "appliance"}), vetted=True,
            licences=(Licence("electrician"),), team="红马甲1分队",
        ),
    ]  # fmt: skip


def _staff(community: Community) -> list[Person]:
    rooms = frozenset(room.id for room in community.rooms)
    heads = [("zhou", "周姐", Role.STAFF), ("xu", "徐站长", Role.ADMIN)]
    workers = [(f"s{n}", f"网格员{n}", Role.STAFF) for n in range(1, STAFF - 1)]
    return [
        Person(id=PersonId(who), name=name, roles=frozenset({role}), phone=str(_FIRST_PHONE + 100 + n), rooms=rooms)
        for n, (who, name, role) in enumerate([*heads, *workers])
    ]
