"""A linear model over features: trained offline (training.py), shipped as a small text, evaluated here."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class LinearModel:
    """Classes with a bias each, and for each feature its weights of some classes, as small whole numbers."""

    classes: Sequence[str]
    biases: Sequence[float]
    scale: float
    weights: Mapping[str, Sequence[tuple[int, int]]]

    def probabilities(self, features: set[str]) -> dict[str, float]:
        """How likely each class is; they sum to one."""
        sums = [0] * len(self.classes)
        for feature in features & self.weights.keys():
            for index, weight in self.weights[feature]:
                sums[index] += weight
        scores = [bias + total * self.scale for bias, total in zip(self.biases, sums, strict=True)]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total_power = sum(powers)
        return {name: power / total_power for name, power in zip(self.classes, powers, strict=True)}

    def dumps(self) -> str:
        """As text: a line of JSON, then a line for each feature."""
        head = json.dumps({"classes": list(self.classes), "biases": list(self.biases), "scale": self.scale})
        lines = (
            f"{feature}\t" + " ".join(f"{index}:{weight}" for index, weight in self.weights[feature])
            for feature in sorted(self.weights)
        )
        return "\n".join([head, *lines]) + "\n"


def loads(text: str) -> LinearModel:
    """The model in that text."""
    head, *lines = text.rstrip("\n").split("\n")
    facts = json.loads(head)
    weights = {}
    for line in lines:
        feature, _, written = line.rpartition("\t")
        pairs = (pair.split(":") for pair in written.split())
        weights[feature] = tuple((int(index), int(weight)) for index, weight in pairs)
    return LinearModel(tuple(facts["classes"]), tuple(facts["biases"]), facts["scale"], weights)


@cache
def shipped(part: str) -> LinearModel | None:
    """The shipped model of `intents` or `services`; None where it has not been trained yet."""
    path = files("bot.understanding").joinpath("data", f"{part}.tsv")
    return loads(path.read_text(encoding="utf-8")) if path.is_file() else None
