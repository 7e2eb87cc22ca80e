"""`weiguang eval FILE`: how well lines are understood, and where it goes most wrong."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.understanding import Reading, read
from bot.understanding.corpus import LabelledLine
from bot.understanding.reading import slots_as_json

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
_SLOTS = ("place", "phone", "people", "request", "rating", "on_behalf_of")
_WORST = 20


@dataclass
class Tally:
    """Right, wrongly said, and missed, by label."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def count(self, wanted: str | None, got: str | None) -> None:
        """Count one label against what was said."""
        if wanted is not None and wanted == got:
            self.right[wanted] += 1
            return
        if got is not None:
            self.wrong[got] += 1
        if wanted is not None:
            self.missed[wanted] += 1

    def precision(self, label: str) -> float:
        """Of those said, how many are right; 1 where none was said."""
        return _share(self.right[label], self.right[label] + self.wrong[label])

    def recall(self, label: str) -> float:
        """Of those that are so, how many were said."""
        return _share(self.right[label], self.right[label] + self.missed[label])

    def f1(self, label: str) -> float:
        """The harmonic mean of the two."""
        p, r = self.precision(label), self.recall(label)
        return 2 * p * r / (p + r) if p + r else 0.0

    def macro_f1(self) -> float:
        """The mean over all labels that are wanted somewhere."""
        labels = sorted({*self.right, *self.missed})
        return sum(map(self.f1, labels)) / len(labels) if labels else 1.0


@dataclass
class Evaluation:
    """Everything that was measured; `microseconds` is the mean cost of a message."""

    intents: Tally = field(default_factory=Tally)
    services: Tally = field(default_factory=Tally)
    dangers: Tally = field(default_factory=Tally)
    slots: Tally = field(default_factory=Tally)
    false_alarms: Counter[str] = field(default_factory=Counter)
    nones: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[float, LabelledLine, Reading]] = field(default_factory=list)
    lines: int = 0
    microseconds: float = 0.0


def evaluate(lines: Sequence[LabelledLine]) -> Evaluation:
    """Read every line, and hold it against its label."""
    found = Evaluation(lines=len(lines))
    read("…", now=NOON)  # what is loaded once is not counted
    began = time.perf_counter()
    readings = [read(line.text, line.expecting, now=NOON) for line in lines]
    found.microseconds = (time.perf_counter() - began) / max(1, len(lines)) * 1e6
    for line, reading in zip(lines, readings, strict=True):
        _count(line, reading, found)
    return found


def report(found: Evaluation) -> Iterator[str]:
    """The figures as lines of a table, then the worst errors."""
    intents = found.intents
    nones = sum(found.nones.values())
    alarms = sum(found.false_alarms.values())
    yield "| measure | value |"
    yield "|---|---|"
    yield f"| lines, of them none | {found.lines}, {nones} |"
    yield f"| request precision / recall | {intents.precision('request'):.3f} / {intents.recall('request'):.3f} |"
    dangers = f"{_recall_of_all(found.dangers):.3f} / {_danger_alarms(found):.1f}"
    yield f"| danger recall / false alarms per 1,000 none | {dangers} |"
    yield f"| service macro-F1 on requests | {found.services.macro_f1():.3f} |"
    yield f"| intent macro-F1 | {intents.macro_f1():.3f} |"
    yield f"| false requests per 1,000 none | {_per_thousand(alarms, nones):.1f} |"
    for genre in sorted(genre for genre in found.nones if genre):
        yield f"| … of {genre} | {_per_thousand(found.false_alarms[genre], found.nones[genre]):.1f} |"
    for slot in _SLOTS:
        yield f"| {slot} F1 | {found.slots.f1(slot):.3f} |"
    yield f"| µs per message | {found.microseconds:.0f} |"
    yield ""
    for confidence, line, reading in sorted(found.errors, key=lambda error: -error[0])[:_WORST]:
        wanted = f"{line.intent} {line.service or ''}".strip()
        got = f"{reading.intent} {reading.service or ''}".strip()
        yield f"{confidence:.2f}  {wanted} → {got}: {line.text[:80]}"


def _count(line: LabelledLine, reading: Reading, found: Evaluation) -> None:
    found.intents.count(line.intent, reading.intent)
    found.dangers.count(line.danger, reading.danger)
    if line.intent == "request":
        found.services.count(line.service, reading.service)
    if line.intent == "none":
        found.nones[line.genre or ""] += 1
        found.false_alarms[line.genre or ""] += reading.intent == "request"
    if line.intent != reading.intent:
        found.errors.append((reading.confidence, line, reading))
    _count_slots(line, reading, found)


def _count_slots(line: LabelledLine, reading: Reading, found: Evaluation) -> None:
    got = slots_as_json(reading.slots)
    for slot in _SLOTS:
        wanted = line.slots.get(slot)
        if wanted is None:
            continue
        is_right = _same_place(wanted, got.get(slot)) if slot == "place" else str(wanted) == str(got.get(slot))
        found.slots.count(slot, slot if is_right else None)


def _same_place(wanted: dict[str, object], got: dict[str, object] | None) -> bool:
    parts = ("building", "unit", "room")
    return got is not None and all(str(wanted.get(part)) == str(got.get(part)) for part in parts)


def _recall_of_all(tally: Tally) -> float:
    right = sum(tally.right.values())
    return _share(right, right + sum(tally.missed.values()))


def _danger_alarms(found: Evaluation) -> float:
    alarms = sum(1 for _, line, reading in found.errors if line.intent == "none" and reading.danger)
    return _per_thousand(alarms, sum(found.nones.values()))


def _per_thousand(count: int, of: int) -> float:
    return 1000 * count / of if of else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
