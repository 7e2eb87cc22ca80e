"""What somebody can do: single services, a whole category, or what a trade is able to."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from bot.understanding.normalise import normalise
from bot.understanding.vocabulary import services_named

_BETWEEN = re.compile(r"[,、;/+&。!?\s]+|和|跟|以及|还有|\band\b")
_BEFORE = re.compile(
    r"^(?:我|俺|i|i'm|i am|a|an)?(?:只|也|都|还)?"
    r"(?:会|懂点?|能|做|可以|擅长|是|can do|can|do|know)?(?:一?点儿?|一些|some)?"
)
_AFTER = re.compile(r"(?:都(?:可以|会|行|能做?)|的活|活儿?|方面的?|之?类的?|的)$")


def skills_named(text: str) -> tuple[str, ...]:
    """The codes of services, and of whole categories, that the words say somebody can do, in no certain order."""
    plain = normalise(text)
    words = {_bare(part) for part in _BETWEEN.split(plain)} | {_bare(plain)}
    whole = [code for code, pattern in _patterns("categories") if _is_among(pattern, words)]
    trades = [code for codes, pattern in _patterns("trades") if _is_among(pattern, words) for code in codes.split()]
    return tuple(dict.fromkeys((*services_named(text), *trades, *whole)))


def _bare(part: str) -> str:
    return _AFTER.sub("", _BEFORE.sub("", part.strip()).strip()).strip()


def _is_among(pattern: "re.Pattern[str]", words: set[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)


@cache
def _patterns(section: str) -> list[tuple[str, "re.Pattern[str]"]]:
    data = tomllib.loads((files("bot.understanding") / "data" / "skills.toml").read_text(encoding="utf-8"))[section]
    if section == "categories":
        return [(code, re.compile("|".join(words), re.IGNORECASE)) for code, words in data.items()]
    return [(" ".join(codes), re.compile(words, re.IGNORECASE)) for words, codes in data.items()]
