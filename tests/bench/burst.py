"""`make bench`: a burst against its hindsight optimum, in one table: 200 requests in ten minutes, five seeds.

The demo community's volunteers, a share of them on call, each at home; the way in minutes by rings, as the rules have
it. One in ten on call never answers; of the others' answers one in seven is no; answers take a minute in the median
(lognormal). Nobody takes two jobs. An unserved request costs an hour: then the head of the station is told. The
optimum knows beforehand every request and who would say yes. All ways of dispatching go through `rules/bursts.py`
and hear the same answers; they differ in when they assign, and in whether an unanswered offer may move.
"""

import heapq
import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache, cached_property

from bot.assign import LeastCost
from bot.demo import Demo, make_demo
from handlers.rules.bursts import (
    Others,
    Search,
    by_price,
    movable,
    moves,
    rows,
    silent,
    takes_part,
    travel_minutes,
    unanswered,
)
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Candidate, ring_of, rings_around
from handlers.rules.people import Person
from handlers.rules.policy import Policy
from handlers.rules.requests import HelpRequest, Standing
from tests.builders import NOON

SHARES, SEEDS, REQUESTS = (0.30, 0.15, 0.06), (1, 2, 3, 4, 5), 200
WITHIN, UNTIL = 600.0, 3_600.0  # seconds: of the burst, and of the play
UNSERVED = 60  # minutes
MEDIAN_ANSWER, SPREAD = 60.0, 0.7  # seconds; of the logarithm
NEVER_ANSWERS, SAYS_NO = 0.10, 0.15
HOT = frozenset({"G5", "G6", "G9", "G10"})  # the grids by the river


@cache
def demo() -> Demo:
    return make_demo()


@dataclass(frozen=True)
class Burst:
    """One burst: who is on call, what is asked when, who would say yes. `hot` is the share that comes from HOT."""

    seed: int
    share: float
    hot: float = 0.0
    count: int = REQUESTS

    @cached_property
    def on_call(self) -> list[Person]:
        volunteers = [p for p in demo().people if p.is_volunteer]
        chosen = random.Random(f"{self.seed}/on call").sample(volunteers, round(len(volunteers) * self.share))
        return sorted(chosen, key=lambda person: person.id)

    @cached_property
    def times(self) -> list[float]:
        chance = random.Random(f"{self.seed}/times")
        return sorted(chance.uniform(0, WITHIN) for _ in range(self.count))

    @cached_property
    def requests(self) -> list[HelpRequest]:
        residents = [p for p in demo().people if not p.is_volunteer and p.place]
        hot, chance = [p for p in residents if p.grid in HOT], random.Random(f"{self.seed}/who")
        people = [chance.choice(hot if chance.random() < self.hot else residents) for _ in self.times]
        return [
            HelpRequest(n, State.OPEN, who.id, "errands", NOON + timedelta(seconds=at), "", place=who.place)
            for n, (at, who) in enumerate(zip(self.times, people, strict=True), 1)
        ]

    @cached_property
    def fitting(self) -> dict[int, dict[PersonId, Candidate]]:
        return {request.number: self._fitting(request) for request in self.requests}

    def _fitting(self, request: HelpRequest) -> dict[PersonId, Candidate]:
        community = demo().community
        rings = rings_around(request, community)
        return by_price([Candidate(who, ring_of(who, request, community, rings)) for who in self.on_call])

    def minutes(self, number: int, who: PersonId) -> int:
        return travel_minutes(self.fitting[number][who].ring)

    def answers(self, who: PersonId) -> bool:
        return random.Random(f"{self.seed}/{who}").random() >= NEVER_ANSWERS

    def would_go(self, number: int, who: PersonId) -> bool:
        return self.answers(who) and random.Random(f"{self.seed}/{number}/{who}").random() >= SAYS_NO

    def delay(self, number: int, who: PersonId, nth: int) -> float:
        chance = random.Random(f"{self.seed}/{number}/{who}/{nth}")
        return chance.lognormvariate(math.log(MEDIAN_ANSWER), SPREAD)

    def best(self, numbers: Sequence[int]) -> tuple[int, int]:
        """The least minutes of way for those requests, known beforehand, and how many stay unserved."""
        priced = [{who: self.minutes(n, who) for who in self.fitting[n] if self.would_go(n, who)} for n in numbers]
        chosen = LeastCost().best(priced)
        way = sum(row[who] for row, who in zip(priced, chosen, strict=True) if who)
        return way, chosen.count(None)


@dataclass(frozen=True)
class Way:
    """A way of dispatching: at once or every `window` seconds; unanswered offers `move` or stay; all or one by one."""

    name: str
    window: float = 0.0
    move: bool = False
    one_by_one: bool = False


NEAREST = Way("nearest first", one_by_one=True)
REASSIGNED = Way("**offers move until answered**", move=True)
WAYS = (NEAREST, *(Way(f"held back {w:.0f} s", window=w) for w in (10.0, 20.0, 30.0)), REASSIGNED)


@dataclass
class Outcome:
    """What became of one burst."""

    served: dict[int, PersonId] = field(default_factory=dict)
    waited: float = 0.0
    swaps: int = 0
    offers: int = 0


Event = Callable[[float], None]


class Play:
    """Plays one burst in one way."""

    def __init__(self, burst: Burst, way: Way, policy: Policy) -> None:
        self.burst, self.way, self.policy = burst, way, policy
        self.requests = {request.number: request for request in burst.requests}
        self.opened: set[int] = set()
        self.busy: set[PersonId] = set()
        self.out = Outcome()
        self._solver = LeastCost()
        self._events: list[tuple[float, int, Event]] = []
        self._count = 0

    def run(self) -> Outcome:
        for number, at in enumerate(self.burst.times, 1):
            self._later(at, lambda now, n=number: self._open(now, n))  # type: ignore[misc]
        if self.way.window:
            self._later(self.way.window, self._close_window)
        while self._events:
            now, _, event = heapq.heappop(self._events)
            event(now)
        return self.out

    def _later(self, at: float, event: Event) -> None:
        self._count += 1
        if at <= UNTIL:
            heapq.heappush(self._events, (at, self._count, event))

    def _open(self, now: float, number: int) -> None:
        self.opened.add(number)
        self.requests[number] = replace(self.requests[number], wave=1)
        self._something_moved(now)

    def _close_window(self, now: float) -> None:
        self._assign(now)
        self._later(now + self.way.window, self._close_window)

    def _something_moved(self, now: float) -> None:
        if not self.way.window:
            self._assign(now)

    def _assign(self, now: float) -> None:
        known = [self.requests[n] for n in sorted(self.opened)]
        seeking = [r for r in known if r.is_seeking]
        wanting = [r for r in seeking if takes_part(r) and (self.way.move or not movable(r))]
        searches = [Search(r, self.burst.fitting[r.number]) for r in wanting]
        for group in [[search] for search in searches] if self.way.one_by_one else [searches]:
            self._assign_these(now, group, self._others(known))

    def _others(self, known: Sequence[HelpRequest]) -> Others:
        seeking = [self.requests[r.number] for r in known if r.is_seeking]
        fixed = {who for r in seeking for who in unanswered(r) - (movable(r) if self.way.move else frozenset())}
        return Others(fixed | self.busy, {who for r in known for who in silent(r)})

    def _assign_these(self, now: float, searches: Sequence[Search], others: Others) -> None:
        if not searches:
            return
        for move in moves(searches, self._solver.best(rows(searches, others, self.policy))):
            self.out.swaps += len(move.back)
            number = move.request.number
            self.requests[number] = move.request.without_offers(move.back)
            for who in move.asked:
                self._offer(now, number, who)

    def _offer(self, now: float, number: int, who: PersonId) -> None:
        self.out.offers += 1
        at = NOON + timedelta(seconds=now)
        request = self.requests[number]
        self.requests[number] = request = request.with_notices((who,), request.wave, at, swappable=True)
        nth, wave = len(request.notices), request.wave
        if self.burst.answers(who):
            delay = self.burst.delay(number, who, nth)
            self._later(now + delay, lambda then: self._answer(then, number, nth - 1))
        expires = now + self.policy.burst.interval.total_seconds()
        self._later(expires, lambda then: self._expire(then, number, nth, wave))

    def _answer(self, now: float, number: int, index: int) -> None:
        request = self.requests[number]
        notice = request.notices[index]
        if notice.taken_back or not request.is_seeking or notice.person in self.busy:
            return
        goes = self.burst.would_go(number, notice.person)
        standing = Standing.CLAIMED if goes else Standing.DECLINED
        self.requests[number] = request.with_commitment(notice.person, standing, NOON + timedelta(seconds=now))
        if goes:
            self.busy.add(notice.person)
            self.out.served[number] = notice.person
            self.out.waited += now - self.burst.times[number - 1]
        self._something_moved(now)

    def _expire(self, now: float, number: int, nth: int, wave: int) -> None:
        request = self.requests[number]
        is_latest = (len(request.notices), request.wave) == (nth, wave)
        if request.is_seeking and is_latest and wave < self.policy.burst.most:
            self.requests[number] = replace(request, wave=wave + 1)
            self._something_moved(now)


@dataclass(frozen=True)
class Measured:
    """One way over all bursts, against the optimum: `cost` with unserved ones priced, `way` for those it served."""

    cost: float
    worst: float
    way: float
    swaps: float
    offers: float
    wait: float
    unserved: float


def measure(way: Way, bursts: Sequence[Burst], policy: Policy) -> Measured:
    outcomes = [(burst, Play(burst, way, policy).run()) for burst in bursts]
    costs = [_cost(burst, out) for burst, out in outcomes]
    optima = [optimum(burst) for burst in bursts]
    ways = [sum(b.minutes(n, who) for n, who in out.served.items()) for b, out in outcomes]
    least = [b.best(sorted(out.served))[0] for b, out in outcomes]
    asked, served = sum(b.count for b in bursts), sum(len(out.served) for _, out in outcomes)
    return Measured(
        cost=sum(costs) / sum(optima),
        worst=max(cost / best for cost, best in zip(costs, optima, strict=True)),
        way=sum(ways) / sum(least),
        swaps=sum(out.swaps for _, out in outcomes) / asked,
        offers=sum(out.offers for _, out in outcomes) / asked,
        wait=sum(out.waited for _, out in outcomes) / served / 60,
        unserved=(asked - served) / len(bursts),
    )


def _cost(burst: Burst, out: Outcome) -> int:
    way = sum(burst.minutes(n, who) for n, who in out.served.items())
    return way + UNSERVED * (burst.count - len(out.served))


@cache
def optimum(burst: Burst) -> int:
    way, unserved = burst.best(range(1, burst.count + 1))
    return way + UNSERVED * unserved


COLUMNS = (
    "on call",
    "way",
    "cost / optimum",
    "worst seed",
    "way of the served / its optimum",
    "swaps",
    "offers",
    "claimed after, min",
    "unserved",
)


def table(hot: float) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    for share in SHARES:
        bursts = [Burst(seed, share, hot) for seed in SEEDS]
        for way in WAYS:
            m = measure(way, bursts, Policy())
            yield (
                f"| {share:.0%} | {way.name} | {m.cost:.3f} | {m.worst:.3f} | {m.way:.3f} | {m.swaps:.2f} "
                f"| {m.offers:.2f} | {m.wait:.2f} | {m.unserved:.1f} |"
            )


def main(hots: Sequence[float]) -> None:
    for hot in hots:
        print(f"\n{REQUESTS} requests in ten minutes, {hot:.0%} of them from four grids of twelve (others anywhere):\n")
        for line in table(hot):
            print(line, flush=True)


if __name__ == "__main__":
    main([float(hot) for hot in sys.argv[1:]] or [0.0, 0.7])
