"""`weiguang simulate`: what was ordered, played and printed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.forms import did_you_mean, shown
from bot.papers.dispatch_chart import draw_chart
from bot.simulation.parameters import load_parameters
from bot.simulation.report import table, waiting
from bot.simulation.run import NEAREST, OURS, lasting, simulate
from bot.simulation.scenarios import SCENARIOS, Scenario
from handlers.errors import WeiguangError


class BadOrderError(WeiguangError):
    """What is asked for can't be played or drawn; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to play; `days` None as long as the scenario has it."""

    scenario: str
    days: float | None
    seeds: Sequence[int]
    parameters: Path | None = None
    chart: Path | None = None
    alone: bool = False
    as_json: bool = False


def run_order(order: Order, out: TextIO) -> None:
    """Play and print. Raises BadOrderError or BadFileError before anything is played."""
    scenario = lasting(_scenario(order.scenario), order.days)
    _check_chart(order.chart)
    parameters = load_parameters(order.parameters)
    rankings = (OURS,) if order.alone else (OURS, NEAREST)
    outcomes = [simulate(scenario, parameters, seed, ranking) for seed in order.seeds for ranking in rankings]
    if order.as_json:
        print(json.dumps([outcome.to_json() for outcome in outcomes], ensure_ascii=False), file=out)
    else:
        print("\n".join([_title(scenario, order), "", *table(outcomes), *waiting(outcomes)]), file=out)
    if order.chart:
        draw_chart(outcomes, order.chart, _title(scenario, order))


def _scenario(name: str) -> Scenario:
    if name not in SCENARIOS:
        raise BadOrderError(f"there is no scenario {shown(name)}{did_you_mean(name, SCENARIOS)}")
    return SCENARIOS[name]


def _check_chart(file: Path | None) -> None:
    if file and file.suffix.lower() != ".png":
        raise BadOrderError(f"--chart draws a PNG: write {file.with_suffix('.png')}")
    if file and not file.resolve().parent.is_dir():
        raise BadOrderError(f"the folder {file.resolve().parent} is not there: create it, or choose another")


def _title(scenario: Scenario, order: Order) -> str:
    length = f"{scenario.days:g} days" if scenario.days >= 1 else f"{scenario.days * 24:g} hours"
    first, last = order.seeds[0], order.seeds[-1]
    seeds = f"seed {first}" if first == last else f"seeds {first} to {last}"
    return f"{scenario.name}: {length}, {seeds}"
