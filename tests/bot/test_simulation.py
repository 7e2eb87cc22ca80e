"""The simulator: the same seed gives the same days, the figures are right, and its words are understood."""

from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from bot.documents import BadFileError
from bot.papers.dispatch_chart import draw_chart
from bot.simulation.command import BadOrderError, Order, run_order
from bot.simulation.figures import gini, quantile
from bot.simulation.parameters import SHIPPED, load_parameters
from bot.simulation.report import table, waiting
from bot.simulation.run import NEAREST, Outcome, lasting, simulate
from bot.simulation.scenarios import SCENARIOS
from bot.understanding import Expecting, read

PARAMETERS = load_parameters()


@pytest.fixture(scope="module")
def day() -> Outcome:
    return simulate(lasting(SCENARIOS["month"], 1), PARAMETERS, seed=1)


def test_a_day_is_served_and_few_are_disturbed(day: Outcome) -> None:
    figures = day.figures
    assert figures.requests > 8
    assert figures.joined == 0
    assert figures.served > 0.7
    assert figures.notices_p99 <= 1
    assert figures.travel_ratio >= 1
    assert day.seconds < 60


def test_new_years_eve_is_claimed_soon_and_quietly() -> None:
    eve = simulate(SCENARIOS["new-years-eve"], PARAMETERS, seed=1).figures
    assert 0 < eve.mark_wait <= 5
    assert eve.mark_disturbed <= 15


def test_the_same_seed_gives_the_same_hours() -> None:
    hours = lasting(SCENARIOS["month"], 0.4)
    once, again = (simulate(hours, PARAMETERS, seed=3, ranking=NEAREST) for _ in range(2))
    assert once.figures == again.figures


def test_an_outcome_survives_json(day: Outcome) -> None:
    assert Outcome.from_json(day.to_json()) == day


def test_the_table_and_the_bars_hold_both_rankings(day: Outcome) -> None:
    other = Outcome.from_json({**day.to_json(), "ranking": NEAREST})
    lines = table([day, other])
    assert "nearest first" in lines[0]
    assert any(line.startswith("Gini") and line.endswith("1.000") for line in lines)
    assert len(waiting([day, other])) == 2 * 10


def test_the_chart_is_a_png(day: Outcome, tmp_path: Path) -> None:
    draw_chart([day], tmp_path / "day.png", "一天")
    assert (tmp_path / "day.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("service", PARAMETERS.services)
def test_every_sentence_is_understood_as_its_service(service: str) -> None:
    noon = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
    heard = [read(text, Expecting(), now=noon) for text in PARAMETERS.services[service].says]
    assert {(reading.intent, reading.service, reading.decision) for reading in heard} == {("request", service, "act")}


def test_arrivals_come_by_the_hours_weight_and_at_the_rate() -> None:
    town = lasting(SCENARIOS["month"], 200).town(PARAMETERS, seed=1)
    assert len(town.arrivals) == pytest.approx(200 * PARAMETERS.requests.per_day, rel=0.05)
    hours = Counter(arrival.at.hour for arrival in town.arrivals)
    assert hours[9] > 5 * hours[3]


def test_the_bursts_are_as_large_as_they_are_called() -> None:
    flood = SCENARIOS["flood"].town(PARAMETERS, seed=1).arrivals
    assert len(flood) == 200
    assert flood[-1].at - flood[0].at <= timedelta(minutes=10)
    outage = SCENARIOS["outage"].town(PARAMETERS, seed=1).arrivals
    assert sum(arrival.is_mark for arrival in outage) == 30


def test_gini_and_quantiles() -> None:
    assert gini([1, 1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 0, 4]) == pytest.approx(0.75)
    assert gini([]) == gini([0, 0]) == 0
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile([], 0.5) == 0


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order("mnth", None, range(1)), "did you mean month"),
        (Order("month", None, range(1), chart=Path("a.jpg")), "write a.png"),
        (Order("month", None, range(1), chart=Path("nowhere/a.png")), "is not there"),
    ],
)
def test_what_cant_be_played_is_said_before_anything_is(order: Order, said: str) -> None:
    with pytest.raises(BadOrderError, match=said):
        run_order(order, StringIO())


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("willing = 0.34", "willing = 1.5", r"willing must be at most 1"),
        ("[services.pets]", "[services.pet]", r"no service pet here|there is no service pet; did you mean pets"),
        ("says_no = 0.35", "say_no = 0.35", "did you mean says_no"),
    ],
)
def test_wrong_parameters_are_refused_with_their_line(line: str, instead: str, said: str, tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    number = next(n for n, each in enumerate(text.splitlines(), start=1) if each.startswith(line))
    file.write_text(text.replace(line, instead, 1), encoding="utf-8")
    with pytest.raises(BadFileError, match=said) as refused:
        load_parameters(file)
    assert f"{file}:{number}:" in str(refused.value)
