"""`weiguang train`: learns the weights of data/model.bin from the labelled lines.

scikit-learn is needed here alone. Same lines, same machine, same file, bit for bit.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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
from bot.understanding.model import Head, LinearModel, pack
from bot.understanding.reading import Expecting
from bot.understanding.vocabulary import vocabulary_file

DATA = Path(__file__).parent / "data"
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
_SELDOM = 3
_STRENGTH = 30.0
_HOUSE, _OURS, _WORSE = "core/house", 8.0, 4.0
_LARGEST = 1023
_FINEST = 0.024  # of the largest weight of its head: a feature that weighs less everywhere is left out
_ONE = (7,)
_IDLE = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")
_OPEN = replace(_IDLE, open_requests=_ONE, role="volunteer")
_HELPING = replace(_IDLE, own_claims=_ONE, role="volunteer")
_ASKED = replace(_IDLE, own_requests=_ONE)
_SERVED = replace(_ASKED, awaiting_review=True)
_STATES = (_IDLE, _OPEN, _HELPING, _ASKED, _SERVED)
_MEANT_IN = {
    "claim": (_OPEN,),
    "withdraw": (_HELPING,),
    "arrived": (_HELPING,),
    "done": (_HELPING, _ASKED),
    "cancel": (_ASKED,),
    "status": (_ASKED,),
    "review": (_SERVED,),
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
    dangerous = [sample for sample in samples if sample.line.danger]
    calm = [sample for sample in samples if sample.line.danger is None]
    requests = [sample for sample in calm if sample.line.intent == "request"]
    claims = [sample for sample in calm if sample.line.intent == "claim"]
    return _packed(
        {
            "request": _fit(samples, ["yes" if s.line.intent == "request" else "no" for s in samples]),
            "intent": _fit(samples, [s.line.intent for s in samples]),
            "service": _fit(requests, [s.line.service or "other" for s in requests]),
            "urgency": _fit(requests, [s.line.urgency or "normal" for s in requests]),
            "peril": _fit(samples, ["yes" if s.line.danger else "no" for s in samples], _perilous),
            "danger": _fit(dangerous, [s.line.danger or "" for s in dangerous]),
            "doubt": _fit(claims, [s.line.decision for s in claims]),
        },
        samples,
    )


def write(lines: Sequence[LabelledLine], folder: Path = DATA) -> None:
    """Write what is worked out ahead where the bot reads it: the vocabulary with its index, and the model."""
    (folder / "vocabulary.json").write_text(vocabulary_file(), encoding="utf-8")
    (folder / "model.bin").write_bytes(train(lines).dumps())


def _samples(line: LabelledLine) -> Iterator[Sample]:
    """The line as it was told, and once more in a state of the talk in which the bot meets it."""
    yield _sample(line, line.expecting)
    yield _sample(line, _as_met(line))


def _as_met(line: LabelledLine) -> Expecting:
    """A state in which the bot may hear such a line, and knows all that it can know."""
    states = _MEANT_IN.get(line.intent, _STATES)
    state = states[sha256(line.text.encode()).digest()[1] % len(states)]
    return replace(state, quoted=line.expecting.quoted, private=line.genre == "private")


def _sample(line: LabelledLine, expecting: Expecting) -> Sample:
    heard = hear(line.text, expecting, NOON)
    return Sample(line, frozenset(features_for(heard, judge(heard))))


def _weight(line: LabelledLine) -> float:
    """What the house says must hold counts for more than one line."""
    return _OURS if line.voice == _HOUSE else 1.0


def _perilous(line: LabelledLine) -> float:
    """A danger that is missed is worse than one too many."""
    return _WORSE * _weight(line) if line.danger else _weight(line)


def _fit(samples: Sequence[Sample], labels: Sequence[str], weight: Callable[[LabelledLine], float] = _weight) -> Fitted:
    from scipy.sparse import diags
    from sklearn.linear_model import LogisticRegression

    classes = sorted(set(labels))
    if len(classes) < 2:
        return Fitted(classes or [ACT], [0.0], {})
    known = _known(samples)
    matrix, weights = _matrix(samples, known), [weight(sample.line) for sample in samples]
    if len(classes) > 2:
        many = LogisticRegression(C=_STRENGTH, max_iter=300, tol=1e-3).fit(matrix, labels, weights)
        return _fitted(classes, many.intercept_, many.coef_, known)
    telling = _telling(matrix, [label == classes[1] for label in labels])
    two = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0)
    two.fit(matrix @ diags(telling), labels, weights)
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
    counted = _counted(samples)
    return {name: i for i, name in enumerate(sorted(name for name, count in counted.items() if count >= _SELDOM))}


def _counted(samples: Sequence[Sample]) -> Counter[str]:
    return Counter(feature for sample in samples for feature in sample.features)


def _packed(heads: Mapping[str, Fitted], samples: Sequence[Sample]) -> LinearModel:
    """All heads' weights as whole numbers, side by side; a feature that weighs nothing is left out."""
    made, lane = {}, 0
    for name, head in heads.items():
        largest = max((abs(weight) for row in head.weights.values() for weight in row), default=1.0)
        made[name] = Head(head.classes, head.biases, largest / _LARGEST, lane)
        lane += len(head.classes)
    counted = _counted(samples)
    rows = {}
    for feature in sorted({f for head in heads.values() for f in head.weights}, key=lambda f: (-counted[f], f)):
        row = [weight for name, head in made.items() for weight in _row(feature, heads[name], head)]
        if max(map(abs, row)) > _FINEST * _LARGEST:
            rows[feature] = row
    return LinearModel(made, list(rows), pack(rows.values()))


def _row(feature: str, fitted: Fitted, head: Head) -> list[int]:
    weights = fitted.weights.get(feature, [0.0] * len(head.classes))
    return [round(weight / head.scale) for weight in weights]
