"""Ratings and answers in words."""

from bot.understanding.normalise import normalise
from bot.understanding.slots import rating_in
from bot.understanding.vocabulary import slot_words


def rating_of(text: str) -> int | None:
    """The rating in a normalised text, 1 to 5: in figures, else in words (delighted 5, good 4, so-so 3, …)."""
    figures = rating_in(text)
    if figures is not None:
        return figures
    return next((int(rating) for rating, words in slot_words()["rating"].items() if words.search(text)), None)


def read_answer(text: str) -> bool | None:
    """Whether a text says yes or no to a question; None for neither."""
    plain = normalise(text)
    words = slot_words()["answer"]
    if words["no"].search(plain):
        return False
    return True if words["yes"].search(plain) else None
