"""Which reports are one outage, and what becomes of the requests that join."""

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.rules.ids import PersonId
from handlers.rules.incidents import (
    belonging,
    can_join,
    is_beside,
    joined,
    more_pressing,
    taken_over,
    told,
    whereabouts,
    whom_to_call,
    with_reports,
    without_report,
)
from handlers.rules.lifecycle import Event, State, advance
from handlers.rules.policy import IncidentPolicy
from handlers.rules.reports import Report, Supply
from handlers.rules.requests import Danger, HelpRequest, Standing, Urgency
from handlers.rules.slots import Place
from tests.builders import COMMUNITY, NOON, a_person, a_request

POLICY = IncidentPolicy()
LI, ZHAO, HE, SUN = PersonId("li"), PersonId("zhao"), PersonId("he"), PersonId("sun")
MINUTE = timedelta(minutes=1)


def a_report(
    who: str, building: str | None = "3", grid: str | None = "G1", door: str | None = None, ago: int = 0
) -> Report:
    place = Place(building, "1", door) if door else Place(building) if building else None
    return Report(PersonId(who), NOON - ago * MINUTE, "…", place, building, grid)


def an_outage(number: int, *reports: Report, **facts: object) -> tuple[HelpRequest, tuple[Report, ...]]:
    given = {"supply": Supply.POWER, "urgency": Urgency.URGENT, **facts}
    request = a_request("electricity", number=number, requester=reports[0].person, **given)
    return (with_reports(request, reports) if len(reports) > 1 else request), reports


@pytest.mark.parametrize(
    ("standing", "report", "numbers"),
    [
        ([], a_report("li"), ()),
        ([an_outage(4, a_report("zhao"))], a_report("li"), (4,)),
        ([an_outage(4, a_report("zhao", "2"))], a_report("li"), ()),
        ([an_outage(4, a_report("zhao", "2")), an_outage(5, a_report("he", "1"))], a_report("li"), (4, 5)),
        ([an_outage(4, a_report("zhao", "2")), an_outage(5, a_report("he"))], a_report("li"), (4, 5)),
        ([an_outage(4, a_report("zhao", "4", "G2")), an_outage(5, a_report("he", "5", "G2"))], a_report("li"), ()),
        ([an_outage(4, a_report("zhao", ago=31))], a_report("li"), ()),
        ([an_outage(4, a_report("zhao", ago=30))], a_report("li"), (4,)),
        ([an_outage(4, a_report("zhao", ago=300), a_report("he", ago=299))], a_report("li"), (4,)),
        ([an_outage(4, a_report("zhao", "2", ago=300), a_report("he", "2", ago=299))], a_report("li"), (4,)),
        ([an_outage(4, a_report("zhao", door="501"))], a_report("li", door="501"), ()),
        ([an_outage(4, a_report("zhao", door="501"))], a_report("li", door="502"), (4,)),
        ([an_outage(4, a_report("zhao"), a_report("he"), room=None)], a_report("li", None, None), (4,)),
        ([an_outage(4, a_report("zhao"))], a_report("li", None, None), ()),
    ],
)
def test_what_belongs_together(
    standing: list[tuple[HelpRequest, tuple[Report, ...]]], report: Report, numbers: tuple[int, ...]
) -> None:
    assert belonging(report, standing, POLICY, NOON) == numbers


@pytest.mark.parametrize(
    "facts",
    [
        {"supply": None},
        {"only_mine": True},
        {"danger": Danger.FIRE},
        {"urgency": Urgency.SCHEDULED},
    ],
)
def test_what_stays_apart(facts: dict[str, object]) -> None:
    outage, _ = an_outage(1, a_report("li"))
    assert can_join(outage)
    assert not can_join(replace(outage, **facts))  # type: ignore[arg-type]


def test_beside_is_the_same_grid() -> None:
    standing = [an_outage(4, a_report("zhao", "2"))]
    assert is_beside(a_report("li"), standing)
    assert not is_beside(a_report("li", "5", "G2"), standing)
    assert not is_beside(a_report("li", None, None), standing)


@pytest.mark.parametrize(
    ("place", "home", "found"),
    [
        (Place("5"), Place("3", "2", "501"), ("5", "G2")),
        (Place("3", "2", "501"), Place("3", "2", "501"), ("3", "G1")),
        (Place(text="楼道"), Place("3", "2", "501"), ("3", "G1")),
        (None, Place("3", "2", "501"), (None, None)),
        (None, None, (None, "G1")),
        (Place("77"), Place("3"), ("77", None)),
    ],
)
def test_whereabouts(place: Place | None, home: Place | None, found: tuple[str | None, str | None]) -> None:
    someone = a_person("li", grid="G1", place=home)
    assert whereabouts(a_request(place=place), someone, COMMUNITY) == found


def test_whom_to_call() -> None:
    assert whom_to_call(Supply.POWER, {"power": "95598", "property": "1"}) == "95598"
    assert whom_to_call(Supply.LIFT, {"power": "95598", "property": "1"}) == "1"
    assert whom_to_call(Supply.LIFT, {"power": "95598"}) is None
    assert whom_to_call(None, {"property": "1"}) is None


def test_one_report_of_each_person_and_each_is_told_once() -> None:
    request = with_reports(a_request(), [a_report("li"), a_report("zhao"), a_report("li", "9")])
    assert request.reporters == (LI, ZHAO)
    first = told(request, {LI}, NOON)
    again = told(first, {LI, ZHAO}, NOON + MINUTE)
    assert [report.told_at for report in again.reports] == [NOON, NOON + MINUTE]


def test_who_leaves_is_followed_by_the_next() -> None:
    request = with_reports(a_request(phone="13800000001"), [a_report("li"), a_report("zhao", "2"), a_report("he")])
    assert without_report(request, HE).requester == LI
    left = without_report(request, LI)
    assert (left.requester, left.place, left.phone, left.reporters) == (ZHAO, Place("2"), None, (ZHAO, HE))


def test_helpers_and_those_asked_come_along() -> None:
    other = a_request(number=2).with_notices((HE, SUN), 1, NOON).with_commitment(HE, Standing.CLAIMED, NOON)
    other = advance(other.with_commitment(SUN, Standing.DECLINED, NOON), Event.FILL)
    both = taken_over(a_request(), other)
    assert (both.state, both.claimed_by, both.standing_of(SUN)) == (State.CLAIMED, (HE,), Standing.DECLINED)
    assert both.asked_since(0) == {HE, SUN}
    gone = joined(other, 1, NOON)
    assert (gone.state, gone.merged_into, gone.commitments) == (State.CANCELLED, 1, ())


def test_a_second_helper_is_a_back_up_and_one_at_the_door_stays_there() -> None:
    mine = advance(a_request().with_commitment(SUN, Standing.CLAIMED, NOON), Event.FILL)
    other = advance(a_request(number=2).with_commitment(HE, Standing.CLAIMED, NOON), Event.FILL)
    arrived = advance(other.with_arrival(HE, NOON), Event.ARRIVE)
    assert taken_over(mine, arrived).backups == (HE,)
    over = taken_over(a_request(state=State.UNFILLED), arrived)
    assert (over.state, over.anybody_arrived) == (State.IN_PROGRESS, True)


def test_the_more_pressing_counts() -> None:
    assert more_pressing(Urgency.NORMAL, Urgency.URGENT) is Urgency.URGENT
    assert more_pressing(Urgency.URGENT, Urgency.SCHEDULED) is Urgency.URGENT
