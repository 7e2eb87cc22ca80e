"""Makes a text ready to be judged."""

from datetime import datetime

from bot.understanding.judge import Heard
from bot.understanding.normalise import normalise
from bot.understanding.reading import Expecting
from bot.understanding.slips import mended
from bot.understanding.taught import NOTHING, Taught
from bot.understanding.vocabulary import in_standard

LONGEST = 600


def hear(text: str, expecting: Expecting, now: datetime, taught: Taught = NOTHING) -> Heard:
    """A text made ready to be judged."""
    plain = in_standard(mended(normalise(text[: 2 * LONGEST])[:LONGEST]))
    return Heard(plain, expecting, now, taught)
