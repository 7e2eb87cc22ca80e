"""What sentences mean: the contract's rules, one by one."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service_catalogue import load_services
from bot.understanding import Expecting, Reading, read, read_answer, read_need, services_named
from bot.understanding.vocabulary import services

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
OPEN = Expecting(open_requests=(12,), own_requests=(), own_claims=(), role="volunteer")
HELPING = Expecting(open_requests=(), own_requests=(), own_claims=(12,), role="volunteer")
ASKED = Expecting(open_requests=(), own_requests=(12,), own_claims=(), role="resident")
SERVED = Expecting(awaiting_review=True, open_requests=(), own_requests=(12,), own_claims=(), role="resident")
QUIET = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")


def meant(text: str, expecting: Expecting = QUIET) -> Reading:
    return read(text, expecting, now=NOW)


NEEDS = [
    ("我家突然停电,谁能帮我修一修?", "electricity", "urgent"),
    ("俺家厨房下水道堵了 有没有师傅帮忙通一下", "plumbing", "normal"),
    ("水管爆了,水喷得到处都是,快来人帮帮我", "plumbing", "urgent"),
    ("钥匙忘带了进不去家门,谁会开锁", "locks", "urgent"),
    ("谁明天能帮我磨两把菜刀?不急", "sharpening", "scheduled"),
    ("想请人帮我妈理个发,她下不了床", "haircut", "normal"),
    ("谁能帮忙接一下孩子,我堵在路上赶不回去", "pickup", "urgent"),
    ("我一个人搬不动沙发,来两个小伙子帮帮忙", "moving", "normal"),
    ("有没有人能教我用微信视频", "smartphone", "normal"),
    ("我想咨询一下律师,房东不退押金", "legal", "normal"),
    ("最近压力特别大,睡不着,想找心理老师聊聊", "counselling", "normal"),
    ("我的猫丢了,哪位邻居帮忙找找", "pets", "normal"),
    ("谁能帮我取个快递,腿脚不方便", "errands", "normal"),
    ("我要預約明天下午的上門理髮", "haircut", "scheduled"),
    ("My power just went out, can somebody take a look?", "electricity", "urgent"),
    ("I'm locked out, can anyone help?", "locks", "urgent"),
    ("Could someone help me carry a sofa upstairs?", "moving", "normal"),
    ("Our sink is blocked, can anyone help unclog it?", "plumbing", "normal"),
]


@pytest.mark.parametrize(("text", "service", "urgency"), NEEDS)
def test_needs(text: str, service: str, urgency: str) -> None:
    reading = meant(text)
    assert (reading.intent, reading.decision, reading.service, reading.urgency) == ("request", "act", service, urgency)


DANGERS = [
    ("我妈摔倒了起不来,快来人啊", "medical", "first_aid"),
    ("隔壁王奶奶一个人住,敲门半天没人应", "medical", "first_aid"),
    ("厨房着火了!!", "fire", "hazard"),
    ("楼道里有股烧焦味", "fire", "hazard"),
    ("家里一股煤气味", "gas", "hazard"),
    ("我老公被电到了", "electric_shock", "hazard"),
    ("我真的不想活了,活着没意思", "suicide", "counselling"),
    ("隔壁男的在打老婆", "violence", "other"),
    ("我家孩子走丢了,穿红衣服", "missing_person", "lost_found"),
    ("有人困在电梯里了", "trapped", "hazard"),
    ("地下室进水了,水已经漫到插座了", "flood", "hazard"),
    ("There is a fire in the kitchen of building 3, please help!", "fire", "hazard"),
    ("My grandfather fell and can't get up", "medical", "first_aid"),
    ("I smell gas in the hallway", "gas", "hazard"),
    ("I want to die", "suicide", "counselling"),
    ("my son is missing", "missing_person", "lost_found"),
]


@pytest.mark.parametrize(("text", "danger", "service"), DANGERS)
def test_dangers(text: str, danger: str, service: str) -> None:
    for expecting in (QUIET, OPEN, SERVED):
        reading = meant(text, expecting)
        assert (reading.intent, reading.danger, reading.urgency) == ("request", danger, "emergency")
        assert reading.service == service


CHATTER = [
    "新年好呀大家",
    "你们家也停电了吗?",
    "有没有人家里也停水了",
    "物业通知:明天上午9点到11点停水检修,请提前储水",
    "专业开锁换锁,随叫随到,电话13800000077",
    "帮忙点个赞谢谢",
    "我来了,开饭吧",
    "笑死我了哈哈哈",
    "谁有好的开锁师傅电话推荐一个",
    "捡到一串钥匙,谁丢的来门卫拿",
    "谁的车堵门口了,麻烦挪一下",
    "上次停电多亏何师傅帮我修好了",
    "新闻说隔壁市着火了,太吓人",
    "明天消防演习,听到警报不要慌",
    "今天热死了",
    "想死你们了,什么时候聚聚",
    "三缺一,谁来打麻将",
    "五斤装新鲜草莓团购,接龙走起",
    "Is anyone else without water?",
    "Good morning everyone",
    "Found a set of keys near the gate",
    "Sale! 20% off cleaning, call us today",
    "1",
    "好的",
    "",
]


@pytest.mark.parametrize("text", CHATTER)
def test_chatter(text: str) -> None:
    reading = meant(text)
    assert (reading.decision, reading.intent, reading.service, reading.danger) == ("silent", "none", None, None)


OTHERS = [
    ("我懂点电工,我去看看!", OPEN, "claim", "act"),
    ("我来吧", OPEN, "claim", "act"),
    ("交给我", OPEN, "claim", "act"),
    ("+1", OPEN, "claim", "act"),
    ("接单12", OPEN, "claim", "act"),
    ("I can take it", OPEN, "claim", "act"),
    ("on my way", OPEN, "claim", "act"),
    ("要不我去?", OPEN, "claim", "ask"),
    ("我下午才有空", OPEN, "claim", "ask"),
    ("唉,没人去那我去吧", OPEN, "claim", "act"),
    ("我来", QUIET, "none", "silent"),
    ("我去上班了", OPEN, "none", "silent"),
    ("不好意思,家里有事,来不了了", HELPING, "withdraw", "act"),
    ("我到门口了", HELPING, "arrived", "act"),
    ("开始修了", HELPING, "arrived", "act"),
    ("修好了", HELPING, "done", "act"),
    ("All done", HELPING, "done", "act"),
    ("来电了,不用了,谢谢大家", ASKED, "cancel", "act"),
    ("自己修好了", ASKED, "cancel", "act"),
    ("有人来吗", ASKED, "status", "act"),
    ("5分,太感谢何师傅了", SERVED, "review", "act"),
    ("非常满意", SERVED, "review", "act"),
    ("还在漏,根本没修好", SERVED, "review", "act"),
    ("有哪些服务", QUIET, "menu", "act"),
    ("我要当志愿者", QUIET, "register", "act"),
    ("I'd like to volunteer", QUIET, "register", "act"),
    ("我这周不在,别派单给我", OPEN, "availability", "act"),
    ("我攒了多少小时了", QUIET, "balance", "act"),
    ("志愿者排行榜", QUIET, "ranking", "act"),
    ("我想用积分换袋大米", QUIET, "redeem", "act"),
    ("我的心愿是有一辆轮椅", QUIET, "wish", "act"),
    ("我报名周六的义诊", QUIET, "signup", "act"),
    ("我想给社区提个建议", QUIET, "feedback", "act"),
    ("/看板", QUIET, "command", "act"),
    ("谢谢大家", QUIET, "thanks", "act"),
]


@pytest.mark.parametrize(("text", "expecting", "intent", "decision"), OTHERS)
def test_other_intents(text: str, expecting: Expecting, intent: str, decision: str) -> None:
    reading = meant(text, expecting)
    assert (reading.intent, reading.decision) == (intent, decision)


def test_ratings_in_words() -> None:
    told = {"非常满意": 5, "不错": 4, "一般般": 3, "不太满意": 2, "太差了": 1, "excellent": 5, "good": 4, "so-so": 3}
    assert {text: meant(text, SERVED).slots.rating for text in told} == told
    reading = meant("没修好,还在漏", SERVED)
    assert (reading.not_done, reading.slots.rating) == (True, 1)


def test_a_number_is_a_review_only_where_one_is_awaited_and_a_claim_only_where_one_is_open() -> None:
    assert (meant("5", SERVED).intent, meant("12", OPEN).intent, meant("5", QUIET).intent) == (
        "review",
        "claim",
        "none",
    )
    assert meant("12", OPEN).slots.request == 12
    assert meant("99", OPEN).intent == "none"


def test_only_mine() -> None:
    assert meant("只有我家停电了,邻居都有电,谁能帮忙看看").only_mine
    assert not meant("我家停电了,谁能帮忙看看").only_mine


def test_a_need_that_staff_record_needs_no_plea() -> None:
    reading = read_need("灯坏了", now=NOW)
    assert (reading.intent, reading.decision, reading.service) == ("request", "act", "electricity")
    assert read_need("说不清楚的事", now=NOW).service == "other"


def test_skills_are_named_in_both_languages_and_by_code() -> None:
    assert services_named("会修水管,也能搬东西") == ("plumbing", "moving")
    assert services_named("plumbing and cleaning") == ("plumbing", "cleaning")
    assert "electricity" in services_named("懂点电工")


def test_every_service_has_words() -> None:
    assert set(services()) | {"other"} == set(load_services().services)


def test_answers() -> None:
    assert [read_answer(text) for text in ("是", "要的", "好的,谢谢", "yes please")] == [True] * 4
    assert [read_answer(text) for text in ("不用", "不是", "No thanks")] == [False] * 3
    assert [read_answer(text) for text in ("也许吧", "今天天气不错", "3栋501")] == [None] * 3


@given(st.text(max_size=300), st.booleans())
def test_no_text_breaks_it(text: str, awaited: bool) -> None:
    reading = meant(text, Expecting(awaiting_review=awaited))
    assert (reading.intent == "none") == (reading.decision == "silent")
    assert (reading.urgency is not None) == (reading.intent == "request")


@pytest.mark.parametrize(
    "text", ["我" * 5000, "一点" * 3000, "3-" * 5000, "\u202e" * 5000, "a " * 50_000, "谁能帮" * 2000, "(((" * 9999]
)
def test_a_hostile_text_is_read_quickly_enough_to_finish(text: str) -> None:
    assert meant(text).lang in {"zh", "en"}
