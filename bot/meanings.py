"""What staff call the intents, when they teach how a text was meant."""

NAMES = {
    "none": ("不是求助", "不是需求", "不求助", "没事", "闲聊", "无", "no need", "not a request", "chatter", "nothing"),
    "request": ("求助", "是求助", "需求", "help", "need"),
    "claim": ("接单", "愿意去", "offer"),
    "withdraw": ("退单", "去不了", "can't come"),
    "arrived": ("到了", "已到"),
    "done": ("办好了", "完成"),
    "cancel": ("取消", "不用了"),
    "review": ("评价", "打分"),
    "status": ("问进度", "进度"),
    "menu": ("菜单", "服务菜单"),
    "register": ("想当志愿者", "报名志愿者", "volunteer"),
    "availability": ("空闲时间", "时间安排"),
    "balance": ("查时间", "余额"),
    "ranking": ("排行", "排行榜"),
    "redeem": ("兑换",),
    "wish": ("心愿", "愿望"),
    "signup": ("报名", "活动报名", "sign-up"),
    "feedback": ("意见", "建议", "投诉"),
    "thanks": ("感谢", "道谢", "thank you"),
}
_BY_NAME = {name: code for code, names in NAMES.items() for name in (code, *names)}


def meaning_first(words: str) -> tuple[str | None, str]:
    """The intent that lower-case words begin with, by its longest name, and the rest; None where they name none."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        code = _BY_NAME.get(" ".join(parts[:end]))
        if code:
            return code, " ".join(parts[end:])
    return None, " ".join(parts)
