"""Doors and landmarks in every spelling that is met, and what only looks like one."""

import pytest

from bot.understanding import read_place
from handlers.rules.slots import Place

DOORS = [
    ("3-2-501", "3", "2", "501"),
    ("3栋2单元501", "3", "2", "501"),
    ("三栋二单元五零一", "3", "2", "501"),
    ("三棟二單元五〇一", "3", "2", "501"),
    ("谁来一下三号楼一单元一零一", "3", "1", "101"),
    ("3#2单元501", "3", "2", "501"),
    ("5#楼502", "5", None, "502"),
    ("3号楼2单元12楼1203", "3", "2", "1203"),
    ("Ｂ座１２０４", "B", None, "1204"),
    ("五栋502", "5", None, "502"),
    ("12-1-603李阿姨", "12", "1", "603"),
    ("A7-2-803 来人", "A7", "2", "803"),
    ("三杠二杠五零一", "3", "2", "501"),
    ("6座302", "6", None, "302"),
    ("3座15樓B室", "3", None, "B"),
    ("十六栋二门三零二", "16", "2", "302"),
    ("花园路88号5栋101", "5", None, "101"),
    ("88弄3号1201室", "3", None, "1201"),
    ("2号院5号楼", "5", None, None),
    ("我家5-302", "5", None, "302"),
    ("3幢甲单元", "3", "甲", None),
    ("5号公寓408", "5", None, "408"),
    ("15号402,老钢琴要搬", "15", None, "402"),
    ("三单元楼道灯坏了", None, "3", None),
    ("我是7栋的,302室", "7", None, "302"),
    ("我家猫上了空调外机,1801,8号楼", "8", None, "1801"),
    ("16栋大厅有个箱子,求两位邻居帮我弄上20楼(2001)", "16", None, "2001"),
    ("隔壁901的叔叔倒在家里没脉搏!!18栋,再带上AED", "18", None, "901"),
    ("804阿婆没关煤气", None, None, "804"),
    ("Bldg 3, Apt 501", "3", None, "501"),
    ("Apt 501, Bldg 3", "3", None, "501"),
    ("Block B 1204", "B", None, "1204"),
    ("Block B, 1204. Phone at 6%.", "B", None, "1204"),
    ("flat 12 in tower 4", "4", None, "12"),
    ("unit 2, building 5, room 301", "5", "2", "301"),
    ("6 building 302 help", "6", None, "302"),
    ("the third building smells of gas", "3", None, None),
    ("there is a fire in building 3 and smoke", "3", None, None),
    ("T3 1802", "T3", None, "1802"),
    ("the grandma in 303", None, None, "303"),
    ("从3栋搬到5栋502", "3", None, None),
    ("不是3栋,是5栋302", "5", None, "302"),
    ("我在9栋上班,地址:10栋501", "10", None, "501"),
]


@pytest.mark.parametrize(("text", "building", "unit", "room"), DOORS)
def test_doors(text: str, building: str | None, unit: str | None, room: str | None) -> None:
    found = read_place(text)
    assert found is not None
    assert (found.building, found.unit, found.room) == (building, unit, room)


@pytest.mark.parametrize(
    "text",
    [
        "3-5个人", "2026-11-24", "3-2赢了", "12-1月", "2号线", "5号来", "山一座一座往后跑", "v3.2.501", "100-200块",
        "5-10分钟", "8-10点", "坐G1204次列车", "13800000001", "下午3:20-4:50", "top of my building. no one will care",
        "they always block a driveway", "never open her door three days", "那栋楼", "in 2019 it was better",
    ],
)  # fmt: skip
def test_no_doors(text: str) -> None:
    found = read_place(text)
    assert found is None or (found.building, found.unit, found.room) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("东区8号楼顶楼没电", Place("8", text="东区顶楼")),
        ("3号楼二单元五楼西户", Place("3", "2", text="五楼西户")),
        ("7号楼东侧,三轮后胎瘪了", Place("7", text="东侧")),
        ("三楼没电", Place(text="三楼")),
    ],
)
def test_floors_sides_and_areas_are_text(text: str, place: Place) -> None:
    assert read_place(text) == place
