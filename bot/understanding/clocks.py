"""Hours as people say them: 三点半, 差十分五点, 15:30, half past five, 7pm."""

from dataclasses import dataclass

from bot.understanding.later import later
from bot.understanding.numbers import to_int

_N = r"\d{1,2}|[零一二两三四五六七八九十]{1,3}"
_TO_ZH = later(rf"差(?P<m>{_N}|[一三]刻)分?钟?不?到?(?P<h>{_N})点|(?P<h2>{_N})点钟?差(?P<m2>{_N}|[一三]刻)")
_ZH = later(rf"(?P<h>{_N})[点时]钟?(?:(?P<half>半)|(?P<q>[一三])刻|过?(?P<m>{_N})分?)?")
_FIGURES = later(r"(?P<h>\d{1,2})(?:[:.h](?P<m>\d\d))? ?(?P<ap>[ap])?")
_PAST_EN = later(r"(?P<m>half|quarter|[a-z-]{1,12}|\d{1,2}) (?:minutes )?(?P<way>past|to) (?P<h>[a-z]{1,12}|\d{1,2})")
_WORD_EN = later(r"(?P<h>[a-z]+)(?:[ -](?P<m>fifteen|thirty|forty-five))? ?(?P<ap>[ap])?")
_PREFIX = later(r"^(?:at|by|b4|until|till|around|about|from|before|after|between|@|a(?= quarter)) ?")
_QUARTERS = {"half": 30, "quarter": 15}
_BOTH = later(r"[一二两三四五六七八九]{2}")  # 八九点
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the clock; `half_day` is a or p where it was said, `is_exact` where it is one of twenty-four."""

    hour: int
    minute: int = 0
    half_day: str | None = None
    is_exact: bool = False


def clock_of(word: str) -> Clock | None:
    """The hour that the word says; None for none that a clock shows."""
    clock = _english(_PREFIX.sub("", word)) if word.isascii() else _chinese(word)
    return clock if clock and 0 <= clock.hour <= _HOURS and 0 <= clock.minute < _MINUTES else None


def _chinese(word: str) -> Clock | None:
    less = _TO_ZH.match(word)
    if less:
        hour, minute = less["h"] or less["h2"], less["m"] or less["m2"]
        before = {"一刻": 15, "三刻": 45}.get(minute) or to_int(minute) or 0
        return Clock(((to_int(hour) or 0) - 1) % _HOURS, _MINUTES - before) if before else None
    found = _ZH.match(word)
    if found is None:
        return None
    minute = 30 if found["half"] else {"一": 15, "三": 45}.get(found["q"] or "", to_int(found["m"] or "零") or 0)
    hour = to_int(found["h"]) or 0
    if _BOTH.fullmatch(found["h"]):
        hour = to_int(found["h"][0]) or 0
    return Clock(hour, minute, None, hour > 12 or hour == 0)


def _english(word: str) -> Clock | None:
    around = _PAST_EN.match(word)
    if around:
        return _around(around["m"], around["way"], to_int(around["h"]))
    if word.startswith("half "):
        hour = to_int(word[5:])
        return Clock(hour, 30) if hour else None
    figures = _FIGURES.match(word)
    if figures:
        hour, is_long = int(figures["h"]), word.startswith("0") and bool(figures["m"])
        return Clock(hour, int(figures["m"] or 0), figures["ap"], hour > 12 or hour == 0 or is_long)
    words = _WORD_EN.match(word)
    hour_word = to_int(words["h"]) if words else None
    return Clock(hour_word, to_int(words["m"] or "zero") or 0, words["ap"]) if words and hour_word else None


def _around(minute: str, way: str, hour: int | None) -> Clock | None:
    minutes = _QUARTERS.get(minute) or to_int(minute)
    if hour is None or minutes is None:
        return None
    return Clock(hour, minutes) if way == "past" else Clock((hour - 1) % _HOURS, _MINUTES - minutes)
