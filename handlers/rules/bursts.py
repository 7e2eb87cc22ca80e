"""Many requests at once: everyone is asked in private and alone, and unanswered offers move where they fit better.

Nobody is held back for that: an offer is made at once, to the best who is free then. When something moves, the free
places of all such requests are assigned anew to all who are not yet spoken for, at the least cost in all. A swap has
a price, what was answered stays, and nobody is asked again for what was taken back from them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import OWN_GRID, SAME_BUILDING, Candidate
from handlers.rules.policy import Policy
from handlers.rules.requests import HOLDING, NOT_AGAIN, HelpRequest, Lane, Notice, Urgency

# Minutes of way: within a building, within a grid, and for every grid further; nobody here is further than an hour.
_INSIDE, _IN_GRID, _PER_RING, _FURTHEST = 1, 4, 5, 60
_MINUTES_PER_LOAD = 0.1  # one notice, or half a job, of the last weeks
_UNLICENSED = 0.5  # a licence decides between two of the same building
_SILENT = 10  # minutes for somebody who let another offer of the burst pass by
_FIRST, _SOON = 1000, 500  # where there are too few: the care list, then what is urgent
_ANSWERED = HOLDING | NOT_AGAIN


@dataclass(frozen=True, slots=True)
class Search:
    """A request of a burst that wants somebody, and whoever fits, in the order of their price."""

    request: HelpRequest
    fitting: Mapping[PersonId, Candidate]


@dataclass(frozen=True, slots=True)
class Others:
    """What is known of people besides: who has an unanswered offer that does not move, and who let one pass by."""

    spoken_for: Collection[PersonId] = frozenset()
    silent: Collection[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """What changes for one request: offers taken back, and offers made."""

    request: HelpRequest
    back: frozenset[PersonId]
    asked: tuple[PersonId, ...]


def is_burst(openings: Sequence[datetime], now: datetime, policy: Policy) -> bool:
    """Whether more requests than the policy's number were opened within its window; `openings` is latest first."""
    most = policy.burst.requests
    return len(openings) > most and now - openings[most] <= policy.burst.window


def may_take_part(request: HelpRequest) -> bool:
    """Whether a burst changes how it is offered: danger is never limited."""
    return request.danger is None and request.urgency is not Urgency.EMERGENCY


def takes_part(request: HelpRequest) -> bool:
    """Whether volunteers are sought, and the present wave is one of a burst: asked in private, or nobody was free."""
    now = [n for n in request.notices if n.wave == request.wave]
    is_sought = request.state is not State.UNFILLED and request.lane is Lane.ROUTINE and may_take_part(request)
    return is_sought and request.wave > request.round_began_at_wave and all(n.swappable for n in now)


def began_in_burst(request: HelpRequest) -> bool:
    """Whether this search has made offers of a burst: then it ends as it began."""
    return any(n.swappable and n.wave > request.round_began_at_wave for n in request.notices)


def unanswered(request: HelpRequest) -> frozenset[PersonId]:
    """Whoever has an offer of a burst for it, without having said yes or no."""
    return frozenset(n.person for n in request.notices if _stands(n, request))


def movable(request: HelpRequest) -> frozenset[PersonId]:
    """Whose offer may move: the unanswered ones of the present wave; who was silent for longer is left in peace."""
    return frozenset(n.person for n in request.notices if n.wave == request.wave and _stands(n, request))


def silent(request: HelpRequest) -> frozenset[PersonId]:
    """Whoever let an offer pass by until another was asked, or until staff had it."""
    is_past = request.state is State.UNFILLED
    return frozenset(n.person for n in request.notices if (is_past or n.wave < request.wave) and _stands(n, request))


def travel_minutes(ring: int) -> int:
    """About how long somebody of that ring walks."""
    if ring == SAME_BUILDING:
        return _INSIDE
    return min(_IN_GRID + _PER_RING * (ring - OWN_GRID), _FURTHEST)


def price(candidate: Candidate) -> float:
    """What it costs to ask them: minutes of way, and what they did and were asked lately."""
    load = candidate.burden.jobs * 2 + candidate.burden.notices
    unlicensed = 0 if candidate.licensed else _UNLICENSED
    return travel_minutes(candidate.ring) + load * _MINUTES_PER_LOAD + unlicensed


def by_price(candidates: Collection[Candidate]) -> dict[PersonId, Candidate]:
    """The cheapest first; of equal ones in the order given."""
    return {candidate.person.id: candidate for candidate in sorted(candidates, key=price)}


def rows(searches: Sequence[Search], others: Others, policy: Policy) -> list[Mapping[PersonId, float]]:
    """One row of prices for every place, in the order of `searches`.

    Each row holds as many as there are rows: a best assignment needs no more.
    """
    places = sum(search.request.free_places for search in searches)
    return [row for search in searches for row in [_row(search, others, places, policy)] * search.request.free_places]


def moves(searches: Sequence[Search], chosen: Sequence[PersonId | None]) -> Iterator[Move]:
    """What the assignment changes; `chosen` has one entry for each of `rows`."""
    following = iter(chosen)
    for search in searches:
        given = [who for who in islice(following, search.request.free_places) if who is not None]
        had = movable(search.request)
        move = Move(search.request, had - set(given), tuple(who for who in given if who not in had))
        if move.back or move.asked:
            yield move


def _row(search: Search, others: Others, width: int, policy: Policy) -> Mapping[PersonId, float]:
    """Whoever stays costs the way alone; where somebody would be sent away, another costs the swap as well."""
    request, had = search.request, movable(search.request)
    asked = request.asked_since(request.round_began_at_wave)
    turn = -_FIRST * request.priority - _SOON * (request.urgency is Urgency.URGENT)
    swap = turn + (policy.burst.swap_price if had else 0)
    prices = {who: price(search.fitting[who]) + turn for who in had if who in search.fitting}
    for who, candidate in search.fitting.items():
        if who not in asked and who not in others.spoken_for:
            prices[who] = price(candidate) + swap + (_SILENT if who in others.silent else 0)
            width -= who not in others.silent
        if width <= 0:
            break
    return prices


def _stands(notice: Notice, request: HelpRequest) -> bool:
    if not notice.swappable or notice.taken_back or notice.wave <= request.round_began_at_wave:
        return False
    return request.standing_of(notice.person) not in _ANSWERED
