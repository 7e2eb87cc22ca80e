"""What the model sees of a text: its runs of letters, and which rules it hits."""

from collections.abc import Iterator
from itertools import pairwise

from bot.understanding.vocabulary import cues, services_in

SHORTEST, LONGEST = 1, 4
MOST_LETTERS = 160


def features_of(text: str, intent: str, decision: str, context: str) -> set[str]:
    """The features of a normalised text with what the rules made of it, and what was known when it came."""
    return {
        *_runs(text[:MOST_LETTERS]),
        *_hits(text),
        f"@{intent}",
        f"@{intent}.{decision}",
        f"@in.{context}",
        f"@{intent}.in.{context}",
    }


def _runs(text: str) -> Iterator[str]:
    """Runs of one to four letters, where the text begins and ends marked; words of Latin letters whole."""
    marked = f"^{' '.join(text.split())}$"
    if text.isascii():
        words = marked.split()
        yield from (f"{word} " for word in words)
        yield from (f"{one} {two} " for one, two in pairwise(words))
        return
    for length in range(SHORTEST, LONGEST + 1):
        yield from (marked[i : i + length] for i in range(len(marked) - length + 1))


def _hits(text: str) -> Iterator[str]:
    for name, section in cues().items():
        for key, words in section.items():
            if words.search(text):
                yield f"@{name}.{key}"
    named = services_in(text)
    for one in named:
        yield f"@trouble.{one.code}" if one.is_trouble else f"@need.{one.code}"
    yield f"@services.{min(len(named), 3)}"
    yield f"@length.{min(len(text) // 12, 10)}"
