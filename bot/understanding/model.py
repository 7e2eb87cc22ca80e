"""A linear model over features: trained offline (training.py), shipped as a small file, evaluated without a library.

A feature's weights of all classes stand side by side in one long whole number, a lane of 32 bits for each class, so
that adding two numbers adds all classes at once.
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, count, pairwise
from pathlib import Path

_MIDDLE = 1 << 15  # lanes hold no sign: a weight w is kept as w + 32768, two bytes, the lower first
_LANE, _WEIGHT = 4, 2
_ROWS = 256  # in a block
_BETWEEN = "\x7f"  # between features: no normalised text has it
_SIZE = 4
_CERTAIN = 700  # what a power can hold
_FILE = "model.bin"


@dataclass(frozen=True, slots=True)
class Head:
    """One question to the model: its classes, a bias for each, what a weight of 1 is worth, and its first lane."""

    classes: Sequence[str]
    biases: Sequence[float]
    scale: float
    lane: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's features added up: the sums of all lanes, and how many features were known."""

    sums: Sequence[int]
    count: int


class LinearModel:
    """Heads, and for each feature a row of weights from -32768 to 32767, one for each class of each head."""

    def __init__(self, heads: Mapping[str, Head], features: Sequence[str], blocks: Sequence[bytes]) -> None:
        """Take the heads, the features in the order of their rows, the commonest first, and the rows in blocks."""
        self.heads = heads
        self.width = sum(len(head.classes) for head in heads.values())
        self._blocks = blocks
        self._unpacked: dict[int, bytes] = {}
        self._rows = dict(zip(features, count(-1, -1), strict=False))  # its number, below zero, until it is asked for

    def weigh(self, features: Set[str]) -> Weighed:
        """Add up the weights of those features that are known."""
        rows = [*filter(None, map(self._rows.get, features))]
        if min(rows, default=0) < 0:
            rows = [self._row(feature) for feature in features if feature in self._rows]
        return Weighed(array("I", sum(rows).to_bytes(self.width * _LANE, "little")), len(rows))

    def _row(self, feature: str) -> int:
        """A feature's row as one long number, made when first asked for."""
        if self._rows[feature] < 0:
            block, place = divmod(-1 - self._rows[feature], _ROWS)
            if block not in self._unpacked:
                self._unpacked[block] = zlib.decompress(self._blocks[block])
            size = self.width * _WEIGHT
            row = self._unpacked[block][place * size : (place + 1) * size]
            wide = bytearray(self.width * _LANE)
            wide[0::_LANE], wide[1::_LANE] = row[0::_WEIGHT], row[1::_WEIGHT]
            self._rows[feature] = int.from_bytes(wide, "little")
        return self._rows[feature]

    def scores(self, name: str, weighed: Weighed) -> list[float]:
        """How much speaks for each class of a head, in their order."""
        head = self.heads[name]
        zero, worth = _MIDDLE * weighed.count, head.scale / math.sqrt(max(1, weighed.count))
        sums = weighed.sums[head.lane : head.lane + len(head.classes)]
        return [bias + (total - zero) * worth for bias, total in zip(head.biases, sums, strict=True)]

    def probabilities(self, name: str, weighed: Weighed) -> dict[str, float]:
        """How likely each class of a head is; they sum to one."""
        scores = self.scores(name, weighed)
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.heads[name].classes, powers, strict=True)}

    def chance(self, name: str, weighed: Weighed) -> float:
        """How likely the second class is, of a head that has two: `no` and `yes`."""
        head = self.heads[name]
        no, yes = weighed.sums[head.lane : head.lane + 2]
        against = head.biases[0] - head.biases[1] - (yes - no) * head.scale / math.sqrt(max(1, weighed.count))
        return 1 / (1 + math.exp(min(against, _CERTAIN)))

    def likeliest(self, name: str, weighed: Weighed) -> tuple[str, float]:
        """A head's likeliest class, and how likely it is."""
        scores = self.scores(name, weighed)
        highest = max(scores)
        likelihood = 1 / sum([math.exp(score - highest) for score in scores])
        return self.heads[name].classes[scores.index(highest)], likelihood

    def dumps(self) -> bytes:
        """The model as a file."""
        heads = {
            name: {"classes": list(h.classes), "biases": list(h.biases), "scale": h.scale, "lane": h.lane}
            for name, h in self.heads.items()
        }
        sizes = [len(block) for block in self._blocks]
        facts = {"heads": heads, "features": _BETWEEN.join(self._rows), "blocks": sizes}
        packed = zlib.compress(json.dumps(facts, ensure_ascii=False).encode(), 9)
        return b"".join([len(packed).to_bytes(_SIZE, "little"), packed, *self._blocks])


def pack(rows: Iterable[Iterable[int]]) -> list[bytes]:
    """Rows of weights from -32767 to 32767 as they stand in the file: some hundred together, unpacked when needed."""
    written = [b"".join((weight + _MIDDLE).to_bytes(_WEIGHT, "little") for weight in row) for row in rows]
    return [zlib.compress(b"".join(written[i : i + _ROWS]), 9) for i in range(0, len(written), _ROWS)]


def loads(written: bytes) -> LinearModel:
    """The model in that file."""
    end = _SIZE + int.from_bytes(written[:_SIZE], "little")
    facts = json.loads(zlib.decompress(written[_SIZE:end]))
    heads = {name: Head(**head) for name, head in facts["heads"].items()}
    ends = accumulate(facts["blocks"], initial=end)
    blocks = [written[start:stop] for start, stop in pairwise(ends)]
    return LinearModel(heads, facts["features"].split(_BETWEEN), blocks)


@cache
def shipped() -> LinearModel:
    """The model that is shipped."""
    return loads(_shipped_file())


def shipped_hash() -> str:
    """The shipped model's name in figures and tables: the first letters of its hash."""
    return sha256(_shipped_file()).hexdigest()[:12]


def _shipped_file() -> bytes:
    return (Path(__file__).parent / "data" / _FILE).read_bytes()
