"""What a captain answers: names outright, a bare name, themselves, nobody, or something else altogether."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.captains import named_by_captain
from bot.understanding import Expecting, read
from handlers.context import Question, Said
from handlers.intents import Claim, Intent, NameMember
from tests.builders import COMMUNITY, NOON, a_volunteer

MA = a_volunteer("ma", "moving", team="搬家队")
ASKED = (Question(MA.id, "team:3", NOON, 3),)
LOCAL = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def heard(text: str, *, in_room: bool = False, questions: tuple[Question, ...] = ASKED) -> Intent | None:
    room = COMMUNITY.rooms[0] if in_room else None
    reading = read(text, Expecting(open_requests=(3,), private=not in_room, role="volunteer"), now=LOCAL)
    return named_by_captain(Said(MA, room, text, "m"), questions, reading)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("派小王去", ("小王",)),
        ("让老李过去看看", ("老李",)),
        ("王姐去", ("王姐",)),
        ("我让小王去", ("小王",)),
        ("小王和王姐去", ("小王", "王姐")),
        ("派小王、小陆去吧", ("小王", "小陆")),
        ("send Tom Baker", ("tom baker",)),
        ("Ben can go", ("ben",)),
        ("ask Zoe to go please", ("zoe",)),
    ],
)
def test_names_said_outright(text: str, names: tuple[str, ...]) -> None:
    intent = heard(text)
    assert isinstance(intent, NameMember)
    assert tuple(name.lower() for name in intent.names) == names


@pytest.mark.parametrize("text", ["没人", "都没空", "今天不行", "派不出人", "nobody", "we can't"])
def test_nobody(text: str) -> None:
    assert heard(text) == NameMember(nobody=True)


def test_the_captain_goes_and_a_bare_name_is_left_to_the_team() -> None:
    assert heard("我去") == Claim(3)
    assert heard("小王") == NameMember()
    assert heard("3号派小王去") == NameMember(3, ("小王",))


@pytest.mark.parametrize("text", ["我家停电了,谁来看看", "着火了!快来人"])
def test_a_need_of_their_own_is_no_answer(text: str) -> None:
    assert heard(text) is None


def test_what_answers_a_later_question_is_left_to_it() -> None:
    later = (Question(MA.id, "place", NOON, 4), *ASKED)
    assert heard("3栋2单元501", questions=later) is None
    assert heard("没人", questions=later) is None
    assert heard("派小王去", questions=later) == NameMember(None, ("小王",))
    assert heard("好的") is None


def test_in_a_room_only_an_order_counts_and_without_a_question_nothing_does() -> None:
    assert heard("派小王去", in_room=True) == NameMember(None, ("小王",))
    assert heard("王姐去", in_room=True) is None
    assert heard("没人", in_room=True) is None
    assert heard("派小王去", questions=()) is None
