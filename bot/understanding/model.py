"""A linear model over features: trained offline (training.py), shipped as a small file, evaluated without a library.

A feature's weights of all classes stand side by side in one long whole number, a lane of 32 bits for each class, so
that adding two numbers adds all classes at once.
"""

import json
import math
import zlib
from array import array
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from operator import itemgetter

_MIDDLE = 128  # lanes hold no sign: a weight w is kept as w + 128
_LANE = 4
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


class _Rows(dict[str, int]):
    """Each feature's row as one long number, made when first asked for."""

    def __init__(self, features: Mapping[str, int], weights: bytes, width: int) -> None:
        super().__init__()
        self._features, self._weights, self._width = features, weights, width

    def __missing__(self, feature: str) -> int:
        first = self._features[feature] * self._width
        wide = bytearray(self._width * _LANE)
        wide[::_LANE] = self._weights[first : first + self._width]
        row = self[feature] = int.from_bytes(wide, "little")
        return row


class LinearModel:
    """Heads, and for each feature a row of weights from -128 to 127, one for each class of each head."""

    def __init__(self, heads: Mapping[str, Head], features: Mapping[str, int], weights: bytes) -> None:
        """Take the heads, the number of each feature's row, and all rows as bytes (weight + 128)."""
        self.heads = heads
        self.features = features
        self.weights = weights
        self.width = sum(len(head.classes) for head in heads.values())
        self._rows = _Rows(features, weights, self.width)

    def weigh(self, features: Set[str]) -> Weighed:
        """Add up the weights of those features that are known."""
        known = self.features.keys() & features
        total = sum(map(self._rows.__getitem__, known))
        return Weighed(array("I", total.to_bytes(self.width * _LANE, "little")), len(known))

    def probabilities(self, name: str, weighed: Weighed) -> dict[str, float]:
        """How likely each class of a head is; they sum to one."""
        head = self.heads[name]
        zero, worth = _MIDDLE * weighed.count, head.scale / math.sqrt(max(1, weighed.count))
        sums = weighed.sums[head.lane : head.lane + len(head.classes)]
        scores = [bias + (total - zero) * worth for bias, total in zip(head.biases, sums, strict=True)]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(head.classes, powers, strict=True)}

    def dumps(self) -> bytes:
        """The model as a file."""
        heads = {
            name: {"classes": list(h.classes), "biases": list(h.biases), "scale": h.scale, "lane": h.lane}
            for name, h in self.heads.items()
        }
        facts = json.dumps({"heads": heads, "features": list(self.features)}, ensure_ascii=False).encode()
        return zlib.compress(len(facts).to_bytes(4, "little") + facts + self.weights, 9)


def loads(written: bytes) -> LinearModel:
    """The model in that file."""
    plain = zlib.decompress(written)
    end = 4 + int.from_bytes(plain[:4], "little")
    facts = json.loads(plain[4:end])
    heads = {name: Head(**head) for name, head in facts["heads"].items()}
    features = {feature: index for index, feature in enumerate(facts["features"])}
    return LinearModel(heads, features, plain[end:])


def likeliest(probabilities: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest class, and how likely it is."""
    return max(probabilities.items(), key=itemgetter(1))


@cache
def shipped() -> LinearModel:
    """The model that is shipped."""
    return loads(_shipped_file())


def shipped_hash() -> str:
    """The shipped model's name in figures and tables: the first letters of its hash."""
    return sha256(_shipped_file()).hexdigest()[:12]


def _shipped_file() -> bytes:
    return files("bot.understanding").joinpath("data", _FILE).read_bytes()
