"""From what was said to moments: which hour is meant, and from when to when."""

from datetime import date, datetime, time, timedelta

from bot.understanding.clocks import Clock
from bot.understanding.days import A_DAY, Days
from bot.understanding.said import Said

_PARTS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("凌晨", "半夜", "深夜", "午夜", "midnight"), (0, 6)),
    **dict.fromkeys(("早", "晨"), (6, 9)),
    **dict.fromkeys(("上午", "上昼", "朝早", "上半天", "头午", "morning", "forenoon"), (8, 12)),
    **dict.fromkeys(("下午", "下昼", "下半天", "下晌", "午后", "后晌", "afternoon"), (13, 18)),
    **dict.fromkeys(("中午", "正午", "晌午", "午间", "noon", "midday", "lunch"), (11, 13)),
    **dict.fromkeys(("傍", "黄昏", "晚", "夜", "evening", "night", "tonight", "tonite"), (18, 22)),
}
_LAST_MINUTE = time(23, 59)
_LATEST_HOUR = 24


def next_day(said: Said, now: datetime) -> Days:
    """Without a day, the next time that it is so."""
    day = now.date()
    if said.clock:
        is_over = moment_of(said, day, now) < now
    else:
        is_over = datetime.combine(day, time(hours_of(said.part or "晚")[1]), now.tzinfo) <= now
    day = day + A_DAY if is_over else day
    return day, day


def bounds(said: Said, first: date, last: date, now: datetime) -> tuple[datetime, datetime | None]:
    if said.clock:
        start = moment_of(said, first, now)
        return start, _end(said, start, now)
    if said.to and said.to.days and not said.part:
        last = max(last, said.to.days[1])
    if not said.part:
        return datetime.combine(first, time(0), now.tzinfo), datetime.combine(last, _LAST_MINUTE, now.tzinfo)
    from_hour, to_hour = hours_of(said.part)
    return (
        datetime.combine(first, time(from_hour), now.tzinfo),
        datetime.combine(last, time(to_hour), now.tzinfo),
    )


def _end(said: Said, start: datetime, now: datetime) -> datetime | None:
    """Where the span goes to: an hour after its start, of the same half of the day unless it says otherwise."""
    to = said.to
    if to is None:
        return None
    day = to.days[1] if to.days else start.date()
    if to.clock is None:
        return datetime.combine(day, time(hours_of(to.part)[1]) if to.part else _LAST_MINUTE, now.tzinfo)
    hour = _hour(to.clock, to.part) if to.part or to.clock.half_day else to.clock.hour
    end = datetime.combine(day, time(hour % _LATEST_HOUR, to.clock.minute), now.tzinfo)
    while end <= start and end.hour + 12 < _LATEST_HOUR and not to.part:
        end += timedelta(hours=12)
    return end if end > start else end + A_DAY


def moment_of(said: Said, day: date, now: datetime) -> datetime:
    part, to, clock = said.part, said.to, said.clock or Clock(0)
    if not part and not clock.half_day and to and to.clock and to.clock.half_day:
        clock = Clock(clock.hour, clock.minute, to.clock.half_day if to.clock.hour >= clock.hour else "a")
    hour = _hour(clock, part)
    if clock.hour == 6 and clock.minute and not part and not clock.half_day and day > now.date():
        hour = clock.hour  # whoever says 六点二十 of another day is to catch a train
    if hour == _hour(clock, None) == clock.hour and day == now.date() and not part and not clock.half_day:
        hour = _this_evening(clock, now)
    return datetime.combine(day + (hour >= _LATEST_HOUR) * A_DAY, time(hour % _LATEST_HOUR, clock.minute), now.tzinfo)


def _this_evening(clock: Clock, now: datetime) -> int:
    """`八点` said at noon is in the evening."""
    has_passed = time(clock.hour % _LATEST_HOUR, clock.minute) < now.timetz().replace(tzinfo=None)
    return clock.hour + 12 if has_passed and 0 < clock.hour < 12 and not clock.is_exact else clock.hour


def _hour(clock: Clock, part: str | None) -> int:
    """The hour, 0 to 28: in the afternoon where the words or the habit say so; a night goes on after midnight."""
    hour = clock.hour
    if clock.half_day:
        return hour % 12 + (12 if clock.half_day == "p" else 0)
    if part is None:
        is_afternoon = 1 <= hour <= 6 and not clock.is_exact
        return hour + 12 if is_afternoon else hour
    begin = hours_of(part)[0]
    if begin >= 18 and (hour == 12 or hour <= 4):
        return hour % 12 + _LATEST_HOUR
    if begin == 0:
        return hour + 12 if 9 <= hour < 12 else hour % 12 if hour == 12 else hour
    if begin == 11:
        return hour + 12 if hour < 10 else hour
    return hour + 12 if begin >= 13 and hour < 12 else hour


def hours_of(part: str) -> tuple[int, int]:
    if part.startswith("early"):
        return _PARTS["早"]
    found = next((hours for name, hours in _PARTS.items() if name in part and name not in {"早", "晨"}), None)
    return found or _PARTS["早"]
