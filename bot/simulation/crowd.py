"""How made-up people behave: where they live, whether they say yes, how long they take.

Every draw is keyed by the seed and by what it is about. So the same request meets the same people in the same mood,
whatever the order in which they are asked: two rankings can be compared on it.
"""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.simulation.parameters import Parameters
from handlers.rules.grid import Community
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from handlers.rules.slots import Place

_COLUMNS = 4  # bot/demo.py sets the grids in rows of four
_LOTS = 3  # and here three buildings stand in a row within a grid

Spot = tuple[float, float]


class Answer(StrEnum):
    """What somebody who is asked does."""

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Temper:
    """What a scenario knows of the hour: `holiday` scales every willingness.

    `hero` always says yes, lives `hero_m` away, and takes a median of `hero_s` seconds to answer.
    """

    holiday: float = 1.0
    hero: PersonId | None = None
    hero_m: float = 0.0
    hero_s: float = 60.0


ORDINARY = Temper()


class Crowd:
    """Everybody, with their homes and moods."""

    def __init__(
        self, people: Iterable[Person], community: Community, parameters: Parameters, seed: int, temper: Temper
    ) -> None:
        """Take who there is and what is assumed of them."""
        self.people: Mapping[PersonId, Person] = {person.id: person for person in people}
        self.volunteers = [person for person in self.people.values() if person.is_volunteer]
        self.zone = ZoneInfo(community.timezone)
        self._p = parameters
        self._seed = seed
        self._temper = temper
        self._spots = _lay_out(community, parameters.travel.grid_side_m)
        self._middle = _mean(self._spots.values())
        self._asked: dict[PersonId, list[datetime]] = defaultdict(list)
        self._willing = {v.id: self._own_willingness(v.id) for v in self.volunteers}

    def chance(self, *what: object) -> random.Random:
        """A source of chance for just this."""
        return random.Random(":".join(map(str, (self._seed, *what))))

    def metres(self, place: Place | None, person: PersonId) -> float:
        """The way from somebody's home to the place."""
        if person == self._temper.hero:
            return self._temper.hero_m
        home = self.people[person].place
        (x, y), (to_x, to_y) = self._spot(home), self._spot(place)
        return math.hypot(x - to_x, y - to_y) * self._p.travel.detour + _within_building(home, place)

    def note(self, person: PersonId, at: datetime) -> None:
        """Somebody was asked."""
        self._asked[person].append(at)

    def answer(self, person: PersonId, case: int, place: Place | None, at: datetime) -> Answer:
        """What somebody does who is asked now."""
        since = at - timedelta(days=self._p.answers.tired_for_days)
        before = sum(1 for then in self._asked[person] if then >= since) - 1
        draw = self.chance("answer", case, person)
        if draw.random() < self.likelihood(person, place, at) * (1 - self._p.answers.tires_by) ** max(0, before):
            return Answer.YES
        return Answer.NO if draw.random() < self._p.answers.says_no else Answer.NOTHING

    def would_come(self, person: PersonId, case: int, place: Place | None, at: datetime) -> bool:
        """Whether somebody not tired at all would say yes: what hindsight may count on."""
        return self.chance("answer", case, person).random() < self.likelihood(person, place, at)

    def likelihood(self, person: PersonId, place: Place | None, at: datetime) -> float:
        """The chance of a yes from somebody who is not tired."""
        if person == self._temper.hero:
            return 1.0
        by_hour = self._p.answers.hours[at.astimezone(self.zone).hour] / 100
        by_way = math.exp(-self.metres(place, person) / self._p.answers.reach_m)
        return self._willing.get(person, 0.0) * by_hour * by_way * self._temper.holiday

    def delay(self, person: PersonId, case: int) -> timedelta:
        """How long somebody takes to answer."""
        drawn = self.chance("delay", case, person).gauss(0, self._p.answers.delay_spread)
        median = self._temper.hero_s if person == self._temper.hero else self._p.answers.delay_s
        return timedelta(seconds=round(median * math.exp(drawn)))

    def drops_out(self, person: PersonId, case: int) -> bool:
        """Whether somebody gives back what they took."""
        return self.chance("drop", case, person).random() < self._p.answers.drops_out

    def travel_time(self, metres: float) -> timedelta:
        """How long the way takes, getting ready included."""
        travel = self._p.travel
        speed = travel.ride_m_per_min if metres > travel.ride_over_m else travel.walk_m_per_min
        return timedelta(seconds=round(travel.ready_s + metres / speed * 60))

    def job_time(self, usual: timedelta, case: int) -> timedelta:
        """How long the job takes."""
        stretch = math.exp(self.chance("job", case).gauss(0, self._p.jobs.length_spread))
        return timedelta(seconds=round(usual.total_seconds() * min(stretch, 2.5)))

    def score(self, case: int) -> int | None:
        """What the requester gives, None for nothing."""
        draw = self.chance("score", case)
        if draw.random() >= self._p.jobs.rates:
            return None
        return draw.choices(range(1, 6), self._p.jobs.scores)[0]

    def _own_willingness(self, person: PersonId) -> float:
        mean, spread = self._p.answers.willing, self._p.answers.spread
        if mean in {0, 1}:
            return mean
        return self.chance("willing", person).betavariate(mean * spread, (1 - mean) * spread)

    def _spot(self, place: Place | None) -> Spot:
        return self._spots.get(place.building or "", self._middle) if place else self._middle


def _lay_out(community: Community, side: float) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for number, grid in enumerate(community.grids):
        row, column = divmod(number, _COLUMNS)
        rows = math.ceil(len(grid.buildings) / _LOTS) or 1
        for n, building in enumerate(grid.buildings):
            down, across = divmod(n, _LOTS)
            spots[building] = (side * (column + (across + 0.5) / _LOTS), side * (row + (down + 0.5) / rows))
    return spots


def _mean(spots: Iterable[Spot]) -> Spot:
    known = list(spots) or [(0.0, 0.0)]
    return sum(x for x, _ in known) / len(known), sum(y for _, y in known) / len(known)


def _within_building(home: Place | None, place: Place | None) -> float:
    """Stairs and corridors: so that neighbours of one building are not all equally near."""
    if home is None or place is None or home.building != place.building:
        return 20.0
    other_unit = 15.0 if home.unit != place.unit else 0.0
    return other_unit + 3.0 * abs(_floor(home) - _floor(place))


def _floor(place: Place) -> int:
    digits = (place.room or "")[:-2]
    return int(digits) if digits.isdigit() else 0
