"""What staff taught: how one text was meant, and which words name a service."""

from dataclasses import dataclass
from datetime import datetime

A_NEED = "request"
SHORTEST_WORD, LONGEST_WORD = 2, 30
LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text, free of personal numbers, and what it means, in the words of the contract.

    `service`, `urgency` and `danger` belong to requests. `request` is the number it was taught by.
    """

    text: str
    intent: str
    at: datetime
    service: str | None = None
    urgency: str | None = None
    danger: str | None = None
    request: int | None = None


def is_synonym(word: str) -> bool:
    """Whether a word says enough to stand for a service: neither a mere sign or number, nor a whole sentence."""
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD and any(sign.isalpha() for sign in word)
