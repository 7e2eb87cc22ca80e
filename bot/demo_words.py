"""What things and people are called in the made-up community, in either language. Nobody in it exists."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from handlers.rules.slots import Place

Language = Literal["zh", "en"]
OLDEST = 97
_SHARE_WITH_DOOR = 0.85


class Sex(StrEnum):
    """As names tell it."""

    FEMALE = "f"
    MALE = "m"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to call people of an age: `{s}` is the surname, `{i}` its initial, `{g}` and `{h}` a longer given name."""

    pattern: str
    youngest: int = 0
    oldest: int = OLDEST
    sexes: str = "fm"

    def suits(self, age: int, sex: Sex) -> bool:
        """Whether somebody of that age is called so."""
        return self.youngest <= age <= self.oldest and sex.value in self.sexes


@dataclass(frozen=True, slots=True)
class Words:
    """One language's. `full` is how those call themselves who don't give their door; `nickname` is with the door."""

    language: Language
    community: str
    main: str
    office: str
    property_desk: str
    grid: str
    neighbours: str
    ordinals: Sequence[str]
    team: str
    teams: Sequence[str]
    known: Mapping[str, str]
    worker: str
    surnames: Sequence[str]
    given: Mapping[Sex, Sequence[str]]
    longer: Sequence[str]
    forms: Sequence[Form]
    full: str
    nickname: str


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


class Namer:
    """Gives everybody a name of their own that fits their age."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        """Take the words; the names of those who are known from the start are taken."""
        self._words = words
        self._chance = chance
        self._taken = set(words.known.values())

    def name(self, age: int, place: Place) -> str:
        """A group nickname: most give their door, as they were asked to."""
        name = self._one(age, place)
        while name in self._taken:
            name = self._one(age, place)
        self._taken.add(name)
        return name

    def _one(self, age: int, place: Place) -> str:
        sex = self._chance.choice((Sex.FEMALE, Sex.MALE))
        if self._chance.random() > _SHARE_WITH_DOOR:
            return self._called(self._words.full, sex)
        form = self._chance.choice([form for form in self._words.forms if form.suits(age, sex)])
        door = f"{place.building}-{place.unit}-{place.room}"
        return self._words.nickname.format(door=door, called=self._called(form.pattern, sex))

    def _called(self, pattern: str, sex: Sex) -> str:
        surname = self._chance.choice(self._words.surnames)
        given = self._chance.choice(self._words.given[sex])
        longer = self._chance.choice(self._words.longer) + given
        return pattern.format(s=surname, i=surname[0], g=given, h=longer)


CHINESE = Words(
    language="zh",
    community="微光社区（示例）",
    main="微光社区居民服务群",
    office="社区工作群",
    property_desk="物业值班室",
    grid="第{}网格",
    neighbours="{}邻里群",
    ordinals=("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
    team="{name}{number}分队",
    teams=("红马甲", "红帽子", "红书包", "红徽章", "邻里守望", "暖心", "萤火", "春风"),
    known={"li": "3-2-501李阿姨", "he": "何师傅", "zhou": "周姐", "xu": "徐站长"},
    worker="网格员{}",
    surnames="王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎",
    given={
        Sex.FEMALE: "芳娜敏静丽艳娟霞秀兰桂英玉梅红玲燕婷怡佳慧雪欣莹琳洁云萍颖蓉",
        Sex.MALE: "伟强磊军洋勇杰涛明超平刚华辉鹏宇建国志东峰浩斌波健林亮宏毅海",
    },
    longer="文晓春子小永海雅思嘉一美俊天立新正世庆金",
    forms=(
        Form("小{g}", oldest=15),
        Form("{s}{h}", oldest=69),
        Form("{s}{g}", 16, 69),
        Form("小{s}", 16, 32),
        Form("{s}老师", 28, 75),
        Form("{s}姐", 33, 52, "f"),
        Form("{s}哥", 33, 50, "m"),
        Form("{s}师傅", 35, 68, "m"),
        Form("{s}阿姨", 50, 74, "f"),
        Form("{s}大姐", 50, 68, "f"),
        Form("{s}叔", 50, 66, "m"),
        Form("{s}伯", 64, 80, "m"),
        Form("{s}大爷", 68, OLDEST, "m"),
        Form("{s}爷爷", 72, OLDEST, "m"),
        Form("{s}奶奶", 70, OLDEST, "f"),
        Form("{s}大妈", 64, 82, "f"),
    ),
    full="{s}{h}",
    nickname="{door}{called}",
)
ENGLISH = Words(
    language="en",
    community="Glimmer Court (demo)",
    main="Glimmer Court Residents",
    office="Community Office",
    property_desk="the property desk",
    grid="Grid {}",
    neighbours="{} Neighbours",
    ordinals=("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    team="{name} {number}",
    teams=(
        "Red Vests",
        "Red Caps",
        "Red Satchels",
        "Red Badges",
        "Good Neighbours",
        "Warm Hearts",
        "Fireflies",
        "Spring Breeze",
    ),
    known={"li": "Ann 3-2-501", "he": "Bob", "zhou": "Sue", "xu": "Grace"},
    worker="Grid Worker {}",
    surnames=_listed(
        "Baker Brown Carter Chen Clark Cole Cooper Davis Dixon Evans Fisher Ford Garcia Grant Gray Green Hall Harris "
        "Hill Hughes Jones Khan Kim King Lee Lewis Li Lopez Martin Mason Miller Moore Morgan Murphy Novak Owen Park "
        "Patel Perez Price Reed Rossi Shah Silva Singh Smith Stone Tanaka Taylor Turner Walker Wang Ward Webb White "
        "Wilson Wood Wright Young Zhang"
    ),
    given={
        Sex.FEMALE: _listed(
            "Ada Alice Amy Anita Bella Beth Carla Chloe Clara Daisy Diana Donna Elena Ella Emma Eva Fiona Gina Hanna "
            "Helen Irene Iris Jane Julia Karen Kate Laura Lily Lucy Maria Mary Maya Mei Nina Nora Olive Paula Priya "
            "Rosa Ruth Sara Sofia Tess Tina Vera Wendy Yara Zoe"
        ),
        Sex.MALE: _listed(
            "Adam Alan Amir Andy Arthur Ben Brian Carl Chris Dan David Ed Eric Felix Frank Fred George Harry Henry Ian "
            "Igor Ivan Jack James Jim Joe John Karl Ken Leo Luke Marco Mark Max Mike Nick Oscar Paul Pedro Peter Ravi "
            "Rob Sam Sean Steve Tim Tom Victor Walter"
        ),
    },
    longer=("",),
    forms=(
        Form("{g}", oldest=64),
        Form("{g} {i}.", oldest=64),
        Form("{g} {s}", 16),
        Form("Mrs {s}", 55, OLDEST, "f"),
        Form("Mr {s}", 55, OLDEST, "m"),
        Form("Granny {s}", 72, OLDEST, "f"),
        Form("Grandpa {s}", 72, OLDEST, "m"),
    ),
    full="{g} {s}",
    nickname="{called} {door}",
)
WORDS: Mapping[str, Words] = {"zh": CHINESE, "en": ENGLISH}
