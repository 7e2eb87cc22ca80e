"""Places, times, phones and numbers, as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding import public_name, read_place
from bot.understanding.normalise import normalise
from bot.understanding.slots import on_behalf_in, people_in, phone_in, rating_in, request_in, slots_in
from bot.understanding.times import time_in
from handlers.rules.slots import Place

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Tuesday

PLACES = [
    ("我家在3栋2单元501", Place("3", "2", "501")),
    ("三号楼漏水了", Place("3")),
    ("3-2-501停电", Place("3", "2", "501")),
    ("3-2-501李阿姨", Place("3", "2", "501")),
    ("三栋二单元五零一", Place("3", "2", "501")),
    ("十二栋一单元一百零一室", Place("12", "1", "101")),
    ("88弄3号1201室", Place("3", None, "1201")),
    ("３号楼２单元５０１", Place("3", "2", "501")),
    ("三號樓501室", Place("3", None, "501")),
    ("building 3 room 501", Place("3", None, "501")),
    ("Block B, unit 2, apt 304", Place("B", "2", "304")),
    ("a栋1203", Place("A", None, "1203")),
    ("3#2单元", Place("3", "2")),
    ("5栋3楼", Place("5", text="3楼")),
    ("小区南门口有人摔倒", Place(text="小区南门口")),
    ("地下车库b2的灯坏了", Place(text="地下车库b2")),
    ("今天是11月3号", None),
    ("我来了", None),
    ("这座山真高", None),
    ("电话13800000001", None),
    ("2026-11-24", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_places(text: str, place: Place | None) -> None:
    assert read_place(text) == place


TIMES = [
    ("明天下午三点", "2026-11-25T15:00", None),
    ("今晚八点", "2026-11-24T20:00", None),
    ("周六上午", "2026-11-28T08:00", "2026-11-28T12:00"),
    ("tomorrow 3pm", "2026-11-25T15:00", None),
    ("tomorrow at 3 pm", "2026-11-25T15:00", None),
    ("下周一", "2026-11-30T00:00", "2026-11-30T23:59"),
    ("周一", "2026-11-30T00:00", "2026-11-30T23:59"),
    ("后天早上七点半", "2026-11-26T07:30", None),
    ("明早", "2026-11-25T06:00", "2026-11-25T09:00"),
    ("明天", "2026-11-25T00:00", "2026-11-25T23:59"),
    ("下午两点到四点", "2026-11-24T14:00", "2026-11-24T16:00"),
    ("15:30", "2026-11-24T15:30", None),
    ("三点", "2026-11-24T15:00", None),
    ("12月3号下午", "2026-12-03T13:00", "2026-12-03T18:00"),
    ("周末", "2026-11-28T00:00", "2026-11-29T23:59"),
    ("每周三晚上", "2026-11-25T18:00", "2026-11-25T22:00"),
    ("半小时后", "2026-11-24T10:30", None),
    ("saturday morning", "2026-11-28T08:00", "2026-11-28T12:00"),
    ("next monday", "2026-11-30T00:00", "2026-11-30T23:59"),
    ("tonight at 8pm", "2026-11-24T20:00", None),
    ("in two hours", "2026-11-24T12:00", None),
    ("下午五点之前", None, "2026-11-24T17:00"),
    ("by 6pm", None, "2026-11-24T18:00"),
    ("一小时内", None, "2026-11-24T11:00"),
]


@pytest.mark.parametrize(("text", "start", "end"), TIMES)
def test_times(text: str, start: str | None, end: str | None) -> None:
    found = time_in(normalise(text), NOW)
    assert found is not None
    assert (found.start and f"{found.start:%Y-%m-%dT%H:%M}") == start
    assert (found.end and f"{found.end:%Y-%m-%dT%H:%M}") == end
    assert all(moment is None or moment.tzinfo for moment in (found.start, found.end))


@pytest.mark.parametrize(
    "text", ["昨天晚上", "上周三", "yesterday", "没有时间", "3栋2单元501", "早点来", "他一点都不急", "last night"]
)
def test_no_time(text: str) -> None:
    assert time_in(normalise(text), NOW) is None


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("打我电话13800000001", "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("座机0773-5551234", "07735551234"),
        ("010-5550 1234", "01055501234"),
        ("138-00000-089", "13800000089"),
        ("138 000 000 73", "13800000073"),
        ("订单号2138000000011", None),
        ("3-2-501", None),
    ],
)
def test_phones(text: str, phone: str | None) -> None:
    assert phone_in(normalise(text)) == phone


def test_numbers() -> None:
    assert people_in("需要两个人搬沙发") == 2
    assert people_in("need 3 people to carry a sofa") == 3
    assert people_in("我有两个孩子") is None
    assert request_in("接单12") == 12
    assert request_in("#7 我去") == 7
    assert request_in("1") is None
    assert request_in("1", bare=True) == 1
    assert [rating_in(text) for text in ("5分", "满分", "四分", "3星", "10分", "4", "9分")] == [5, 5, 4, 3, 5, 4, None]
    assert rating_in("4栋的") is None
    assert on_behalf_in("我妈摔倒了") == "我妈"
    assert on_behalf_in("楼下王奶奶家没电了") == "楼下王奶奶"
    assert on_behalf_in("my grandmother needs a ride") == "my grandmother"
    assert on_behalf_in("我老公出差了,水管爆了") is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("求两个不怕累的", 2),
        ("来俩小伙子", 2),
        ("要四个小伙子,管早饭", 4),
        ("想请三位有力气的朋友", 3),
        ("两个人就够了", 2),
        ("I need three grown-ups", 3),
        ("two strong lads wanted", 2),
        ("我有两个孩子", None),
        ("要两个鸡蛋", None),
        ("电梯里有两个人我和小雨", None),
        ("two people and luggage to the airport", None),
    ],
)
def test_people(text: str, people: int | None) -> None:
    assert people_in(text) == people


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13号那个单子给我嘛", 13),
        ("第16号请取消", 16),
        ("44弄好了", 44),
        ("/查看 12", 12),
        ("i'll take 25", 25),
        ("99号抽油的那个到哪了", 99),
        ("+1", None),
        ("7栋1单元302", None),
        ("15号我要去医院", None),
        ("bldg 3, apt 501", None),
    ],
)
def test_requests(text: str, number: int | None) -> None:
    assert request_in(text) == number


@given(
    st.text(
        alphabet=st.sampled_from("3-2号楼栋单元点半明天下周一二十到前 at5pm:/#零百正月初我妈0128,。\n")
        | st.characters(codec="utf-8")
    )
)
@example("13" * 300)
@example("月" * 100 + "13月32号25点")
def test_no_text_is_too_odd(text: str) -> None:
    plain = normalise(text)
    slots_in(plain, NOW, awaiting_review=True)


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("3-2-501李阿姨", "李阿姨"),
        ("3栋2单元501 王姐", "王姐"),
        ("Anna 8-1-1204", "Anna"),
        ("何师傅", "何师傅"),
        ("12号楼小赵", "小赵"),
        ("5#302刘", "刘"),
        ("3-2-501", ""),
        ("Bob Room 501", "Bob"),
    ],
)
def test_a_display_name_loses_its_door(name: str, public: str) -> None:
    assert public_name(name) == public
