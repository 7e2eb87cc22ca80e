"""The outcomes as people read them in a terminal: a table, and a small chart."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.simulation.run import NEAREST, OURS, Outcome

_BARS = (1, 2, 5, 10, 20, 40, 60)
_WIDTH = 30
_NAMES = {OURS: "ours", NEAREST: "nearest first"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table: its name, the figure, and how it is written; `compared` gives the quotient too."""

    name: str
    figure: str
    form: str = ".2f"
    compared: bool = False


_ROWS = (
    _Row("requests", "requests", ".0f"),
    _Row("… joined to another, or not understood", "joined", ".0f"),
    _Row("served, share of those opened", "served", ".3f", compared=True),
    _Row("never claimed", "unclaimed", ".0f"),
    _Row("minutes to the claim, median", "wait_median", ".1f", compared=True),
    _Row("minutes to the claim, 90th percentile", "wait_p90", ".1f", compared=True),
    _Row("people disturbed per request, mean", "disturbed_mean", ".1f", compared=True),
    _Row("people disturbed per request, 90th percentile", "disturbed_p90", ".0f"),
    _Row("metres to the door, mean", "travel_mean", ".0f", compared=True),
    _Row("metres against the hindsight optimum", "travel_ratio"),
    _Row("Gini of jobs over volunteers", "gini", ".3f", compared=True),
    _Row("most jobs of one volunteer", "most_jobs", ".0f"),
    _Row("notices per volunteer and week, mean", "notices_mean"),
    _Row("notices per volunteer and week, median", "notices_median", ".0f"),
    _Row("notices per volunteer and week, 99th percentile", "notices_p99", ".0f"),
    _Row("score, mean", "score"),
    _Row("messages of the bot", "messages", ".0f"),
)
_MARKS = (
    _Row("the scenario's own request: minutes to the claim", "mark_wait", ".1f"),
    _Row("the scenario's own request: people disturbed", "mark_disturbed", ".0f"),
)


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """A line per figure; of several seeds the median, and least and most behind it."""
    by_ranking = {name: [o for o in outcomes if o.ranking == name] for name in _NAMES}
    shown = {name: found for name, found in by_ranking.items() if found}
    marked = any(outcome.figures.mark_disturbed for outcome in outcomes)
    head = ["", *(_NAMES[name] for name in shown), *(["quotient"] if len(shown) > 1 else [])]
    lines = [head, *(_line(row, shown) for row in (*_ROWS, *(_MARKS if marked else ())))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return ["  ".join(_aligned(line, widths)).rstrip() for line in lines]


def waiting(outcomes: Sequence[Outcome]) -> list[str]:
    """How long people waited for a claim, as bars."""
    lines = []
    for name, title in _NAMES.items():
        waits = [wait for outcome in outcomes if outcome.ranking == name for wait in outcome.waits]
        if waits:
            lines += ["", f"minutes to the claim, {title}", *_bars(waits)]
    return lines


def values(outcomes: Sequence[Outcome], figure: str) -> list[float]:
    """That figure of each."""
    return [float(getattr(outcome.figures, figure)) for outcome in outcomes]


def _line(row: _Row, shown: dict[str, list[Outcome]]) -> list[str]:
    cells = [_spread(values(found, row.figure), row.form) for found in shown.values()]
    if len(shown) < 2:
        return [row.name, *cells]
    ours, nearest = (statistics.fmean(values(found, row.figure)) for found in shown.values())
    return [row.name, *cells, f"{ours / nearest:.3f}" if row.compared and nearest else ""]


def _spread(found: Sequence[float], form: str) -> str:
    middle = f"{statistics.median(found):{form}}"
    return middle if len(found) == 1 else f"{middle} ({min(found):{form}} … {max(found):{form}})"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if n == 0 else cell.rjust(width)
        for n, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]


def _bars(waits: Sequence[float]) -> list[str]:
    edges = (0.0, *map(float, _BARS), float("inf"))
    names = [*(f"≤ {edge}" for edge in _BARS), f"> {_BARS[-1]}"]
    counts = [sum(low < wait <= high for wait in waits) for low, high in pairwise(edges)]
    counts[0] += sum(wait == 0 for wait in waits)
    most = max(counts)
    return [
        f"{name:>6} {'█' * round(_WIDTH * count / most):<{_WIDTH}} {count / len(waits):4.0%}"
        for name, count in zip(names, counts, strict=True)
    ]
