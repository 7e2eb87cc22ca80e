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
from itertools import count
from pathlib import Path

_MIDDLE = 1 << 15  # lanes hold no sign: a weight w is kept as w + 32768, two bytes, the lower first
_LANE, _WEIGHT = 4, 2
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

    def __init__(self, heads: Mapping[str, Head], features: Sequence[str], weights: bytes) -> None:
        """Take the heads, the features in the order of their rows, and all rows as bytes."""
        self.heads = heads
        self.weights = weights
        self.width = sum(len(head.classes) for head in heads.values())
        self._numbers = dict(zip(features, count(1), strict=False))  # none is 0: so `filter` drops the unknown
        self._rows = [0] * (len(features) + 1)

    def weigh(self, features: Set[str]) -> Weighed:
        """Add up the weights of those features that are known."""
        known = [*filter(None, map(self._numbers.get, features))]
        total = sum([self._rows[number] or self._row(number) for number in known])
        return Weighed(array("I", total.to_bytes(self.width * _LANE, "little")), len(known))

    def _row(self, number: int) -> int:
        """A feature's row as one long number, made when first asked for."""
        size = self.width * _WEIGHT
        row = self.weights[(number - 1) * size : number * size]
        wide = bytearray(self.width * _LANE)
        wide[0::_LANE], wide[1::_LANE] = row[0::_WEIGHT], row[1::_WEIGHT]
        self._rows[number] = made = int.from_bytes(wide, "little")
        return made

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
        facts = json.dumps({"heads": heads, "features": list(self._numbers)}, ensure_ascii=False).encode()
        return zlib.compress(len(facts).to_bytes(4, "little") + facts + self.weights, 9)


def pack(weights: Iterable[int]) -> bytes:
    """A row of weights from -32767 to 32767 as it stands in the file."""
    return b"".join((weight + _MIDDLE).to_bytes(_WEIGHT, "little") for weight in weights)


def loads(written: bytes) -> LinearModel:
    """The model in that file."""
    plain = zlib.decompress(written)
    end = 4 + int.from_bytes(plain[:4], "little")
    facts = json.loads(plain[4:end])
    heads = {name: Head(**head) for name, head in facts["heads"].items()}
    return LinearModel(heads, facts["features"], plain[end:])


@cache
def shipped() -> LinearModel:
    """The model that is shipped."""
    return loads(_shipped_file())


def shipped_hash() -> str:
    """The shipped model's name in figures and tables: the first letters of its hash."""
    return sha256(_shipped_file()).hexdigest()[:12]


def _shipped_file() -> bytes:
    return (Path(__file__).parent / "data" / _FILE).read_bytes()
