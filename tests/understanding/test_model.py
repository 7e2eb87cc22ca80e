"""The linear model: it learns, it is written the same each time, and it is read back as it was."""

import math

import pytest

from bot.understanding.corpus import LabelledLine
from bot.understanding.model import Head, LinearModel, loads, pack
from bot.understanding.training import train

NEEDS = (
    "我家灯坏了谁能修",
    "水管漏了谁会修",
    "灯不亮了有人会修吗",
    "厨房水管漏水谁能来修",
    "灯坏了求人修",
    "水管坏了找人修",
)
CHATTER = ("今天天气真好", "晚上一起吃饭", "新年快乐呀大家", "天气冷了多穿衣服", "晚上看球吗大家", "今天吃了饺子")
LINES = [
    *(LabelledLine(text, "request", "a", service="electricity" if "灯" in text else "plumbing") for text in NEEDS),
    *(LabelledLine(text, "none", "a") for text in CHATTER),
]


def test_it_learns_and_is_the_same_each_time() -> None:
    model = train(LINES)
    assert train(LINES).dumps() == model.dumps()
    asked = model.probabilities("request", model.weigh({"修", "谁", "谁能", "@ask.words"}))
    chatted = model.probabilities("request", model.weigh({"天", "气", "天气", "大家"}))
    assert asked["yes"] > 0.5 > chatted["yes"]
    assert set(model.heads["service"].classes) == {"electricity", "plumbing"}


def test_its_sums_are_those_of_plain_arithmetic() -> None:
    heads = {"a": Head(["x", "y", "z"], [0.5, -0.5, 0.0], 0.1, 0), "b": Head(["p", "q"], [0.0, 0.0], 0.2, 3)}
    rows = {"one": (3, -4, 127, -128, 0), "two": (-100, 50, 127, -128, 1)}
    model = LinearModel(heads, list(rows), pack(rows.values()))
    weighed = model.weigh({"one", "two", "unknown"})
    scores = [0.5 + (3 - 100) * 0.1 / math.sqrt(2), -0.5 + (-4 + 50) * 0.1 / math.sqrt(2), 254 * 0.1 / math.sqrt(2)]
    powers = [math.exp(score) for score in scores]
    assert list(model.probabilities("a", weighed).values()) == pytest.approx([p / sum(powers) for p in powers])
    assert model.likeliest("b", weighed)[0] == "q"


def test_it_is_read_back_as_it_was() -> None:
    rows = [(131, -124)] * 300 + [(128, -255)]
    features = [*map(str, range(299)), "灯", "^y\nz$"]
    model = LinearModel({"a": Head(["x", "y"], [0.5, -0.5], 0.01, 0)}, features, pack(rows))
    again = loads(model.dumps())
    assert again.dumps() == model.dumps()
    assert again.probabilities("a", again.weigh({"灯", "?"})) == model.probabilities("a", model.weigh({"灯"}))
    assert again.likeliest("a", again.weigh({"^y\nz$"})) == model.likeliest("a", model.weigh({"^y\nz$"}))
