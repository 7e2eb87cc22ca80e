"""Times as people say them, in both languages, against a moment.

Parts of the day: 早 06-09, 上午 08-12, 中午 11-13, 下午 13-18, 晚上 18-22; weeks run from Monday; a day is 00:00-23:59.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.understanding.numbers import CHINESE, ENGLISH, to_int
from handlers.rules.slots import TimeSpan

_N = rf"(?:\d{{1,2}}|{CHINESE}{{1,3}})"
_WEEKDAYS = {
    **{name: i for i, name in enumerate("一二三四五六日")},
    "天": 6,
    **{name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}
_PARTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("凌晨",), (0, 6)),
    **dict.fromkeys(("一早", "清早", "早上", "早晨", "清晨", "早", "early morning"), (6, 9)),
    **dict.fromkeys(("上午", "morning"), (8, 12)),
    **dict.fromkeys(("中午", "noon", "midday", "lunchtime"), (11, 13)),
    **dict.fromkeys(("下午", "afternoon"), (13, 18)),
    **dict.fromkeys(("傍晚", "晚上", "夜里", "今夜", "晚", "evening", "night", "tonight"), (18, 22)),
}
_DAYS = {
    "大后天": 3, "后天": 2, "明天": 1, "明儿": 1, "明日": 1, "明": 1, "今天": 0, "今儿": 0, "今日": 0, "今": 0,
    "day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0, "this": 0,
}  # fmt: skip
_DAY_ZH = rf"大后天|后天|明天|明儿|明日|明(?=早|晚)|今天|今儿|今日|今(?=早|晚|夜)|(?P<every>每)?(?P<next>下下?|这|本)?(?:个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])|(?P<wnext>下|这|本)?(?:个)?周末|(?P<mo>{_N})月(?P<dom>{_N})[日号]|(?<!\d)(?P<dom2>{_N})[号日](?![楼室院弄\d])"
_PART_ZH = "凌晨|一早|清早|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|早(?!点|就|饭|餐|知|日)|晚(?!点|饭|餐|会|辈)|夜(?=[里晚])"
_CLOCK_ZH = rf"(?P<h>{_N})(?:点|时(?!候|间|长|不))(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m>{_N})分?|整|钟)?|(?P<h2>[01]?\d|2[0-3])[::](?P<m2>[0-5]\d)"
_ZH = re.compile(
    rf"(?:(?P<day>{_DAY_ZH})\s*(?:的)?\s*)?(?:(?P<part>{_PART_ZH})\s*)?(?:(?:{_CLOCK_ZH})\s*(?:(?:到|至|-|~)\s*(?:{_PART_ZH})?(?P<h3>{_N})(?:点|:00|:)(?:(?P<half3>半)|(?P<m3>\d\d))?)?)?\s*(?P<before>(?:之|以)?前)?"
)
_LATER_ZH = re.compile(rf"(?P<n>半|{_N})个?(?P<unit>小时|钟头|分钟|天)(?P<half>半)?(?:之|以)?(?P<way>后|内)")
_WEEKDAY_EN = r"(?P<next>next |this |coming |every |on )?(?P<wd>mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
_EN = re.compile(
    rf"(?P<before>\b(?:by|before|until|no later than) )?(?:\b(?P<day>the day after tomorrow|tomorrow|today|tonight|(?P<wnext>this |next )?weekend|{_WEEKDAY_EN})\s*)?"
    r"(?:(?:in the |at |around |from |this )?\s*\b(?P<part>early morning|morning|noon|midday|lunchtime|afternoon|evening|night|tonight)\b\s*)?"
    r"(?:(?:at |around |by |from |before )?\s*(?:(?P<h>\d{1,2})(?::(?P<m>[0-5]\d))?\s*(?P<ap>am|pm|a\.m\.|p\.m\.|o'clock)|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)))?"
    r"(?:\s*(?:to|-|until|till)\s*(?P<h3>\d{1,2})(?::(?P<m3>[0-5]\d))?\s*(?P<ap3>am|pm))?"
    r"(?:\s*(?:on )?(?P<day2>tomorrow|today|tonight)\b)?(?:\s*(?:in the )?(?P<part2>morning|afternoon|evening)\b)?"
)
_LATER_EN = re.compile(
    rf"\b(?P<way>in|within) (?P<n>an?|half an|\d{{1,2}}|{ENGLISH}) ?(?P<unit>hour|minute|min|day)s?\b"
)
_HINT = re.compile(
    r"[点时今明后周星礼月号日早晚午夜天末钟]|\d:\d|\d ?[ap]\.?m|day|week|morn|noon|night|even|hour|minute|oon"
)
_PAST = re.compile(r"昨|前天|上(周|个?月|星期)|刚才|yesterday|last (night|week|month)|\bago\b")
_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "天": 1440, "hour": 60, "minute": 1, "min": 1, "day": 1440}
_LATEST_HOUR = 23
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said: a first and a last day, a part of the day, a clock time, an end."""

    first: date | None = None
    last: date | None = None
    part: str | None = None
    clock: time | None = None
    until: time | None = None
    is_deadline: bool = False


def time_in(text: str, now: datetime) -> TimeSpan | None:
    """When something is wanted, in a normalised text; `now` is aware and gives the zone. None for none, or past."""
    if not _HINT.search(text) or _PAST.search(text):
        return None
    later = _LATER_ZH.search(text) or _LATER_EN.search(text)
    if later:
        return _after(later, now)
    found = [(match, said) for match in _matches(text) if (said := _said(match, now))]
    if not found:
        return None
    match, said = max(found, key=lambda pair: len(pair[0].group().strip()))
    return _span(said, now, match.group().strip())


def _matches(text: str) -> "list[re.Match[str]]":
    return [m for pattern in (_ZH, _EN) for m in pattern.finditer(text) if m.group().strip()]


def _after(later: "re.Match[str]", now: datetime) -> TimeSpan:
    n = later["n"]
    amount = 0.5 if n in {"半", "half an"} else 1 if n in {"a", "an"} else float(to_int(n) or 1)
    amount += 0.5 if later.groupdict().get("half") else 0
    moment = now + timedelta(minutes=amount * _MINUTES[later["unit"]])
    within = later["way"] in {"内", "within"}
    return TimeSpan(None if within else moment, moment if within else None, later.group())


def _said(match: "re.Match[str]", now: datetime) -> _Said | None:
    parts = match.groupdict()
    day_word = parts.get("day") or parts.get("day2")
    first, last = _days(parts, day_word, now.date())
    part = next((word for word in (parts.get("part"), parts.get("part2")) if word), None)
    if day_word == "tonight" or (day_word or "").endswith("夜"):
        part = part or "tonight"
    clock = None if _is_a_bit(match, part or day_word) else _clock(parts, part)
    if first is None and clock is None and part is None:
        return None
    until = _time(parts.get("h3"), parts.get("m3"), parts.get("half3"), _afternoon(parts, part, clock))
    return _Said(first, last, part, clock, until, bool(parts.get("before")))


def _is_a_bit(match: "re.Match[str]", around: str | None) -> bool:
    """`一点` alone is "a little", not one o'clock."""
    return around is None and match.group().strip() == "一点"


def _days(parts: "dict[str, str | None]", word: str | None, today: date) -> tuple[date | None, date | None]:
    if word is None:
        return None, None
    if word.endswith(("周末", "weekend")):
        return _weekend(parts.get("wnext"), today)
    day: date | None
    if parts.get("wd"):
        day = _weekday(str(parts["wd"]), (parts.get("next") or "").strip(), today)
    elif parts.get("mo") or parts.get("dom2"):
        day = _date(parts.get("mo"), str(parts.get("dom") or parts.get("dom2")), today)
    else:
        ahead = next(n for name, n in _DAYS.items() if name in word)
        day = today + ahead * _A_DAY
    return day, day


def _weekend(which: str | None, today: date) -> tuple[date, date]:
    saturday = today + (5 - today.weekday()) * _A_DAY
    if (which or "").strip() in {"下", "next"}:
        saturday += 7 * _A_DAY
    return max(saturday, today), saturday + _A_DAY


def _weekday(name: str, which: str, today: date) -> date:
    index = _WEEKDAYS[name[:3] if name.isascii() else name]
    day = today + (index - today.weekday()) * _A_DAY
    if which in {"下", "next"}:
        return day + 7 * _A_DAY
    if which == "下下":
        return day + 14 * _A_DAY
    return day if day >= today else day + 7 * _A_DAY


def _date(month: str | None, day: str, today: date) -> date | None:
    number, in_month = to_int(day), to_int(month) if month else today.month
    for year, shift in ((today.year, 0), (today.year, 1), (today.year + 1, 0)):
        moved = (in_month or 0) + (0 if month else shift)
        try:
            made = date(year + (moved > 12), (moved - 1) % 12 + 1, number or 0)
        except ValueError:
            continue
        if made >= today:
            return made
    return None


def _afternoon(parts: "dict[str, str | None]", part: str | None, clock: time | None) -> bool:
    if parts.get("ap3") or parts.get("ap"):
        return str(parts.get("ap3") or parts.get("ap")).startswith("p")
    return (part is not None and _PARTS[part][0] >= 12) or (clock is not None and clock.hour >= 12)


def _clock(parts: "dict[str, str | None]", part: str | None) -> time | None:
    hour = parts.get("h") or parts.get("h2")
    minute = parts.get("m") or parts.get("m2")
    if parts.get("q"):
        minute = "15" if parts["q"] == "一" else "45"
    evening = _afternoon({"ap": parts.get("ap")}, part, None)
    if hour and parts.get("h") and part is None and not parts.get("ap") and parts.get("h2") is None:
        evening = evening or 1 <= (to_int(hour) or 0) <= 6  # "三点" alone is in the afternoon
    return _time(hour, minute, parts.get("half"), evening and part not in {"上午", "早上", "凌晨", "morning"})


def _time(hour: str | None, minute: str | None, half: str | None, afternoon: bool) -> time | None:
    number = to_int(hour) if hour else None
    if number is None or number > 24:
        return None
    if afternoon and number < 12:
        number += 12
    return time(min(number, _LATEST_HOUR), 30 if half else to_int(minute) or 0 if minute else 0)


def _span(said: _Said, now: datetime, words: str) -> TimeSpan | None:
    first = said.first or _next_day(said, now)
    last = said.last or first
    start, end = _bounds(said, first, last, now)
    if said.is_deadline:
        return TimeSpan(None, start if said.clock else end, words)
    if (end or start) < now:
        return None
    return TimeSpan(start, end, words)


def _next_day(said: _Said, now: datetime) -> date:
    """Without a day, the next time that it is so."""
    last = said.clock or time(_PARTS[said.part][1] if said.part else _LATEST_HOUR)
    return now.date() if last > now.timetz().replace(tzinfo=None) else now.date() + _A_DAY


def _bounds(said: _Said, first: date, last: date, now: datetime) -> tuple[datetime, datetime | None]:
    zone = now.tzinfo
    if said.clock:
        end = datetime.combine(first, said.until, zone) if said.until else None
        return datetime.combine(first, said.clock, zone), end
    from_hour, to_hour = _PARTS[said.part] if said.part else (0, 24)
    end = datetime.combine(last, time(23, 59) if to_hour == 24 else time(to_hour), zone)
    return datetime.combine(first, time(from_hour), zone), end
