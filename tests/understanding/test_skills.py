"""What volunteers say they can do: services, categories that cover all of theirs, trades."""

import pytest

from bot.service_catalogue import load_services
from bot.understanding import skills_named
from handlers.rules.matching import has_skill
from tests.builders import a_volunteer

SERVICES = load_services()
COVERED = [
    ("懂点电工", "electricity"),
    ("水电工", "plumbing"),
    ("水电工", "electricity"),
    ("水电家电都会", "locks"),
    ("家里的维修", "appliance"),
    ("我会家政", "cleaning"),
    ("退休护士", "first_aid"),
    ("护士", "medicine"),
    ("做过司机", "ride"),
    ("养老服务", "companionship"),
    ("电工、家务", "haircut"),
    ("handyman", "plumbing"),
    ("I know some electrical work", "electricity"),
    ("household and repairs", "moving"),
]


@pytest.mark.parametrize(("words", "service"), COVERED)
def test_the_words_cover_the_service(words: str, service: str) -> None:
    assert has_skill(a_volunteer("wang", *skills_named(words)), service, SERVICES)


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("懂点电工", "plumbing"),
        ("家电维修", "locks"),
        ("会修水管", "electricity"),
        ("保洁", "moving"),
        ("随便", "other"),
    ],
)
def test_a_part_is_not_the_whole(words: str, service: str) -> None:
    assert not has_skill(a_volunteer("wang", *skills_named(words)), service, SERVICES)


def test_every_code_is_one() -> None:
    for words, _ in COVERED:
        assert all(SERVICES.is_skill(code) for code in skills_named(words)), words
