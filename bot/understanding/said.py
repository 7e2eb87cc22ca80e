"""The words of time that stand together, as what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.understanding.clocks import Clock, clock_of
from bot.understanding.days import Days, dated, in_week, named, relative
from bot.understanding.later import later
from bot.understanding.timewords import Word

_GAP = later(
    r"[\s,的、()在于去上就约/或和跟]*(?:大概|大约|差不多|最晚|最迟)?"
    r"|[\s,(]*(?:on |at |in |the |around |about |from |of |this "
    r"|by |for |before |sharp|@|-|/|& ?|or |and |every |any )*"
)
_TO = later(r"(?:半|钟|整)?[\s,(]*(?:到|至|-|~|to|until|till|through)[\s]*(?:the |at )?")
_AND = later(r" (?:and|&) ")
_INNER_BEFORE = later(r"^(?:by|before|b4|until|till)\b")


@dataclass(slots=True)
class Said:
    """What stands together: days, a part of the day, an hour, and what it goes on to."""

    start: int
    end: int
    days: Days | None = None
    part: str | None = None
    clock: Clock | None = None
    to: "Said | None" = None
    is_past: bool = False
    is_deadline: bool = False
    is_weekday: bool = False


def grouped(text: str, words: Sequence[Word], today: date) -> list[Said]:
    """The words that stand together, as what they say."""
    groups: list[Said] = []
    is_open = False
    for word in words:
        if (groups and word.start < groups[-1].end) or word.kind == "later":
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


def _read(word: Word, today: date) -> Said:
    said = Said(word.start, word.end)
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


def _goes_on(gap: str, said: Said) -> bool:
    """`to`, and between hours `and`; between days that names one more."""
    return bool(_TO.fullmatch(gap) or (said.clock and _AND.fullmatch(gap)))


def _can_go_on(said: Said, new: Said) -> bool:
    """Whether the new words can be where the old ones go on to: hours to hours, days to days."""
    if said.to or said.is_past or new.is_past:
        return False
    return bool(said.clock and (new.clock or new.part or new.days)) or bool(said.days and new.days and not said.clock)


def _joined(said: Said, new: Said, is_open: bool) -> bool:
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


def _also(said: Said, new: Said) -> bool:
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
