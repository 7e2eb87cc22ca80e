"""Which days are meant: by weekday, by date, by name, counted from today. Weeks run from Monday to Sunday."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.understanding.feasts import feast, lunar_date
from bot.understanding.later import later
from bot.understanding.numbers import ORDINALS, to_int

Days = tuple[date, date]

A_DAY = timedelta(days=1)
_NUMBER = later(rf"\d+|[零一二两三四五六七八九十]+|(?:{ORDINALS})\b")
_YEAR = later(r"\d{4}[-年/.]")
_WEEKDAYS = {
    **{name: i for i, name in enumerate("一二三四五六日")}, **{str(i + 1): i for i in range(7)}, "天": 6,
    **{name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
}  # fmt: skip
_MONTHS = {
    name: i
    for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)  # noqa: SIM905
}
_ENGLISH_WEEKDAY = later(r"\b(mon|tue|wed|thu|fri|sat|sun)")
_ENGLISH_MONTH = later(rf"\b({'|'.join(_MONTHS)})")
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_IN_A_WEEK = 7


def relative(word: str, today: date) -> Days:
    """明天, 后天, tomorrow: counted from today."""
    if word.startswith("明后"):
        return today + A_DAY, today + 2 * A_DAY
    ahead = 3 if word.startswith("大后") else 2 if word.startswith("后") or "after" in word else 0
    if not ahead and word.startswith(("明", "听", "tom", "tmr")):
        ahead = 1
    return today + ahead * A_DAY, today + ahead * A_DAY


def in_week(word: str, today: date) -> Days:
    """A weekday, a weekend or a whole week, of this week, the next, or the one after."""
    weeks = 2 if "下下" in word else 1 if "下" in word or "next" in word else 0
    monday = today - today.weekday() * A_DAY + weeks * _IN_A_WEEK * A_DAY
    if word.endswith(("末", "weekend", "weekends")):
        return max(monday + 5 * A_DAY, today), monday + 6 * A_DAY
    index = _index(word)
    if index is None:
        return max(monday, today), monday + 6 * A_DAY
    day = monday + index * A_DAY
    if day < today and not word.startswith(("这", "本")):
        day += _IN_A_WEEK * A_DAY
    return day, day


def _index(word: str) -> int | None:
    if not word.isascii():
        return _WEEKDAYS.get(word[-1])
    named = _ENGLISH_WEEKDAY.search(word)
    return _WEEKDAYS[named[1]] if named else None


def dated(word: str, today: date) -> Days | None:
    """A date, or one to another of the same month, with or without its month and year: the next that there is."""
    month = _ENGLISH_MONTH.search(word)
    numbers = [to_int(written) or 0 for written in _NUMBER.findall(word)]
    if month:
        return _within(today, _MONTHS[month[1]], numbers)
    if _YEAR.match(word):
        made = _made(*numbers[:3])
        return (made, made) if made else None
    if word.endswith(("底", "末")):
        months = today.month + word.count("下")
        last = date(today.year + months // 12, months % 12 + 1, 1) - A_DAY
        return last, last
    if "/" in word or "." in word:
        return _within(today, numbers[0], numbers[1:])
    if "月" not in word or word[0] == "每":
        return _within(today, None, numbers)
    if word[0] in "下这本当次":
        months = today.month - 1 + word.count("下") + ("次" in word)
        made = _made(today.year + months // 12, months % 12 + 1, numbers[0])
        return (made, made) if made else None
    return _within(today, numbers[0], numbers[1:])


def _within(today: date, month: int | None, numbers: Sequence[int]) -> Days | None:
    first = _next_date(today, month, numbers[0]) if numbers else None
    if first is None:
        return None
    last = _made(first.year, first.month, numbers[-1])
    return first, last if last and last > first else first


def _next_date(today: date, month: int | None, day: int) -> date | None:
    for shift in range(3) if month is None else (0, 12):
        months = (month or today.month) - 1 + shift
        made = _made(today.year + months // 12, months % 12 + 1, day)
        if made and made >= today:
            return made
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def named(word: str, today: date) -> Days | None:
    """A feast, or a date of the lunar calendar."""
    made = _lunar(word, today) if "月" in word or "初" in word else feast(_bare(word), today)
    return (made, made) if made else None


def _bare(word: str) -> str:
    return (
        word[:-1]
        if word.endswith("节")
        and word not in {"春节", "妇女节", "劳动节", "青年节", "儿童节", "建军节", "教师节", "情人节", "三八节"}
        else word
    )


def _lunar(word: str, today: date) -> date | None:
    month, _, day = (
        word.removeprefix("农历").removeprefix("阴历").removeprefix("旧历").rpartition("月" if "月" in word else "初")
    )
    number = _LUNAR_MONTHS.get(month[:1] or "正", 0) or (1 if "年" in month else to_int(month) or 0)
    day = day.strip("初号日")
    in_month = 20 + (to_int(day[1:]) or 0) if day.startswith("廿") else to_int(day) or 0
    return lunar_date(number, in_month, today) if number and in_month else None
