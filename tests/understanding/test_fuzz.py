"""No text breaks understanding. `make fuzz` plays a million of them; here a few thousand on a fixed seed."""

import os
import random
from collections.abc import Iterator
from itertools import islice

from bot.understanding import Expecting, read
from bot.understanding.corpus import read_corpus
from bot.understanding.evaluation import NOON

SEED = int(os.environ.get("WEIGUANG_FUZZ_SEED", "1"))
COUNT = int(os.environ.get("WEIGUANG_FUZZ", "3000"))
SIGNS = "0123456789一二三百点半#@-~…。,!?()\n\u3000\u200b\u202e\ud800😀👍🏽é ½①Ⅷ﷽abcxyz'\"\\"
STATES = (
    Expecting(),
    Expecting(open_requests=(7,), own_requests=(), own_claims=(), role="volunteer"),
    Expecting(awaiting_review=True, open_requests=(), own_requests=(7,), own_claims=(), private=True),
)


def mutants(chance: random.Random) -> Iterator[str]:
    """The labelled lines, cut, doubled, crossed, with strange signs in them."""
    texts = [line.text for line in read_corpus()]
    while True:
        one, other = chance.choice(texts), chance.choice(texts)
        cut = chance.randrange(len(one) + 1)
        made = (
            one[:cut]
            + chance.choice((other, one * chance.randrange(4), "".join(chance.choices(SIGNS, k=9))))
            + one[cut:]
        )
        yield "".join(chance.choice(SIGNS) if chance.random() < 0.05 else letter for letter in made)


def test_no_text_breaks_it() -> None:
    for number, text in enumerate(islice(mutants(random.Random(SEED)), COUNT)):
        reading = read(text, STATES[number % len(STATES)], now=NOON)
        assert (reading.intent == "none") == (reading.decision == "silent")
        assert (reading.urgency is not None) == (reading.intent == "request")
        assert reading.danger is None or reading.urgency == "emergency"
