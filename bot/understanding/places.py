"""Places: doors in Chinese, English and dashes, and landmarks."""

import re

from bot.understanding.normalise import normalise
from bot.understanding.numbers import CHINESE, to_digits
from bot.understanding.vocabulary import slot_words
from handlers.rules.slots import Place

_N = rf"(?:\d{{1,4}}|{CHINESE}{{1,5}}|[a-z](?![a-z]))"
_ROOM = rf"(?:\d{{3,4}}|{CHINESE}{{3,5}})"
_FLOORS = re.compile(rf"(?:\d{{1,2}}|{CHINESE}{{1,3}})(?:层|楼(?!栋))")
_NO_BUILDING = frozenset("这那整每第几哪")
_DOORS = [
    re.compile(pattern)
    for pattern in (
        rf"(?P<b>{_N})弄\s*(?P<b2>{_N})(?:号楼|号|栋)\s*(?:(?P<u>{_N})单元)?\s*(?P<r>{_ROOM})?(?:室|房)?",
        rf"(?P<b>{_N})\s*(?:号楼|栋|幢|座|#楼|#)\s*(?:第?(?P<u>{_N})\s*(?:单元|门(?!口)|-))?\s*(?P<r>{_ROOM})?(?:室|房|号)?",
        rf"(?P<b>{_N})号\s*(?:(?P<u>{_N})单元)?\s*(?P<r>{_ROOM})(?:室|房)",
        r"(?<![\d-])(?P<b>\d{1,3})-(?P<u>\d{1,2})-(?P<r>\d{3,4})(?![\d-])",
        r"(?<![\d-])(?P<b>\d{1,3})-(?P<r>\d{3,4})(?![\d-])",
        r"\b(?:building|bldg|block|tower)\.?\s*(?:no\.?\s*)?#?(?P<b>\d{1,3}|[a-z])\b"
        r"(?:[\s,]*(?:unit|entrance|staircase)\.?\s*#?(?P<u>\d{1,2}|[a-z])\b)?"
        r"(?:[\s,]*(?:room|flat|apt|apartment|rm|door|no\.?|#)?\.?\s*#?(?P<r>\d{2,4})\b)?",
        r"\b(?:room|flat|apt|apartment|rm)\.?\s*#?(?P<r>\d{3,4})\b(?:[\s,]*(?:in|of|at)?\s*(?:building|bldg|block)\.?\s*#?(?P<b>\d{1,3}|[a-z])\b)",
    )
]


def read_place(text: str) -> Place | None:
    """The place that a text names: a door, or a landmark as text alone; None where it names none."""
    return place_in(normalise(text))


def place_in(text: str) -> Place | None:
    """The same for a normalised text."""
    door = next((place for pattern in _DOORS for found in pattern.finditer(text) if (place := _door(found))), None)
    if door is not None:
        return door
    landmark = slot_words()["landmark"]["words"].search(text)
    return Place(text=landmark.group().strip()) if landmark else None


def _door(found: "re.Match[str]") -> Place | None:
    parts = found.groupdict()
    building = parts.get("b2") or parts.get("b")
    unit, room = parts.get("u"), parts.get("r")
    if building is None or _is_no_door(found):
        return None
    floor = _FLOORS.match(found.string, found.end())
    return Place(
        building=_number(building),
        unit=_number(unit),
        room=_number(room),
        text=floor.group() if floor and room is None else None,
    )


def _is_no_door(found: "re.Match[str]") -> bool:
    """`这座`, `一座山`, `2026-1124`, a score `3-100`: what only looks like a door."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    return before in {"这", "那", "整", "每", "第", "几", "哪"} or (
        found.group().endswith("座") and before in {"", "有"}
    )


def _number(written: str | None) -> str | None:
    if written is None:
        return None
    digits = to_digits(written)
    return str(int(digits)) if digits.isdigit() else digits.upper()
