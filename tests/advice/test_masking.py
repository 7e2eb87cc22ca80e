"""What tells who somebody is or where they live never leaves the house."""

from pathlib import Path

import pytest

from bot.understanding import Expecting
from bot.understanding.hearing import hear
from bot.understanding.masking import mask, says_something
from tests.advice.stub import a_house, a_model, doubtful_texts
from tests.builders import NOON, a_person
from tests.stage import PEOPLE, a_stage

NAMES = (
    "3-2-501李阿姨",
    "5-1-302小赵",
    "Anna 8-1-1204",
    "何师傅",
    "王小明妈妈",
    "欧阳修文",
    "Zoë Müller",
    "老周",
    "鹏-2301",
)

# A text, and what must not be left of it.
CANARIES = [
    ("我的电话13800000001,灯不亮", ["138", "0001"]),
    ("打 138 0000 0001 找我", ["138", "0000", "0001"]),
    ("138-0000-0001", ["138"]),
    ("１３８００００００１", ["138"]),
    ("1⃣3⃣8⃣0⃣0⃣0⃣0⃣0⃣0⃣0⃣1⃣ 打给我", ["1", "8"]),
    ("1\u200b3\u200b8\u200b0\u200b0\u200b0\u200b0\u200b0\u200b0\u200b0\u200b1", ["13", "38"]),
    ("手机一三八零零零零幺二三四", ["一三", "幺二"]),
    ("call one three eight zero zero zero zero one two three four", ["one three", "three four"]),
    ("座机010-62345678", ["010", "6234"]),
    ("+86 138,0000,0001", ["138", "86 "]),
    ("身份证11010119900307123X", ["110101", "123x"]),
    ("身份证 110101 19900307 1234", ["110101", "1990"]),
    ("我家3-2-501灯不亮", ["501", "3-2"]),
    ("三栋二单元五零一的灯不亮", ["三栋", "二单元", "五零一"]),
    ("88弄3号1201室", ["88", "1201", "3号"]),
    ("B座1204", ["b座", "1204"]),
    ("Bldg 3, Apt 501, no light", ["501", "apt", "3,"]),
    ("flat 12 in tower 4", ["12", "4"]),
    ("unit 5b", ["5b"]),
    ("no. 12, 45 Green Park Road", ["12", "45", "green"]),
    ("中山路88号", ["88"]),
    ("五单元的灯坏了", ["五单元"]),
    ("302的灯坏了", ["302"]),
    ("李阿姨家灯不亮", ["李"]),
    ("小赵你来看看", ["小赵", "赵"]),
    ("@Anna 8-1-1204 can you look", ["anna", "1204"]),
    ("ask Anna please", ["anna"]),
    ("何师傅有空吗", ["何"]),
    ("小明放学了,王小明", ["小明", "王"]),
    ("修文说灯坏了", ["修文"]),
    ("ZOË knows", ["zoë"]),
    ("老周 的灯", ["老周"]),
    ("鹏 的灯,2301", ["2301"]),
    ("@张三丰 你家灯亮吗", ["张三", "三丰"]),
    ("@不认识的人\u2005在吗", ["不认识"]),
    ("隔壁孙奶奶的灯", ["孙"]),
    ("我叫诸葛小亮,灯不亮", ["诸葛", "小亮"]),
    ("my name is john smith and my light", ["john", "smith"]),
    ("联系人：赵云", ["赵云"]),
    ("微信abc_12345", ["abc", "12345"]),
    ("邮箱 li.ayi@example.org", ["li.ayi", "example"]),
    ("看 https://example.org/u/li?t=1", ["example", "/u/"]),
    ("车牌京A12345挡路了", ["a12345", "12345"]),
    ("\ue000李阿姨\ue001", ["李", "\ue000"]),
]


@pytest.mark.parametrize(("text", "canaries"), CANARIES, ids=[text for text, _ in CANARIES])
def test_nothing_personal_is_left(text: str, canaries: list[str]) -> None:
    masked = mask(hear(text, Expecting(), NOON).text, NAMES)
    assert not [canary for canary in canaries if canary in masked], masked


KEPT = [
    ("灯不亮了,有没有会修的", "灯不亮了,有没有会修的"),
    ("明天下午3点两个人搬沙发", "明天下午3点两个人搬沙发"),
    ("周六15号有空吗", "周六15号有空吗"),
    ("my tap has been dripping since 8:30", "my tap has been dripping since 8:30"),
]


@pytest.mark.parametrize(("text", "kept"), KEPT)
def test_what_somebody_wants_is_left(text: str, kept: str) -> None:
    assert mask(hear(text, Expecting(), NOON).text, NAMES) == kept


def test_masks_alone_say_nothing() -> None:
    assert not says_something(mask("3-2-501 13800000001", ()))
    assert says_something("灯 [door]")


async def test_the_stub_never_sees_a_canary(tmp_path: Path) -> None:
    none = {"intent": "none", "service": None, "urgent": False, "time": None, "people": None}
    people = (*PEOPLE, a_person("hidden", grid="G1"))
    async with a_model(says=none) as stub, a_house(stub) as house, a_stage(tmp_path, people, house=house) as stage:
        for n, text in enumerate(doubtful_texts()[:12]):
            for told in ("3-2-501", "13800000001", "@sun", "张奶奶", "hidden", "慕容小雪", "小雪 3栋2单元501 慕容"):
                message = f"canary-{n}-{told}"
                await stage.say("li", f"{text} {told}", sender_name="3-2-501慕容小雪", id=message)
        sent = str(stub.bodies)
        assert len(stub.bodies) > 10
        assert not [
            c for c in ("501", "138", "@sun", "hidden", "慕容", "小雪", "张奶奶", "main", "canary-") if c in sent
        ]
