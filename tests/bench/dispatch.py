"""How requests are dispatched, simulated: 90 days with five seeds, New Year's Eve, bursts; against nearest-first.

`python -m tests.bench.dispatch` plays shard by shard (one scenario, seed and ranking: at most a few minutes each) and
keeps each outcome in .bench/, by a digest of the code and the parameters: broken off, it goes on where it was.
SHARDS="quarter:1 quarter:2" plays only those. At the end come the tables, a chart per scenario, and what is to reach.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.logs import configure_logs
from bot.papers.dispatch_chart import draw_chart
from bot.simulation.parameters import load_parameters
from bot.simulation.report import table, values
from bot.simulation.run import NEAREST, OURS, Outcome, simulate
from bot.simulation.scenarios import SCENARIOS

ROOT = Path(__file__).parents[2]
SEEDS = range(1, 6)
CODE = ("handlers", "store", "bot/simulation", "bot/dispatcher.py", "bot/demo.py", "bot/services.toml")
RESULTS = ROOT / ".bench" / "dispatch"


def main() -> int:
    configure_logs("critical")
    wanted = os.environ.get("SHARDS", "").split()
    folder = RESULTS / digest()
    folder.mkdir(parents=True, exist_ok=True)
    shards = [shard for shard in every_shard() if not wanted or f"{shard[0]}:{shard[1]}" in wanted]
    outcomes = [played(*shard, folder) for shard in shards]
    missed = [line for name in SCENARIOS for line in told(name, [o for o in outcomes if o.scenario == name], folder)]
    print("\n".join(missed))
    return bool(missed)


def every_shard() -> Iterator[tuple[str, int, str]]:
    for name in ("new-years-eve", "outage", "flood", "month", "quarter"):
        for seed in SEEDS if name != "month" else (1,):
            yield from ((name, seed, ranking) for ranking in (OURS, NEAREST))


def digest() -> str:
    """Of everything that the outcomes depend on."""
    files = [path for part in CODE for path in ([ROOT / part] if (ROOT / part).is_file() else (ROOT / part).rglob("*"))]
    found = hashlib.sha256()
    for path in sorted(p for p in files if p.suffix in {".py", ".toml"}):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def played(name: str, seed: int, ranking: str, folder: Path) -> Outcome:
    file = folder / f"{name}-{seed}-{ranking}.json"
    if not file.exists():
        print(f"{name}, seed {seed}, {ranking} …", file=sys.stderr, flush=True)
        outcome = simulate(SCENARIOS[name], load_parameters(), seed, ranking)
        file.write_text(json.dumps(outcome.to_json()), encoding="utf-8")
    return Outcome.from_json(json.loads(file.read_text(encoding="utf-8")))


def told(name: str, outcomes: Sequence[Outcome], folder: Path) -> list[str]:
    """Print the scenario's table, draw its chart, and return what was not reached."""
    if not outcomes:
        return []
    print(f"\n{name}\n", *table(outcomes), f"seconds of processor time, each: {values_of_time(outcomes)}", sep="\n")
    draw_chart(outcomes, folder / f"{name}.png", f"{name}, seeds {sorted({o.seed for o in outcomes})}")
    ours = [outcome for outcome in outcomes if outcome.ranking == OURS]
    nearest = [outcome for outcome in outcomes if outcome.ranking == NEAREST]
    return [f"✗ {name}: {what}" for what, held in measures(name, ours, nearest) if not held]


def values_of_time(outcomes: Sequence[Outcome]) -> str:
    return " ".join(f"{outcome.seconds:.0f}" for outcome in outcomes)


def measures(name: str, ours: Sequence[Outcome], nearest: Sequence[Outcome]) -> Iterator[tuple[str, bool]]:
    if name == "new-years-eve":
        yield "claimed within 5 minutes", 0 < max(values(ours, "mark_wait")) <= 5
        yield "at most 15 disturbed", max(values(ours, "mark_disturbed")) <= 15
    if name == "quarter":
        yield "served against nearest-first ≥ 0.99", quotient(ours, nearest, "served") >= 0.99
        yield "99th percentile of notices a week ≤ 1", max(values(ours, "notices_p99")) <= 1
        yield "Gini of load against nearest-first ≤ 0.92", quotient(ours, nearest, "gini") <= 0.92
    if name == "month":
        yield "a month in under five minutes", max(outcome.seconds for outcome in ours) < 300


def quotient(ours: Sequence[Outcome], nearest: Sequence[Outcome], figure: str) -> float:
    return sum(values(ours, figure)) / (sum(values(nearest, figure)) or 1)


if __name__ == "__main__":
    sys.exit(main())
