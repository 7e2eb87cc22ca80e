"""Takes out of a text whatever tells who somebody is or where they live, before it may leave the house."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.understanding.doors import doors_in, rooms_in
from bot.understanding.later import later
from bot.understanding.normalise import normalise, public_name
from bot.understanding.vocabulary import in_standard

_NAME, _DOOR, _NUMBER, _CONTACT = "\ue000", "\ue001", "\ue002", "\ue003"
_SHOWN = str.maketrans({_NAME: "[name]", _DOOR: "[door]", _NUMBER: "[number]", _CONTACT: "[contact]"})
_PRIVATE_USE = later(r"[\ue000-\uf8ff]")
_KNOWN_NAMES = 65_536

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤欧阳诸葛司马上官"
)
_KIN = (
    "妈妈|爸爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|家长|先生|女士|小姐|太太|老师|师傅|阿姨|阿婆|阿公|叔叔|医生|护士|书记|主任|站长|经理|大爷"
    "|大妈|大娘|大姐|大哥|大叔|大伯|老伯|婆婆|伯伯|姐|哥|嫂|婶|伯|姨|叔|爷|总|工|老"
)
_TITLED = later(rf"[{_SURNAMES}](?=(?:{_KIN}))|(?<=[小老阿])[{_SURNAMES}](?![\u4e00-\u9fff]{{0,1}}[区时车])")
_INTRODUCED = later(
    r"(?<=我叫)(?![了过不来])[\u4e00-\u9fff]{2,3}|(?<=名叫)[\u4e00-\u9fff]{2,3}"
    r"|(?:(?<=姓名)|(?<=联系人)|(?<=收件人))[是为:\s]{0,2}[\u4e00-\u9fff]{2,4}"
    r"|(?<=name is )[a-z]+(?: [a-z]+)?|(?<=name: )[a-z]+(?: [a-z]+)?|(?<=i am called )[a-z]+"
)
_MENTIONED = later(r"@\S+")
_CONTACTS = later(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?:https?://|www\.)\S+"
    r"|(?:微信|vx|wx|qq|wechat|whatsapp|telegram|line)(?:号|账号|id)?\s?(?:是|is|:|：)?\s?[a-z0-9][\w-]{4,}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·\s]?[a-z\d]{5,6}"
)
_C = "零一二三四五六七八九十百两幺〇"
_N = rf"(?:\d{{1,5}}|[{_C}]{{1,5}}|(?<![a-z])[a-z]\d{{0,4}})"
_DOORS = later(
    rf"{_N}\s?(?:号楼|号院|栋|幢|座|弄|单元|杠|室|号房|号门|门牌)|(?:路|街|巷|弄|村|胡同|大道)\s?{_N}\s?号?"
    rf"|(?:栋|幢|座|楼|单元)\s?[a-z](?![a-z])|#\s?\d+|\d+\s?#"
    r"|\b(?:building|bldg|blk|block|tower|house|unit|room|rm|flat|apt|apartment|suite|door|entrance)\.?\s?"
    r"(?:no\.?|number|#)?\s?(?:\d+[a-z]?|[a-z]\d*)\b"
    r"|\bno\.?\s?\d+[a-z]?|\b\d+\s?[a-z]?\s(?:\w+\s){1,2}(?:street|st|road|rd|avenue|ave|lane|drive)\b"
)
_BETWEEN = r"[\s\-._·/(),、*\u20e3]*"
_DIGITS = later(rf"\d(?:{_BETWEEN}\d){{4,}}{_BETWEEN}x?|\d{{3,}}x?")
_FIGURE = "[零一二三四五六七八九两幺〇\\d]"
_SPOKEN = later(rf"(?<![周期拜]){_FIGURE}(?:{_BETWEEN}{_FIGURE}){{2,}}")
_ENGLISH = later(
    r"\b(?:(?:zero|oh?|one|two|three|four|five|six|seven|eight|nine|double|triple|\d+)\b[\s,.-]*){4,}", re.ASCII
)


def mask(text: str, names: Iterable[str]) -> str:
    """A normalised text without the names given, mentions, phones, numbers of three digits and more, doors, contacts.

    Rather too much than too little goes: what is left is only meant to show what somebody wants.
    """
    masked = _without_names(_PRIVATE_USE.sub("", text), names)
    masked = _CONTACTS.sub(_CONTACT, masked)
    masked = _MENTIONED.sub(f"@{_NAME}", masked)
    for pattern in (_TITLED, _INTRODUCED):
        masked = pattern.sub(_NAME, masked)
    masked = _without_doors(masked)
    for pattern in (_DIGITS, _SPOKEN, _ENGLISH):
        masked = pattern.sub(_NUMBER, masked)
    return masked.translate(_SHOWN)


def says_something(masked: str) -> bool:
    """Whether anything but masks and signs is left."""
    return any(letter.isalpha() for letter in re.sub(r"\[\w+\]", "", masked))


def _without_names(text: str, names: Iterable[str]) -> str:
    present = {form for name in names for form in forms_of(name) if form in text}
    for form in sorted(present, key=len, reverse=True):
        bounded = rf"(?<![a-z]){re.escape(form)}(?![a-z])" if form.isascii() else re.escape(form)
        text = re.sub(bounded, _NAME, text)
    return text


def _without_doors(text: str) -> str:
    inside = {i for door in (*doors_in(text), *rooms_in(text)) for i in range(door.start, door.end)}
    marked = "".join(_DOOR if i in inside else letter for i, letter in enumerate(text))
    return re.sub(f"{_DOOR}+", _DOOR, _DOORS.sub(_DOOR, marked))


@lru_cache(maxsize=_KNOWN_NAMES)
def forms_of(name: str) -> tuple[str, ...]:
    """How somebody of that display name may be spoken of, in normalised text: whole, by parts, by the given name."""
    forms: set[str] = set()
    for whole in (in_standard(normalise(name)), in_standard(normalise(public_name(name)))):
        parts = [whole, *re.split(r"[^\w]+|_|(?<=[a-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z])", whole)]
        forms.update(form for part in parts for form in _shorter(part))
    return tuple(sorted(form for form in forms if len(form) > 1 and not form.isdigit() and not _is_title(form)))


def _shorter(part: str) -> Iterator[str]:
    """The name, without a title, and the given name of a Chinese one."""
    yield part
    stem = re.sub(rf"(?:的?(?:{_KIN}))+$", "", part)
    yield stem
    if 2 < len(stem) <= 4 and stem[0] in _SURNAMES and not stem.isascii():
        yield stem[1:]
        yield stem[2:]


def _is_title(form: str) -> bool:
    return re.fullmatch(rf"[大小老阿]?(?:{_KIN})+", form) is not None
