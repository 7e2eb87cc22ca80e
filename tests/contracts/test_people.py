"""The roster, as `handlers.context.People` promises it; and whose contact somebody is."""

from dataclasses import replace

import pytest

from handlers.errors import AbsentError
from handlers.rules.people import Person, Role
from handlers.rules.slots import Place
from tests.builders import NOON, a_person, a_volunteer
from tests.contracts.full import PERSON
from tests.contracts.stores import HE, LATER, LI, SUN, AnyStore


async def keep(store: AnyStore, *people: Person) -> None:
    async with store.write() as unit:
        for person in people:
            await unit.people.save(person)


def ids(people: list[Person]) -> list[str]:
    return [str(person.id) for person in people]


async def test_a_person_is_read_back_with_all_that_is_known(store: AnyStore) -> None:
    await keep(store, PERSON, a_person("li"))
    async with store.read() as unit:
        assert await unit.people.get(SUN) == await unit.people.find(SUN) == PERSON
        assert await unit.people.get(LI) == a_person("li")


async def test_a_changed_person_takes_the_place_of_the_old_one(store: AnyStore) -> None:
    await keep(store, replace(PERSON, name="old", phone=None), PERSON)
    async with store.read() as unit:
        assert await unit.people.get(SUN) == PERSON
        assert await unit.people.count() == 1


async def test_get_raises_and_find_does_not_where_there_is_nobody(store: AnyStore) -> None:
    async with store.read() as unit:
        assert await unit.people.find(HE) is None
        with pytest.raises(AbsentError):
            await unit.people.get(HE)


async def test_a_name_finds_exact_ones_first_then_by_id(store: AnyStore) -> None:
    named = {"d": "王", "c": "小王", "b": "王", "a": "王阿姨", "e": "李"}
    await keep(store, *(replace(a_person(who), name=name) for who, name in named.items()))
    async with store.read() as unit:
        assert ids(await unit.people.list_by_name("王")) == ["b", "d", "a", "c"]


@pytest.mark.parametrize("name", ["100%", "a_b", "back\\slash", "it's"])
async def test_a_name_is_no_pattern(store: AnyStore, name: str) -> None:
    await keep(store, replace(a_person("exact"), name=name), replace(a_person("other"), name="100 axb back/slash its"))
    async with store.read() as unit:
        assert ids(await unit.people.list_by_name(name)) == ["exact"]


async def test_a_name_is_found_whatever_its_case(store: AnyStore) -> None:
    await keep(store, replace(a_person("wei"), name="Li Wei"))
    async with store.read() as unit:
        assert ids(await unit.people.list_by_name("li wei")) == ["wei"]


async def test_whoever_lives_behind_a_door_comes_by_id(store: AnyStore) -> None:
    doors = {"c": ("3", "2", "501"), "a": ("3", "1", "501"), "b": ("3", "2", "501"), "d": ("4", "2", "501")}
    await keep(store, a_person("nowhere"), *(a_person(who, place=Place(*door)) for who, door in doors.items()))
    async with store.read() as unit:
        assert ids(await unit.people.list_at("3", "2", "501")) == ["b", "c"]
        assert ids(await unit.people.list_at("3", None, "501")) == ["a", "b", "c"]
        assert await unit.people.list_at("3", None, "502") == []


async def test_volunteers_with_one_of_the_skills_come_by_id_paused_ones_too(store: AnyStore) -> None:
    await keep(
        store,
        a_volunteer("c", "plumbing", "cleaning"),
        a_volunteer("a", "electricity", paused=True),
        a_volunteer("b", "cooking"),
        a_person("d", skills=frozenset({"plumbing"})),
    )
    async with store.read() as unit:
        assert ids(await unit.people.list_volunteers(["plumbing", "cleaning", "electricity"])) == ["a", "c"]
        assert await unit.people.list_volunteers([]) == []


async def test_a_skill_that_was_given_up_is_not_found(store: AnyStore) -> None:
    await keep(store, a_volunteer("a", "plumbing"), a_volunteer("a", "cooking"))
    async with store.read() as unit:
        assert await unit.people.list_volunteers(["plumbing"]) == []
        assert ids(await unit.people.list_volunteers(["cooking"])) == ["a"]


async def test_volunteers_are_found_by_their_grid_or_building(store: AnyStore) -> None:
    at_home = {"place": Place("3", "2", "501")}
    await keep(
        store,
        a_volunteer("d", "plumbing", "cleaning", grid="G1", **at_home),
        a_volunteer("a", "cleaning", grid="G1", paused=True),
        a_volunteer("b", "plumbing", grid="G2", **at_home),
        a_volunteer("c", "plumbing", **at_home),
        a_volunteer("e", "cooking", grid="G1", **at_home),
        a_volunteer("nowhere", "plumbing"),
        a_person("no-volunteer", grid="G1", skills=frozenset({"plumbing"})),
    )
    skills = ["plumbing", "cleaning"]
    async with store.read() as unit:
        assert ids(await unit.people.list_volunteers_in(skills, ["G1"], [])) == ["a", "d"]
        assert ids(await unit.people.list_volunteers_in(skills, [], ["3"])) == ["b", "c", "d"]
        assert ids(await unit.people.list_volunteers_in(skills, ["G1", "G2"], ["3", "4"])) == list("abcd")
        assert await unit.people.list_volunteers_in(skills, [], []) == []
        assert await unit.people.list_volunteers_in([], ["G1"], ["3"]) == []


async def test_whoever_moves_is_found_where_they_live_now(store: AnyStore) -> None:
    await keep(store, a_volunteer("a", "cooking", grid="G1"), a_volunteer("a", "cooking", grid="G2"))
    async with store.read() as unit:
        assert await unit.people.list_volunteers_in(["cooking"], ["G1"], []) == []
        assert ids(await unit.people.list_volunteers_in(["cooking"], ["G2"], [])) == ["a"]


async def test_staff_and_heads_of_the_station_come_by_id(store: AnyStore) -> None:
    roles = {"c": Role.STAFF, "a": Role.ADMIN, "b": Role.CAPTAIN, "d": Role.VOLUNTEER}
    await keep(store, *(a_person(who, roles=frozenset({role})) for who, role in roles.items()))
    async with store.read() as unit:
        assert ids(await unit.people.list_staff()) == ["a", "c"]
        assert ids(await unit.people.list_admins()) == ["a"]


async def test_a_buildings_heads_come_by_id(store: AnyStore) -> None:
    heads = {"b": {"3"}, "a": {"3", "4"}, "c": {"4"}}
    await keep(store, *(a_person(who, head_of=frozenset(buildings)) for who, buildings in heads.items()))
    await keep(store, a_person("c", head_of=frozenset({"5"})))
    async with store.read() as unit:
        assert ids(await unit.people.list_heads_of("3")) == ["a", "b"]
        assert ids(await unit.people.list_heads_of("4")) == ["a"]


async def test_grid_workers_come_by_id(store: AnyStore) -> None:
    roles = {"c": {Role.GRID_WORKER}, "a": {Role.GRID_WORKER, Role.STAFF}, "b": {Role.BUILDING_HEAD}}
    await keep(store, *(a_person(who, roles=frozenset(held)) for who, held in roles.items()))
    await keep(store, a_person("grid_worker"), a_person("%"))
    async with store.read() as unit:
        assert ids(await unit.people.list_grid_workers()) == ["a", "c"]


async def test_whoever_is_in_a_team_comes_by_id(store: AnyStore) -> None:
    await keep(store, a_person("c", team="Movers"), a_person("a", team="100% 队"), a_person("b"), a_person("team"))
    async with store.read() as unit:
        assert ids(await unit.people.list_in_teams()) == ["a", "c"]


async def test_ids_come_in_the_same_order_in_every_database(store: AnyStore) -> None:
    names = ["b", "B", "a", "A", "_x", "10", "9", "王", "é"]
    await keep(store, *(a_person(name, roles=frozenset({Role.STAFF})) for name in names))
    async with store.read() as unit:
        assert ids(await unit.people.list_staff()) == sorted(names)


async def test_the_roster_comes_in_pages(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.people.add_all([a_volunteer(who, "cooking", head_of=frozenset({"3"})) for who in "cabd"])
        await unit.people.add_all([])
    async with store.read() as unit:
        assert ids(await unit.people.list_all(1, 2)) == ["b", "c"]
        assert await unit.people.list_all(4, 2) == []
        assert await unit.people.count() == 4
        assert sorted(await unit.people.list_names()) == list("abcd")
        assert ids(await unit.people.list_volunteers(["cooking"])) == list("abcd")


async def test_a_contact_is_the_person_it_was_bound_to_last(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.contacts.bind("webchat", "c1", LI, NOON)
        await unit.contacts.bind("webchat", "c1", SUN, LATER)
    async with store.read() as unit:
        assert await unit.contacts.find_person("webchat", "c1") == SUN
        assert await unit.contacts.find_person("wechat", "c1") is None
        assert await unit.contacts.find_contact(LI) is None


async def test_a_person_is_reached_where_they_were_bound_last(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.contacts.bind("wechat", "new", LI, LATER)
        await unit.contacts.bind("webchat", "old", LI, NOON)
    async with store.read() as unit:
        assert await unit.contacts.find_contact(LI) == ("wechat", "new")
        assert await unit.contacts.find_contact(LI, "webchat") == ("webchat", "old")
        assert await unit.contacts.find_contact(LI, "telephone") is None
