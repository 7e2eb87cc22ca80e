"""`make bench`: how well and how fast texts are understood, rules alone beside rules and model, in one table.

Three sets that the model never saw: our own held-out voices, and two examiners' lines (tests/bench/lines), written by
people who had seen neither the other lines nor the code. Both sides read every line in turn.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.understanding import Reading, read, reading_of
from bot.understanding.corpus import LabelledLine, read_corpus, read_lines_of, split
from bot.understanding.evaluation import NOON, Evaluation, evaluate
from bot.understanding.hearing import hear
from bot.understanding.judge import judge
from bot.understanding.model import shipped_hash

EXAMINERS = {
    "the first examiner's": Path(__file__).parent / "lines" / "examiner.jsonl",
    "the second examiner's": Path(__file__).parent / "lines" / "examiner2.jsonl",
}
HOSTILE = (
    "谁能帮我修一下水管" * 1200,
    "3-2-" * 2500,
    "一点" * 5000,
    "grand" * 2000,
    "明天下午" * 2500,
    "(" * 10_000,
    "a " * 5000,
    "电" * 10_000,
)
LOAD = """
import time
began = time.perf_counter()
from datetime import datetime, UTC
from bot.understanding import read
read("我家停电了", now=datetime.now(UTC))
print((time.perf_counter() - began) * 1000)
"""
FLOORS = {
    "request precision": (0.93, 0.97),
    "request recall": (0.93, 0.97),
    "danger recall": (0.99, 1.0),
    "danger alarms per 1,000 none": (1.0, 0.3),
    "service macro-F1": (0.85, 0.92),
    "intent macro-F1": (0.85, 0.92),
    "place exact": (0.92, 0.97),
    "time exact start": (0.92, 0.97),
}


def by_rules(line: LabelledLine) -> Reading:
    """The line as the rules alone understand it."""
    heard = hear(line.text, line.expecting, NOON)
    return reading_of(judge(heard), heard)


def figures(found: Evaluation) -> dict[str, float]:
    """The measures of the brief."""
    none = max(1, sum(found.nones.values()))
    return {
        "request precision": found.intents.precision("request"),
        "request recall": found.intents.recall("request"),
        "danger recall": found.dangers.recall_of_all(),
        "danger alarms per 1,000 none": 1000 * found.false_dangers / none,
        "service macro-F1": found.services.macro_f1(),
        "intent macro-F1": found.intents.macro_f1(),
        "place exact": found.slots.recall("place"),
        "time exact start": found.slots.recall("time"),
        **{
            f"false requests per 1,000 of {genre} ({count})": 1000 * found.false_alarms[genre] / count
            for genre, count in sorted(found.nones.items())
            if genre in {"chat", "post", "shop"}
        },
    }


def main() -> None:
    """Print the table."""
    held_out = split(read_corpus())[1]
    sets = {"own held-out": held_out, **{name: read_lines_of(path) for name, path in EXAMINERS.items()}}
    print(f"{datetime.now(UTC):%Y-%m-%d}, model {shipped_hash()}\n")
    for name, lines in sets.items():
        print("\n".join(quality(f"{name} {len(lines):,} lines", lines)), "\n")
    print("\n".join(speed(held_out)))


def quality(title: str, lines: Sequence[LabelledLine]) -> Iterator[str]:
    """One set's table."""
    alone, whole = figures(evaluate(lines, by_rules)), figures(evaluate(lines))
    yield f"| {title} | rules alone | rules and model | floor | aim |"
    yield "|---|---|---|---|---|"
    for name, value in whole.items():
        floor, aim = FLOORS.get(name, (2, 1))
        yield f"| {name} | {alone[name]:.3f} | {value:.3f} | {floor} | {aim} |"


def speed(lines: Sequence[LabelledLine]) -> Iterator[str]:
    """Cost of a message, of hostile text, of the start."""
    costs = evaluate(lines)
    hostile = [min(_cost(text) for _ in range(5)) for text in HOSTILE]
    loads = [
        float(subprocess.run([sys.executable, "-c", LOAD], capture_output=True, check=True).stdout) for _ in range(7)
    ]
    yield "| cost | measured | floor | aim |"
    yield "|---|---|---|---|"
    yield f"| a message, mean, µs | {costs.microseconds:.0f} | 150 | 50 |"
    yield f"| a message, 99th percentile, µs | {costs.slowest_percent:.0f} | 1000 | 500 |"
    yield f"| 10 kB of hostile text, worst of {len(HOSTILE)}, ms | {max(hostile) * 1000:.1f} | 5 | 2 |"
    yield f"| import, load and first message, median of 7, ms | {statistics.median(loads):.0f} | 150 | 50 |"


def _cost(text: str) -> float:
    began = time.perf_counter()
    read(text, now=NOON)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
