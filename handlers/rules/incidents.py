"""One outage, one incident: which reports belong together, and how requests become one, and two again."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.rules.grid import Community
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import Event, advance, may
from handlers.rules.people import Person
from handlers.rules.policy import IncidentPolicy
from handlers.rules.reports import Report, Supply
from handlers.rules.requests import HOLDING, Commitment, HelpRequest, Notice, Standing, Urgency

PROPERTY = "property"

_BY_PRESSURE = (Urgency.SCHEDULED, Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY)
Standings = Sequence[tuple[HelpRequest, tuple[Report, ...]]]


def can_join(request: HelpRequest) -> bool:
    """Whether it may be a part of an incident: something fails now, not in one flat alone, and nobody is in danger."""
    is_now = request.urgency is not Urgency.SCHEDULED and request.danger is None
    return request.supply is not None and is_now and not request.only_mine


def belonging(report: Report, standing: Standings, policy: IncidentPolicy, now: datetime) -> tuple[int, ...]:
    """The numbers of the requests that are one matter with this report, lowest first; empty where it stays apart.

    `standing` are the unfinished requests about that supply with their reports. A single one counts for the
    policy's window, an incident as long as it lasts. Two reports from behind one door are one.
    """
    fresh = [(q, r) for q, reports in standing for r in reports if q.is_incident or now - r.at <= policy.window]
    same_building = _sharing(report, fresh, lambda r: r.building, policy.reports_per_building)
    same_grid = _sharing(report, fresh, lambda r: r.grid, policy.reports_per_grid)
    if report.building is None and report.grid is None:
        return _only_one_here(report, standing)
    return tuple(sorted(same_building | same_grid))


def whereabouts(request: HelpRequest, requester: Person, community: Community) -> tuple[str | None, str | None]:
    """The building and the grid that a request is about, as far as they are known.

    It is the building that was told, else the requester's own. A request without any place, of somebody whose home is
    known, is for somebody elsewhere.
    """
    home = requester.place
    if request.place is None and home is not None:
        return None, None
    at_home = home.building if home else None
    building = (request.place.building if request.place else None) or at_home
    own_grid = requester.grid if building == at_home else None
    return building, community.grid_of(building) or own_grid


def is_beside(report: Report, standing: Standings) -> bool:
    """Whether somebody else in the same grid, or building, reports the same."""
    known = {part for _, reports in standing for r in reports for part in (r.building, r.grid) if part}
    return bool(known & {report.building, report.grid})


def whom_to_call(supply: Supply | None, contacts: Mapping[str, str]) -> str | None:
    """The contact for a supply that fails, else the property office; None where volunteers are asked."""
    return (contacts.get(supply.value) or contacts.get(PROPERTY)) if supply else None


def more_pressing(one: Urgency, other: Urgency) -> Urgency:
    """The one that can wait less."""
    return max(one, other, key=_BY_PRESSURE.index)


def with_reports(request: HelpRequest, reports: Iterable[Report]) -> HelpRequest:
    """The request with those reports, the first of each person."""
    each: dict[PersonId, Report] = {}
    for report in reports:
        each.setdefault(report.person, report)
    return replace(request, reports=tuple(each.values()))


def told(request: HelpRequest, people: Collection[PersonId], at: datetime) -> HelpRequest:
    """The request, those people having been told that theirs is noted."""
    marked = tuple(replace(r, told_at=at) if r.person in people and not r.told_at else r for r in request.reports)
    return replace(request, reports=marked)


def without_report(request: HelpRequest, person: PersonId) -> HelpRequest:
    """The incident without that person's report; where they were the requester, the next reporter is."""
    left = tuple(report for report in request.reports if report.person != person)
    request = replace(request, reports=left)
    if person != request.requester or not left:
        return request
    heir = left[0]
    return replace(request, requester=heir.person, place=heir.place, phone=heir.phone)


def taken_over(request: HelpRequest, other: HelpRequest) -> HelpRequest:
    """The request with those who help, were asked for, or said no to another that joins it.

    Whoever holds a place there takes one here while any is free, and is the first back-up else.
    """
    for commitment in sorted(other.commitments, key=lambda c: c.at):
        if request.commitment_of(commitment.person) is None:
            request = _with_helper(request, commitment)
    known = {notice.person for notice in request.notices}
    wave = request.wave or other.wave
    asked = tuple(Notice(n.person, wave, n.at) for n in other.notices if n.person not in known)
    return replace(request, wave=wave, notices=(*request.notices, *{n.person: n for n in asked}.values()))


def joined(request: HelpRequest, into: int, at: datetime) -> HelpRequest:
    """The request, cancelled because it goes on under another number."""
    return replace(advance(request, Event.CANCEL), merged_into=into, commitments=(), reports=(), closed_at=at)


def _with_helper(request: HelpRequest, commitment: Commitment) -> HelpRequest:
    holds = commitment.standing in HOLDING
    if holds and request.free_places == 0:
        commitment = replace(commitment, standing=Standing.BACKUP, arrived_at=None)
    request = replace(request, commitments=(*request.commitments, commitment))
    if not holds or commitment.standing is Standing.BACKUP:
        return request
    if request.free_places == 0 and may(request, Event.FILL):
        request = advance(request, Event.FILL)
    return advance(request, Event.ARRIVE) if commitment.arrived_at else request


def _sharing(
    report: Report,
    fresh: Sequence[tuple[HelpRequest, Report]],
    part: Callable[[Report], str | None],
    enough: int,
) -> set[int]:
    """Those with a report from the same part of the community, where with this one there are enough."""
    if part(report) is None:
        return set()
    alike = [(q.number, r.home) for q, r in fresh if part(r) == part(report)]
    voices = {home for _, home in alike} | {report.home}
    return {number for number, _ in alike} if len(voices) >= enough else set()


def _only_one_here(report: Report, standing: Standings) -> tuple[int, ...]:
    """Who can't be placed joins the only incident that is told of in their room."""
    here = [q.number for q, _ in standing if q.is_incident and q.room == report.room]
    return tuple(here) if len(here) == 1 else ()
