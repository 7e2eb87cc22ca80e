"""Danger by the rules alone: what is one here and now, and what only sounds like it."""

import re

import pytest

from bot.understanding import normalise
from bot.understanding.atoms import atoms_of
from bot.understanding.dangers import danger_in
from bot.understanding.frames import put_together
from bot.understanding.vocabulary import dangers, every_pattern, in_standard

UNBOUNDED = re.compile(r"\.[*+]")

DANGERS = {
    "medical": [
        "昨天还好好的,今天我妈突然叫不醒",
        "我爸在卫生间摔了一跤起不来了,谁来帮我扶一下",
        "奶奶吃粽子噎住了脸都发紫,快来人",
        "老伴突然半边身子动不了,嘴也歪了",
        "楼下有个大叔晕倒了,没反应,快打120",
        "孩子发高烧抽搐翻白眼,怎么办",
        "胸口疼得厉害,一身冷汗,家里就我一个人,快来",
        "独居的马奶奶今天敲门没人应,电话也不接",
        "宝宝误吞了纽扣电池,哪里最近能急救",
        "手被玻璃割了,血止不住,快帮帮我",
        "我老婆羊水破了,快叫车",
        "开水泼到孩子身上,起了好大一片泡,一直哭,快来人",
        "爷爷喘不上气,嘴唇发紫,快来人啊",
        "我爸吃错药了,现在昏迷不醒",
        "my grandma collapsed and is not breathing, please help",
        "he is choking on a piece of meat, help",
        "uncle has chest pain and is sweating, please call ambulance",
        "the old lady next door is not answering the door, she lives alone",
        "my wife's water broke, we need help now",
        "dad fell in the bathroom and can't get up, please come",
    ],
    "fire": [
        "厨房着火了,快来人",
        "楼道里浓烟滚滚,快报警",
        "隔壁阳台冒黑烟,好像烧起来了",
        "电动车在车棚里烧起来了,快拿灭火器",
        "插排烧起来了,窗帘也着了,救命",
        "五单元楼道里一股烧电线的焦糊味,现在越来越重",
        "the kitchen is on fire, help!",
        "there is smoke coming out of the socket, please come now",
    ],
    "gas": [
        "家里一股煤气味,头有点晕,快来人",
        "楼道里燃气泄漏了,大家别开灯,快打电话",
        "煤气罐在嘶嘶响,我不敢进厨房",
        "我家燃气报警器一直在响,还有臭鸡蛋味",
        "I smell gas in the stairwell, please come",
        "our gas cylinder is leaking, hissing, help",
    ],
    "electric_shock": [
        "我老公修灯被电倒了,快来人",
        "孩子摸插座触电了,手都黑了",
        "单元门口铁栏杆漏电,一摸手就麻,小孩别过来",
        "电线掉在路上冒火花,快来人看看",
        "my son got an electric shock from the socket, help",
        "there is a live wire hanging over the playground, please come",
    ],
    "violence": [
        "隔壁男的又在打老婆,女的一直喊救命",
        "有人拿着刀在楼下追人,快报警",
        "前夫在砸我家门,我和孩子躲在卧室不敢出声",
        "一个男的一直跟着我,到单元门口了,我不敢上楼",
        "我老公喝了酒在打我,快救救我",
        "my boyfriend is hitting me, please help",
        "someone is trying to break into my flat right now",
    ],
    "suicide": [
        "我真的不想活了",
        "我吃了一整瓶安眠药,对不起大家",
        "有个姑娘坐在楼顶边上,要往下跳,快来人",
        "i want to die",
        "my friend says he will kill himself tonight, please help",
    ],
    "missing_person": [
        "我家孩子走丢了,五岁,穿黄外套",
        "我爸有老年痴呆,早上出门到现在没回来,求大家帮忙找找",
        "谁看见我女儿了,七岁,红裙子,刚才在滑梯那儿不见了",
        "my son is missing, he is four, please help me look",
        "my mother has dementia and wandered off, not seen since noon, please help",
    ],
    "trapped": [
        "有人困在电梯里了",
        "电梯停在三楼和四楼中间,我们两个人在里面出不来,快来人",
        "孩子把自己反锁在卫生间了,一直哭,快来人帮忙",
        "小孩的手卡在栏杆里拔不出来,快来",
        "we are stuck in the lift, please help",
        "my toddler is locked inside the car, help",
    ],
    "flood": [
        "地下室进水了,已经淹到插座了,快来人",
        "一楼进水,水到膝盖了,老人坐轮椅出不来,快来救",
        "地库倒灌,车里还有人,快来",
        "water is rising in the basement and people are inside, help",
    ],
}

NONE = [
    # figures of speech
    *("笑死我了", "热死了", "累得快晕倒了哈哈", "今天忙得喘不过气,笑死", "这首歌太燃了,全网着火", "我嗓子快冒烟了"),
    *("这价格吓得我心脏病都要犯了哈哈", "想死你们了", "笑得肚子疼起不来了", "跳楼价大甩卖", "他一句话噎得我没话说"),
    *("堵在高架上动弹不得", "被作业困住了", "加班到断气", "颜值高到窒息", "双十一大出血", "被老板毒打的一天"),
    *("这剧虐得我心绞痛", "手机又抽风了", "电脑死机没反应", "股票跌得想跳楼哈哈", "晚霞像着火一样"),
    *(
        "that joke killed me",
        "this song is fire",
        "i'm dead tired",
        "the team is on fire tonight",
        "stuck in traffic again",
    ),
    *("stuck in a meeting all day", "the match gave me a heart attack lol", "he beat me at chess", "dying to see you"),
    # the past, and what is over
    *(
        "去年我爸中风,多亏邻居帮忙",
        "上次电梯困人的事,物业道歉了",
        "小时候掉进河里被人救上来过",
        "昨晚厨房着火,已经扑灭了",
    ),
    *("前年我奶奶走丢过一次,后来找到了", "火已经灭了,谢谢大家", "孩子找到了,谢谢各位", "虚惊一场,不是煤气味"),
    *(
        "刚才的烟是隔壁烧糊了锅,没事了",
        "以前我们楼也漏过煤气",
        "老人没事了,已经送到医院",
        "we had a fire last year, all fine now",
    ),
    *(
        "false alarm, it was just burnt toast",
        "my grandpa fell last winter but he is fine now",
        "found him, thank you all",
    ),
    # news, notices, drills, teaching
    *(
        "新闻里说隔壁市着火了",
        "听说城东有人触电",
        "明天消防演习,不要慌",
        "防溺水讲座周六举行",
        "《守护解放西》里那个家暴案太气人",
    ),
    *(
        "【温馨提示】请勿在楼道给电动车充电,以免起火",
        "急救培训报名开始了",
        "预防煤气中毒,请注意通风",
        "电梯年检通知:明天停梯",
    ),
    *(
        "物业通知:地库防汛演练",
        "fire drill at 3 pm, do not panic",
        "first aid training this saturday",
        "a movie about a missing child",
    ),
    *(
        "网上那个孩子被拐的视频是谣言",
        "关于开展燃气安检的通知",
        "燃气报警器团购接龙",
        "i heard there was a robbery in another city",
    ),
    # games, plays, dreams
    *(
        "梦见自己掉井里了",
        "孩子们在玩着火啦快逃",
        "密室逃脱里被锁了一小时",
        "剧本杀里我是凶手",
        "队友倒地了快救我,打野呢",
    ),
    # what might be
    *(
        "万一着火了怎么跑",
        "电动车充电会不会起火",
        "如果老人摔倒应该先做什么",
        "差点滑倒,还好扶住了",
        "what if there is a fire",
    ),
    # ordinary needs that sound alike
    *(
        "我家菜刀钝了谁会磨",
        "钥匙锁在屋里了,谁会开锁",
        "轮胎漏气了谁有打气筒",
        "煤气灶打不着火谁会修",
        "猫卡在空调外机上了谁能帮忙",
    ),
    *(
        "快递被锁在柜子里打不开",
        "洗衣机漏水到地上了",
        "马桶堵了谁会通",
        "水管漏水谁会修",
        "想给我妈买降压药谁顺路",
        "我爸中风后下不了楼,想请人理发",
    ),
    *(
        "奶奶腿骨折在家养着,想找人送饭",
        "我家狗走丢了,黄色的",
        "钱包丢了谁看见了",
        "孩子的书包找不到了",
        "手机掉水里没反应了谁会修",
    ),
    *(
        "电池漏电快,手机一天三充",
        "孩子数学卡住了谁能辅导",
        "冰箱不制冷了",
        "空调不响了",
        "灯泡烧了谁帮换一个",
        "交燃气费怎么弄",
    ),
    *(
        "my kitchen knife is blunt, who can sharpen it",
        "my cat is missing",
        "the key is stuck in the lock",
        "i lost my keys",
    ),
    *(
        "can someone fix my bike tyre, it is leaking",
        "my back hurts, need someone to carry groceries",
        "my drawer is stuck",
    ),
]


def ready(text: str) -> str:
    return in_standard(normalise(text))


@pytest.mark.parametrize(("danger", "text"), [(danger, text) for danger, texts in DANGERS.items() for text in texts])
def test_a_danger_here_and_now(danger: str, text: str) -> None:
    assert danger_in(ready(text)) == danger


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_one(text: str) -> None:
    assert danger_in(ready(text)) is None


@pytest.mark.parametrize("past", ["昨天还好好的,", "以前没这样过,", "上次不要紧。"])
def test_what_was_takes_nothing_from_what_is(past: str) -> None:
    assert danger_in(ready("昨天我妈晕倒了,送医院了")) is None
    assert danger_in(ready(f"{past}现在我妈晕倒了,快来人")) == "medical"


def test_every_expression_needs_some_letters_and_is_bounded() -> None:
    for pattern in every_pattern():
        if pattern.name.startswith("dangers."):
            for expression in pattern.expressions:
                assert atoms_of(expression), expression
                assert not UNBOUNDED.search(expression), expression


def test_each_danger_has_words_signs_and_traces() -> None:
    for danger in dangers().values():
        assert all(group.expressions for group in (danger.words, danger.signs, danger.traces))


def test_parts_are_put_in_and_a_part_may_hold_another() -> None:
    tree = {"parts": {"A": ["猫", "狗"], "B": ["<A>", "鸟"]}, "pets": {"words": ["<B>丢"]}, "top": ["x"]}
    assert put_together(tree) == {"pets": {"words": ["(?:(?:猫|狗)|鸟)丢"]}, "top": ["x"]}
    with pytest.raises(KeyError):
        put_together({"parts": {}, "pets": {"words": ["<C>丢"]}})
