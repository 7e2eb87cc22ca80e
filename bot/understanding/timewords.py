"""The words of time in a text, each with its kind, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.understanding.feasts import NAMES
from bot.understanding.numbers import ENGLISH, ORDINALS

N = r"(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})"
_UNIT = "(?:小时|钟头|分钟|刻钟|天|周|星期|礼拜|个月)"
_WEEK = "(?:周|星期|礼拜)"
_ZH_FEASTS = "|".join(name for name in NAMES if not name.isascii())
_EN_FEASTS = "|".join(name for name in NAMES if name.isascii())
_NO_CLOCK = "方向|建议|意见|要求|想法|看法|说明|声明|疑问|问题|原因|理由|注意|希望|感受|体会|内容|式|倍|水|油|钱|米|面|菜|吃的|东西|忙"
_NO_DAY = "楼|院|弄|线|单|栋|库|门|机|床|桌|店|铺|车|厅|区|场|公寓|宿舍|地块|病|技|文|字|球|码|房|室|位|航站|学|粉|公|馆|通知|井|桩"
_ZH = {
    "past": rf"昨(?:[天日晚夜晨]|儿个?|个儿?)?|大?前[天晚日](?!后)|上(?:个|上)?(?:{_WEEK}[一二三四五六日天末]?|个?月(?:\d|初|底|中)?)|去年|前年|刚才|刚刚|方才|头先|寻日|琴日|{N}个?半?多?(?:{_UNIT}|年)(?:之|以)?前|半个?(?:小时|钟头|天)(?:之|以)?前",
    "later": rf"(?:再?过)?(?:半|{N})个?半?多?{_UNIT}半?(?:之|以)?[后内](?!面)|再?过(?:半|{N})个?半?{_UNIT}半?(?![了前])",
    "skip": rf"(?:半|(?<!\d)\d{{1,3}}|[零一二两三四五六七八九十百]{{1,3}}|几|整)个?半?多?(?:小时|钟头|分钟|刻钟|天(?!天)|(?:周|星期|礼拜)(?![一二三四五六日天末])|个月)|[早晚]上好|早安|晚安|[早中下晚][上午]?好(?![久多几些像不])|[一整成半两几]个?晚上?(?!{N}点)|天天[早晚]?上?|[一几有差]点点?(?=都|也|儿|不|没|点|东西|[忙小]|吃|钱|用|事|意思)|[几有差早晚快慢多少]一?点|{N}点(?:钟方向|{_NO_CLOCK})|\d{{3,}}[号点日]|百分之{N}|第{N}[天点]",
    "day": rf"大后[天日]|明后[天两]|(?<![以之然])后[天日](?!性)|(?<!明)明(?:天|儿个?|日|个儿?|朝)|听日|(?<!明)[明今](?=[早晚晨夜])|今(?:天|儿个?|日|个儿?|朝)|当晚",
    "feast": rf"(?:大年|正月)初[一二三四五六七八九十]{{1,2}}|(?:农历|阴历|旧历)?(?:[正腊冬]|(?<=历){N})月(?:[初廿]?[一二三四五六七八九十]{{1,2}})[日号]?|(?:{_ZH_FEASTS})节?(?![轻青纪树灯帽装袜卡])",
    "week": rf"(?:每个?|逢)?(?<![一两二三四五六几半])(?:下下个?|下个?|这个?|本|咱)?{_WEEK}(?:[一二三四五六日末](?!次|趟|遍|节课|个|课|回(?![老家来去国乡校程]))|天(?!气)|[1-7](?![\d次个]))|(?:下下个?|下个?|这个?|本)周(?!期|围|年|[到边一二三四五六日末])|(?:下下个?|下个?|这个?|本)(?:星期|礼拜)(?![一二三四五六日天末])",
    "date": rf"(?<![\d/.])(?:1[0-2]|0?[1-9])[./](?:[12]\d|3[01]|0?[1-9])(?=[号日]|\s?(?:[上下早晚中(周]|\d{{1,2}}[点:]))[号日]?|(?:这个?|本|下个?)?月[底末]|(?:\d{{4}}年)?{N}月{N}[日号]?(?:到|至|-|和){N}[日号]|(?:\d{{4}}年)?{N}月{N}[日号]|\d{{1,2}}月\d{{1,2}}(?![\d个天])|(?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|(?:下下?个?|这个?|本|当|次|每个?)月的?{N}[号日](?!{_NO_DAY})|(?<![\d第#单月日一二三四五六七八九十]){N}号(?![\d一二三四五六七八九十]{{2}}|{_NO_DAY})|(?<![\d第#单月日一二三四五六七八九十])\d{{1,2}}日(?![子常报记用本语志])",
    "part": r"凌晨|大?清早|一?大早上?|一早|早上|早晨|清晨|朝早|上午|上昼|上半天|头午|晌午|正午|中午|午间|下午|下昼|下半天|下晌|午后|后晌|傍晚|黄昏|傍黑|晚上|晚间|夜里|夜间|夜晚|晚黑|半夜|深夜|午夜|(?<=[周期拜][一二三四五六日天末])[早晚]|(?<=[明今听])[早晚夜晨](?![点饭餐会])|(?<=[日号天])[早晚](?=[\d一二两三四五六七八九十])|每[早晚]|[早晚](?=(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点)",
    "clock": rf"差(?:{N}分|[一三]刻)钟?不?到?{N}点|(?<![\d.第点]){N}点(?:钟)?(?:差(?:{N}分|[一三]刻)|半(?!个|小|天)|[一三]刻|过?零?[零一二三四五]?十?[一二三四五六七八九]分|[二三四五]?十[一二三四五六七八九]?分?|零[一二三四五六七八九]分?|[二三四五][一二三四五六七八九]|[0-5]\d分?(?!\d)|\d分|整)?(?!\d|{_NO_CLOCK})|(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])|(?<!\d)\d{{1,2}}时(?:\d{{1,2}}分|半|整)?(?!候|间|长|不|代|段|速)|(?<![\d-])\d{{1,2}}(?=\s?[-~到至]\s?\d{{1,2}}点)",
}
_MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_EN_N = rf"(?:\d{{1,2}}|{ENGLISH})"
_EN_WD = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|wed|thurs?|fri|(?<=on )(?:sat|sun)|(?<=is )sat|(?<=xt )sat|(?:sat|sun)(?=,? (?:at )?\d|,? (?:morn|aft|eve|night|noon)|[/,&] ?(?:sat|sun|mon|tue|wed|thu|fri)))\b"
_AFTER_AT = "(?! ?(?:%|people|persons|minutes?|mins?|hours?|hrs?|days?|weeks?|kids?|floors?|degrees?|years?|yrs?|months?|building|bldg|kg|km|volunteers?|of|bags?|boxes|guys|men|pm|am|past))"
_EN = {
    "past": rf"\byesterday\b|\blast (?:night|week|month|year|weekend|{_EN_WD})|\b(?:{_EN_N}|an?|few|couple of|half an) (?:hours?|minutes?|mins?|days?|weeks?|months?|years?) ago\b|\bsince (?:this |the )?\w+(?: \d{{1,2}})?",
    "later": rf"\b(?:in|within|after) (?:about |around |the next )?(?:half an?|an?|{_EN_N}|fifteen|twenty|thirty|forty|a couple of) ?(?:and a half )?(?:hours?|hrs?|minutes?|mins?|days?|weeks?)\b(?: and a half)?(?! (?:ago|old))|\bwithin the hour\b|\b(?:half an|an|{_EN_N}) (?:hours?|minutes?) from now\b",
    "day": r"\b(?:the )?day after tomorrow\b|\b(?:tomorrow|tmrw?|today|tonight|tonite)\b|\bthis (?=morning|afternoon|evening)",
    "feast": rf"\b(?:{_EN_FEASTS})\b(?! (?:light|tree|card|decoration|gift|present|song|stuff))",
    "week": rf"\b(?:(?:next|this|coming|every|each) )?{_EN_WD}|\b(?:(?:this|next|the|every|coming) )?weekends?\b|\b(?:next|this) week\b",
    "date": rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?: ?(?:to|-|until|till|through|and|&) ?\d{{1,2}}(?:st|nd|rd|th)?\b(?! ?[ap]\.?m|:))?(?!:)|\b(?:\d{{1,2}}(?:st|nd|rd|th)? ?(?:to|-|and|&) ?)?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b(?:{ORDINALS}) (?:of )?{_MONTH}\b|\b(?:on|by|from|before|until|till) the \d{{1,2}}(?:st|nd|rd|th)\b(?! (?:floor|building|street|grade|time|step))",
    "part": r"\bearly (?:in the )?morning\b|\b(?:(?:mid|late|early)[- ])?(?:mornings?|afternoons?|evenings?)\b|\b(?:forenoon|noon|midday|lunchtime|nights?|midnight)\b(?! shift)",
    "clock": rf"\bhalf past {_EN_N}\b|\b(?:a )?quarter (?:past|to) {_EN_N}\b|(?<!from )(?<!between )\b(?:five|ten|twenty|twenty-five|5|10|20|25) (?:minutes )?(?:past|to) {_EN_N}\b(?! ?(?:[ap]\.?m|people|kids))|\bhalf {_EN_N}\b(?! (?:hour|day|dozen))|(?<!\d)(?:1\d|2[0-3]|\d)h(?:[0-5]\d)?\b|\b{_EN_N} in the (?=morning|afternoon|evening)|(?:(?<=morning )|(?<=afternoon )|(?<=evening )|(?<=tonight ))\d{{1,2}}(?![\d:/-]| ?[ap]\.?m)|\b\d{{1,2}}(?=-\d{{1,2}} (?:today|tomorrow|tonight|on ))|(?<=\d-)\d{{1,2}}(?= (?:today|tomorrow|tonight|on ))|(?:(?<=from \d to )|(?<=from \d\d to )|(?<=between \d and )|(?<=at \d to )|(?<=from \d-))\d{{1,2}}(?![\d:]| ?[ap]\.?m)|(?<![\d:.])\d{{1,2}}(?:[:.][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b|o'clock)|\b(?:{ENGLISH}) ?(?:o'clock|[ap]\.m\.|[ap]m\b)|(?:\b(?:at|by|b4|until|till|around|about|from|before|after|between)|@) ?{_EN_N}(?:[:.][0-5]\d|[ -](?:fifteen|thirty|forty-five))?(?: ?(?:[ap]\.m\.|[ap]m\b|o'clock))?(?![\w:.-]*\d|\w){_AFTER_AT}|(?<![\d:.-])\d{{1,2}}(?::[0-5]\d)?(?= ?(?:-|to|until|till) ?\d{{1,2}}(?::[0-5]\d)? ?[ap]\.?m)",
}


_FIRST_ZH = (  # what a word of time can begin with: all else is passed over at once
    r"(?=[\d零一二两三四五六七八九十半几整百成昨前大上去刚方头寻琴再过天每有差早快慢多少第后明听今当正腊冬农阴旧逢下这本咱"
    "周星礼次月凌清朝晨晌中午傍黄晚夜深"
    rf"{''.join({name[0] for name in NAMES if not name.isascii()})}])"
)
_FIRST_EN = r"(?:(?<![a-z])(?=[a-z])|(?=[\d@]))"


def _one_of(kinds: "dict[str, str]", first: str, flags: int = 0) -> "re.Pattern[str]":
    return re.compile(
        first + "(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()) + ")", flags
    )


_ZH_WORDS = _one_of(_ZH, _FIRST_ZH)
_EN_WORDS = _one_of(_EN, _FIRST_EN, re.ASCII)  # "friday早上": no Latin letter follows
_ZH_HINT = re.compile(
    r"[点时今明后周星礼号早晚午夜昼晌晨内昨节月秋]|\d:\d|小时|\d-\d|过|听日|夕|三十|年|元旦|圣诞|国庆|五一|六一|重阳|冬至|十一假|跨年|双十"
)
_EN_HINT = re.compile(
    r"day|week|morn|noon|night|even|hour|min|\d ?[ap]\.?m|o'clock|past|quarter|half|\b(?:at|by|b4|until|till|before|around|from|about|between|after) ?(?:\d|t|o|f|s|e|n)|tomorrow|tmr|mon|tue|wed|thu|fri|s[au][tn]|ton|\d(?:th|st|nd|rd)|@|\d:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christ|halloween|festival|year|lunch|valentine|dragon|autumn"
)
_MOST = 40  # words of time that are looked at: nobody says more, and what weighs them is quadratic
_LATIN = re.compile(r"[a-z]{2}|@")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of time: its kind, what is written, and where."""

    kind: str
    text: str
    start: int
    end: int


def time_words(text: str) -> list[Word]:
    """All of a normalised text, in order."""
    found: list[Word] = []
    if (not text.isascii() or ":" in text) and _ZH_HINT.search(text):
        found += _words(_ZH_WORDS, text)
    if _LATIN.search(text) and _EN_HINT.search(text):
        found += _words(_EN_WORDS, text)
        found.sort(key=lambda word: (word.start, -word.end))
    return found


def _words(pattern: "re.Pattern[str]", text: str) -> Iterator[Word]:
    for match in islice(pattern.finditer(text), _MOST):
        if match.lastgroup not in {None, "skip"}:
            yield Word(str(match.lastgroup), match.group(), match.start(), match.end())
