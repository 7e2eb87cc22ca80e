"""Times as people say them, in both languages, against a moment.

Parts of the day: 早 06-09, 上午 08-12, 中午 11-13, 下午 13-18, 晚上 18-22; weeks run from Monday; a day is 00:00-23:59.
"""

from datetime import datetime, timedelta

from bot.understanding.choosing import closes, in_turn, is_due, is_idle, is_told
from bot.understanding.hours import bounds, hours_of, next_day
from bot.understanding.later import later
from bot.understanding.numbers import to_int
from bot.understanding.said import Said, grouped
from bot.understanding.timewords import Word, time_words
from handlers.rules.slots import TimeSpan

_ON = later(r"开始|起(?!床)|以后|之后")
_MEAL = later(r"午[饭餐]|\blunch")
_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "刻钟": 15, "天": 1440, "周": 10080, "星期": 10080, "礼拜": 10080,
            "个月": 43200, "hour": 60, "hr": 60, "min": 1, "day": 1440, "week": 10080}  # fmt: skip
_DURATION = later(
    r"(?P<n>半|half an?|a couple of|an?|\d{1,2}|[零一二两三四五六七八九十]{1,3}|[a-z]{1,12}(?= ?(?:and|hour|hr|min|day|week)))"
    r" ?个?(?P<half>半|and a half )?多?(?P<unit>小时|钟头|分钟|刻钟|天|周|星期|礼拜|个月|hour|hr|min|day|week)s?(?P<half2>半|.{1,12} half)?"
)
_A_WEEK = timedelta(days=7)


def time_in(text: str, now: datetime) -> TimeSpan | None:
    """When something is wanted, in a normalised text; `now` is aware and gives the zone. None for none, or past."""
    words = time_words(text)
    if not words:
        return None
    later = next((word for word in words if word.kind == "later"), None)
    said = [one for one in grouped(text, words, now.date()) if not is_idle(text, one)]
    if later and not any(one.clock and one.days for one in said):
        return _after(later, now)
    for one in said:
        one.is_deadline = closes(text, one)
    for one in said:  # "今晚八点该吃…赶在八点前"
        one.is_deadline |= any(other.is_deadline and other.clock == one.clock is not None for other in said)
    return next((span for one in in_turn(text, said) if (span := _span(one, now, text))), None)


def _span(said: Said, now: datetime, text: str) -> TimeSpan | None:
    """The span against the moment; None for what is over."""
    if said.days is None and is_told(said, text, now):
        return None
    words = text[min(said.start, said.end) : max(said.start, said.end)].strip()
    if said.days and not said.part and not said.clock:
        if said.days[0] == now.date() == said.days[1] and not said.is_deadline and not is_due(text, said):
            return None
        said.part = "中午" if _MEAL.search(text) and not _ON.match(text, said.end) else None
    first, last = said.days or next_day(said, now)
    start, end = bounds(said, first, last, now)
    if said.is_weekday and first == now.date() and (end or start) <= now:  # 每周二上午, said on Tuesday at noon
        start, end = start + _A_WEEK, end and end + _A_WEEK
    if said.is_deadline:
        until = _until(said, start, end)
        return TimeSpan(None, until, words) if until >= now else None
    if (end or start) < now or (said.days and start.date() == now.date() and said.part and end and end <= now):
        return None
    return TimeSpan(start, end, words)


def _until(said: Said, start: datetime, end: datetime | None) -> datetime:
    if said.clock or end is None:
        return start
    return end.replace(hour=12) if said.part and hours_of(said.part) == (11, 13) else end


def _after(word: Word, now: datetime) -> TimeSpan | None:
    """So long from now: a point, or the latest."""
    if word.text == "within the hour":
        return TimeSpan(None, now + timedelta(hours=1), word.text)
    found = _DURATION.search(word.text)
    if found is None:
        return None
    n = found["n"]
    amount = 0.5 if n.startswith(("半", "half")) else 2 if "couple" in n else float(to_int(n) or 1)
    amount += 0.5 if found["half"] or found["half2"] else 0
    moment = now + timedelta(minutes=amount * _MINUTES[found["unit"]])
    is_within = word.text.endswith("内") or word.text.startswith("within")
    return TimeSpan(None if is_within else moment, moment if is_within else None, word.text)
