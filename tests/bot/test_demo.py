"""The made-up community: as large as it says, always the same, and such as one could meet."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo import BUILDINGS, GRIDS, RESIDENTS, STAFF, TEAMS, VOLUNTEERS, Demo, make_demo
from bot.demo_words import Language
from bot.gateways.base import InboundMessage
from bot.rehearsal import GATEWAY, Rehearsal
from bot.understanding import public_name
from handlers.rules.people import Care, Person, Role
from tests.stage import HOUSE

NIGHT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
YOUNG = {"zh": ("老师", "师傅", "阿姨", "叔", "伯", "奶奶", "爷爷", "大爷", "大妈", "姐", "哥"), "en": ("Mr", "Gr")}
OLD = {"zh": ("奶奶", "爷爷", "大爷"), "en": ("Granny", "Grandpa")}


@pytest.fixture(scope="module", params=["zh", "en"])
def demo(request: pytest.FixtureRequest) -> Demo:
    return make_demo(request.param)


def ages_of(demo: Demo, titles: tuple[str, ...]) -> list[int]:
    called = [(public_name(person.name), person.age or 0) for person in demo.people if not person.is_staff]
    return [age for name, age in called if name.endswith(titles) or name.split()[0] in titles]


def with_role(demo: Demo, role: Role) -> list[Person]:
    return [person for person in demo.people if role in person.roles]


def test_it_is_as_large_as_it_says(demo: Demo) -> None:
    residents = [person for person in demo.people if not person.is_staff]
    assert (len(residents), len(demo.people)) == (RESIDENTS, RESIDENTS + STAFF)
    assert len({person.id for person in demo.people}) == len({p.phone for p in demo.people}) == len(demo.people)
    assert len(with_role(demo, Role.VOLUNTEER)) == VOLUNTEERS
    assert len(demo.community.grids) == GRIDS
    assert sum(len(grid.buildings) for grid in demo.community.grids) == BUILDINGS
    assert all(demo.community.grid_of(p.place.building) == p.grid for p in residents if p.place)


def test_it_is_always_the_same(demo: Demo) -> None:
    language: Language = "en" if demo.community.language == "en" else "zh"
    assert make_demo(language).people == demo.people


def test_every_team_has_one_captain_who_is_a_volunteer_of_it(demo: Demo) -> None:
    teams = Counter(person.team for person in with_role(demo, Role.VOLUNTEER))
    captains = with_role(demo, Role.CAPTAIN)
    assert len(teams) == TEAMS
    assert max(teams.values()) - min(teams.values()) <= 1
    assert sorted(str(captain.team) for captain in captains) == sorted(map(str, teams))
    assert all(captain.is_volunteer and captain.vetted and captain.reachable for captain in captains)


def test_every_building_has_a_head_who_lives_there(demo: Demo) -> None:
    heads = with_role(demo, Role.BUILDING_HEAD)
    assert sorted(head.place.building or "" for head in heads if head.place) == sorted(
        map(str, range(1, BUILDINGS + 1))
    )
    assert all(head.head_of == {head.place.building} for head in heads if head.place)


def test_nobody_has_the_name_of_another(demo: Demo) -> None:
    assert not [name for name, count in Counter(person.name for person in demo.people).items() if count > 1]
    assert all(public_name(person.name) for person in demo.people)


def test_names_and_care_fit_the_age(demo: Demo) -> None:
    language = demo.community.language
    assert min(ages_of(demo, YOUNG[language])) >= 28
    assert min(ages_of(demo, OLD[language])) >= 68
    ages = {care: [p.age or 0 for p in demo.people if care in p.care] for care in Care}
    assert [len(ages[care]) for care in (Care.LONE_ELDER, Care.VERY_OLD)] == [37, 140]
    assert min(ages[Care.VERY_OLD]) >= 80
    assert min(ages[Care.LONE_ELDER]) >= 60
    assert min(person.age or 0 for person in with_role(demo, Role.VOLUNTEER)) >= 18


@pytest.mark.parametrize(
    ("language", "cry", "offer"),
    [
        ("zh", "我家突然停电,谁能帮我修一修?", "李阿姨请大家帮忙"),
        ("en", "My power just went out, can somebody take a look?", "Ann needs a hand"),
    ],
)
async def test_the_readmes_electrician_is_asked_first(tmp_path: Path, language: Language, cry: str, offer: str) -> None:
    demo = make_demo(language)
    stage = Rehearsal(f"sqlite:///{tmp_path}/demo.db", HOUSE, NIGHT)
    await stage.open(demo.community, demo.people)
    try:
        said = InboundMessage(gateway=GATEWAY, id="1", at=NIGHT, sender="li", sender_name="li", room="main", text=cry)
        await stage.hear(said)
        await stage.rest()
        first = next(sent.message for sent in stage.gateway.sent if sent.message.kind == "offer")
        assert "he" in first.mentions
        assert offer in first.text
    finally:
        await stage.close()
