"""What the model sees of a text: its runs of letters, its words, and what the vocabulary finds in it."""

from collections.abc import Iterator
from itertools import chain, pairwise
from operator import add

from bot.understanding.later import later
from bot.understanding.vocabulary import hits_in

MOST_LETTERS = 320
_DIGIT = later(r"[1-9]")
_LATIN_WORD = later(r"[a-z][a-z']*")
_TENTHS = 12


def features_of(text: str) -> set[str]:
    """The features of a normalised text, whatever is known besides."""
    plain = _DIGIT.sub("0", text[:MOST_LETTERS])
    found = {*(_words(plain) if plain.isascii() else _runs(plain))}
    found.update(hits_in(text))
    found.add(f"@length.{min(len(text) // _TENTHS, 12)}")
    return found


def _runs(plain: str) -> Iterator[str]:
    """Runs of one to three letters, where the text begins and ends marked; Latin words whole as well."""
    marked = f"^{plain}$"
    twos = [*map(add, marked, marked[1:])]
    words = (f" {word} " for word in _LATIN_WORD.findall(plain))
    return chain(marked, twos, map(add, twos, marked[2:]), words)


def _words(plain: str) -> Iterator[str]:
    """Words of Latin letters, alone, in twos and in threes, and how they begin."""
    words = ["^", *plain.split(), "$"]
    stripped = [word.strip(".,!?;:\"'()") or word for word in words]
    yield from (f" {word} " for word in stripped)
    yield from (f" {one} {two} " for one, two in pairwise(stripped))
    yield from (f" {one} {two} {three} " for (one, two), (_, three) in pairwise(pairwise(stripped)))
    yield from (f" {word[:5]}" for word in stripped if len(word) > 5)
    if "?" in plain[-2:]:
        yield "?$"
