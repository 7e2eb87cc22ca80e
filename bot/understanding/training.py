"""`weiguang train`: learns the weights of data/model.bin from the labelled lines.

scikit-learn is needed here alone. Same lines, same machine, same file, bit for bit.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.corpus import LabelledLine
from bot.understanding.decide import features_for
from bot.understanding.hearing import hear
from bot.understanding.judge import ACT, judge
from bot.understanding.model import Head, LinearModel
from bot.understanding.reading import Expecting
from bot.understanding.vocabulary import atoms_file

DATA = Path(__file__).parent / "data"
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
_SELDOM = 2
_STRENGTH = 30.0
_LARGEST, _MIDDLE = 127, 128
_IDLE = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")
_SEEN = (
    _IDLE,
    replace(_IDLE, open_requests=(7,), role="volunteer"),
    replace(_IDLE, own_requests=(7,)),
    replace(_IDLE, open_requests=(7,), own_claims=(8,), role="volunteer"),
)
_MEANT_IN = {
    "claim": replace(_IDLE, open_requests=(7,), role="volunteer"),
    **dict.fromkeys(("withdraw", "arrived"), replace(_IDLE, own_claims=(7,), role="volunteer")),
    **dict.fromkeys(("cancel", "status"), replace(_IDLE, own_requests=(7,))),
    "review": replace(_IDLE, own_requests=(7,), awaiting_review=True),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A line in one state of the talk, as the model sees it."""

    line: LabelledLine
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned for one head: real weights by feature, a row each, in the order of the classes."""

    classes: Sequence[str]
    biases: Sequence[float]
    weights: Mapping[str, Sequence[float]]


def train(lines: Sequence[LabelledLine]) -> LinearModel:
    """The model of all heads."""
    samples = [sample for line in lines for sample in _samples(line)]
    calm = [sample for sample in samples if sample.line.danger is None]
    requests = [sample for sample in calm if sample.line.intent == "request"]
    claims = [sample for sample in calm if sample.line.intent == "claim"]
    return _packed(
        {
            "request": _fit(samples, ["yes" if s.line.intent == "request" else "no" for s in samples]),
            "intent": _fit(samples, [s.line.intent for s in samples]),
            "service": _fit(requests, [s.line.service or "other" for s in requests]),
            "urgency": _fit(requests, [s.line.urgency or "normal" for s in requests]),
            "danger": _fit(samples, [s.line.danger or "none" for s in samples]),
            "doubt": _fit(claims, [s.line.decision for s in claims]),
        }
    )


def write(lines: Sequence[LabelledLine], folder: Path = DATA) -> None:
    """Write what is worked out ahead where the bot reads it: the expressions' atoms, and the model."""
    (folder / "atoms.json").write_text(atoms_file(), encoding="utf-8")
    (folder / "model.bin").write_bytes(train(lines).dumps())


def _samples(line: LabelledLine) -> Iterator[Sample]:
    """The line as it was told, and once more in a state of the talk in which it is met."""
    yield _sample(line, line.expecting)
    if line.context is None:
        state = _MEANT_IN.get(line.intent, _SEEN[sha256(line.text.encode()).digest()[1] % len(_SEEN)])
        yield _sample(line, replace(state, private=line.genre == "private"))


def _sample(line: LabelledLine, expecting: Expecting) -> Sample:
    heard = hear(line.text, expecting, NOON)
    return Sample(line, frozenset(features_for(heard, judge(heard))))


def _fit(samples: Sequence[Sample], labels: Sequence[str]) -> Fitted:
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    classes = sorted(set(labels))
    if len(classes) < 2:
        return Fitted(classes or [ACT], [0.0], {})
    known = _known(samples)
    matrix = _matrix(samples, known)
    if len(classes) > 2:
        many = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-3).fit(matrix, labels)
        return _fitted(classes, many.intercept_, many.coef_, known)
    telling = _telling(matrix, [label == classes[1] for label in labels])
    two = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(matrix @ diags(telling), labels)
    half, bias = two.coef_[0] * telling / 2, two.intercept_[0] / 2
    return _fitted(classes, [-bias, bias], [-half, half], known)


def _fitted(classes: Sequence[str], biases: Any, rows: Any, known: Mapping[str, int]) -> Fitted:
    columns = zip(*(row.tolist() for row in rows), strict=True)
    return Fitted(classes, [round(float(bias), 4) for bias in biases], dict(zip(known, columns, strict=True)))


def _telling(matrix: Any, is_so: Any) -> Any:
    """For each feature how far its share among those that are so is from its share among the others.

    S. Wang and C. Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification" (ACL 2012).
    """
    import numpy as np

    present, so = matrix.sign(), np.array(is_so)
    shares = [np.asarray(present[rows].sum(axis=0)).ravel() + 1.0 for rows in (so, ~so)]
    return np.abs(np.log((shares[0] / shares[0].sum()) / (shares[1] / shares[1].sum())))


def _matrix(samples: Sequence[Sample], known: Mapping[str, int]) -> Any:
    """A row for each sample: its known features, together of length one."""
    from scipy.sparse import csr_matrix

    values, rows, columns = [], [], []
    for row, sample in enumerate(samples):
        found = sorted(known[feature] for feature in sample.features if feature in known)
        rows += [row] * len(found)
        columns += found
        values += [1 / math.sqrt(max(1, len(found)))] * len(found)
    return csr_matrix((values, (rows, columns)), shape=(len(samples), len(known)))


def _known(samples: Sequence[Sample]) -> dict[str, int]:
    """The features that are worth a weight, in the order of their names."""
    counted = Counter(feature for sample in samples for feature in sample.features)
    return {name: i for i, name in enumerate(sorted(name for name, count in counted.items() if count >= _SELDOM))}


def _packed(heads: Mapping[str, Fitted]) -> LinearModel:
    """All heads' weights as whole numbers, side by side; a feature that weighs nothing is left out."""
    made, lane = {}, 0
    for name, head in heads.items():
        largest = max((abs(weight) for row in head.weights.values() for weight in row), default=1.0)
        made[name] = Head(head.classes, head.biases, round(largest / _LARGEST, 8), lane)
        lane += len(head.classes)
    rows = {}
    for feature in sorted({feature for head in heads.values() for feature in head.weights}):
        row = b"".join(_row(feature, heads[name], head) for name, head in made.items())
        if any(weight != _MIDDLE for weight in row):
            rows[feature] = row
    return LinearModel(made, {feature: i for i, feature in enumerate(rows)}, b"".join(rows.values()))


def _row(feature: str, fitted: Fitted, head: Head) -> bytes:
    weights = fitted.weights.get(feature, [0.0] * len(head.classes))
    return bytes(_MIDDLE + round(weight / head.scale) for weight in weights)
