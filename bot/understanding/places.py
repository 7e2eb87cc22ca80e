"""Places: where help is needed. A door, parts of one, or a landmark."""

from dataclasses import replace

from bot.understanding.doors import Door, doors_in, rooms_in
from bot.understanding.later import later
from bot.understanding.normalise import normalise
from bot.understanding.vocabulary import slot_words
from handlers.rules.slots import Place

_HINT = later(
    r"[\d#弄栋幢座室]|杠|单元|号楼|build|bldg|bl(?:oc)?k|tower|[一二三四五六七八九十][号楼层杠-]|room|flat|apt|apartment|unit"
    r"|floor|entrance|stair|door|house|suite|rm"
)
_AWAY = later(
    r"(?:不是|不在|并非|别去|不用去|除了|以前住|原来住|之前住|从前住|\bnot(?: in| at)?|\bused to live in|n't in|\bi'm from|找)\s?$"
)
_COMES = later(r"\s?(?:楼?的?人?)?(?:过来|赶来|赶过来|跑来|来的|过去的?)")
_MARKED = later(r"(?:地址|位置|地点|住址|\baddress)(?:是|为|在|\s?is)?\s?[::]?\s?$")
_MOVED = later(r"从\s?$|\bfrom\s?$")
_ME = later(r"(?:我|本人|俺|咱)(?:们|家)?(?:就?[住在是])?\s?$")
_PERSON_AFTER = later(
    r"\s?的?[\u4e00-\u9fff]{0,3}?(?:奶奶|爷爷|大爷|大妈|大娘|阿姨|阿婆|阿公|叔叔|伯伯|老师|老人|老太|老头)"
)
_FLOOR = later(
    r"[,的\s]?(?P<t>(?:[东西南北]{1,2}[侧边面户角])?(?:(?:地下|负)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[楼层]|顶楼|楼顶|天台|屋顶|底商"
    r"|地库[a-z]?\d?|地下室|地下车库|车库|大厅|大堂|一楼|架空层)(?:[东西南北]{1,2}[户侧边])?|[东西南北]{1,2}[侧户边角])"
)
_FLOOR_ALONE = later(
    r"(?<![\d第])(?:(?:地下|负)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼(?![栋上下道])|层(?!皮|次|楼|油|灰|水))|顶楼|楼顶|天台|屋顶)"
    r"|\b(?:level|floor) \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th) floor\b"
)
_AREA = later(r"[东西南北中一二三四a-d\d][区苑院]\s?$")
_NEAR_AFTER, _NEAR_BEFORE = 12, 40  # letters between a building and a room that belong together


def read_place(text: str) -> Place | None:
    """The place that a text names: a door, or a landmark as text alone; None where it names none."""
    return place_in(normalise(text))


def place_in(text: str) -> Place | None:
    """The same for a normalised text."""
    has_hint = _HINT.search(text) is not None
    door = _needed(text) if has_hint else None
    if door is not None:
        return Place(door.building, door.unit, door.room, None if door.room else _around(text, door))
    landmark = slot_words()["landmark"]["words"].search(text)
    if landmark:
        return Place(text=landmark.group().strip())
    floor = _FLOOR_ALONE.search(text) if has_hint or "楼" in text or "天台" in text or "屋顶" in text else None
    return Place(text=floor.group()) if floor else None


def _needed(text: str) -> Door | None:
    """Of several doors that where help is needed, with what other mentions add to it."""
    doors = [door for door in doors_in(text) if not _is_elsewhere(text, door)]
    rooms = [room for room in rooms_in(text) if not _is_elsewhere(text, room) and not _overlaps(room, doors)]
    if not doors:
        return rooms[0] if rooms else None
    best = max(doors, key=lambda door: (_rank(text, door), -door.start))
    return _completed(best, doors, rooms)


def _overlaps(room: Door, doors: "list[Door]") -> bool:
    return any(room.start < door.end and door.start < room.end for door in doors)


def _is_elsewhere(text: str, door: Door) -> bool:
    """Whether it is said not to be there, or only where somebody comes from."""
    if _AWAY.search(text, max(0, door.start - 16), door.start):
        return True
    return _COMES.match(text, door.end) is not None


def _rank(text: str, door: Door) -> int:
    before = max(0, door.start - 12)
    if _MARKED.search(text, before, door.start):
        return 3
    if _MOVED.search(text, before, door.start):
        return 2
    if _ME.search(text, before, door.start) and not door.room:
        return 0
    return 1 if door.building else 0


def _completed(door: Door, doors: "list[Door]", rooms: "list[Door]") -> Door:
    """The door with the parts that other mentions of the same one give."""
    for other in doors:
        is_near = abs(other.start - door.end) < _NEAR_BEFORE or abs(door.start - other.end) < _NEAR_BEFORE
        if other is not door and _fits(door, other) and (is_near or other.building == door.building):
            door = replace(
                door,
                building=door.building or other.building,
                unit=door.unit or other.unit,
                room=door.room or other.room,
            )
    if door.room is None:
        near = {room.room for room in rooms if _belongs(room, door)}
        door = replace(door, room=near.pop()) if len(near) == 1 else door  # of a list none is meant alone
    return door


def _fits(door: Door, other: Door) -> bool:
    """Whether nothing in the one contradicts the other."""
    pairs = ((door.building, other.building), (door.unit, other.unit), (door.room, other.room))
    return all(mine is None or its is None or mine == its for mine, its in pairs)


def _belongs(room: Door, door: Door) -> bool:
    if room.end <= door.start:
        return door.start - room.end < _NEAR_BEFORE
    return room.start - door.end < _NEAR_AFTER or room.is_exact


def _around(text: str, door: Door) -> str | None:
    """The area before a building and the floor, side or garage after it, as text."""
    area = _AREA.search(text, max(0, door.start - 4), door.start)
    floor = _FLOOR.match(text, door.end)
    return ((area.group().strip() if area else "") + (floor["t"] if floor else "")) or None
