"""`make growth`: no expression may take more than two and a half times as long when the text is twice as long.

Every expression of the vocabulary, and every one that the modules of understanding compile, searches hostile texts:
what nearly matches it, again and again. The figure is the time on twice the letters over the time on the letters, the
best of several runs each, both in turn; what looks too slow is measured again before it is believed.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from random import Random
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import bot.understanding as understanding
from bot.understanding.timewords import _patterns
from bot.understanding.vocabulary import every_pattern

LETTERS = 1500
MOST = 2.5
WORTH_IT = 200e-6  # seconds: what takes less on the longer text is not measured, but counted as fine
TRIES, AGAIN = 3, 9
SAMPLES = 3
_ANY = "电a1一 ,"
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}
_LETTERS = {ops.LITERAL, ops.IN, ops.ANY, ops.NOT_LITERAL, ops.CATEGORY}


def main() -> int:
    """Print the worst, and tell by the exit status whether all keep to it."""
    expressions = sorted(set(every_expression()))
    worst = sorted(((growth(re.compile(e)), e) for e in expressions), reverse=True)
    for ratio, expression in worst[:10]:
        print(f"{ratio:.2f}  {expression[:100]}")
    print(f"{len(expressions)} expressions, worst growth {worst[0][0]:.2f} (to keep under {MOST})")
    return int(worst[0][0] > MOST)


def every_expression() -> Iterator[str]:
    """All of the vocabulary, and all that stand compiled in the modules."""
    for pattern in every_pattern():
        yield from pattern.expressions
    for info in pkgutil.iter_modules(understanding.__path__):
        module = importlib.import_module(f"bot.understanding.{info.name}")
        yield from (held.pattern for held in vars(module).values() if hasattr(held, "finditer"))
    times = _patterns()
    yield from (held.pattern for held in (times.zh_hint, times.en_hint, times.zh, times.en))


def growth(expression: "re.Pattern[str]") -> float:
    """The worst ratio over all hostile texts."""
    return max((_ratio(expression, text, TRIES) for text in hostile(expression.pattern)), default=0.0)


def hostile(expression: str) -> Iterator[str]:
    """Texts of so many letters that nearly match: samples without their end, one after the other, and their letters."""
    chance = Random(expression)
    yield "电" * LETTERS
    for _ in range(SAMPLES):
        sample = "".join(_sample(parser.parse(expression), chance))
        for part in (sample[:-1], sample[: len(sample) // 2], sample[:1]):
            if part:
                yield (part * (LETTERS // len(part) + 1))[:LETTERS]


def _ratio(expression: "re.Pattern[str]", text: str, tries: int) -> float:
    once, twice = _seconds(expression, text, text + text, tries)
    if twice < WORTH_IT:
        return 0.0
    if twice > MOST * once and tries < AGAIN:
        return _ratio(expression, text, AGAIN)
    return twice / once


def _seconds(expression: "re.Pattern[str]", short: str, long: str, tries: int) -> tuple[float, float]:
    best = [float("inf"), float("inf")]
    for _ in range(tries):
        for which, text in enumerate((short, long)):
            began = time.process_time()
            sum(1 for _ in expression.finditer(text))
            best[which] = min(best[which], time.process_time() - began)
    return best[0], best[1]


def _sample(items: Any, chance: Random) -> Iterator[str]:
    """A string that the parsed expression may match; looks around are passed over."""
    for op, argument in items:
        if op is ops.SUBPATTERN:
            yield from _sample(argument[-1], chance)
        elif op is ops.BRANCH:
            yield from _sample(chance.choice(argument[1]), chance)
        elif op in _REPEATS:
            least, most, inner = argument
            for _ in range(chance.randint(least, min(int(most), least + 3))):
                yield from _sample(inner, chance)
        elif op in _LETTERS:
            yield _letter([(op, argument)] if op is not ops.IN else argument, chance)


def _letter(items: Any, chance: Random) -> str:
    op, argument = chance.choice(items)
    if op is ops.LITERAL:
        return chr(argument)
    if op is ops.RANGE:
        return chr(chance.randint(*argument))
    return chance.choice(_ANY)


if __name__ == "__main__":
    sys.exit(main())
