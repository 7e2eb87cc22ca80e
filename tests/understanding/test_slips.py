"""Words misspelt by sound are put right, and nothing else is touched."""

import pytest

from bot.understanding import read
from bot.understanding.corpus import read_corpus
from bot.understanding.evaluation import NOON
from bot.understanding.normalise import normalise
from bot.understanding.slips import mended


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("我家跳咋了", "我家跳闸了"),
        ("细衣机不转了", "洗衣机不转了"),
        ("厕所的吗桶堵住了", "厕所的马桶堵住了"),
        ("空启开关推不上去", "空气开关推不上去"),
    ],
)
def test_a_word_misspelt_by_sound_is_put_right(slip: str, meant: str) -> None:
    assert mended(slip) == meant


@pytest.mark.parametrize("text", ["", "水", "司机说周四迟到", "业主群里都不懂", "he said so", "厨房十几个教练"])
def test_ordinary_words_of_the_same_sound_stay(text: str) -> None:
    assert mended(text) == text


def test_no_line_that_needs_nothing_is_touched_but_for_its_own_slips() -> None:
    texts = [normalise(line.text) for line in read_corpus() if line.intent == "none"]
    touched = [text for text in texts if mended(text) != text]
    assert len(touched) <= len(texts) // 1000, touched[:20]


@pytest.mark.parametrize("text", ["我家跳咋了,谁来看看", "马桶赌住了 3-2-501", "灯跑坏了谁能帮忙换一下"])
def test_a_misspelt_need_is_heard(text: str) -> None:
    reading = read(text, now=NOON)
    assert (reading.decision, reading.intent) == ("act", "request")
