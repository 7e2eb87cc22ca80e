"""Doors as people write them: 3-2-501, 三栋二单元五零一, 88弄3号1201室, Bldg 3, Apt 501."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.understanding.later import later
from bot.understanding.numbers import CHINESE, ORDINALS, to_digits, to_int

_C = CHINESE[1:-1]
_N = rf"(?:\d{{1,3}}(?!\d)|[{_C}]{{1,4}}|(?<![a-z])[a-z]\d{{0,2}}(?![a-z\d]))"
_UNIT = rf"(?:\d{{1,2}}|[{_C}]{{1,3}}|[甲乙丙丁]|(?<![a-z])[a-z](?![a-z]))"
_NO_ROOM = r"(?!\d|[a-z]{2}|[元块米个人斤克度年分秒毫页升瓦毛件户岁%℃:]|\.\d|\s?(?:ml|kg|km|cm|mb|wh?)\b)"
_ROOM = rf"(?:[a-z]?\d{{3,4}}[a-d]?{_NO_ROOM}|[{_C}]{{3,5}}(?![{_C}个]))"
_SHORT = rf"(?:\d{{1,4}}[a-d]?|[{_C}]{{1,5}}|(?<=[楼层])[a-z])(?=室|房(?!租|价|东|贷|子)|号房)"
_GLUE = r"[\s,的、·/#-]{0,2}"
_BUILT = r"(?:号?宿舍楼|号公寓楼?|号楼栋?|栋楼?|幢楼?|座(?:楼|塔)?|号院?楼|#楼?|号门洞|楼栋|动(?=\d单元))"
_WITH_UNIT = rf"(?:{_GLUE}第?(?P<u>{_UNIT})\s?(?:单元|门洞|门(?![口铃禁窗牌岗])|梯(?!子)|-))"
_WITH_ROOM = rf"(?:{_GLUE}(?:[{_C}\d]{{1,3}}[楼层]的?)?(?P<r>{_SHORT}|{_ROOM}))"
_PATTERNS = {
    "lane": rf"(?P<l>{_N})弄\s?(?P<b>{_N})(?:号楼?|栋|幢|支弄){_WITH_UNIT}?{_WITH_ROOM}?",
    "built": rf"(?P<b>{_N})\s?{_BUILT}{_WITH_UNIT}?{_WITH_ROOM}?",
    "number": rf"(?<![\d第月年])(?P<b>\d{{1,3}})号(?:楼)?(?:{_WITH_UNIT}{_WITH_ROOM}?"
    rf"|(?P<r3>{_SHORT}|\d{{3,4}}{_NO_ROOM}))",
    "tower": rf"(?<![\d{_C}])(?:楼|栋|座|幢)(?P<b>[a-z])(?![a-z\d室房户]){_WITH_ROOM}?",
    "dashed": (
        rf"(?<![\d.:/-])(?<![a-z])(?P<b>[a-z]?\d{{1,3}}|[a-z]|[{_C}]{{1,3}})\s?[-杠/~]\s?(?P<u>\d{{1,2}}|[a-z]"
        rf"|[{_C}]{{1,2}})\s?[-杠/~]\s?(?P<r>\d{{3,4}}|[{_C}]{{3,4}})(?![\d/]|-\d){_NO_ROOM}"
    ),
    "pair": (
        rf"(?<![\d.:/-])(?<![a-z])(?P<b>[a-z]?\d{{1,2}}|[a-z])\s?[-杠]\s?(?P<r>\d{{2,4}}[a-d]?)(?![\d/月号日点]"
        rf"|-\d){_NO_ROOM}"
    ),
    "lettered": rf"(?<![a-z\d-])(?P<b>[a-f]|[tabc]\d{{1,2}}(?=\s))\s?(?P<r>\d{{3,4}})(?![次列])(?!-\d){_NO_ROOM}",
    "unit": rf"(?P<u>{_UNIT})\s?单元{_WITH_ROOM}?",
}
_DOORS = {name: later(pattern) for name, pattern in _PATTERNS.items()}
_CHINESE_SIGNS = later(r"[弄栋幢座号楼#动]|单元|门洞")
_DASH = later(r"[\da-z一二三四五六七八九十]\s?[-杠/~]")
_LETTERED = later(r"[a-ft]\d{0,2}\s?\d{3}")
_PEOPLE = (
    "奶奶|爷爷|大爷|大妈|大娘|大叔|大哥|大姐|阿姨|阿婆|阿公|阿伯|阿嬷|叔叔|叔|伯伯|伯|婶|婆婆|老师|师傅|先生|女士|太太|嫂|哥|姐|娘娘|老人|老太|老头|老爷子|住户|租户"
    "|业主|邻居|家|那户|那家|独居|小[\u4e00-\u9fff]|老[\u4e00-\u9fff]"
)
_LOOKS = r"(?:[1-9]|[1-5]\d)(?:0[1-9]|[1-3]\d)"
_BARE = later(
    rf"(?<![\d.:/#¥$第-])(?<![a-z])(?P<r>{_LOOKS})(?:室|房(?![租价东贷])|号房|的?(?=[\u4e00-\u9fff]?(?:{_PEOPLE}))|(?=门[口缝外]))"
    rf"|[楼层]\((?P<r1>{_LOOKS})\)|[楼层](?P<r5>[a-z])(?=室|房|[,。!?\s]|$)|(?<=[\d一二三四五六七八九十][楼层])(?P<r6>{_LOOKS})(?!\d)"
    rf"|(?:住|在|家是|隔壁|对门|我是|我家|楼[上下]|对面|\b(?:in|from|at)(?!\s?(?:19|20[0-4])\d))\s?(?P<r2>{_LOOKS})(?![\d.:/年月日号点分元块米个人斤%-])"
    rf"|(?:^|[\s,。!;,])(?P<r4>{_LOOKS})(?=\s?(?:[,。!;:]|\.(?!\d)|$))"
)
_EN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_EN_N = (
    rf"(?P<n>(?:no\.? ?|number |#)?(?:\d{{1,4}}[a-d]?(?![a-z'\d])|[a-z]\d{{0,2}}(?![a-z'\d]))"
    rf"|(?<!\. )(?:{_EN_WORDS})(?![a-z'\d]))"
)
_EN_ROOM = r"(?:,? ?(?:#|no\.? ?)?(?P<after>\d{3,4}[a-d]?)(?![\d:]|\.\d|[- ]?(?:\d|yuan|rmb|people|steps)))?"
_PLAIN = later(r"^(?:no\.? ?|number |#)")
_ENGLISH = later(
    rf"(?<![a-z])(?:(?P<b>building|bldg|blk|block|tower|house)|(?P<u>unit|entrance|staircase|stairwell|stair)"
    rf"|(?P<r>room|rm|flat|apt|apartment|suite|door))(?![a-z])\.?\s?{_EN_N}{_EN_ROOM}"
    rf"|(?<![a-z\d-])(?:the )?(?P<ordinal>{ORDINALS}|\d{{1,2}}(?:st|nd|rd|th)?|[b-f](?= (?:block|tower) \d{{3}}))"
    r" (?:building|block|tower)(?![a-z])"
    rf"(?! (?:number )?\d{{1,2}}(?!\d))"
    r"(?:,? ?(?P<after2>\d{3,4})(?!\d))?"
    r"|(?<!\w)#(?P<singapore>\d{1,2}-\d{2,4})(?!\d)",
    re.ASCII,
)
_ENGLISH_SIGN = later(
    r"building|bldg|bl(?:oc)?k|tower|house|unit|entrance|stair|r(?:oo)?m|flat|ap(?:artmen)?t|suite|door|#\d"
)
_NOT_NUMBERS = ("这", "那", "整", "每", "几", "哪", "某", "各", "本", "半")
_LIKELY = later(rf"\S{{1,5}} 0?{_LOOKS}[a-d]?|(?!b[1-4] )[a-z]\d{{1,2}} \d{{2,4}}")  # no score, no parking space B2-088
_MOST = 20  # doors that are looked at: nobody names more of them in one message
_ROOM_SIGN = later(r"\d\d\d|[楼层][a-z]")
_COUNTED = later(
    r"[一两][栋座幢](?![\s,的]?(?:\d|[一二三四五六七八九十甲乙丙a-z]{1,3}(?:单元|门|楼|层|零)|楼|的?电梯|$|[,。!、]))|[一两]栋楼|[一二两三四五六七八九十]座(?!\s?\d"
    r"|楼|塔|附近|门口|底下|[,。!、\s]|$|[一二三四五六七八九零十]{3}|[一二三四五六七八九十]{1,2}[楼层])"
)


@dataclass(frozen=True, slots=True)
class Door:
    """What one mention names, and where it stands in the text."""

    start: int
    end: int
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    is_exact: bool = False  # 20楼(2001): no other number could be meant


def doors_in(text: str) -> list[Door]:
    """All the doors, and parts of one, that a normalised text names, in order."""
    found: list[Door] = []
    for pattern in _patterns_for(text):
        for match in islice(pattern.finditer(text), _MOST):
            door = _door(match)
            if door and not any(door.start < other.end and other.start < door.end for other in found):
                found.append(door)
    if _ENGLISH_SIGN.search(text):
        found += _english(text)
    return sorted(found, key=lambda door: door.start)


def _patterns_for(text: str) -> Iterator["re.Pattern[str]"]:
    """Those that can match at all: most texts have no sign of a door."""
    has_signs = _CHINESE_SIGNS.search(text) is not None
    if has_signs:
        yield from (_DOORS[name] for name in ("lane", "built", "number", "tower"))
    if _DASH.search(text):
        yield from (_DOORS["dashed"], _DOORS["pair"])
    if _LETTERED.search(text):
        yield _DOORS["lettered"]
    if "单元" in text:
        yield _DOORS["unit"]


def rooms_in(text: str) -> list[Door]:
    """The rooms that are named without a building: 804阿婆, (2001), 住1506."""
    if not _ROOM_SIGN.search(text):
        return []
    return [
        Door(
            match.start(),
            match.end(),
            room=next(part for part in match.groups() if part).upper(),
            is_exact=bool(match["r1"]),
        )
        for match in islice(_BARE.finditer(text), _MOST)
    ]


def _door(match: "re.Match[str]") -> Door | None:
    parts = match.groupdict()
    building, unit, room = parts.get("b"), parts.get("u"), parts.get("r") or parts.get("r3")
    if match.string[max(0, match.start() - 1) : match.start()] in _NOT_NUMBERS or _COUNTED.match(
        match.string, match.start()
    ):
        return None
    if match.re.pattern in (_PATTERNS["pair"], _PATTERNS["lettered"]) and not _LIKELY.fullmatch(f"{building} {room}"):
        return None
    return Door(match.start(), match.end(), _number(building), _number(unit), room and to_digits(room).upper())


def _english(text: str) -> Iterator[Door]:
    for match in islice(_ENGLISH.finditer(text), _MOST):
        door = _english_door(match)
        if door:
            yield door


def _english_door(match: "re.Match[str]") -> Door | None:
    start, end = match.span()
    if match["ordinal"]:
        word = match["ordinal"]
        number = to_int(word) or re.sub(r"\D", "", word) or word.upper()
        return Door(start, end, building=str(number), room=match["after2"])
    if match["singapore"]:
        return Door(start, end, room=match["singapore"])
    if not _is_english_number(match):
        return None
    number_word = _PLAIN.sub("", match["n"])
    if match["r"] and number_word.isalpha() and len(number_word) > 1:
        return None
    value = _number(
        str(to_int(number_word) or number_word) if number_word.isalpha() and len(number_word) > 1 else number_word
    )
    if match["b"]:
        return Door(start, end, building=value, room=match["after"])
    is_room = match["r"] or len(value or "") >= 3
    return Door(start, end, room=value) if is_room else Door(start, end, unit=value, room=match["after"])


def _is_english_number(match: "re.Match[str]") -> bool:
    """`block a road` and `room i rent` name no letter."""
    number = _PLAIN.sub("", match["n"])
    if number.isalpha() and len(number) > 1:
        return not match.string.startswith((" of", " or", " more"), match.end())
    if number not in {"a", "i", "s", "t"}:
        return True
    after = match.string[match.end() : match.end() + 12].lstrip()
    return (
        not after
        or not after[0].isalpha()
        or after.startswith(("lift", "elevator", "lobby", "room", "unit", "apt", "flat", "stair"))
    )


def _number(written: str | None) -> str | None:
    if written is None:
        return None
    digits = to_digits(written)
    return str(int(digits)) if digits.isdigit() else digits.upper()
