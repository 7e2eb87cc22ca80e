"""`weiguang eval FILE`: how well lines are understood, and where it goes most wrong."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding import Reading, read
from bot.understanding.corpus import LabelledLine
from bot.understanding.reading import slots_as_json

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
_SLOTS = ("place", "time", "phone", "people", "request", "rating", "on_behalf_of")
_WORST = 20
_WARM = 200


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

    @property
    def labels(self) -> list[str]:
        """All labels that are wanted somewhere."""
        return sorted({*self.right, *self.missed})

    def macro_f1(self) -> float:
        """The mean of F1 over all labels."""
        return sum(map(self.f1, self.labels)) / len(self.labels) if self.labels else 1.0

    def recall_of_all(self) -> float:
        """Of all that is so, how much was said."""
        right = sum(self.right.values())
        return _share(right, right + sum(self.missed.values()))


@dataclass
class Evaluation:
    """Everything that was measured; `costs` are seconds for each message, in order of size."""

    intents: Tally = field(default_factory=Tally)
    services: Tally = field(default_factory=Tally)
    urgencies: Tally = field(default_factory=Tally)
    dangers: Tally = field(default_factory=Tally)
    slots: Tally = field(default_factory=Tally)
    false_alarms: Counter[str] = field(default_factory=Counter)
    false_dangers: int = 0
    nones: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[float, LabelledLine, Reading]] = field(default_factory=list)
    lines: int = 0
    costs: list[float] = field(default_factory=list)

    @property
    def microseconds(self) -> float:
        """The mean cost of a message."""
        return sum(self.costs) / max(1, len(self.costs)) * 1e6

    @property
    def slowest_percent(self) -> float:
        """The cost, in microseconds, that 99 messages of 100 stay under."""
        return self.costs[int(0.99 * len(self.costs))] * 1e6 if self.costs else 0.0


Reader = Callable[[LabelledLine], Reading]


def read_line(line: LabelledLine) -> Reading:
    """The line as the bot understands it."""
    return read(line.text, line.expecting, now=NOON)


def evaluate(lines: Sequence[LabelledLine], reader: Reader = read_line) -> Evaluation:
    """Read every line, and hold it against its label."""
    found = Evaluation(lines=len(lines))
    for line in lines[:_WARM]:
        reader(line)  # what is made once is not counted
    for line in lines:
        began = time.perf_counter()
        reading = reader(line)
        found.costs.append(time.perf_counter() - began)
        _count(line, reading, found)
    found.costs.sort()
    return found


def report(found: Evaluation) -> Iterator[str]:
    """The figures as lines of a table, each intent and service, then the worst errors."""
    yield from _summary(found)
    for title, tally in (("intent", found.intents), ("service", found.services)):
        yield ""
        yield f"| {title} | precision | recall | F1 |"
        yield "|---|---|---|---|"
        for label in tally.labels:
            yield f"| {label} | {tally.precision(label):.3f} | {tally.recall(label):.3f} | {tally.f1(label):.3f} |"
    yield ""
    for confidence, line, reading in sorted(found.errors, key=lambda error: -error[0])[:_WORST]:
        wanted = f"{line.intent} {line.service or ''}".strip()
        got = f"{reading.intent} {reading.service or ''}".strip()
        yield f"{confidence:.2f}  {wanted} → {got}: {line.text[:80]}"


def _summary(found: Evaluation) -> Iterator[str]:
    intents, nones = found.intents, sum(found.nones.values())
    yield "| measure | value |"
    yield "|---|---|"
    yield f"| lines, of them none | {found.lines}, {nones} |"
    yield f"| request precision / recall | {intents.precision('request'):.3f} / {intents.recall('request'):.3f} |"
    alarms = _per_thousand(found.false_dangers, nones)
    yield f"| danger recall / false alarms per 1,000 none | {found.dangers.recall_of_all():.3f} / {alarms:.1f} |"
    yield f"| service macro-F1 on requests | {found.services.macro_f1():.3f} |"
    yield f"| urgency, share right of requests | {found.urgencies.recall_of_all():.3f} |"
    yield f"| intent macro-F1 | {intents.macro_f1():.3f} |"
    yield f"| false requests per 1,000 none | {_per_thousand(sum(found.false_alarms.values()), nones):.1f} |"
    for genre in sorted(genre for genre in found.nones if genre):
        of = found.nones[genre]
        yield f"| … of {of} in the manner of {genre} | {_per_thousand(found.false_alarms[genre], of):.1f} |"
    for slot in _SLOTS:
        yield f"| {slot}, share right | {found.slots.recall(slot):.3f} |"
    yield f"| µs per message: mean, 99th percentile | {found.microseconds:.0f}, {found.slowest_percent:.0f} |"


def _count(line: LabelledLine, reading: Reading, found: Evaluation) -> None:
    found.intents.count(line.intent, reading.intent)
    found.dangers.count(line.danger, reading.danger)
    if line.intent == "request":
        found.services.count(line.service, reading.service)
        found.urgencies.count(line.urgency, reading.urgency)
    if line.intent == "none":
        found.nones[line.genre or ""] += 1
        found.false_alarms[line.genre or ""] += reading.intent == "request"
        found.false_dangers += reading.danger is not None
    if line.intent != reading.intent:
        found.errors.append((reading.confidence, line, reading))
    _count_slots(line, reading, found)


def _count_slots(line: LabelledLine, reading: Reading, found: Evaluation) -> None:
    got = slots_as_json(reading.slots)
    for slot in _SLOTS:
        wanted = line.slots.get(slot)
        if wanted is not None:
            is_right = _SAME.get(slot, _same)(wanted, got.get(slot))
            found.slots.count(slot, slot if is_right else None)


def _same(wanted: Any, got: Any) -> bool:
    return str(wanted) == str(got)


def _same_place(wanted: Mapping[str, Any], got: Mapping[str, Any] | None) -> bool:
    parts = ("building", "unit", "room")
    return got is not None and all(str(wanted.get(part)) == str(got.get(part)) for part in parts)


def _same_time(wanted: Mapping[str, Any], got: Mapping[str, Any] | None) -> bool:
    """The same start; of a deadline, which has none, the same end."""
    return got is not None and _moment(wanted) == _moment(got)


def _moment(span: Mapping[str, Any]) -> datetime | None:
    told = span.get("start") or span.get("end")
    return datetime.fromisoformat(told) if told else None


_SAME: Mapping[str, Callable[[Any, Any], bool]] = {"place": _same_place, "time": _same_time}


def _per_thousand(count: int, of: int) -> float:
    return 1000 * count / of if of else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
