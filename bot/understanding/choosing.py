"""Which of the times in a text is the one that is wished."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.understanding.hours import hours_of, moment_of, next_day
from bot.understanding.later import later
from bot.understanding.said import Said

_BEFORE = later(r"[\s)]*(?:左右|那会儿|那一?次|整)?(?:(?:之|以)内|(?:之|以)?前)(?![面台天年几两后排院门夫妻])")
_CLOSES = later(
    r"(?:[^\d点,。;!?\n后]{0,8}(?:关门|打烊|闭馆|锁门|收摊|停止|截止|截单|到期|过期|失效|作废|就没了|就停|要用|要喝|要吃|该吃|要交|来验|来收房|来检查|关(?![着不灯火机掉窗水电闸])))"
)
_BEFORE_EN = later(
    r"\b(?:by|before|until|till|no later than|shuts?|clos(?:es?|ing)|ends?|due|expires?|deadline(?: is"
    r"|是|:)?|shuts down)\s*(?:the |at |on |in )?$"
    r"|(?:最晚|最迟|不晚于|赶在|赶|截至|只到|撑到|撑不到|等不到|熬到|限|截止(?:到|时间|日期)?[是:]?)$"
)
_WEAK = later(r"(?:到|\buntil|\btill|'til)\s*$")
_VAGUE_PARTS = ("半夜", "深夜", "午夜", "夜里", "夜间", "凌晨", "黄昏", "midnight")
_TOLD_BEFORE = later(r"\b(?:had|dropped|lost|seen|gone|was|were|left|went)\b[^,.;!?]*$")
_NOT = later(r"(?:不是|不要|别|除了|\bnot(?: on| at| in)?)\s*$")
_CORRECTED = later(r"不是[^。]{1,8}是|不对|说错|应该是|改成|改到|改为|不,是|\bi mean\b|\bactually\b|\bsorry\b")
_OVER = later(r"[了过着]|到现在|没(?!有)|一直|was|were|had|has |went|did")
_HABIT = later(r"[常总老]是?(?!师)|失眠|睡不|每次")
_DUE = later(r".{0,6}(?:要|得(?!了)|必须|来客|轮到)")
_EVERY = later(r"(?:每[天日晚]|天天|平[时常]|最近|[一成整])$")
_A_BIT = later(r"一点(?!之?前|以前|钟|半|到|多|左右|[去来要有放开接送出回过上下])")
_SHOP = later(r"(?:药[店房]|医院|银行|窗口|门诊|食堂|[店所厅局站])\S{0,6}$")
_OFF_DUTY = later(r"[^,。;!?\n]{0,2}下班")
_WANTED = later(
    r"谁|哪[位个]|有没有|有人|能不能|能否|能来|求|请|帮|麻烦|想|约|需要|劳烦"
    r"|could|can |please|need|would|any(?:one|body)|some(?:one|body)|looking"
)
_CLAUSE = later(r"[,。;!?\n]")
_EVENING = 18
_REACH = 60  # letters between a day and the hour that belongs to it


def is_idle(text: str, said: Said) -> bool:
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


def _is_idle_part(text: str, said: Said, part: str) -> bool:
    """A part of the day alone is a time where somebody wishes it so: in the evening only with the wish beside it."""
    if part in _VAGUE_PARTS or part.endswith("s"):
        return True
    if _EVERY.search(text, max(0, said.start - 4), said.start) or _HABIT.match(text, said.end):
        return True
    return hours_of(part)[0] >= _EVENING and not _is_wished(text, said)


def is_due(text: str, said: Said) -> bool:
    return bool(_DUE.match(_clause(text, said))) or _is_wished(text, said)


def _is_wished(text: str, said: Said) -> bool:
    """Whether the clause around it asks for somebody."""
    before = _CLAUSE.split(text[max(0, said.start - 30) : said.start])[-1]
    return _WANTED.search(before + _clause(text, said)) is not None


def _is_one_o_clock(text: str, said: Said) -> bool:
    """`一点之前` begins a clause or follows 我, 在, 从: 软一点 is only softer."""
    before = text[max(0, said.start - 1) : said.start]
    return (not before or before in " ,。;!?\n我他她你在从就约是") and not _A_BIT.match(text, said.start)


def in_turn(text: str, said: Sequence[Said]) -> Iterator[Said]:
    """The likeliest first: what was corrected last, what stands with the wish, days, hours, parts of the day."""
    corrected = [one for before, one in pairwise(said) if _CORRECTED.search(text[before.end : one.start])]
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


def _is_end_only(text: str, said: Said) -> bool:
    """`到十点`, `till 9`: how long something lasts, from a beginning that is not told."""
    inner = text.startswith(("until", "till"), said.start)
    return said.to is None and (inner or _WEAK.search(text, max(0, said.start - 6), said.start) is not None)


def _is_long(said: Said) -> bool:
    """Whether it goes from one time to another."""
    return said.to is not None or (said.days is not None and not said.is_weekday and said.days[0] < said.days[1])


def _clause(text: str, said: Said) -> str:
    """What follows, to the end of the clause."""
    return _CLAUSE.split(text[said.end : said.end + 40], maxsplit=1)[0]


def _with_hour(said: Said, others: Iterable[Said]) -> Said:
    """The same with the hour, or the part of the day, that stands by itself not far after it (or shortly before)."""
    free = [one for one in others if not one.days and not said.to and _is_near(said, one)]
    one = next((one for one in free if one.clock and (not said.part or not one.part)), None)
    if one is None and not said.part:
        one = next((one for one in free if one.part), None)
    if one is None:
        return said
    is_deadline = said.is_deadline or one.is_deadline
    return replace(said, end=one.end, part=said.part or one.part, clock=one.clock, to=one.to, is_deadline=is_deadline)


def _is_near(said: Said, one: Said) -> bool:
    if one.start < said.start:
        return said.start - one.end < _REACH and not said.part
    return one.start - said.end < _REACH


def is_told(said: Said, text: str, now: datetime) -> bool:
    """Whether a time without a day, of which today's has gone by, is told of and not wanted."""
    if said.is_deadline:
        return False
    before = text[max(0, said.start - 40) : said.start]
    if said.clock and _TOLD_BEFORE.search(before):
        return _is_this_evening(said, now) or next_day(said, now)[0] > now.date()
    return next_day(said, now)[0] > now.date() and _OVER.search(_clause(text, said)) is not None


def _is_this_evening(said: Said, now: datetime) -> bool:
    """Whether the hour is only still to come if it is one of the evening."""
    clock = said.clock
    return (
        clock is not None
        and not clock.half_day
        and not said.part
        and clock.hour + 12 <= moment_of(said, now.date(), now).hour
    )


def closes(text: str, said: Said) -> bool:
    """Whether the words around make it the latest: `五点之前`, `by 6pm`, `药店八点关门`."""
    if said.is_deadline or _BEFORE.match(text, said.end):
        return True
    if said.clock and (_CLOSES.match(text, said.end) or _is_closing(text, said)):
        return True
    return _BEFORE_EN.search(text, max(0, said.start - 16), said.start) is not None


def _is_closing(text: str, said: Said) -> bool:
    """`医院五点下班`: an office closes; a person only goes home."""
    return bool(_OFF_DUTY.match(text, said.end) and _SHOP.search(text, max(0, said.start - 10), said.start))
