"""Text that can be kept and sent: whole characters only; and text as it is read."""

import unicodedata
from unicodedata import category

_UNSEEN = frozenset({"Cc", "Cf"})


def in_whole_characters(text: str) -> str:
    """The text with the two halves of a character joined, and U+FFFD for a half whose other one is missing."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def legible(text: str) -> str:
    """The text in half width, spelt as it was, without what can't be seen and blanks around it."""
    plain = unicodedata.normalize("NFKC", in_whole_characters(text))
    return "".join(letter for letter in plain if letter in "\n\t" or category(letter) not in _UNSEEN).strip()
