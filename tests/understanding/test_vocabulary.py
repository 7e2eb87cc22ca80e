"""One pass over a text finds what asking every expression would find, and no word inside another."""

import re
from importlib.resources import files

import pytest

from bot.understanding import normalise
from bot.understanding.atoms import atoms_of
from bot.understanding.corpus import read_corpus
from bot.understanding.scanning import Scanner, index_of
from bot.understanding.vocabulary import cues, dangers, every_pattern, scan, services, slot_words, vocabulary_file
from tests.understanding.test_reading import CHATTER, DANGERS, NEEDS, OTHERS

TEXTS = [*CHATTER, *(str(row[0]) for row in [*NEEDS, *DANGERS, *OTHERS])]
TEXTS += ["5, thank you", "满分", "2个人", "need 2 people", "接单12", "#3", "3栋501 please help", "👍"]
TEXTS += [line.text for line in read_corpus()[::25]]


def test_nothing_is_missed() -> None:
    compiled = [
        (pattern, [re.compile(expression) for expression in pattern.expressions]) for pattern in every_pattern()
    ]
    for text in map(normalise, TEXTS):
        for pattern, expressions in compiled:
            matches = [match for expression in expressions if (match := expression.search(text))]
            first = min(matches, key=lambda match: match.start(), default=None)
            found = pattern.search(text)
            assert (found and found.span()) == (first and first.span()), (text, pattern.name)


@pytest.mark.parametrize(
    ("expression", "atoms"),
    [
        ("停电", [{"停电"}]),
        ("停(水|电)了", [{"停水了", "停电了"}]),
        (".{0,3}电.{0,3}停电了", [{"停电了"}]),
        ("(停|断)?电", [{"电"}]),
        ("(?<!车)停电(?!话)", [{"停电"}]),
        ("[水电]", [{"水", "电"}]),
        ("[1-3]", [{"1", "2", "3"}]),
        ("(修好了)+", [{"修好了"}]),
        ("^我$", [{"\0我\0", "\0我\n"}]),
        ("我.{0,3}家", [{"家"}, {"我"}]),
        ("(的.*|了)家", [{"家"}, {"的", "了"}]),
        ("水|.*", []),
        ("(水)*", []),
        (r"\d+", []),
    ],
)
def test_the_atoms_of_an_expression(expression: str, atoms: list[set[str]]) -> None:
    assert atoms_of(expression) == atoms


def test_the_vocabulary_that_is_shipped_is_that_of_its_sources() -> None:
    """Else the bot works it out at each start: run `weiguang train` after a change of data/*.toml."""
    shipped = files("bot.understanding").joinpath("data", "vocabulary.json").read_text(encoding="utf-8")
    assert shipped == vocabulary_file()


def test_a_latin_word_stands_by_itself() -> None:
    scanner = Scanner(["cat"], ["pets"], index_of([[["cat"]]]), {"pet": ["cat", "no cat"], "猫": ["猫"]})
    assert scanner.scan("a category").classes == frozenset()
    assert scanner.scan("a category").matches.keys() == {"pets"}
    assert scanner.scan("no cat!").classes == {"pet"}
    assert scanner.scan("小猫咪").classes == {"猫"}


def test_every_part_of_the_vocabulary_is_there() -> None:
    assert cues().keys() >= {"ask", "claim", "review"}
    assert slot_words().keys() >= {"rating", "people"}
    assert dangers().keys() >= {"fire", "medical"}
    assert services().keys() >= {"electricity", "pets"}
    assert "appliance" in scan("我家冰箱坏了").classes
