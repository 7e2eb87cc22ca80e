"""Brings a text into the one form that all rules are written for."""

import re
import unicodedata
from functools import cache

import opencc

from bot.characters import in_whole_characters
from bot.understanding.later import later

_INVISIBLE = later(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
_BLANKS = later(r"[ \t\u3000\xa0]+")
_QUOTES = {"’": "'", "‘": "'", "`": "'", "—": "-", "–": "-", "〇": "零"}  # what NFKC leaves as it is
_QUOTE = later(f"[{''.join(_QUOTES)}]")
_AMBIGUOUS = later(r"[乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽]|[沈藉覆坏哩]")  # by themselves; in some words
_CJK = later(r"[\u3400-\u9fff]")
_DOOR_IN_NAME = later(
    r"\d+(?:[-#/]\d+){1,3}|\d+\s*(?:号楼|栋|幢|座|弄)(?:\s*\d+\s*(?:单元|门|号))?(?:\s*\d{2,4}\s*(?:室|房|号)?)?"
    r"|\b(?:building|bldg|block|unit|room|flat|apt)\.?\s*#?\w{1,5}\b|[#＃]?\d{2,5}(?:室|房|号)?",
    re.IGNORECASE,
)
_EDGES = " \t-_·.,，。/|()（）[]【】:：#"


def normalise(text: str) -> str:
    """The text in simplified characters, half width and lower case, without what can't be seen."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", in_whole_characters(text)))
    plain = _QUOTE.sub(lambda found: _QUOTES[found.group()], plain)
    if may_be_traditional(plain):
        plain = _simplifier().convert(plain)
    return _BLANKS.sub(" ", plain).strip().lower()


def may_be_traditional(text: str) -> bool:
    """Whether a text has letters beyond GB 2312, the simplified ones, or one of these that may be traditional too."""
    if text.isascii():
        return False
    return _AMBIGUOUS.search(text) is not None or text.encode("gb2312", "ignore").decode("gb2312") != text


def language_of(text: str) -> str:
    """`zh` where there are Chinese characters, else `en`."""
    return "zh" if _CJK.search(text) else "en"


def public_name(name: str) -> str:
    """A display name without door numbers ("3-2-501李阿姨" → "李阿姨"); empty where nothing else is left."""
    return _BLANKS.sub(" ", _DOOR_IN_NAME.sub(" ", unicodedata.normalize("NFKC", name))).strip(_EDGES)


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
