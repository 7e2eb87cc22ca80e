"""The linear model: it learns, it is written the same each time, and it is read back as it was."""

from bot.understanding.corpus import LabelledLine
from bot.understanding.model import LinearModel, loads
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
    intents, services = train(LINES)
    assert [model.dumps() for model in train(LINES)] == [intents.dumps(), services.dumps()]
    asked = intents.probabilities({"修", "谁", "谁能", "@ask.words"})
    chatted = intents.probabilities({"天", "气", "天气", "大家"})
    assert asked["request"] > 0.5 > chatted["request"]
    assert set(services.classes) == {"electricity", "plumbing"}


def test_it_is_read_back_as_it_was() -> None:
    model = LinearModel(["a", "b"], [0.5, -0.5], 0.01, {"x": ((0, 3), (1, -4)), "^y z$": ((1, 127),)})
    again = loads(model.dumps())
    assert again.dumps() == model.dumps()
    assert again.probabilities({"x", "unknown"}) == model.probabilities({"x"})
    assert abs(sum(again.probabilities({"x"}).values()) - 1) < 1e-9
