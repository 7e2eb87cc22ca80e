"""`make train`: learns the weights of data/intents.tsv and data/services.tsv from the labelled lines.

scikit-learn is needed here alone. Same lines, same machine, same files, bit for bit.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.understanding.corpus import LabelledLine, read_corpus, split
from bot.understanding.decide import features_for
from bot.understanding.hearing import hear
from bot.understanding.judge import Heard
from bot.understanding.model import LinearModel
from bot.understanding.reading import Expecting

DATA = Path(__file__).parent / "data"
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
_SELDOM = 2
_FINEST = 0.004  # of the largest weight: what is smaller is left out
_LARGEST = 127
_FREE = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")
_OPEN = Expecting(open_requests=(7,), own_requests=(), own_claims=(), role="volunteer")

Sample = tuple[set[str], str]


def train(lines: Sequence[LabelledLine]) -> tuple[LinearModel, LinearModel]:
    """The models of intents and of services."""
    samples = [sample for line in lines if line.danger is None for sample in _samples(line)]
    requests = [line for line in lines if line.intent == "request" and line.danger is None and line.service]
    services = [(features_for(_heard(line, line.expecting)), str(line.service)) for line in requests]
    return _fit(samples, 6.0), _fit(services, 10.0)


def write(intents: LinearModel, services: LinearModel, folder: Path = DATA) -> None:
    """Write both models where the bot reads them."""
    (folder / "intents.tsv").write_text(intents.dumps(), encoding="utf-8")
    (folder / "services.tsv").write_text(services.dumps(), encoding="utf-8")


def _samples(line: LabelledLine) -> Iterator[Sample]:
    """The line as it was told, and, where its meaning does not hang on it, in other states of the talk."""
    yield features_for(_heard(line, line.expecting)), line.intent
    if line.context is None and line.intent not in _STATEFUL:
        yield features_for(_heard(line, _FREE)), line.intent
        yield features_for(_heard(line, _OPEN)), line.intent


_STATEFUL = frozenset({"claim", "withdraw", "arrived", "done", "cancel", "review", "status"})


def _heard(line: LabelledLine, expecting: Expecting) -> Heard:
    return hear(line.text, expecting, NOON)


def _fit(samples: Sequence[Sample], strength: float) -> LinearModel:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counted = Counter(feature for features, _ in samples for feature in features)
    known = {name: i for i, name in enumerate(sorted(name for name, count in counted.items() if count >= _SELDOM))}
    rows, columns = [], []
    for row, (features, _) in enumerate(samples):
        found = sorted(known[feature] for feature in features if feature in known)
        rows += [row] * len(found)
        columns += found
    matrix = csr_matrix(([1.0] * len(rows), (rows, columns)), shape=(len(samples), len(known)))
    fitted = LogisticRegression(C=strength / 10, max_iter=400).fit(matrix, [label for _, label in samples])
    return _packed(fitted, sorted(known))


def _packed(fitted: Any, names: Sequence[str]) -> LinearModel:
    """The weights as whole numbers up to 127, those that matter."""
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(coefficients) == 1:  # of two classes it learns one row, against the other
        coefficients, intercepts = [-coefficients[0] / 2, coefficients[0] / 2], [-intercepts[0] / 2, intercepts[0] / 2]
    scale = max(float(abs(row).max()) for row in coefficients) / _LARGEST
    weights = {}
    for column, name in enumerate(names):
        whole = [(i, round(float(row[column]) / scale)) for i, row in enumerate(coefficients)]
        kept = tuple((i, weight) for i, weight in whole if abs(weight) > _FINEST * _LARGEST)
        if kept:
            weights[name] = kept
    biases = [round(float(bias), 4) for bias in intercepts]
    return LinearModel([str(name) for name in fitted.classes_], biases, round(scale, 8), weights)


def main() -> None:
    """Train on all voices but the held-out ones, and write."""
    learned, _ = split(read_corpus())
    write(*train(learned))
    print(f"trained on {len(learned)} lines")  # noqa: T201


if __name__ == "__main__":
    main()
