"""The labelled lines: read strictly, split by the writer's voice."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.documents import BadFileError, Fault, Mark, decode, read_bytes
from bot.understanding.reading import Expecting

FOLDER = Path(__file__).parent / "data" / "lines"
HELD_OUT_SHARE = 5  # one voice in five
TAUGHT = "taught"


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One text with what it means. `service`, `urgency` and `danger` belong to requests; `voice` wrote it."""

    text: str
    intent: str
    voice: str
    service: str | None = None
    urgency: str | None = None
    danger: str | None = None
    decision: str = "act"
    slots: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, Any] | None = None
    genre: str | None = None

    @property
    def is_held_out(self) -> bool:
        """Whether its voice is kept from training: decided by the voice's name alone; what staff taught never is."""
        is_taught = self.voice.endswith(f"/{TAUGHT}")
        return not is_taught and sha256(self.voice.encode()).digest()[0] % HELD_OUT_SHARE == 0

    @property
    def expecting(self) -> Expecting:
        """What is known when it arrives."""
        known = self.context or {}
        return Expecting(
            awaiting_review=bool(known.get("awaiting_review")),
            open_requests=_numbers(known.get("open_requests")),
            own_requests=_numbers(known.get("own_requests")),
            own_claims=_numbers(known.get("own_claims")),
            role=known.get("role"),
            quoted=known.get("quoted"),
        )


def _numbers(told: Sequence[int] | None) -> tuple[int, ...] | None:
    return None if told is None else tuple(told)


def read_corpus(folder: Path = FOLDER) -> list[LabelledLine]:
    """Every line of every file, in the order of their names. Raises BadFileError with every fault."""
    faults: list[Fault] = []
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in _read_file(path, faults)]
    if faults:
        raise BadFileError(faults)
    return lines


def read_lines_of(path: Path) -> list[LabelledLine]:
    """The lines of one file. Raises BadFileError with every fault."""
    faults: list[Fault] = []
    lines = list(_read_file(path, faults))
    if faults:
        raise BadFileError(faults)
    return lines


def _read_file(path: Path, faults: list[Fault]) -> Iterator[LabelledLine]:
    for number, written in enumerate(decode(read_bytes(path), str(path)).splitlines(), 1):
        if not written.strip():
            continue
        try:
            yield _line(json.loads(written), path)
        except (json.JSONDecodeError, TypeError, KeyError) as fault:
            faults.append(Fault(Mark(str(path), number, 1), f"is no labelled line: {fault}"))


def _line(facts: Mapping[str, Any], path: Path) -> LabelledLine:
    known = {name: facts[name] for name in LabelledLine.__slots__ if facts.get(name) is not None}
    return LabelledLine(**{**known, "voice": f"{path.stem}/{facts.get('voice', '')}"})


def split(lines: Sequence[LabelledLine]) -> tuple[list[LabelledLine], list[LabelledLine]]:
    """Those to train on, and those held out."""
    return [line for line in lines if not line.is_held_out], [line for line in lines if line.is_held_out]
