"""Plays a scenario for a seed with a ranking, and keeps what a table and a chart need."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from bot.simulation.crowd import Crowd
from bot.simulation.figures import Figures, figures_of, jobs_of, notices_per_week
from bot.simulation.nearest import nearest_first
from bot.simulation.parameters import Parameters
from bot.simulation.play import Span, play
from bot.simulation.scenarios import Scenario
from handlers.context import Rank
from handlers.rules.matching import rank

OURS, NEAREST = "ours", "nearest"
RANKINGS: Mapping[str, Callable[[Crowd], Rank]] = {OURS: lambda _: rank, NEAREST: nearest_first}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One play. `waits` in minutes; `jobs` and `notices` count volunteers, and volunteers' weeks, by how many."""

    scenario: str
    days: float
    seed: int
    ranking: str
    seconds: float
    figures: Figures
    waits: tuple[float, ...]
    jobs: Mapping[int, int]
    notices: Mapping[int, int]

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Outcome":
        """The outcome that `to_json` gave, also after a way through JSON."""
        counts = {name: {int(n): count for n, count in data[name].items()} for name in ("jobs", "notices")}
        return cls(**{**data, **counts, "figures": Figures(**data["figures"]), "waits": tuple(data["waits"])})


def lasting(scenario: Scenario, days: float | None) -> Scenario:
    """The scenario, for so many days where they are given."""
    return replace(scenario, days=days) if days else scenario


def simulate(scenario: Scenario, parameters: Parameters, seed: int, ranking: str = OURS) -> Outcome:
    """Play it. The same arguments give the same outcome, but for the `seconds` it took."""
    began = time.process_time()
    town = scenario.town(parameters, seed)
    crowd = Crowd(town.people, town.community, parameters, seed, town.temper)
    end = scenario.start + timedelta(days=scenario.days)
    diary = asyncio.run(play(town, crowd, Span(scenario.start, end + scenario.rest), RANKINGS[ranking](crowd)))
    waits = [(c.claimed_at - c.arrival.at).total_seconds() / 60 for c in diary.cases if c.claimed_at]
    return Outcome(
        scenario=scenario.name,
        days=scenario.days,
        seed=seed,
        ranking=ranking,
        figures=figures_of(diary, crowd, scenario.start, end),
        waits=tuple(sorted(round(wait, 2) for wait in waits)),
        jobs=dict(Counter(jobs_of(diary, crowd))),
        notices=dict(Counter(notices_per_week(diary, crowd, scenario.start, end))),
        seconds=round(time.process_time() - began, 1),
    )
