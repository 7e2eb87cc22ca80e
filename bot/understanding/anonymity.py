"""Takes out of a text what belongs to one person, so that the rest may be kept and learned from."""

import re

from bot.understanding.later import later
from bot.understanding.normalise import normalise, public_name

_DIGIT = "[零一二三四五六七八九十百两幺廿〇○壹贰叁肆伍陆柒捌玖拾]"
_MENTION = later(r"@\S+\s*")
_WORDS_OF_NUMBERS = later(
    rf"{_DIGIT}{{3,}}|{_DIGIT}+(?=\s*(?:号|栋|幢|座|弄|单元|门|层|楼|室|房))|(?<=[栋幢座弄元楼号])\s*{_DIGIT}{{2,}}"
)
_NUMBER_WORD = (
    r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|double|triple)"
)
_SPELT = later(
    rf"\b(?:(building|bldg|block|tower|unit|entrance|staircase|room|rm|flat|apt|apartment|door|number)\b\.?\s*)"
    rf"((?:{_NUMBER_WORD}|[a-z])(?:[\s-]+{_NUMBER_WORD})*)\b|\b{_NUMBER_WORD}(?:[\s-]+{_NUMBER_WORD}){{2,}}\b"
)
_SHORTEST_NAME = 2


def anonymise(text: str, *names: str) -> str:
    """The text, normalised, with every figure as 0, and without mentions, spelt numbers of doors, and these names.

    Figures stay figures: to the model, and to whoever compares texts, all digits are alike.
    """
    plain = _MENTION.sub("", normalise(text))
    for name in names:
        plain = _without(public_name(normalise(name)), plain)
    plain = _WORDS_OF_NUMBERS.sub(lambda found: "零" * len(found.group().strip()), plain)
    plain = _SPELT.sub(lambda found: f"{found[1]} 0" if found[1] else "0", plain)
    return "".join("0" if sign.isdigit() else sign for sign in plain).strip()


def _without(name: str, text: str) -> str:
    if len(name) < _SHORTEST_NAME:
        return text
    pattern = re.escape(name)
    return re.sub(rf"(?<![a-z]){pattern}(?![a-z])" if name.isascii() else pattern, "", text)
