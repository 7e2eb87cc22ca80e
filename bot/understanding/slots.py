"""Everything a message says besides its intent."""

import re
from datetime import datetime

from bot.understanding.later import later
from bot.understanding.numbers import to_int
from bot.understanding.places import place_in
from bot.understanding.times import time_in
from bot.understanding.vocabulary import slot_words
from handlers.rules.slots import Slots

_PHONE = later(
    r"(?<!\d)(?:\+?86[- ]?)?(1[- ]?[3-9](?:[- ]?\d){9})(?![- ]?\d)"
    r"|(?<![\d-])(0\d{2,3})[- )]{0,2}(\d{3,4})[- ]?(\d{4})(?!\d)"
)
_BARE_NUMBER = later(r"^\W*(\d{1,4})\W*$")
_BEST, _TEN = 5, 10
_STARS = "⭐🌟★"
_FULL = later(r"满分|一百分|100分|full (?:marks|score)")
_OUT_OF_TEN = later(r"/\s*10|out of (?:10|ten)")
_PAIRS = {"俩": 2, "仨": 3}


def slots_in(text: str, now: datetime, *, awaiting_review: bool = False) -> Slots:
    """The details in a normalised text; `now` is aware."""
    phone = phone_in(text)
    rest = phone_removed(text)
    return Slots(
        place=place_in(rest),
        time=time_in(rest, now),
        phone=phone,
        people=people_in(rest),
        request=request_in(rest),
        rating=rating_in(rest) if awaiting_review else None,
        on_behalf_of=on_behalf_in(rest),
    )


def phone_in(text: str) -> str | None:
    """A telephone number in digits, without +86."""
    found = _PHONE.search(text)
    return re.sub(r"\D", "", "".join(part for part in found.groups() if part)) if found else None


def phone_removed(text: str) -> str:
    """The text without telephone numbers."""
    return _PHONE.sub(" ", text)


def people_in(text: str) -> int | None:
    """How many helpers are wanted."""
    number = _first("people", text) or ""
    return _PAIRS.get(number) or to_int(number) or None


def request_in(text: str, *, bare: bool = False) -> int | None:
    """The number of a request; with `bare`, a number that stands alone is one too."""
    alone = _BARE_NUMBER.match(text) if bare else None
    number = _first("request", text) or (alone[1] if alone else None)
    return to_int(number) if number else None


def rating_in(text: str) -> int | None:
    """A rating given in figures or stars, 1 to 5; 满分 is 5, and so is ten out of ten."""
    stars = sum(text.count(star) for star in _STARS)
    if stars > 1:
        return stars if stars <= _BEST else None
    if _FULL.search(text):
        return _BEST
    words = slot_words()["stars"]["final"].search(text) or slot_words()["stars"]["words"].search(text)
    if words is None:
        return None
    rating = to_int(next((part for part in words.groups() if part), "")) or 0
    if _OUT_OF_TEN.search(words.group()) or rating > _BEST:
        return round(rating / 2) if _OUT_OF_TEN.search(words.group()) or rating == _TEN else None
    return rating or None


def on_behalf_in(text: str) -> str | None:
    """Whom the help is for, where that is not the writer."""
    return _first("behalf", text)


def _first(section: str, text: str) -> str | None:
    """What the first pattern of a section finds in its group."""
    found = slot_words()[section]["words"].search(text)
    return next((part for part in found.groups() if part), None) if found else None
