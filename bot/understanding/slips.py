"""Words misspelt by sound, as pinyin keyboards and voice input do: 跳咋了 for 跳闸了. homophones.py says which."""

from collections.abc import Mapping
from functools import cache
from operator import concat
from pathlib import Path

LONGEST = 4


def mended(text: str) -> str:
    """A normalised text with such slips put right."""
    words, beginnings = _known()
    if text.isascii() or beginnings.isdisjoint(map(concat, text, text[1:])):
        return text
    for start in range(len(text) - 1):
        for end in range(start + LONGEST, start + 1, -1):
            word = words.get(text[start:end])
            if word is not None:
                text = text[:start] + word + text[end:]  # as long as the slip: no other place moves
                break
    return text


@cache
def _known() -> tuple[Mapping[str, str], frozenset[str]]:
    """Each slip with its word, and the first two letters of all."""
    lines = (Path(__file__).parent / "data" / "slips.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split() for line in lines if not line.startswith("#")]
    words = {slip: word for word, *slips in groups for slip in slips}
    return words, frozenset(slip[:2] for slip in words)
