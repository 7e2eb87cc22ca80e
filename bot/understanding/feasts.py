"""Days of the year that people call by name: feasts of the solar calendar, and of the lunar one."""

from datetime import date, timedelta

_SOLAR = {
    "元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "三八节": (3, 8), "劳动节": (5, 1), "五一": (5, 1),
    "青年节": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆": (10, 1),
    "十一假期": (10, 1), "双十一": (11, 11), "双十二": (12, 12), "平安夜": (12, 24), "圣诞": (12, 25), "跨年": (12, 31),
    "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "new year's": (1, 1), "halloween": (10, 31), "valentine's day": (2, 14),
}  # fmt: skip
_LUNAR = {
    "春节": (1, 1), "大年初": (1, 1), "元宵": (1, 15), "龙抬头": (2, 2), "端午": (5, 5), "七夕": (7, 7),
    "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8), "小年": (12, 23),
    "chinese new year": (1, 1), "lunar new year": (1, 1), "spring festival": (1, 1), "lantern festival": (1, 15),
    "dragon boat": (5, 5), "mid-autumn": (8, 15),
}  # fmt: skip
_LAST_DAY = ("除夕", "年三十", "chinese new year's eve", "lunar new year's eve")
NAMES = sorted((*_LAST_DAY, *_SOLAR, *_LUNAR), key=len, reverse=True)
_TERMS = {"清明": (4, 5), "冬至": (12, 22)}  # within a day; the almanac's own minute decides
NAMES += list(_TERMS)


def feast(name: str, today: date) -> date | None:
    """The next day of that name, today included; None where the calendar does not reach."""
    if name in _LAST_DAY:
        return lunar_date(1, 1, today + timedelta(days=1), before=timedelta(days=1))
    if name in _LUNAR:
        return lunar_date(*_LUNAR[name], today)
    month, day = (_SOLAR | _TERMS)[name]
    made = date(today.year, month, day)
    return made if made >= today else date(today.year + 1, month, day)


def lunar_date(month: int, day: int, today: date, before: timedelta = timedelta()) -> date | None:
    """The next day, today included, that is so in the lunar calendar, less `before`; None where there is none."""
    from borax.calendars.lunardate import LunarDate

    for year in (today.year - 1, today.year, today.year + 1):
        try:
            made: date = LunarDate(year, month, day).to_solar_date()
        except ValueError:  # a month of 29 days, or beyond the tables (1900 to 2100)
            continue
        if made >= today:
            return made - before
    return None
