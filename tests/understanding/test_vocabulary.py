"""Patterns that leave out the other language's words find the same as all of them together."""

import re

import pytest

from bot.understanding import normalise
from bot.understanding.vocabulary import Pattern, cues, dangers, services, slot_words
from tests.understanding.test_reading import CHATTER, DANGERS, NEEDS, OTHERS

TEXTS = [normalise(text) for text in [*CHATTER, *(str(row[0]) for row in [*NEEDS, *DANGERS, *OTHERS])]]
TEXTS += ["5, thank you", "满分", "2个人", "need 2 people", "接单12", "#3", "3栋501 please help", "👍"]


def every_pattern() -> list[Pattern]:
    found = [pattern for section in cues().values() for pattern in section.values()]
    found += [pattern for section in slot_words().values() for pattern in section.values()]
    found += [pattern for pair in dangers().values() for pattern in pair]
    return found + [pattern for words in services().values() for pattern in (words.trouble, words.need, words.skill)]


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_missed(text: str) -> None:
    for pattern in every_pattern():
        whole = pattern._whole.search(text)
        found = pattern.search(text)
        assert (found and found.span()) == (whole and whole.span())


def test_a_pattern_of_both_languages_is_asked_of_both() -> None:
    both = Pattern(["两个|two"])
    assert both.search("two")
    assert both.search("两个")
    assert re.fullmatch("two", both.search("take two").group())  # type: ignore[union-attr]
