"""What happens in the made-up community: ordinary days, and bursts."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.demo import MAIN, make_demo
from bot.simulation.crowd import ORDINARY, Temper
from bot.simulation.parameters import Parameters
from handlers.rules.grid import Community
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Person

_HERO = PersonId("he")
_HERO_M = 4_000.0
_ELECTRICITY = "electricity"
_OUTAGE_SAYS = ("停电了,谁能帮忙看看?", "家里突然没电了,谁能来修一下?", "我家停电了,哪位师傅能来看看?")
_ONLY_MINE = "只有我家没电,邻居家都有,谁能来看看?"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody is about to ask for help, in those words; `is_mark` is the request that the scenario is about."""

    at: datetime
    requester: Person
    service: str
    text: str
    room: RoomId
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """Who lives there, and what comes."""

    community: Community
    people: Sequence[Person]
    arrivals: Sequence[Arrival]
    temper: Temper = ORDINARY


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing to play: `days` long, from `start` on; what is still open gets `rest` to come to its end."""

    name: str
    start: datetime
    days: float
    build: "Callable[[Scenario, Parameters, random.Random], Town]"
    rest: timedelta = timedelta(hours=6)

    def town(self, parameters: Parameters, seed: int) -> Town:
        """The community and what comes, the same for one seed."""
        return self.build(self, parameters, random.Random(f"{seed}:{self.name}"))


def _ordinary(scenario: Scenario, parameters: Parameters, chance: random.Random) -> Town:
    demo = make_demo()
    arrivals = _stream(scenario, demo.people, parameters, chance)
    return Town(demo.community, demo.people, arrivals)


def _new_years_eve(scenario: Scenario, parameters: Parameters, chance: random.Random) -> Town:
    """Power fails at five; the one electrician lives 4 km away, the property office is closed, few want to go out."""
    demo = make_demo()
    people = [_far_away(p) if p.id == _HERO else _without_electricity(p) for p in demo.people]
    at = scenario.start + timedelta(hours=1)
    outage = Arrival(at, _someone(people, chance), _ELECTRICITY, "我家突然停电,谁能帮我修一修?", MAIN, is_mark=True)
    stream = [a for a in _stream(scenario, people, parameters, chance) if a.service != _ELECTRICITY]
    arrivals = sorted([*stream, outage], key=lambda arrival: arrival.at)
    community = replace(demo.community, contacts={})
    return Town(community, people, arrivals, Temper(holiday=0.3, hero=_HERO, hero_m=_HERO_M))


def _flood(scenario: Scenario, parameters: Parameters, chance: random.Random) -> Town:
    """200 requests in ten minutes, from everywhere."""
    demo = make_demo()
    at = [scenario.start + timedelta(minutes=30, seconds=chance.uniform(0, 600)) for _ in range(200)]
    return Town(
        demo.community, demo.people, [_arrival(moment, demo.people, parameters, chance) for moment in sorted(at)]
    )


def _outage(scenario: Scenario, _parameters: Parameters, chance: random.Random) -> Town:
    """30 neighbours of one building report one outage within ten minutes; one flat has a fault of its own."""
    demo = make_demo()
    building = str(chance.randint(1, 101))
    homes = {p.place: p for p in demo.people if p.place and p.place.building == building and not p.is_volunteer}
    reporters = chance.sample(list(homes.values()), min(30, len(homes)))
    moments = sorted(scenario.start + timedelta(minutes=30, seconds=chance.uniform(0, 600)) for _ in reporters)
    reports = [
        Arrival(at, who, _ELECTRICITY, chance.choice(_OUTAGE_SAYS), MAIN, is_mark=True)
        for at, who in zip(moments, reporters, strict=True)
    ]
    elsewhere = [p for p in demo.people if p.place and p.place.building != building]
    alone = Arrival(moments[-1] + timedelta(seconds=1), _someone(elsewhere, chance), _ELECTRICITY, _ONLY_MINE, MAIN)
    return Town(demo.community, demo.people, [*reports, alone])


def _stream(
    scenario: Scenario, people: Sequence[Person], parameters: Parameters, chance: random.Random
) -> list[Arrival]:
    """Requests at random: so many a day on average, by the hour's weight."""
    hours = parameters.requests.hours
    per_hour = [parameters.requests.per_day * weight / (sum(hours) or 1) for weight in hours]
    moment, end, arrivals = scenario.start, scenario.start + timedelta(days=scenario.days), []
    most = max(per_hour)
    while most and (moment := moment + timedelta(hours=chance.expovariate(most))) < end:
        if chance.random() < per_hour[moment.hour] / most:
            arrivals.append(_arrival(moment.replace(microsecond=0), people, parameters, chance))
    return arrivals


def _arrival(at: datetime, people: Sequence[Person], parameters: Parameters, chance: random.Random) -> Arrival:
    codes = list(parameters.services)
    code = chance.choices(codes, [parameters.services[c].weight for c in codes])[0]
    requester = _someone(people, chance)
    in_main = chance.random() < parameters.requests.in_main_room or requester.grid is None
    room = MAIN if in_main else RoomId(str(requester.grid).lower())
    return Arrival(at, requester, code, chance.choice(parameters.services[code].says), room)


def _someone(people: Sequence[Person], chance: random.Random) -> Person:
    """A resident with a home, who can be written to; volunteers need help too."""
    while True:
        person = chance.choice(people)
        if person.place and person.reachable and person.id != _HERO:
            return person


def _far_away(person: Person) -> Person:
    return replace(person, grid=None, place=None)


def _without_electricity(person: Person) -> Person:
    return replace(person, skills=person.skills - {_ELECTRICITY, "repair"})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


SCENARIOS: Mapping[str, Scenario] = {
    scenario.name: scenario
    for scenario in (
        Scenario("month", _at("2026-03-02T00:00:00+08:00"), 30, _ordinary),
        Scenario("quarter", _at("2026-03-02T00:00:00+08:00"), 90, _ordinary),
        Scenario("new-years-eve", _at("2023-01-21T16:00:00+08:00"), 3 / 24, _new_years_eve),
        Scenario("flood", _at("2026-07-04T17:30:00+08:00"), 1 / 24, _flood),
        Scenario("outage", _at("2026-07-04T17:30:00+08:00"), 1 / 24, _outage),
    )
}
