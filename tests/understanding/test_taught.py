"""What staff taught acts on the same words and nearly the same ones, and never against danger or the talk's state."""

from datetime import datetime
from time import process_time
from timeit import repeat
from zoneinfo import ZoneInfo

import pytest

from bot.understanding import NOTHING, Expecting, Reading, Taught, anonymise, read, read_need
from bot.understanding.corpus import LabelledLine, read_corpus
from bot.understanding.hearing import hear
from bot.understanding.taught import key, runs_of
from handlers.rules.lessons import Lesson

NOW = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
IDLE = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")
PIPE = "谁能帮我修一修水管,急死我了"
CANARIES = ("13800000001", "138 0000 0001", "0511-87654321", "11010119900307123X", "501", "1204", "五零一", "8801")


def lesson(text: str, intent: str = "none", service: str | None = None) -> Lesson:
    return Lesson(anonymise(text), intent, NOW, service)


def understood(text: str, *lessons: Lesson, expecting: Expecting = IDLE, **words: str) -> Reading:
    return read(text, expecting, now=NOW, taught=Taught(lessons, words))


# ---- lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "again",
    [
        PIPE,
        f"{PIPE}!!",
        f"@微光 {PIPE}。",
        "誰能幫我修一修水管，急死我了",
        "谁能帮我修一修水管,急死我了啊",
    ],
)
def test_a_repeat_means_what_was_taught(again: str) -> None:
    told = understood(again, lesson(PIPE))
    assert (told.intent, told.decision) == ("none", "silent")


def test_without_a_lesson_it_is_a_request() -> None:
    assert understood(PIPE).intent == "request"


def test_other_words_mean_what_they_meant() -> None:
    assert understood("谁能帮我修一修水管", lesson(PIPE)).service == "plumbing"


def test_all_figures_are_alike_so_a_masked_lesson_is_exact() -> None:
    told = lesson("3栋2单元501水管漏了,电话13800000001,谁会修", "request", "appliance")
    assert understood("5栋1单元302水管漏了,电话13800000002,谁会修", told).service == "appliance"


def test_a_taught_need_keeps_its_other_facts() -> None:
    reading = understood("3栋2单元501水管漏了,谁会修", lesson("3栋2单元501水管漏了,谁会修", "request", "appliance"))
    assert (reading.decision, reading.service, reading.also) == ("act", "appliance", ("plumbing",))
    assert reading.slots.place is not None
    assert reading.slots.place.room == "501"


def test_an_exact_lesson_comes_before_a_near_one_and_a_later_before_an_earlier() -> None:
    near, exact = lesson(f"{PIPE}啊", "request", "pets"), lesson(PIPE, "request", "jobs")
    assert understood(PIPE, exact, near).service == "jobs"
    assert understood(PIPE, exact, lesson(PIPE, "request", "ride")).service == "ride"


def test_danger_in_plain_words_is_danger_whatever_was_taught() -> None:
    fire = "厨房着火了,快来人救命"
    assert understood(fire, lesson(fire)).danger == "fire"


def test_the_state_of_the_talk_comes_before_what_was_taught() -> None:
    helping = Expecting(open_requests=(7,), own_requests=(), own_claims=(7,), role="volunteer")
    assert understood("修好了", lesson("修好了"), expecting=helping).intent == "done"
    reviewing = Expecting(awaiting_review=True, open_requests=(), own_requests=(), own_claims=())
    assert understood("5分", lesson("5分"), expecting=reviewing).intent == "review"


def test_what_the_talk_does_not_allow_is_not_taught_either() -> None:
    assert understood("水管归我了", lesson("水管归我了", "claim")).intent != "claim"
    offered = Expecting(open_requests=(7,), own_requests=(), own_claims=(), role="volunteer")
    assert understood("水管归我了", lesson("水管归我了", "claim"), expecting=offered).intent == "claim"


# ---- words -------------------------------------------------------------------------------------------------------


def test_a_word_gives_a_request_its_service() -> None:
    assert understood("屋里咔哒灯,请哪位师傅来修一下", 咔哒灯="electricity").service == "electricity"
    assert read_need("屋里咔哒灯", now=NOW, taught=Taught(words={"咔哒灯": "electricity"})).service == "electricity"


@pytest.mark.parametrize("text", ["昨天看了个电影叫咔哒灯,真不错", "咔哒灯", "专业修咔哒灯,价格优惠,欢迎来电"])
def test_a_word_alone_is_no_need(text: str) -> None:
    assert understood(text, 咔哒灯="electricity").intent == "none"


def test_a_latin_word_stands_by_itself() -> None:
    taught = Taught(words={"juice": "electricity", "no juice": "appliance"})
    assert taught.service_in("there is no juice here") == "appliance"
    assert taught.service_in("my juicer broke") is None


def test_a_word_of_a_service_beyond_the_vocabulary_is_no_fault() -> None:
    assert understood("谁能帮我修一下咔哒灯,水管也漏了", 咔哒灯="beekeeping").service == "beekeeping"


# ---- masking -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "我家3栋2单元501,电话13800000001或138 0000 0001",
        "三栋二单元五零一,座机0511-87654321",
        "身份证11010119900307123X,B座1204",
        "３栋５０１，１３８００００００００１",
        "住⑤栋,房号8801,微信wx13800000001",
        "building 3 room 501, call 138 0000 0001",
    ],
)
def test_nothing_personal_is_left(text: str) -> None:
    masked = anonymise(text)
    assert not [canary for canary in CANARIES if canary in masked]
    assert not set(masked) & set("123456789①②③④⑤")


def test_spelt_doors_names_and_mentions_are_taken_out() -> None:
    assert anonymise("Flat five, room five oh one please") == "flat 0, room 0 please"
    assert anonymise("@何师傅 我是李阿姨,家里停电", "3-2-501李阿姨") == "我是,家里停电"
    assert anonymise("Ann here, it is Anniversary time", "Ann") == "here, it is anniversary time"


def test_what_is_not_personal_stays() -> None:
    assert anonymise("帮我一下,二十分钟后来两个人") == "帮我一下,二十分钟后来两个人"


# ---- speed -------------------------------------------------------------------------------------------------------


def microseconds(taught: Taught, texts: list[str]) -> float:
    """The mean of the quickest of five rounds, in the processor's time."""
    taught.find(texts[0])

    def ask() -> None:
        for text in texts:
            taught.find(text)

    return min(repeat(ask, timer=process_time, number=1, repeat=5)) / len(texts) * 1e6


def spread(lines: list[LabelledLine], count: int) -> list[LabelledLine]:
    return lines[:: len(lines) // count][:count]


def test_it_costs_next_to_nothing() -> None:
    lines = read_corpus()
    taught = Taught(tuple(Lesson(line.text, line.intent, NOW) for line in spread(lines, 1000)))
    texts = [hear(line.text, IDLE, NOW).text for line in spread(lines[3:], 800)]
    assert microseconds(NOTHING, texts) < 5
    assert microseconds(taught, texts) < 50


def test_the_index_finds_what_comparing_all_finds() -> None:
    lines = read_corpus()
    known = [hear(line.text, IDLE, NOW).text for line in spread(lines, 300)]
    taught = Taught(tuple(Lesson(text, "none", NOW) for text in known))
    for text in [*(t[1:] for t in known), *(f"{t}啊" for t in known), *(t[: len(t) * 4 // 5] for t in known)]:
        own = runs_of(key(text))
        near = [o for o in map(key, known) if len(own & runs_of(o)) >= 0.8 * len(own | runs_of(o))]
        found = taught.find(text)
        assert (found is not None) == bool(near), text
