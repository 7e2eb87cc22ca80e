"""A suggestion is heeded where the text is doubtful, as far as the state of the talk and our own grammars allow."""

from functools import cache

import pytest

from bot.understanding import Advice, Expecting, Reading, find_doubt, read
from bot.understanding.corpus import read_corpus, split
from bot.understanding.decide import ACT_AT
from tests.advice.stub import IN_A_ROOM, doubtful_texts
from tests.builders import NOON

TO_CLAIM = Expecting(open_requests=(1,), own_requests=(), own_claims=(), role="volunteer")
OWN = Expecting(open_requests=(), own_requests=(2,), own_claims=(), role="resident")


def advised(text: str, advice: Advice, state: Expecting = IN_A_ROOM) -> Reading:
    return read(text, state, now=NOON, advice=advice)


@cache
def asked_back() -> tuple[str, ...]:
    """Texts of our own on which the bot would ask back."""
    texts = [line.text for line in split(read_corpus())[1] if line.decision == "ask" or line.intent == "request"]
    return tuple(t for t in texts if read(t, TO_CLAIM, now=NOON).decision == "ask" and find_doubt(t, TO_CLAIM, NOON))


def test_some_texts_are_doubtful_and_most_are_not() -> None:
    lines = split(read_corpus())[1]
    asked = sum(find_doubt(line.text, line.expecting, NOON) is not None for line in lines)
    assert 0 < asked < 0.2 * len(lines)


def test_a_request_is_made_with_service_and_our_own_slots() -> None:
    found = advised(doubtful_texts()[0], Advice("request", "pets"))
    assert (found.intent, found.decision, found.service, found.confidence) == ("request", "act", "pets", ACT_AT)


def test_urgent_is_the_most_that_can_be_suggested() -> None:
    calm = next(t for t in doubtful_texts() if advised(t, Advice("request", "pets")).urgency == "normal")
    assert advised(calm, Advice("request", "pets", is_urgent=True)).urgency == "urgent"
    with_day = (f"{text} 后天上午" for text in doubtful_texts())
    later = next(t for t in with_day if advised(t, Advice("request", "pets")).urgency == "scheduled")
    assert advised(later, Advice("request", "pets", is_urgent=True)).urgency == "scheduled"


def test_words_are_read_again_by_our_own_grammars_and_only_those_of_the_message() -> None:
    text = doubtful_texts()[0]
    plain = advised(text, Advice("request", "pets")).slots
    assert advised(text, Advice("request", "pets", time="明天下午三点", people="九个人")).slots == plain


@pytest.mark.parametrize("service", [None, "pets"])
def test_none_makes_a_question_needless_and_leaves_what_the_rules_act_upon(service: str | None) -> None:
    assert asked_back()
    assert advised(asked_back()[0], Advice("none", service), TO_CLAIM).decision == "silent"
    plain = "厨房水管漏水了,谁会修?"
    assert advised(plain, Advice("none")) == read(plain, IN_A_ROOM, now=NOON)
    assert advised(plain, Advice("thanks")) == read(plain, IN_A_ROOM, now=NOON)


def test_a_claim_is_only_asked_about_and_only_where_something_is_open() -> None:
    text = next(t for t in doubtful_texts() if find_doubt(t, TO_CLAIM, NOON))
    assert advised(text, Advice("claim"), TO_CLAIM).decision == "ask"
    assert advised(doubtful_texts()[0], Advice("claim")) == read(doubtful_texts()[0], IN_A_ROOM, now=NOON)


def test_cancelling_needs_a_request_of_ones_own() -> None:
    text = next(t for t in doubtful_texts() if find_doubt(t, OWN, NOON))
    assert advised(text, Advice("cancel"), OWN).intent == "cancel"
    assert advised(text, Advice("cancel")) == read(text, IN_A_ROOM, now=NOON)


def test_the_intents_that_may_be_suggested_are_those_of_the_moment() -> None:
    text = next(t for t in doubtful_texts() if find_doubt(t, OWN, NOON))
    of_the_room, of_the_owner = find_doubt(text, IN_A_ROOM, NOON), find_doubt(text, OWN, NOON)
    assert of_the_room
    assert of_the_owner
    assert set(of_the_owner.intents) - set(of_the_room.intents) == {"cancel", "done", "status", "review"}
    assert "command" not in of_the_owner.intents


def test_counselling_and_dangers_that_are_over_are_nobody_elses_business() -> None:
    for text in (
        "最近心里很难受,想找人聊聊",
        "昨天楼下着火了,已经灭了,谁知道怎么回事",
        "以前老公家暴,现在离了,谁能陪我",
    ):
        assert find_doubt(text, IN_A_ROOM, NOON) is None
