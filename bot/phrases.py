"""Words that mean something only in the talk with the bot: told by whole phrases, over normalised text."""

import re

IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MENTION = re.compile(r"@\S+\s*")
ASKS_HOW = re.compile(
    r"^\W*(?:帮助|怎么用|使用说明|怎么使用|help|how (?:do i|to) use (?:this|it|you)?)\W*$", re.IGNORECASE
)

# A plain no to "is it done?"; "no need" is none: that is said to neighbours as well.
NOT_YET = re.compile(
    r"^\W*(?:还?没有?(?:呢|啊|好|呀)?|没好|不是|不行|no|nope|not yet|not really)\W*$"
    r"|^\W*(?:no(?![, ]+(?:need|thanks?|problem|worries))|nope|not yet|还?没有?|不行)[, ]",
    re.IGNORECASE,
)

# A no to an offer that would mean nothing at any other time.
CANT_NOW = re.compile(
    r"^\W*(?:不好意思|抱歉|对不起|sorry)?\W*(?:我|俺|i'?m|i am|i)?\W*(?:"
    r"(?:今天|今日|今晚|明天|现在|这会儿?|这次|这回|周[一二三四五六日末])?我?(?:真的?|实在|可能|恐怕)?"
    r"(?:不行|不方便|不在家?|没有?空|没有?时间|有事|在?忙|走不开|抽不开身|不得[空闲]|身体不舒服|出差|在外地)"
    r"|(?:not|can't|cannot|busy|unable)(?: (?:make it|come|go|free|able))?"
    r"(?: (?:today|tonight|tomorrow|(?:right )?now|this time))?)(?:了|啊|呢|呀|哦|的)?\W*$",
    re.IGNORECASE,
)

# Nothing but "it is urgent".
IN_A_HURRY = re.compile(
    r"^\W*(?:(?:真的?|现在)?(?:很|非常|特别|太|十分|比较|挺)?(?:急|着急|紧急)+|加急|等不了|等不及"
    r"|(?:it'?s |it is |this is )?(?:very |really |quite )?urgent|(?:it )?can'?t wait|(?:please )?hurry(?: up)?)"
    r"(?:了|啊|呀|哦|的|,? ?please)?\W*$",
    re.IGNORECASE,
)

# 一键通: the one key or word by which somebody on the care list calls, with or without a plea around it.
KEY = re.compile(r"^\W*1\W*$")
CALLS = re.compile(
    r"^\W*(?:(?:快|请|谁)?(?:来)?(?:帮帮?(?:我们?|忙)(?:一下)?|帮一下)(?:吧|啊|呀)?|(?:快|谁来)?救救?(?:我|命|人)(?:啊|呀)?|求助|呼叫|一键通"
    r"|(?:快)?来个?人(?:啊|呀|哪)?|(?:please )?help(?: me)?(?:,? please)?|s ?o ?s)\W*$",
    re.IGNORECASE,
)
PLEADS = re.compile(r"救|s ?o ?s", re.IGNORECASE)

# Nobody need come, or the speaker did it alone.
CALLED_OFF = re.compile(
    r"自己|不用|不需要|不必|不麻烦|别来|取消|算了"
    r"|\b(?:myself|ourselves|no need|needn't|no longer|don't need|never mind|nevermind|forget it|cancel)\b",
    re.IGNORECASE,
)

# Somebody who lives behind another door than the speaker.
NEIGHBOUR = re.compile(
    r"(?:楼上|楼下|隔壁|对门|对面|邻居)(?!楼)(?:家)?的?[^\W\d_]{0,6}?"
    r"(?:奶奶|爷爷|大爷|大妈|大娘|大哥|大姐|阿姨|阿婆|阿公|叔叔?|伯伯?|婶婶?|老人家?|老太太?|老爷子|老先生"
    r"|孩子|小孩|姑娘|小伙子?|夫妻|邻居|人家)"
    r"|\b(?:(?:my|our|the|an?|old|elderly) )+"
    r"(?:man|lady|woman|couple|gentleman|neighbou?rs?|family|kid|child|guy|girl|boy)"
    r" (?:from )?(?:upstairs|downstairs|next ?door|across the (?:hall|landing|corridor))\b",
    re.IGNORECASE,
)
OWN_HOME = re.compile(
    r"我家|我们家|咱家|\bmy (?:flat|home|place|apartment|ceiling|bathroom|kitchen|house)\b", re.IGNORECASE
)

# Words of which one must be there for a text to tell when somebody is free.
SAYS_WHEN = re.compile(
    r"随时|都行|都可以|都有空|都方便|任何|不限|每天|天天|周[一二三四五六日天末]|星期|礼拜|双休|工作日|平日|平时|节假日|假期|休息日"
    r"|[寒暑]假|白天|[早中晚]上|早晨|上午|中午|下午|傍晚|夜里|半夜|晚|下班|放学|[\d一二两三四五六七八九十]点"
    r"|\d{1,2}:\d{2}|有空|不上班|今天|明天|后天"
    r"|\b(?:any ?time|always|whenever|flexible|any day|every|daily|week(?:day|end)?s?"
    r"|(?:to|mon|tues|wednes|thurs|fri|satur|sun)?days?"
    r"|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?:to)?nights?|evenings?|mornings?|(?:after)?noons?|tomorrow|free"
    r"|lunch|after work|\d{1,2} ?[ap]m|o'clock)\b"
)

# Whoever is most likely under the speaker's own roof.
OWN_FAMILY = re.compile(
    r"(?:我|俺|咱|阿拉|自己|家里|(?:my|our)\b)"
    r"|(?:老|小|大|二)?(?:妈|爸|娘|爹|公|婆|伴|婆婆|儿子|女儿|闺女|孩子|娃|宝|孙|外婆|外公|姥姥|姥爷|奶奶|爷爷|媳妇|丈夫|妻子|爱人)"
    r"|(?:mother|father|mum|mom|dad|husband|wife|son|daughter|baby|child|kids?|parents|grand\w+)\b",
    re.IGNORECASE,
)
