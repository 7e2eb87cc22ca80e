"""一键通: which words call, from whom, and what they mean while the bot waits for an answer."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.interpreter import Heard, interpret
from bot.understanding import Expecting
from handlers.context import Question, Said
from handlers.intents import Answer, AskForHelp, CallByButton, Intent, ReportStatus
from handlers.rules.ids import PersonId
from handlers.rules.people import Care, Person
from tests.builders import COMMUNITY, NOON, a_person, a_volunteer

CARED_FOR = a_person("nai", grid="G1", care=frozenset({Care.LONE_ELDER}))
CALLS = [
    "1",
    "１",
    "1。",
    "帮我",
    "帮帮我！",
    "帮忙",
    "帮一下",
    "快帮帮我",
    "救我",
    "救命啊",
    "救救我",
    "來人啊",
    "快来人",
    "求助",
    "一键通",
    "help",
    "SOS",
]
NO_CALLS = ["11", "2", "帮我谢谢他", "谁帮我拿的快递", "好的", "谢谢", "救护车走了"]


def asked(topic: str, hours: int = 1) -> Question:
    return Question(PersonId("nai"), topic, NOON - timedelta(hours=hours), 7)


def meant(text: str, *questions: Question, who: Person = CARED_FOR, in_group: bool = False) -> Intent | None:
    room = COMMUNITY.rooms[0] if in_group else None
    local = NOON.astimezone(ZoneInfo(COMMUNITY.timezone))
    expecting = Expecting(private=not in_group, open_requests=(1,))
    return interpret(Heard(Said(who, room, text, "m"), expecting, questions, local)).intent


@pytest.mark.parametrize("text", [*CALLS, "Help me!", "please help"])
def test_a_call_is_heard(text: str) -> None:
    assert meant(text) == CallByButton()


@pytest.mark.parametrize("text", [*NO_CALLS, "help yourself"])
def test_other_words_are_no_call(text: str) -> None:
    assert not isinstance(meant(text), CallByButton)


@pytest.mark.parametrize("text", ["帮我", "救我", "1"])
def test_only_in_private_and_only_from_the_care_list(text: str) -> None:
    assert not isinstance(meant(text, in_group=True), CallByButton)
    assert not isinstance(meant(text, who=a_person("zhao")), CallByButton)


def test_danger_in_words_goes_its_own_way() -> None:
    assert isinstance(meant("救命，家里着火了"), AskForHelp)


@pytest.mark.parametrize("topic", ["place", "done", "redo", "helper"])
def test_a_figure_may_answer_the_bot(topic: str) -> None:
    assert not isinstance(meant("1", asked(topic)), CallByButton)


def test_what_was_asked_long_ago_is_over_but_a_review() -> None:
    assert meant("1", asked("place", hours=30)) == CallByButton()
    assert meant("1", asked("done", hours=30)) != CallByButton()


@pytest.mark.parametrize("topic", ["request", "redo", "wanted"])
def test_help_me_is_a_yes_where_the_bot_asked_whether_help_is_wanted(topic: str) -> None:
    assert meant("帮我", asked(topic)) == Answer(yes=True)
    assert meant("救我", asked(topic)) == CallByButton()


def test_a_plea_is_a_call_also_while_the_bot_asks_where() -> None:
    assert meant("救我", asked("place")) == CallByButton()


def test_a_volunteer_on_the_care_list_may_claim_by_a_figure() -> None:
    both = a_volunteer("nai", "errands", care=frozenset({Care.DISABLED}))
    assert meant("1", who=both) != CallByButton()
    assert meant("帮我", who=both) == CallByButton()


@pytest.mark.parametrize(
    ("text", "is_status"),
    [
        ("已经联系物业了，周五来换水泵", True),
        ("没进展", True),
        ("办好了", True),
        ("the plumber comes on Wednesday", True),
        ("好的", False),
        ("谢谢", False),
        ("我家停电了，谁能帮忙看看", False),
    ],
)
def test_what_the_responsible_say_is_a_status(text: str, *, is_status: bool) -> None:
    responsible = a_person("bai")
    assert isinstance(meant(text, asked("status:7"), who=responsible), ReportStatus) is is_status
    assert not isinstance(meant(text, asked("status:7", hours=50), who=responsible), ReportStatus)
