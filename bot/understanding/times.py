"""Times as people say them, in both languages, against a moment.

Parts of the day: 早 06-09, 上午 08-12, 中午 11-13, 下午 13-18, 晚上 18-22; weeks run from Monday; a day is 00:00-23:59.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.understanding.clocks import Clock, clock_of
from bot.understanding.days import A_DAY, Days, dated, in_week, named, relative
from bot.understanding.numbers import to_int
from bot.understanding.timewords import Word, time_words
from handlers.rules.slots import TimeSpan

_PARTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("凌晨", "半夜", "深夜", "午夜", "midnight"), (0, 6)),
    **dict.fromkeys(("早", "晨"), (6, 9)),
    **dict.fromkeys(("上午", "上昼", "上半天", "头午", "morning", "forenoon"), (8, 12)),
    **dict.fromkeys(("下午", "下昼", "下半天", "下晌", "午后", "后晌", "afternoon"), (13, 18)),
    **dict.fromkeys(("中午", "正午", "晌午", "午间", "noon", "midday", "lunch"), (11, 13)),
    **dict.fromkeys(("傍", "黄昏", "晚", "夜", "evening", "night", "tonight", "tonite"), (18, 22)),
}
_GAP = re.compile(
    r"[\s,的、()在于去上就约/或和跟]*(?:大概|大约|差不多|最晚|最迟)?|[\s,(]*(?:on |at |in |the |around |about |from |of |this |by |for |before |sharp|@|-|/|& ?|or |and |every |any )*"
)
_TO = re.compile(r"(?:半|钟|整)?[\s,(]*(?:到|至|-|~|to|until|till|through)[\s]*(?:the |at )?")
_AND = re.compile(r" (?:and|&) ")
_BEFORE = re.compile(r"[\s)]*(?:左右|那会儿|那一?次|整)?(?:(?:之|以)内|(?:之|以)?前)(?![面台天年几两后排院门夫妻])")
_CLOSES = re.compile(
    r"(?:[^\d点,。;!?\n后]{0,8}(?:关门|打烊|闭馆|锁门|收摊|停止|截止|截单|到期|过期|失效|作废|就没了|就停|关(?![着不灯火机掉窗水电闸])))"
)
_BEFORE_EN = re.compile(
    r"\b(?:by|before|until|till|no later than|shuts?|clos(?:es?|ing)|ends?|due|expires?|deadline(?: is|是|:)?|shuts down)\s*(?:the |at |on |in )?$|(?:最晚|最迟|不晚于|赶在|赶|截至|只到|撑到|撑不到|等不到|熬到|限|截止(?:到|时间|日期)?[是:]?)$"
)
_INNER_BEFORE = re.compile(r"^(?:by|before|b4|until|till)\b")
_WEAK = re.compile(r"(?:到|\buntil|\btill|'til)\s*$")
_VAGUE_PARTS = ("半夜", "深夜", "午夜", "夜里", "夜间", "凌晨", "黄昏", "midnight")
_TOLD_BEFORE = re.compile(r"\b(?:had|dropped|lost|seen|gone|was|were|left|went)\b[^,.;!?]*$")
_NOT = re.compile(r"(?:不是|不要|别|除了|\bnot(?: on| at| in)?)\s*$")
_CORRECTED = re.compile(r"不是[^。]{1,8}是|不对|说错|应该是|改成|改到|改为|不,是|\bi mean\b|\bactually\b|\bsorry\b")
_OVER = re.compile(r"[了过着]|到现在|没(?!有)|一直|was|were|had|has |went|did")
_HABIT = re.compile(r"[常总老]是?(?!师)|失眠|睡不|每次")
_DUE = re.compile(r".{0,6}(?:要|得(?!了)|必须|来客|轮到)")
_EVERY = re.compile(r"(?:每[天日晚]|天天|平[时常]|最近|[一成整])$")
_A_BIT = re.compile(r"一点(?!之?前|以前|钟|半|到|多|左右|[去来要有放开接送出回过上下])")
_SHOP = re.compile(r"(?:药[店房]|医院|银行|窗口|门诊|食堂|[店所厅局站])\S{0,6}$")
_OFF_DUTY = re.compile(r"[^,。;!?\n]{0,2}下班")
_WANTED = re.compile(
    r"谁|哪[位个]|有没有|有人|能不能|能否|能来|求|请|帮|麻烦|想|约|需要|劳烦|could|can |please|need|would|any(?:one|body)|some(?:one|body)|looking"
)
_ON = re.compile(r"开始|起(?!床)|以后|之后")
_MEAL = re.compile(r"午[饭餐]|\blunch")
_CLAUSE = re.compile(r"[,。;!?\n]")
_MINUTES = {"小时": 60, "钟头": 60, "分钟": 1, "刻钟": 15, "天": 1440, "周": 10080, "星期": 10080, "礼拜": 10080,
            "个月": 43200, "hour": 60, "hr": 60, "min": 1, "day": 1440, "week": 10080}  # fmt: skip
_DURATION = re.compile(
    r"(?P<n>半|half an?|a couple of|an?|\d{1,2}|[零一二两三四五六七八九十]{1,3}|[a-z]+(?= ?(?:and|hour|hr|min|day|week)))"
    r" ?个?(?P<half>半|and a half )?多?(?P<unit>小时|钟头|分钟|刻钟|天|周|星期|礼拜|个月|hour|hr|min|day|week)s?(?P<half2>半|.* half)?"
)
_A_WEEK = timedelta(days=7)
_LAST_MINUTE = time(23, 59)
_LATEST_HOUR = 24
_EVENING = 18
_REACH = 60  # letters between a day and the hour that belongs to it


@dataclass(slots=True)
class _Said:
    """What stands together: days, a part of the day, an hour, and what it goes on to."""

    start: int
    end: int
    days: Days | None = None
    part: str | None = None
    clock: Clock | None = None
    to: "_Said | None" = None
    is_past: bool = False
    is_deadline: bool = False
    is_weekday: bool = False


def time_in(text: str, now: datetime) -> TimeSpan | None:
    """When something is wanted, in a normalised text; `now` is aware and gives the zone. None for none, or past."""
    words = time_words(text)
    if not words:
        return None
    later = next((word for word in words if word.kind == "later"), None)
    said = [one for one in _grouped(text, words, now.date()) if not _is_idle(text, one)]
    if later and not any(one.clock and one.days for one in said):
        return _after(later, now)
    for one in said:
        one.is_deadline = _closes(text, one)
    for one in said:  # "今晚八点该吃…赶在八点前"
        one.is_deadline |= any(other.is_deadline and other.clock == one.clock is not None for other in said)
    return next((span for one in _in_turn(text, said) if (span := _span(one, now, text))), None)


def _grouped(text: str, words: Sequence[Word], today: date) -> list[_Said]:
    """The words that stand together, as what they say."""
    groups: list[_Said] = []
    is_open = False
    for word in words:
        if groups and word.start < groups[-1].end or word.kind == "later":
            continue
        new = _read(word, today)
        gap = text[groups[-1].end : word.start] if groups else None
        if gap is not None and _goes_on(gap, groups[-1]) and _can_go_on(groups[-1], new):
            groups[-1].to, groups[-1].end, is_open = new, new.end, True
        elif gap is not None and _GAP.fullmatch(gap) and _joined(groups[-1], new, is_open):
            groups[-1].end = new.end
        else:
            groups.append(new)
            is_open = False
    return groups


def _read(word: Word, today: date) -> _Said:
    said = _Said(word.start, word.end)
    match word.kind:
        case "past":
            said.is_past = True
        case "day":
            said.days = relative(word.text, today)
            said.part = "夜" if word.text.startswith(("toni", "当晚")) else "早" if word.text == "今朝" else None
        case "week":
            said.days, said.is_weekday = in_week(word.text, today), True
        case "date":
            said.days = dated(word.text, today)
            said.is_deadline = bool(_INNER_BEFORE.match(word.text))
        case "feast":
            said.days = named(word.text, today)
        case "part":
            said.part = word.text
        case _:
            said.clock = clock_of(word.text)
            said.is_deadline = bool(_INNER_BEFORE.match(word.text))
    return said


def _goes_on(gap: str, said: _Said) -> bool:
    """`to`, and between hours `and`; between days that names one more."""
    return bool(_TO.fullmatch(gap) or (said.clock and _AND.fullmatch(gap)))


def _can_go_on(said: _Said, new: _Said) -> bool:
    """Whether the new words can be where the old ones go on to: hours to hours, days to days."""
    if said.to or said.is_past or new.is_past:
        return False
    return bool(said.clock and (new.clock or new.part or new.days)) or bool(said.days and new.days and not said.clock)


def _joined(said: _Said, new: _Said, is_open: bool) -> bool:
    """Takes the new words in where their place is still free."""
    into = said.to if is_open and said.to else said
    if new.is_past or (into.is_past and not (new.clock or new.part)):
        return False
    if new.days and into.days:
        return _also(into, new)
    if any((new.days and into.days, new.part and into.part, new.clock and into.clock)):
        return False
    for one in {id(into): into, id(said): said}.values() if new.days and not said.days else (into,):
        one.days, one.part, one.clock = one.days or new.days, one.part or new.part, one.clock or new.clock
    said.is_deadline = said.is_deadline or new.is_deadline
    return True


def _also(said: _Said, new: _Said) -> bool:
    """`周三周五`, `mon/wed/fri`, `周六(28号)`: the first of the weekdays, or the date that is exacter."""
    if not said.days or not new.days or said.part or said.clock:
        return False
    if said.is_weekday and new.is_weekday:
        said.days = min(said.days, new.days)
        return True
    if new.is_weekday and said.days[0].weekday() == new.days[0].weekday():
        return True
    if said.is_weekday and said.days[0].weekday() == new.days[0].weekday():
        said.days = new.days
    return said.days == new.days


def _is_idle(text: str, said: _Said) -> bool:
    """Whether it says no time after all: in the past, not so, a habit, how long, or `一点` for a little."""
    if said.is_past or not (said.days or said.part or said.clock):
        return True
    if _NOT.search(text, max(0, said.start - 8), said.start):
        return True
    if said.part and not said.days and not said.clock:
        return _is_idle_part(text, said, said.part)
    if said.days or said.part or said.to:
        return False
    words = text[said.start : said.end]
    return words == "一点" and not _is_one_o_clock(text, said)


def _is_idle_part(text: str, said: _Said, part: str) -> bool:
    """A part of the day alone is a time where somebody wishes it so: in the evening only with the wish beside it."""
    if part in _VAGUE_PARTS or part.endswith("s"):
        return True
    if _EVERY.search(text, max(0, said.start - 4), said.start) or _HABIT.match(text, said.end):
        return True
    return _hours(part)[0] >= _EVENING and not _is_wished(text, said)


def _is_due(text: str, said: _Said) -> bool:
    return bool(_DUE.match(_clause(text, said))) or _is_wished(text, said)


def _is_wished(text: str, said: _Said) -> bool:
    """Whether the clause around it asks for somebody."""
    before = _CLAUSE.split(text[max(0, said.start - 30) : said.start])[-1]
    return _WANTED.search(before + _clause(text, said)) is not None


def _is_one_o_clock(text: str, said: _Said) -> bool:
    """`一点之前` begins a clause or follows 我, 在, 从: 软一点 is only softer."""
    before = text[max(0, said.start - 1) : said.start]
    return (not before or before in " ,。;!?\n我他她你在从就约是") and not _A_BIT.match(text, said.start)


def _in_turn(text: str, said: Sequence[_Said]) -> Iterator[_Said]:
    """The likeliest first: what was corrected last, what stands with the wish, days, hours, parts of the day."""
    corrected = [
        one for before, one in zip(said, said[1:], strict=False) if _CORRECTED.search(text[before.end : one.start])
    ]
    whole = [_with_hour(one, said) if one.days and not one.clock else one for one in said]
    order = sorted(
        range(len(said)),
        key=lambda i: (
            said[i] not in corrected,
            _is_end_only(text, said[i]),
            not said[i].days,
            not said[i].clock if not said[i].days else not _is_long(said[i]),
            _WANTED.search(_clause(text, said[i])) is None,
        ),
    )
    yield from (whole[i] for i in order if whole[i].days or not _is_end_only(text, said[i]))


def _is_end_only(text: str, said: _Said) -> bool:
    """`到十点`, `till 9`: how long something lasts, from a beginning that is not told."""
    inner = text.startswith(("until", "till"), said.start)
    return said.to is None and (inner or _WEAK.search(text, max(0, said.start - 6), said.start) is not None)


def _is_long(said: _Said) -> bool:
    """Whether it goes from one time to another."""
    return said.to is not None or (said.days is not None and not said.is_weekday and said.days[0] < said.days[1])


def _clause(text: str, said: _Said) -> str:
    """What follows, to the end of the clause."""
    return _CLAUSE.split(text[said.end : said.end + 40], maxsplit=1)[0]


def _with_hour(said: _Said, others: Iterable[_Said]) -> _Said:
    """The same with the hour, or the part of the day, that stands by itself not far after it (or shortly before)."""
    free = [one for one in others if not one.days and not said.to and _is_near(said, one)]
    one = next((one for one in free if one.clock and (not said.part or not one.part)), None)
    if one is None and not said.part:
        one = next((one for one in free if one.part), None)
    if one is None:
        return said
    is_deadline = said.is_deadline or one.is_deadline
    return _Said(
        said.start, one.end, said.days, said.part or one.part, one.clock, one.to, False, is_deadline, said.is_weekday
    )


def _is_near(said: _Said, one: _Said) -> bool:
    if one.start < said.start:
        return said.start - one.end < _REACH and not said.part
    return one.start - said.end < _REACH


def _span(said: _Said, now: datetime, text: str) -> TimeSpan | None:
    """The span against the moment; None for what is over."""
    if said.days is None and _is_told(said, text, now):
        return None
    words = text[min(said.start, said.end) : max(said.start, said.end)].strip()
    if said.days and not said.part and not said.clock:
        if said.days[0] == now.date() == said.days[1] and not said.is_deadline and not _is_due(text, said):
            return None
        said.part = "中午" if _MEAL.search(text) and not _ON.match(text, said.end) else None
    first, last = said.days or _next_day(said, now)
    start, end = _bounds(said, first, last, now)
    if said.is_weekday and first == now.date() and (end or start) <= now:  # 每周二上午, said on Tuesday at noon
        start, end = start + _A_WEEK, end and end + _A_WEEK
    if said.is_deadline:
        until = _until(said, start, end)
        return TimeSpan(None, until, words) if until >= now else None
    if (end or start) < now or (said.days and start.date() == now.date() and said.part and end and end <= now):
        return None
    return TimeSpan(start, end, words)


def _is_told(said: _Said, text: str, now: datetime) -> bool:
    """Whether a time without a day, of which today's has gone by, is told of and not wanted."""
    if said.is_deadline:
        return False
    before = text[max(0, said.start - 40) : said.start]
    if said.clock and _TOLD_BEFORE.search(before):
        return _is_this_evening(said, now) or _next_day(said, now)[0] > now.date()
    return _next_day(said, now)[0] > now.date() and _OVER.search(_clause(text, said)) is not None


def _is_this_evening(said: _Said, now: datetime) -> bool:
    """Whether the hour is only still to come if it is one of the evening."""
    clock = said.clock
    return (
        clock is not None
        and not clock.half_day
        and not said.part
        and clock.hour + 12 <= _moment(said, now.date(), now).hour
    )


def _closes(text: str, said: _Said) -> bool:
    """Whether the words around make it the latest: `五点之前`, `by 6pm`, `药店八点关门`."""
    if said.is_deadline or _BEFORE.match(text, said.end):
        return True
    if said.clock and (_CLOSES.match(text, said.end) or _is_closing(text, said)):
        return True
    return _BEFORE_EN.search(text, max(0, said.start - 16), said.start) is not None


def _is_closing(text: str, said: _Said) -> bool:
    """`医院五点下班`: an office closes; a person only goes home."""
    return bool(_OFF_DUTY.match(text, said.end) and _SHOP.search(text, max(0, said.start - 10), said.start))


def _until(said: _Said, start: datetime, end: datetime | None) -> datetime:
    if said.clock or end is None:
        return start
    return end.replace(hour=12) if said.part and _hours(said.part) == (11, 13) else end


def _next_day(said: _Said, now: datetime) -> Days:
    """Without a day, the next time that it is so."""
    day = now.date()
    if said.clock:
        is_over = _moment(said, day, now) < now
    else:
        is_over = datetime.combine(day, time(_hours(said.part or "晚")[1]), now.tzinfo) <= now
    day = day + A_DAY if is_over else day
    return day, day


def _bounds(said: _Said, first: date, last: date, now: datetime) -> tuple[datetime, datetime | None]:
    if said.clock:
        start = _moment(said, first, now)
        return start, _end(said, start, now)
    if said.to and said.to.days and not said.part:
        last = max(last, said.to.days[1])
    if not said.part:
        return datetime.combine(first, time(0), now.tzinfo), datetime.combine(last, _LAST_MINUTE, now.tzinfo)
    from_hour, to_hour = _hours(said.part)
    return (
        datetime.combine(first, time(from_hour), now.tzinfo),
        datetime.combine(last, time(to_hour), now.tzinfo),
    )


def _end(said: _Said, start: datetime, now: datetime) -> datetime | None:
    """Where the span goes to: an hour after its start, of the same half of the day unless it says otherwise."""
    to = said.to
    if to is None:
        return None
    day = to.days[1] if to.days else start.date()
    if to.clock is None:
        return datetime.combine(day, time(_hours(to.part)[1]) if to.part else _LAST_MINUTE, now.tzinfo)
    hour = _hour(to.clock, to.part) if to.part or to.clock.half_day else to.clock.hour
    end = datetime.combine(day, time(hour % _LATEST_HOUR, to.clock.minute), now.tzinfo)
    while end <= start and end.hour + 12 < _LATEST_HOUR and not to.part:
        end += timedelta(hours=12)
    return end if end > start else end + A_DAY


def _moment(said: _Said, day: date, now: datetime) -> datetime:
    assert said.clock
    part, to = said.part, said.to
    clock = said.clock
    if not part and not clock.half_day and to and to.clock and to.clock.half_day:
        clock = Clock(clock.hour, clock.minute, to.clock.half_day if to.clock.hour >= clock.hour else "a")
    hour = _hour(clock, part)
    if clock.hour == 6 and clock.minute and not part and not clock.half_day and day > now.date():  # noqa: PLR2004
        hour = clock.hour  # whoever says 六点二十 of another day is to catch a train
    if hour == _hour(clock, None) == clock.hour and day == now.date() and not part and not clock.half_day:
        hour = _this_evening(clock, now)
    return datetime.combine(day + (hour >= _LATEST_HOUR) * A_DAY, time(hour % _LATEST_HOUR, clock.minute), now.tzinfo)


def _this_evening(clock: Clock, now: datetime) -> int:
    """`八点` said at noon is in the evening."""
    has_passed = time(clock.hour % _LATEST_HOUR, clock.minute) < now.timetz().replace(tzinfo=None)
    return clock.hour + 12 if has_passed and 0 < clock.hour < 12 and not clock.is_exact else clock.hour  # noqa: PLR2004


def _hour(clock: Clock, part: str | None) -> int:
    """The hour, 0 to 28: in the afternoon where the words or the habit say so; a night goes on after midnight."""
    hour = clock.hour
    if clock.half_day:
        return hour % 12 + (12 if clock.half_day == "p" else 0)
    if part is None:
        is_afternoon = 1 <= hour <= 6 and not clock.is_exact  # noqa: PLR2004 - "三点" is in the afternoon
        return hour + 12 if is_afternoon else hour
    begin = _hours(part)[0]
    if begin >= 18 and (hour == 12 or hour <= 4):  # noqa: PLR2004
        return hour % 12 + _LATEST_HOUR
    if begin == 0:
        return hour + 12 if 9 <= hour < 12 else hour % 12 if hour == 12 else hour  # noqa: PLR2004
    if begin == 11:  # noqa: PLR2004
        return hour + 12 if hour < 10 else hour  # noqa: PLR2004
    return hour + 12 if begin >= 13 and hour < 12 else hour  # noqa: PLR2004


def _hours(part: str) -> tuple[int, int]:
    if part.startswith("early"):
        return _PARTS["早"]
    found = next((hours for name, hours in _PARTS.items() if name in part and name not in {"早", "晨"}), None)
    return found or _PARTS["早"]


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
