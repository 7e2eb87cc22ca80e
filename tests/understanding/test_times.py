"""Times as points and spans, with the traps; NOW is Tuesday noon."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.normalise import normalise
from bot.understanding.times import time_in

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

SAID = [
    ("半小时后", "11-24 12:30", None),
    ("过一个钟头", "11-24 13:00", None),
    ("一个半小时后", "11-24 13:30", None),
    ("下下周三", "12-09 00:00", "12-09 23:59"),
    ("周末", "11-28 00:00", "11-29 23:59"),
    ("下周末", "12-05 00:00", "12-06 23:59"),
    ("明早", "11-25 06:00", "11-25 09:00"),
    ("明早5点50要赶高铁", "11-25 05:50", None),
    ("今晚八点到十点", "11-24 20:00", "11-24 22:00"),
    ("今晚十点到明早七点", "11-24 22:00", "11-25 07:00"),
    ("明天上午9:30-11:00", "11-25 09:30", "11-25 11:00"),
    ("明天下午三点半", "11-25 15:30", None),
    ("4点半放学后我到不了", "11-24 16:30", None),
    ("五点差十分放学", "11-24 16:50", None),
    ("四点一刻放人", "11-24 16:15", None),
    ("下个月3号上午", "12-03 08:00", "12-03 12:00"),
    ("12月3号(周四)下午2点", "12-03 14:00", None),
    ("11/28上午", "11-28 08:00", "11-28 12:00"),
    ("每月15号那天", "12-15 00:00", "12-15 23:59"),
    ("正月十五", "02-20 00:00", "02-20 23:59"),
    ("除夕", "02-05 00:00", "02-05 23:59"),
    ("大年初二", "02-07 00:00", "02-07 23:59"),
    ("中秋节", "09-15 00:00", "09-15 23:59"),
    ("元旦", "01-01 00:00", "01-01 23:59"),
    ("后天一早", "11-26 06:00", "11-26 09:00"),
    ("三点之前", None, "11-24 15:00"),
    ("五点前要", None, "11-24 17:00"),
    ("药店八点关门", None, "11-24 20:00"),
    ("周四中午前要交", None, "11-26 12:00"),
    ("每周二上午", "12-01 08:00", "12-01 12:00"),
    ("从明天起两周,中午那顿谁给送", "11-25 11:00", "11-25 13:00"),
    ("大后天不对是后天早上八点", "11-26 08:00", None),
    ("明天被借调,女儿四点四十放学", "11-25 16:40", None),
    ("晚上十二点", "11-25 00:00", None),
    ("next Friday at half past five", "12-04 17:30", None),
    ("I need someone tomorrow 3pm to carry a sofa", "11-25 15:00", None),
    ("this Thursday at 5 a.m., just me", "11-26 05:00", None),
    ("by 6pm", None, "11-24 18:00"),
    ("it shuts at six and I've no legs today", None, "11-24 18:00"),
    ("in half an hour", "11-24 12:30", None),
    ("this weekend", "11-28 00:00", "11-29 23:59"),
    ("on the 15th", "12-15 00:00", "12-15 23:59"),
    ("dec 20 to 26", "12-20 00:00", "12-26 23:59"),
    ("on the fourth of december at half past ten in the morning", "12-04 10:30", None),
    ("quarter to six", "11-24 17:45", None),
    ("7:30 tonight", "11-24 19:30", None),
    ("from 2 to 3", "11-24 14:00", "11-24 15:00"),
    ("this saturday 7pm到10pm", "11-28 19:00", "11-28 22:00"),
    ("friday早上5:30去机场", "11-27 05:30", None),
    ("Mon/Wed/Fri mornings", "11-25 08:00", "11-25 12:00"),
    ("on thursday afternoon", "11-26 13:00", "11-26 18:00"),
]


@pytest.mark.parametrize(("text", "start", "end"), SAID)
def test_points_and_spans(text: str, start: str | None, end: str | None) -> None:
    found = time_in(normalise(text), NOW)
    assert found is not None
    assert (found.start and f"{found.start:%m-%d %H:%M}") == start
    assert (found.end and f"{found.end:%m-%d %H:%M}") == end


@pytest.mark.parametrize(
    "text",
    [
        "3点钟方向",
        "一点都不好",
        "有点",
        "早点来",
        "晚点",
        "差点",
        "软一点的",
        "三点建议",
        "24小时营业",
        "12号线",
        "周到",
        "星期天气",
        "越快越好",
        "现在",
        "一周一次就好",
        "停电半小时了",
        "早上六点多穿个灰棉袄出去了",
        "大家晚上好",
        "小年轻",
        "昨日下午在活动室丢的",
        "我加班到十点",
        "这个月15号",
        "明明还好好的",
        "装圣诞灯串",
        "three days ago",
        "last night at 10",
    ],
)
def test_no_times(text: str) -> None:
    assert time_in(normalise(text), NOW) is None
