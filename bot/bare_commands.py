"""Staff's Chinese commands without their slash: only where nothing else can be meant."""

import re
from datetime import datetime

from bot.characters import legible
from bot.commands import MalformedError, command_named, is_fact, words_of
from bot.understanding import NOTHING, Taught, normalise
from handlers.intents import Intent

_CALLED = re.compile(r"^@\S+\s+")
_END = " 。.!！~"
_NUMBER = r"[#]?\d{1,9}号?"
_SOMEBODY = r"@\S+(?: \S+)?"
_ALONE = re.compile(r"^(看板|状态)$")
_OF_ONE = re.compile(rf"^(查看|为何|结单|取消|重开|状态) ?({_NUMBER})$")
_OF_TWO = re.compile(rf"^(合并) ?({_NUMBER} {_NUMBER})$")
_OF_ONE_AND_SOMEBODY = re.compile(rf"^(派单|退单|拆分) ?({_NUMBER}(?: ?{_SOMEBODY})?)$")
_OF_ONE_AND_A_WORD = re.compile(rf"^(派单|退单) ?({_NUMBER} \S{{1,12}})$")
_OF_A_VOLUNTEER = re.compile(rf"^(志愿者) (\S{{2,8}} {_SOMEBODY}(?: .*)?)$")
_FROM_THE_DESK = re.compile(r"^(代报) (.+)$", re.DOTALL)


def parse_bare_command(text: str, now: datetime, *, at_work: bool, taught: Taught = NOTHING) -> Intent | None:
    """The intent of a command whose slash was left out, None where the words may mean something else.

    `at_work` says that it was written in the staff room or in private: a name needs no @ there.
    """
    plain = " ".join(_CALLED.sub("", legible(text)).strip(_END).split())
    shapes = (
        _ALONE,
        _OF_ONE,
        _OF_TWO,
        _OF_ONE_AND_SOMEBODY,
        *((_OF_ONE_AND_A_WORD,) if at_work else ()),
        _OF_A_VOLUNTEER,
    )
    found = next((match for shape in shapes if (match := _match(shape, plain))), None) or _from_the_desk(plain)
    if found is None:
        return None
    name, rest = found
    try:
        return command_named(name).build(words_of(rest, now, taught))
    except MalformedError:
        return None


def _match(shape: "re.Pattern[str]", plain: str) -> tuple[str, str] | None:
    """The command's name and what follows it. The name may be written in traditional characters."""
    found = shape.match(normalise(plain[:3]) + plain[3:]) or shape.match(normalise(plain[:2]) + plain[2:])
    return (found.group(1), found.group(2) if shape.groups > 1 else "") if found else None


def _from_the_desk(plain: str) -> tuple[str, str] | None:
    """`代报 张奶奶 3-2-501 灯坏了`: with a door, a telephone number, or somebody mentioned."""
    found = _match(_FROM_THE_DESK, plain)
    words = found[1].split() if found else []
    is_plain = len(words) > 1 and any(word.startswith("@") or is_fact(words, i) for i, word in enumerate(words))
    return found if is_plain else None
