"""Eligibility is law: nobody unfit is ever asked, and the order among the fit is by nearness and load."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.service_catalogue import load_services
from handlers.rules.ids import PersonId
from handlers.rules.matching import Barrier, Burden, Job, barrier, is_askable, rank
from handlers.rules.people import Absence, Care, Licence, Person
from handlers.rules.requests import Danger, Standing, Urgency
from handlers.rules.slots import TimeSpan
from tests.builders import COMMUNITY, NOON, a_job, a_person, a_volunteer

TODAY = NOON.date()
SERVICES = load_services()
VETTED_ONLY = [s.code for s in SERVICES.services.values() if s.vetting]
LICENSED_ONLY = [s.code for s in SERVICES.services.values() if s.licence and not s.licence_preferred]


def ranked(job: Job, *people: Person, burdens: dict[PersonId, Burden] | None = None) -> list[str]:
    return [c.person.id for c in rank(people, job, COMMUNITY, burdens or {}, NOON)]


def test_the_services_that_the_contract_protects() -> None:
    assert set(VETTED_ONLY) == {"companionship", "pickup", "tutoring", "childcare", "escort", "counselling"}
    assert set(LICENSED_ONLY) == {"doctor", "counselling", "legal"}
    assert {s.code for s in SERVICES.services.values() if s.private} == {"counselling", "legal", "matchmaking"}


@pytest.mark.parametrize("service", VETTED_ONLY)
def test_an_unvetted_volunteer_is_barred_and_a_vetted_one_is_not(service: str) -> None:
    licence = SERVICES.get(service).licence
    licences = (Licence(licence),) if licence else ()
    job = a_job(service)
    assert barrier(a_volunteer("wang", service, licences=licences), job, TODAY) is Barrier.VETTING
    assert barrier(a_volunteer("wang", service, licences=licences, vetted=True), job, TODAY) is None


@pytest.mark.parametrize("service", LICENSED_ONLY)
def test_a_licence_counts_until_its_last_day(service: str) -> None:
    licence = SERVICES.get(service).licence or ""

    def holding(until: date | None) -> Person:
        return a_volunteer("wang", service, vetted=True, licences=(Licence(licence, until),))

    job = a_job(service)
    assert barrier(a_volunteer("wang", service, vetted=True), job, TODAY) is Barrier.LICENCE
    assert barrier(holding(TODAY - timedelta(days=1)), job, TODAY) is Barrier.LICENCE
    assert barrier(holding(TODAY), job, TODAY) is None
    assert barrier(holding(None), job, TODAY) is None


def test_a_home_visit_to_somebody_on_the_care_list_needs_vetting_but_in_a_medical_danger() -> None:
    elder = a_person("li", grid="G1", care=frozenset({Care.LONE_ELDER}))
    neighbour = a_volunteer("wang", "first_aid", "repair")
    assert barrier(neighbour, a_job("plumbing", elder), TODAY) is Barrier.VETTING
    assert barrier(neighbour, a_job("plumbing"), TODAY) is None
    assert barrier(neighbour, a_job("vehicle", elder), TODAY) is None
    assert barrier(neighbour, a_job("first_aid", elder, danger=Danger.MEDICAL), TODAY) is None


def test_an_unlicensed_electrician_may_take_a_first_look() -> None:
    assert barrier(a_volunteer("he", "electricity"), a_job("electricity"), TODAY) is None


@pytest.mark.parametrize("danger", [Danger.FIRE, Danger.GAS, Danger.ELECTRIC_SHOCK, Danger.TRAPPED, Danger.FLOOD])
def test_nobody_is_sent_into_danger(danger: Danger) -> None:
    assert barrier(a_volunteer("wang", "hazard", vetted=True), a_job("hazard", danger=danger), TODAY) is Barrier.DANGER


def test_a_block_holds_both_ways() -> None:
    li = a_person("li", grid="G1")
    blocking = a_volunteer("wang", "plumbing", blocks=frozenset({PersonId("li")}))
    assert barrier(blocking, a_job("plumbing", li), TODAY) is Barrier.BLOCKED
    blocked = a_person("li", grid="G1", blocks=frozenset({PersonId("sun")}))
    assert barrier(a_volunteer("sun", "plumbing"), a_job("plumbing", blocked), TODAY) is Barrier.BLOCKED


def test_a_minor_is_barred_and_an_unknown_age_is_not() -> None:
    assert barrier(a_volunteer("kid", "plumbing", age=17), a_job(), TODAY) is Barrier.MINOR
    assert barrier(a_volunteer("kid", "plumbing", age=18), a_job(), TODAY) is None
    assert barrier(a_volunteer("kid", "plumbing"), a_job(), TODAY) is None


@pytest.mark.parametrize(
    "absent",
    [
        {"paused": True},
        {"away": Absence(NOON - timedelta(days=1), NOON + timedelta(days=1))},
        {"away": Absence(end=NOON)},
        {"declines": frozenset({"plumbing"})},
        {"declines": frozenset({"repair"})},
    ],
)
def test_whoever_is_not_there_or_does_not_want_is_not_asked(absent: dict[str, object]) -> None:
    assert is_askable(a_volunteer("sun", "plumbing"), a_job(), NOON)
    assert not is_askable(a_volunteer("sun", "plumbing", **absent), a_job(), NOON)


@pytest.mark.parametrize("standing", [Standing.DECLINED, Standing.WITHDRAWN, Standing.RELEASED, Standing.CLAIMED])
def test_whoever_said_no_is_not_asked_again(standing: Standing) -> None:
    job = a_job()
    said = a_job(commitments=job.request.with_commitment(PersonId("sun"), standing, NOON).commitments)
    assert not is_askable(a_volunteer("sun", "plumbing"), said, NOON)


def test_nearer_comes_first_and_far_is_still_found() -> None:
    from_everywhere = [
        a_volunteer("far", "plumbing", grid="G4"),
        a_volunteer("two", "plumbing", grid="G3"),
        a_volunteer("next", "plumbing", grid="G2"),
        a_volunteer("own", "plumbing", grid="G1"),
        a_volunteer("house", "plumbing", grid="G1", place=a_job().request.place),
    ]
    assert ranked(a_job(), *from_everywhere) == ["house", "own", "next", "two", "far"]


def test_an_unknown_place_makes_the_rooms_grids_near() -> None:
    people = [a_volunteer("nowhere", "plumbing"), a_volunteer("here", "plumbing", grid="G1")]
    assert ranked(a_job(place=None), *people) == ["here", "nowhere"]


def test_the_less_burdened_comes_first_in_a_ring_and_the_busy_not_at_all() -> None:
    people = [a_volunteer(name, "plumbing", grid="G1") for name in ("hero", "rested", "busy")]
    burdens = {PersonId("hero"): Burden(jobs=4), PersonId("busy"): Burden(holding=True)}
    assert ranked(a_job(), *people, burdens=burdens) == ["rested", "hero"]


def test_what_asking_costs_counts_as_distance() -> None:
    people = [a_volunteer("own", "plumbing", grid="G1"), a_volunteer("next", "plumbing", grid="G2")]

    def first(job: Job, **burden: float) -> str:
        return ranked(job, *people, burdens={PersonId("own"): Burden(**burden)})[0]  # type: ignore[arg-type]

    assert first(a_job(), jobs=1) in {"own", "next"}
    assert first(a_job(), jobs=2) == "next"
    assert first(a_job(), spent=1 / 3) == "next"
    assert first(a_job(), notices=3) == "next"
    assert first(a_job(), notices=3, jobs=3) == "next"
    assert first(a_job(urgency=Urgency.URGENT), jobs=1) == "own"
    assert first(a_job(urgency=Urgency.URGENT), spent=1) == "next"
    assert first(a_job(urgency=Urgency.EMERGENCY), spent=2, jobs=9, notices=20) == "own"


def test_a_cost_bars_nobody() -> None:
    last = a_volunteer("last", "plumbing", grid="G4")
    assert ranked(a_job(), last, burdens={PersonId("last"): Burden(jobs=30, notices=90, spent=9.0)}) == ["last"]


def test_among_equals_the_lot_decides_and_can_be_drawn_again() -> None:
    people = [a_volunteer(name, "plumbing", grid="G1") for name in "abcdefgh"]
    firsts = [ranked(a_job(number=n), *people)[0] for n in range(40)]
    assert firsts == [ranked(a_job(number=n), *people)[0] for n in range(40)]
    assert len(set(firsts)) > 5


def test_the_busy_are_asked_for_an_appointment_still_to_come() -> None:
    busy = a_volunteer("busy", "plumbing", grid="G1")
    later = a_job(time=TimeSpan(NOON + timedelta(days=2)))
    assert ranked(later, busy, burdens={PersonId("busy"): Burden(holding=True)}) == ["busy"]


def test_a_licence_is_preferred_among_equals() -> None:
    people = [
        a_volunteer("amateur", "electricity", grid="G1"),
        a_volunteer("pro", "electricity", grid="G1", licences=(Licence("electrician"),)),
    ]
    assert ranked(a_job("electricity"), *people) == ["pro", "amateur"]


PEOPLE = st.builds(
    lambda n, **facts: a_volunteer(f"p{n}", *SERVICES.services, **facts),
    st.integers(0, 99),
    grid=st.sampled_from(["G1", "G2", "G3", "G4", None]),
    age=st.one_of(st.none(), st.integers(8, 90)),
    vetted=st.booleans(),
    paused=st.booleans(),
    licences=st.lists(st.sampled_from(["doctor", "counsellor", "lawyer"]), max_size=2).map(
        lambda codes: tuple(Licence(code) for code in codes)
    ),
)


@settings(max_examples=300)
@given(st.lists(PEOPLE, max_size=12), st.sampled_from(sorted(SERVICES.services)), st.booleans())
def test_nobody_unfit_is_ever_ranked(people: list[Person], service: str, on_care_list: bool) -> None:
    requester = a_person("li", grid="G1", care=frozenset({Care.VERY_OLD} if on_care_list else ()))
    job = a_job(service, requester)
    for candidate in rank(people, job, COMMUNITY, {}, NOON):
        someone = candidate.person
        assert not someone.paused
        assert not someone.is_minor
        assert someone.vetted or not job.needs_vetting
        assert job.needed_licence is None or someone.holds_licence(job.needed_licence, TODAY)
