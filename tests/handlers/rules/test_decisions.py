"""What was decided can be decided again from its record, whatever figures a candidate carries."""

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rules.decisions import RUNNERS_UP, Decision, count_reasons, decide_again, decision_on, figures_of
from handlers.rules.ids import PersonId
from handlers.rules.matching import Burden, Candidate, Job, in_order
from handlers.rules.people import Absence
from handlers.rules.policy import Policy, WavesPolicy
from handlers.rules.requests import HelpRequest, Notice, Standing, Urgency
from handlers.rules.waves import next_wave
from tests.builders import NOON, a_job, a_request, a_volunteer

burdens = st.builds(Burden, st.just(value=False), st.integers(0, 3), st.integers(0, 5), st.floats(0, 3))
urgencies = st.sampled_from([Urgency.NORMAL, Urgency.URGENT, Urgency.SCHEDULED, Urgency.EMERGENCY])


@st.composite
def searches(draw: st.DrawFn) -> tuple[HelpRequest, list[Candidate], Policy]:
    """A request in the midst of its search, and everybody who fits."""
    count = draw(st.integers(0, 25))
    urgency = draw(urgencies)
    fitting = [
        Candidate(a_volunteer(f"v{n:02}"), draw(st.sampled_from([0, 1, 2, 3, 99])), draw(burdens), draw(st.booleans()))
        for n in range(count)
    ]
    ranked = in_order(fitting, 1, urgency)
    ids = [c.person.id for c in ranked]
    began, wave = draw(st.integers(0, 2)), draw(st.integers(0, 4))
    asked = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    notices = tuple(Notice(who, draw(st.integers(1, began + wave + 1)), NOON) for who in asked)
    request = a_request(urgency=urgency, wave=began + wave, round_began_at_wave=began, notices=notices)
    request = replace(request, priority=draw(st.booleans()))
    for who in draw(st.lists(st.sampled_from(ids), unique=True, max_size=4)) if ids else []:
        request = request.with_commitment(who, Standing.LAPSED, NOON)
    return request, ranked, Policy(waves=WavesPolicy(size=draw(st.integers(1, 6)), most=draw(st.integers(1, 5))))


def recorded(request: HelpRequest, ranked: list[Candidate], policy: Policy) -> Decision:
    job = Job(request, a_job().requester, a_job().service)
    return decision_on(job, ranked, next_wave(request, ranked, policy), policy, NOON)


@given(searches())
@settings(max_examples=300, deadline=None)
def test_the_record_alone_gives_the_same_people(search: tuple[HelpRequest, list[Candidate], Policy]) -> None:
    decision = recorded(*search)
    assert decide_again(decision) == decision.chosen


@given(searches())
@settings(deadline=None)
def test_everybody_who_fits_was_asked_or_counted(search: tuple[HelpRequest, list[Candidate], Policy]) -> None:
    decision = recorded(*search)
    assert decision.fitting == len(decision.chosen) + sum(decision.passed.values())
    assert len(decision.considered) <= decision.fitting


def test_the_record_is_short_and_holds_every_figure_of_a_candidate() -> None:
    ranked = [Candidate(a_volunteer(f"v{n:03}"), 1) for n in range(200)]
    decision = recorded(a_request(), ranked, Policy())
    assert len(decision.considered) == 3 + RUNNERS_UP
    assert set(decision.considered[0].figures) == {f.name for f in fields(Candidate)} - {"person"}
    assert decision.passed == {"further": 197}


def test_figures_that_are_added_are_recorded_too() -> None:
    @dataclass(frozen=True)
    class Later:
        ring: int = 2
        acceptance: float = 0.25
        rest: timedelta = timedelta(minutes=2)
        burden: Burden = field(default_factory=Burden)

    burden = {"holding": False, "jobs": 0, "notices": 0, "spent": 0.0}
    assert figures_of(Later()) == {"ring": 2, "acceptance": 0.25, "rest": 120.0, "burden": burden}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"paused": True}, "paused"),
        ({"away": Absence()}, "away"),
        ({"declines": frozenset({"mind"})}, "declines"),
        ({"age": 16}, "minor"),
        ({"vetted": True}, "licence"),
        ({"blocks": frozenset({PersonId("li")})}, "other"),
    ],
)
def test_why_somebody_was_not_asked(facts: dict[str, Any], reason: str) -> None:
    assert count_reasons([a_volunteer("v", "counselling", **facts)], a_job("counselling"), [], NOON) == {reason: 1}


def test_the_busy_and_those_who_said_no_are_counted_and_the_requester_is_not() -> None:
    job = a_job()
    said_no = job.request.with_commitment(PersonId("c"), Standing.DECLINED, NOON)
    people = [a_volunteer(name, "plumbing") for name in ("a", "b", "c", "li")]
    counted = count_reasons(people, Job(said_no, job.requester, job.service), [PersonId("a"), PersonId("b")], NOON)
    assert counted == {"busy": 2, "said-no": 1}
