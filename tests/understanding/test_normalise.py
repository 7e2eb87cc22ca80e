"""A text that needs no conversion is spared it, and no other."""

import opencc

from bot.understanding.corpus import read_corpus
from bot.understanding.normalise import may_be_traditional

CONVERTER = opencc.OpenCC("t2s")
LETTERS = [*map(chr, range(0x80, 0xD800)), *map(chr, range(0xE000, 0x30000))]
WORDS = ["沈默", "藉口", "答覆", "土坏", "英哩", "乾淨"]


def test_whatever_would_change_is_converted() -> None:
    texts = [*LETTERS, *WORDS, *(line.text for line in read_corpus()[::10])]
    missed = [text for text in texts if not may_be_traditional(text) and CONVERTER.convert(text) != text]
    assert missed == []


def test_plain_texts_are_spared() -> None:
    assert not may_be_traditional("我家水管漏了,谁能来帮忙修一下?")
    assert not may_be_traditional("hello")
    assert may_be_traditional("我家水管漏了,邊個識修?")
