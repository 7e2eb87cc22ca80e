"""What the least travel would have been, had everybody's answers been known."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.service_catalogue import load_services
from bot.simulation.crowd import Crowd
from bot.simulation.diary import Case
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Job, has_skill, is_askable
from handlers.rules.requests import HelpRequest

_NOBODY = 1e7


@dataclass(frozen=True, slots=True)
class _Possible:
    """A request with everybody who would have come for it, by metres."""

    case: Case
    helpers: dict[PersonId, float]


def best_travel(served: Sequence[Case], crowd: Crowd) -> tuple[float, list[Case]]:
    """The least metres in all for those requests, and which of them it could have served.

    Day by day, each volunteer once a day, among those who fit and would have said yes: a minimum-cost assignment
    (Jonker and Volgenant as in Crouse, D. F., 2016, doi:10.1109/TAES.2016.140952).
    """
    days: dict[date, list[_Possible]] = defaultdict(list)
    for case in served:
        days[case.arrival.at.astimezone(crowd.zone).date()].append(_Possible(case, _would_come(case, crowd)))
    total, could = 0.0, list[Case]()
    for possible in days.values():
        metres, cases = _assign(possible)
        total, could = total + metres, could + cases
    return total, could


def _would_come(case: Case, crowd: Crowd) -> dict[PersonId, float]:
    arrival, at = case.arrival, case.asked_at or case.arrival.at
    place, services = arrival.requester.place, load_services()
    request = HelpRequest(0, State.OPEN, arrival.requester.id, arrival.service, at, arrival.text, place=place)
    job = Job(request, arrival.requester, services.get(arrival.service))
    return {
        person.id: crowd.metres(place, person.id)
        for person in crowd.volunteers
        if has_skill(person, arrival.service, services)
        and is_askable(person, job, at)
        and (person.id == case.helper or crowd.would_come(person.id, case.index, place, at))
    }


def _assign(possible: Sequence[_Possible]) -> tuple[float, list[Case]]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    people = sorted({who for each in possible for who in each.helpers})
    column = {who: n for n, who in enumerate(people)}
    costs = np.full((len(possible), len(people) + len(possible)), _NOBODY)
    for row, each in enumerate(possible):
        for who, metres in each.helpers.items():
            costs[row, column[who]] = metres
    rows, columns = linear_sum_assignment(costs)
    found = [(row, costs[row, at]) for row, at in zip(rows, columns, strict=True) if costs[row, at] < _NOBODY]
    return float(sum(metres for _, metres in found)), [possible[row].case for row, _ in found]
