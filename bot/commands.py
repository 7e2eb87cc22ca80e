"""The slash commands: one row each, from which the parser, `/help` and the documentation are made."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.characters import legible
from bot.meanings import meaning_first
from bot.understanding import NOTHING, Taught, normalise, read_need, read_place, services_named
from handlers.context import CommandRow
from handlers.intents import (
    AddNote,
    AddVolunteer,
    ApproveVolunteer,
    AskHelp,
    AskStatus,
    Assign,
    BindAdmin,
    CancelByStaff,
    Close,
    ExplainChoice,
    Intent,
    MalformedCommand,
    MergeRequests,
    PauseVolunteer,
    RecordRequest,
    Release,
    Reopen,
    SetLane,
    ShowBoard,
    ShowRequest,
    SplitRequest,
    Teach,
    TeachWords,
    UnknownCommand,
)
from handlers.rules.requests import Danger, Lane, Urgency
from handlers.rules.services import OTHER

_COMMAND = re.compile(r"^\s*(?:@\S+\s+)?/\s*(?P<name>\S+)\s*(?P<rest>.*)$", re.DOTALL)
LONGEST_DOOR = 14
LONGEST_NAME = 4
_NUMBER = re.compile(r"^#?(\d{1,9})号?$")
_GLUED_NUMBER = re.compile(r"^(#?\d{1,9}号?)@")
_PHONE = re.compile(r"\+?[\d-]{7,}")
_NEAR, _NEAR_IN_CHINESE = 0.65, 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """What follows a command's name, as it was spelt: the words, the moment it was written, and what staff taught."""

    words: tuple[str, ...]
    now: datetime
    taught: Taught = NOTHING


class MalformedError(Exception):
    """The arguments don't fit."""


@dataclass(frozen=True, slots=True)
class Command:
    """One row: names and example in both languages, who may use it, and how its arguments become an intent."""

    en: str
    zh: str
    example_en: str
    example_zh: str
    build: Callable[[Words], Intent]
    for_staff: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its spellings."""
        return (self.en, self.zh, *self.aliases)

    @property
    def row(self) -> CommandRow:
        """What people are told of it."""
        return CommandRow(
            self.en,
            {"en": f"/{self.en}", "zh": f"/{self.zh}"},
            {"en": self.example_en, "zh": self.example_zh},
            self.for_staff,
        )


def _number(words: Words, position: int = 0) -> int:
    if len(words.words) <= position:
        raise MalformedError
    found = _NUMBER.match(words.words[position])
    if found is None:
        raise MalformedError
    return int(found.group(1))


def _name(words: Words, position: int) -> str:
    if len(words.words) <= position:
        raise MalformedError
    return " ".join(words.words[position:])


def _volunteer(words: Words) -> Intent:
    if len(words.words) < 2:
        raise MalformedError
    action, name, *skills = words.words
    match normalise(action):
        case "add" | "添加" | "增加" | "加":
            return AddVolunteer(name, services_named(" ".join(skills)))
        case "approve" | "通过" | "同意" | "批准":
            return ApproveVolunteer(_name(words, 1))
        case "pause" | "暂停" | "恢复" | "休息":
            return PauseVolunteer(_name(words, 1))
    raise MalformedError


def _new(words: Words) -> Intent:
    """`/new 张奶奶 3-2-501 13800000001 灯坏了`: a name first, up to the door or the telephone number."""
    length = _length_of_name(words.words)
    told = " ".join(words.words[length:])
    need = read_need(told, now=words.now, taught=words.taught)
    return RecordRequest(
        name=" ".join(words.words[:length]).lstrip("@") or None,
        service=need.service or OTHER,
        urgency=Urgency(need.urgency or Urgency.NORMAL),
        words=_need_alone(told),
        danger=Danger(need.danger) if need.danger else None,
        also=need.also,
        slots=need.slots,
        supply=need.supply,
    )


def _length_of_name(words: Sequence[str]) -> int:
    """How many words in front are a name. A Chinese one is one word; an English one ends at the door or telephone,
    else with its capital letters.
    """
    if len(words) < 2 or re.search(r"\d", words[0]):
        return 0
    if not words[0].isascii():
        return 1
    facts = next((i for i in range(1, min(len(words), LONGEST_NAME + 1)) if is_fact(words, i)), None)
    if facts and any(not is_fact(words, i) for i in range(facts, len(words))):
        return facts
    capitals = next((i for i, word in enumerate(words) if not word.lstrip("@")[:1].isupper()), len(words))
    return min(max(capitals, words[0].startswith("@")), LONGEST_NAME, len(words) - 1)


def is_fact(words: Sequence[str], i: int) -> bool:
    """Whether a telephone number or a door begins at that word, as `13800000001`, `3-2-501` or `building 3`."""
    if _PHONE.fullmatch(words[i]) or _is_door(words[i]):
        return True
    both = " ".join(words[i : i + 2])
    return both != words[i] and _is_door(both) and not _is_door(words[i + 1])


def _need_alone(told: str) -> str:
    """What is wanted, without the door and the telephone in front of it."""
    tokens = told.split()
    return " ".join(t for t in tokens if not _PHONE.fullmatch(t) and not _is_door(t)) or told


def _is_door(token: str) -> bool:
    place = read_place(token)
    return place is not None and place.building is not None and len(token) <= LONGEST_DOOR


def _bind(words: Words) -> Intent:
    return BindAdmin(_name(words, 0))


def _status(words: Words) -> Intent:
    return AskStatus(_number(words) if words.words else None)


def _release(words: Words) -> Intent:
    return Release(_number(words), _name(words, 1) if len(words.words) > 1 else None)


def _split_out(words: Words) -> Intent:
    return SplitRequest(_number(words), _name(words, 1) if len(words.words) > 1 else None)


def _lane(words: Words) -> Intent:
    """`12 difficult @Li @Wang Friday`, `12 complex @Zhang`: a number, a lane, whom, and when."""
    lane = _LANES.get(normalise(words.words[1])) if len(words.words) > 1 else None
    if lane is None:
        raise MalformedError
    people, rest = _whom(words.words[2:])
    return SetLane(_number(words), lane, people, read_need(rest, now=words.now).slots.time if rest else None)


def _note(words: Words) -> Intent:
    text = _name(words, 1)
    people, rest = _whom(words.words[1:])
    return AddNote(_number(words), text, people, read_need(rest, now=words.now).slots.time if rest else None)


def _whom(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Those who are mentioned, and the other words."""
    people = tuple(word.lstrip("@") for word in words if word.startswith("@") and len(word) > 1)
    return people, " ".join(word for word in words if not word.startswith("@"))


def _teach(words: Words) -> Intent:
    """`12 none`, `12 plumbing`, `12 request plumbing`; without the number upon a quoted message."""
    numbered = bool(words.words) and _NUMBER.match(words.words[0]) is not None
    meaning, service = meaning_first(normalise(" ".join(words.words[1:] if numbered else words.words)))
    if meaning is None and not service:
        raise MalformedError
    return Teach(_number(words) if numbered else None, meaning, service, _guess(service))


def _teach_words(words: Words) -> Intent:
    if not words.words:
        raise MalformedError
    return TeachWords(re.sub("[、;]", ",", normalise(" ".join(words.words))), _guess(words.words[0]))


def _guess(service: str) -> str | None:
    return next(iter(services_named(service)), None)


_LANES = {
    **dict.fromkeys(("routine", "马上办", "马上", "常规"), Lane.ROUTINE),
    **dict.fromkeys(("difficult", "协商办", "协商", "困难"), Lane.DIFFICULT),
    **dict.fromkeys(("complex", "盯着办", "盯着", "复杂"), Lane.COMPLEX),
}

COMMANDS = (
    Command(
        "help",
        "帮助",
        "/help",
        "/帮助",
        lambda w: AskHelp(w.words[0] if w.words else None),
        for_staff=False,
        aliases=("?", "?", "h"),
    ),
    Command("status", "状态", "/status 12", "/状态 12", _status, for_staff=False),
    Command("board", "看板", "/board", "/看板", lambda _: ShowBoard(), aliases=("list",)),
    Command("show", "查看", "/show 12", "/查看 12", lambda w: ShowRequest(_number(w))),
    Command("why", "为何", "/why 12", "/为何 12", lambda w: ExplainChoice(_number(w))),
    Command(
        "new",
        "代报",
        "/new GrandmaZhang 3-2-501 13800000001 light broken",
        "/代报 张奶奶 3-2-501 13800000001 灯坏了",
        _new,
    ),
    Command("assign", "派单", "/assign 12 @He", "/派单 12 @何师傅", lambda w: Assign(_number(w), _name(w, 1))),
    Command("release", "退单", "/release 12 @He", "/退单 12 @何师傅", _release),
    Command("close", "结单", "/close 12", "/结单 12", lambda w: Close(_number(w))),
    Command("cancel", "取消", "/cancel 12", "/取消 12", lambda w: CancelByStaff(_number(w))),
    Command("reopen", "重开", "/reopen 12", "/重开 12", lambda w: Reopen(_number(w))),
    Command("merge", "合并", "/merge 12 15", "/合并 12 15", lambda w: MergeRequests(_number(w), _number(w, 1))),
    Command("split", "拆分", "/split 12 @Zhao", "/拆分 12 @赵叔", _split_out),
    Command("lane", "分级", "/lane 12 difficult @Li Friday", "/分级 12 协商办 @物业老李 周五", _lane),
    Command("note", "备注", "/note 12 called the office", "/备注 12 已联系物业", _note),
    Command("volunteer", "志愿者", "/volunteer add @Wang cleaning", "/志愿者 add @王姐 保洁", _volunteer),
    Command("teach", "纠正", "/teach 12 plumbing", "/纠正 12 水管疏通", _teach),
    Command("words", "词语", "/words electricity tripped", "/词语 电路维修 跳电", _teach_words),
    Command("bind", "绑定", "/bind ABCD2345", "/绑定 ABCD2345", _bind, for_staff=False),
)
ROWS = tuple(command.row for command in COMMANDS)
_BY_NAME = {normalise(name): command for command in COMMANDS for name in command.names}


def parse_command(text: str, now: datetime, *, for_staff: bool = False, taught: Taught = NOTHING) -> Intent | None:
    """The intent of a slash command, None where the text is none. Forgives full-width slashes, and spaces.

    `for_staff` says that the speaker is staff: only then is a command of theirs suggested for one that is unknown.
    """
    found = _COMMAND.match(legible(text))
    if found is None:
        return None
    name, rest = _split(found.group("name"), found.group("rest").strip())
    command = _BY_NAME.get(normalise(name))
    if command is None:
        return UnknownCommand(f"/{name}", _nearest(normalise(name), for_staff=for_staff))
    try:
        return command.build(words_of(rest, now, taught))
    except MalformedError:
        chinese = normalise(name) == command.zh
        return MalformedCommand(f"/{name}", command.example_zh if chinese else command.example_en)


def words_of(rest: str, now: datetime, taught: Taught = NOTHING) -> Words:
    """What follows a command's name, as a command takes it: `1@何师傅` is two words."""
    return Words(tuple(_GLUED_NUMBER.sub(r"\1 @", rest).split()), now, taught)


def command_named(name: str) -> Command:
    """The command of that name. Raises KeyError."""
    return _BY_NAME[name]


def _split(name: str, rest: str) -> tuple[str, str]:
    """`/派单12` is written without a space, too."""
    plain = normalise(name)
    if plain in _BY_NAME:
        return name, rest
    glued = next((n for n in sorted(_BY_NAME, key=len, reverse=True) if _is_glued(plain, n)), None)
    return (name[: len(glued)], f"{name[len(glued) :]} {rest}".strip()) if glued else (name, rest)


def _is_glued(written: str, name: str) -> bool:
    return written.startswith(name) and bool(re.match(r"#?\d|@", written[len(name) :]))


def _nearest(name: str, *, for_staff: bool) -> str | None:
    """A command that the speaker may use and that is really near; of two Chinese letters one may be wrong."""
    usable = [n for n, command in _BY_NAME.items() if for_staff or not command.for_staff]
    close = get_close_matches(name, usable, n=1, cutoff=_NEAR if name.isascii() else _NEAR_IN_CHINESE)
    return f"/{close[0]}" if close else None
