"""Ratings in stars, figures and words; answers that explain themselves."""

import pytest

from bot.understanding import read_answer
from bot.understanding.normalise import normalise
from bot.understanding.opinions import rating_of


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("⭐⭐⭐⭐", 4),
        ("四颗星🌟", 4),
        ("五粒星", 5),
        ("满分", 5),
        ("10/10", 5),
        ("四星", 4),
        ("four", 4),
        ("给个五分吧", 5),
        ("别提了", 1),
        ("马马虎虎", 3),
        ("有点马虎", 2),
        ("很满意", 5),
        ("meh, 3", 3),
        ("5,真的很温暖", 5),
        ("没修好", 1),
        ("nobody ever showed up, so, 1", 1),
        ("老头子说打五分,我说打四分,还是四分", 4),
        ("good. not perfect, but good.", 4),
        ("零分有没有?没有就一分", 1),
        ("接单12", None),
        ("+1", None),
    ],
)
def test_ratings(text: str, rating: int | None) -> None:
    assert rating_of(normalise(text)) == rating


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("可以,让他来吧", True),
        ("yes it's done", True),
        ("好的,麻烦了", True),
        ("no problem", True),
        ("嗯", True),
        ("no it still doesn't work", False),
        ("不用了,谢谢", False),
        ("还没修好", False),
        ("不行,还是漏", False),
        ("好像要下雨", None),
        ("什么时候来", None),
    ],
)
def test_answers(text: str, answer: bool | None) -> None:
    assert read_answer(text) == answer
