"""The figures of one play, from its diary."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.simulation.crowd import Crowd
from bot.simulation.diary import Case, Diary
from bot.simulation.hindsight import best_travel

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one play came to. Minutes from the request's first word; metres one way; shares from 0 to 1.

    `joined` were told under another request's number (an incident) or not understood as a request. `travel_ratio`
    holds the way of all helpers against the least that hindsight could have done for the same requests; 0 where there
    is nothing to compare. `mark_…` is about the requests that the scenario is about, the slowest of them.
    """

    requests: int
    joined: int
    served: float
    unclaimed: int
    wait_median: float
    wait_p90: float
    disturbed_mean: float
    disturbed_p90: float
    travel_mean: float
    travel_ratio: float
    gini: float
    most_jobs: int
    notices_mean: float
    notices_median: float
    notices_p99: float
    score: float
    messages: int
    mark_wait: float
    mark_disturbed: int


def figures_of(diary: Diary, crowd: Crowd, start: datetime, end: datetime) -> Figures:
    """The figures of that play."""
    opened = [case for case in diary.cases if case.number is not None]
    waits = [_minutes(case) for case in opened if case.claimed_at]
    disturbed = [len(case.disturbed) for case in opened]
    jobs = jobs_of(diary, crowd)
    per_week = notices_per_week(diary, crowd, start, end)
    least, comparable = best_travel(diary.served, crowd)
    marks = [case for case in opened if case.arrival.is_mark]
    return Figures(
        requests=len(diary.cases),
        joined=len(diary.cases) - len(opened),
        served=len(diary.served) / max(1, len(opened)),
        unclaimed=sum(case.claimed_at is None for case in opened),
        wait_median=quantile(waits, 0.5),
        wait_p90=quantile(waits, 0.9),
        disturbed_mean=_mean(disturbed),
        disturbed_p90=quantile(disturbed, 0.9),
        travel_mean=_mean([case.metres for case in diary.served]),
        travel_ratio=sum(case.metres for case in comparable) / least if least else 0.0,
        gini=gini(jobs),
        most_jobs=max(jobs, default=0),
        notices_mean=_mean(per_week),
        notices_median=quantile(per_week, 0.5),
        notices_p99=quantile(per_week, 0.99),
        score=_mean([case.score for case in diary.served if case.score]),
        messages=diary.messages,
        mark_wait=max((_minutes(case) for case in marks if case.claimed_at), default=0.0),
        mark_disturbed=max((len(case.disturbed) for case in marks), default=0),
    )


def jobs_of(diary: Diary, crowd: Crowd) -> list[int]:
    """How many jobs each volunteer did."""
    done = Counter(case.helper for case in diary.served)
    return [done[volunteer.id] for volunteer in crowd.volunteers]


def notices_per_week(diary: Diary, crowd: Crowd, start: datetime, end: datetime) -> list[int]:
    """How often each volunteer was asked, for each whole week; of less than a week, in all of it."""
    weeks = max(1, (end - start) // _WEEK)
    asked = Counter((notice.person, (notice.at - start) // _WEEK) for notice in diary.notices)
    return [asked[volunteer.id, week] for volunteer in crowd.volunteers for week in range(weeks)]


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; 0 of none."""
    ordered = sorted(values)
    return float(ordered[min(len(ordered) - 1, int(share * len(ordered)))]) if ordered else 0.0


def gini(values: Sequence[float]) -> float:
    """How unequally something is spread: 0 all have the same, towards 1 one has it all.

    Gini, C. (1912), in the form for a sorted sample: 2·Σ i·xᵢ / (n·Σ x) - (n + 1) / n.
    """
    ordered, total, n = sorted(values), sum(values), len(values)
    if not total:
        return 0.0
    return 2 * sum(i * value for i, value in enumerate(ordered, start=1)) / (n * total) - (n + 1) / n


def _minutes(case: Case) -> float:
    return (case.claimed_at - case.arrival.at).total_seconds() / 60 if case.claimed_at else 0.0


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else 0.0
