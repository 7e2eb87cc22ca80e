"""What a captain answers when the bot asks whom of the team they send. Names are found by the team, not here."""

import re

from bot.phrases import CANT_NOW
from bot.understanding import Reading, normalise, read_answer
from handlers.context import Question, Said
from handlers.intents import Claim, Intent, NameMember

TOPIC = "team:"
_NOBODY = re.compile(
    r"没有?人|派不出|抽不出|安排不[了开]|都(?:没有?空|没有?时间|不行|不在|有事|忙)|去不了|不去了"
    r"|\b(?:nobody|no one|none of us|(?:we )?can't|cannot)\b",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"(?:派|让|叫|安排|指派|喊)(?P<zh>[^,。!?;\s][^,。!?;]{0,24}?)(?:(?:过去|上门|负责|[去来])(?:吧|了|一趟|看看)?|吧|$|[,。!?;])"
    r"|\b(?:send|sending|ask|asking|let)\s+(?P<en>[^,.!?;]{1,40}?)(?:\s+(?:to\b.*|go\b.*|over\b.*|please)|$|[,.!?;])",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"^(?:那就?|就|好的?,?|行,?)?(?P<zh>[^,。!?;\s][^,。!?;]{0,24}?)(?:可以去|能去|会去|有空|过去|上门|负责|[去来])(?:吧|了|的|啊|呀)?[。!]?$"
    r"|^(?P<en>[^,.!?;]{1,40}?)\s+(?:can go|can|will go|will|goes|is going|is free)\b.*$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"^(?:我|俺|咱|本人|自己|谁|人|个人|大家|他们?|她们?|你们?|不|没|等|(?:i|we|you|me|somebody|someone|anyone)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"[、,&+和跟与]|\band\b")
_NUMBERED = re.compile(r"^\W*#?(\d{1,9})号?\W*")


def named_by_captain(said: Said, questions: tuple[Question, ...], reading: Reading) -> Intent | None:
    """The member, or members, that a captain who was asked names.

    In a room, and where the bot has asked something else since, only what is plainly an order counts.
    """
    asked = [q.request for q in questions if q.topic.startswith(TOPIC)]
    if reading.danger or not asked:
        return None
    text = normalise(said.text)
    number = _number_in(text, asked) or reading.slots.request
    is_fresh = said.room is None and questions[0].topic.startswith(TOPIC)
    names = _names_in(_NUMBERED.sub("", text), plainly=not is_fresh)
    if names or (said.mentions and is_fresh and reading.intent != "request"):
        return NameMember(number, names)
    return _of_self_or_none(text, number, asked, said, reading) if is_fresh else None


def _of_self_or_none(
    text: str, number: int | None, asked: list[int | None], said: Said, reading: Reading
) -> Intent | None:
    """The captain goes, or nobody can; or the bare words may hold a name."""
    if reading.intent == "claim" and said.quoted is None and len(asked) == 1:
        return Claim(number or asked[0])
    if reading.intent == "request":
        return None
    if _NOBODY.search(text) or CANT_NOW.match(text):
        return NameMember(number, nobody=True)
    return NameMember(number) if reading.decision == "silent" and read_answer(said.text) is None else None


def _number_in(text: str, asked: list[int | None]) -> int | None:
    found = _NUMBERED.match(text)
    number = int(found.group(1)) if found else None
    return number if number in asked else None


def _names_in(text: str, *, plainly: bool) -> tuple[str, ...]:
    found = _SENDS.search(text) or (None if plainly else _GOES.match(text))
    if found is None:
        return ()
    names = (name.strip() for name in _AND.split(found.group("zh") or found.group("en")))
    return tuple(name for name in names if name and _SELF.match(name) is None)
