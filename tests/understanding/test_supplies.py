"""What fails, and what is there again: in one's own words, and not in those that only look like it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.outages import outage_in
from bot.understanding import Expecting, normalise, read
from bot.understanding.supplies import is_own_fault, supply_back, supply_failing, tells_of_failure
from handlers.intents import Intent, ReportFailure, SupplyReturned
from handlers.rules.reports import Supply
from handlers.rules.slots import Place

NOW = datetime(2026, 11, 24, 19, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FAILING = frozenset({Supply.POWER, Supply.WATER})
NEAR = Expecting(open_requests=(1,), own_requests=(), own_claims=(), role="resident", failing=FAILING)
HELPER = Expecting(open_requests=(), own_requests=(), own_claims=(1,), role="volunteer", failing=FAILING)
STAFF = Expecting(open_requests=(1,), own_requests=(), own_claims=(), role="staff", failing=FAILING)
CALM = Expecting(open_requests=(1,), own_requests=(), own_claims=(), role="resident")


def meant(text: str, expecting: Expecting = NEAR) -> Intent | None:
    return outage_in(text, expecting, read(text, expecting, now=NOW))


@pytest.mark.parametrize(
    ("text", "supply"),
    [
        ("我家突然停电,谁能帮我修一修?", Supply.POWER),
        ("家裡沒電了", Supply.POWER),
        ("My power is out", Supply.POWER),
        ("水龙头一滴水都没有", Supply.WATER),
        ("no running water in building 3", Supply.WATER),
        ("天然气停了,烧不了饭", Supply.GAS),
        ("暖气一点都不热", Supply.HEATING),
        ("the radiators are stone cold", Supply.HEATING),
        ("电梯又坏了", Supply.LIFT),
        ("the lift isn't working", Supply.LIFT),
        ("宽带断了,上不了网", Supply.NETWORK),
        ("the wifi is down", Supply.NETWORK),
    ],
)
def test_what_fails(text: str, supply: Supply) -> None:
    assert supply_failing(normalise(text)) is supply


@pytest.mark.parametrize(
    "text",
    [
        "手机没电了,谁有充电宝",
        "电动车没电了",
        "家里没有电视",
        "昨天停电了",
        "明天上午停水",
        "3栋没停电",
        "公司停电了",
        "热水器没水",
        "没有水果了",
        "家里一股煤气味",
        "电梯里困住人了",
        "我没网购过",
        "停水通知",
        "the water heater is broken",
        "my phone has no power",
        "no hot water",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert supply_failing(normalise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "只有我家没电",
        "就我们一家停水",
        "跳闸了,没电",
        "别人家都有电",
        "only our flat is dark",
    ],
)
def test_a_fault_of_ones_own(text: str) -> None:
    assert is_own_fault(normalise(text))
    assert tells_of_failure(normalise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "来电了",
        "终于来电了!",
        "电来了,谢谢",
        "恢复供电了",
        "The power is back!",
        "power's back on",
    ],
)
def test_it_is_there_again(text: str) -> None:
    assert supply_back(normalise(text)) is Supply.POWER


@pytest.mark.parametrize(
    "text",
    [
        "来电了吗",
        "还没来电",
        "几点来电",
        "马上来电了吧?",
        "我家有电",
        "谁家来电了",
        "is the power back?",
        "not back on yet",
    ],
)
def test_it_is_not_there_again(text: str) -> None:
    assert supply_back(normalise(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "我家也停电了",
        "我们这边也没电",
        "停电了",
        "怎么又停电了",
        "整栋楼都停电了",
        "我家也停电了,你们呢?",
        "our power went out as well",
    ],
)
def test_a_neighbours_word_is_a_report(text: str) -> None:
    assert meant(text, NEAR) in {ReportFailure(Supply.POWER), None}
    assert tells_of_failure(normalise(text)) is Supply.POWER
    assert meant(text, CALM) is None


@pytest.mark.parametrize(
    "text",
    [
        "我家也是",
        "我们这栋也没有",
        "Same here!",
        "us too",
    ],
)
def test_a_mere_echo_is_a_report(text: str) -> None:
    assert meant(text) == ReportFailure(None)
    assert meant(text, CALM) is None


@pytest.mark.parametrize(
    "text",
    [
        "你们家停电了吗",
        "有没有人家也停电了",
        "大家都没水吗",
        "谁家停电了",
        "我也是",
        "楼上也停了",
        "is your power out too?",
    ],
)
def test_a_question_is_no_report(text: str) -> None:
    assert meant(text) is None


def test_a_building_that_is_named() -> None:
    assert meant("3栋也停电了") == ReportFailure(Supply.POWER, Place("3"))


def test_what_does_not_fail_is_not_reported_nor_back() -> None:
    assert meant("电梯坏了") is None
    assert meant("网好了") is None


def test_what_staff_and_helpers_say_is_no_report() -> None:
    assert meant("3栋也停电了", STAFF) is None
    assert meant("来电了", STAFF) == SupplyReturned(Supply.POWER)
    assert meant("修好了,来电了", HELPER) is None


def test_danger_is_never_taken_for_an_outage() -> None:
    text = "我家也停电了,插座着火了!"
    assert read(text, NEAR, now=NOW).danger == "fire"
    assert read(text, NEAR, now=NOW).supply is None
    assert meant(text) is None
