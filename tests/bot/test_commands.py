"""Commands: with a slash from everybody, without one only from staff and only where nothing else can be meant."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.bare_commands import parse_bare_command
from bot.commands import parse_command
from handlers.intents import (
    AddNote,
    AddVolunteer,
    AskStatus,
    Assign,
    CancelByStaff,
    Close,
    Intent,
    MalformedCommand,
    MergeRequests,
    PauseVolunteer,
    RecordRequest,
    Release,
    SetLane,
    ShowBoard,
    ShowRequest,
    SplitRequest,
    UnknownCommand,
)
from handlers.rules.requests import Lane

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def bare(text: str, *, at_work: bool = False) -> Intent | None:
    return parse_bare_command(text, NOW, at_work=at_work)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("看板", ShowBoard()),
        ("@微光 看板。", ShowBoard()),
        ("查看 12", ShowRequest(12)),
        ("查看12号", ShowRequest(12)),
        ("派单 1 @电工乙", Assign(1, "@电工乙")),
        ("派单#1@电工乙", Assign(1, "@电工乙")),
        ("退单 1", Release(1, None)),
        ("合并 12 15", MergeRequests(12, 15)),
        ("拆分 12", SplitRequest(12)),
        ("拆分 12 @赵叔", SplitRequest(12, "@赵叔")),
        ("退單 1 @何师傅", Release(1, "@何师傅")),
        ("结单 2", Close(2)),
        ("取消 ２", CancelByStaff(2)),
        ("状态 3", AskStatus(3)),
        ("志愿者 add @王姐 保洁", AddVolunteer("@王姐", ("cleaning",))),
        ("志愿者 暂停 @王姐", PauseVolunteer("@王姐")),
    ],
)
def test_a_bare_command_is_meant(text: str, intent: Intent) -> None:
    assert bare(text) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/lane 12 difficult", SetLane(12, Lane.DIFFICULT)),
        ("/lane 12 routine", SetLane(12, Lane.ROUTINE)),
        ("/分级 12 协商办 @物业老李 @王姐", SetLane(12, Lane.DIFFICULT, ("物业老李", "王姐"))),
        ("／分级12 盯着办 @白大爷", SetLane(12, Lane.COMPLEX, ("白大爷",))),
        ("/分級 12 馬上辦", SetLane(12, Lane.ROUTINE)),
        ("/note 12 called the office @Li", AddNote(12, "called the office @Li", ("Li",))),
        ("/lane 12", MalformedCommand("/lane", "/lane 12 difficult @Li Friday")),
        ("/分级 12 慢慢办", MalformedCommand("/分级", "/分级 12 协商办 @物业老李 周五")),
        ("/备注 12", MalformedCommand("/备注", "/备注 12 已联系物业")),
    ],
)
def test_lanes_and_notes(text: str, intent: Intent) -> None:
    assert parse_command(text, NOW) == intent


@pytest.mark.parametrize("when", ["周五", "Friday"])
def test_the_next_date_is_read_from_the_words(when: str) -> None:
    meant = parse_command(f"/lane 12 difficult @Li {when}", NOW.astimezone(ZoneInfo("Asia/Shanghai")))
    assert isinstance(meant, SetLane)
    assert meant.talk is not None
    assert meant.talk.start is not None
    assert meant.talk.start.isoformat() == "2026-03-06T00:00:00+08:00"


def test_a_request_from_the_desk_needs_a_door_a_telephone_or_a_mention() -> None:
    recorded = bare("代报 张奶奶 3-2-501 13800000001 灯坏了")
    assert isinstance(recorded, RecordRequest)
    assert (recorded.name, recorded.words) == ("张奶奶", "灯坏了")
    assert isinstance(bare("代报 @张奶奶 灯坏了"), RecordRequest)
    assert bare("代报 名的同学来一下") is None


@pytest.mark.parametrize(
    "text",
    [
        "派单真多啊",
        "派单 真多啊",
        "派单",
        "派单 3 个了",
        "取消",
        "取消吧",
        "取消 2 点的会",
        "查看 12号楼",
        "结单 2 辛苦了",
        "看板在哪",
        "大家看看板子",
        "志愿者 辛苦了",
        "志愿者 休息 一下",
        "志愿者 辛苦 @王姐",
        "重开了一家店",
        "状态不错",
        "",
    ],
)
def test_chatter_is_no_bare_command(text: str) -> None:
    assert bare(text) is None


def test_at_work_a_name_needs_no_mention() -> None:
    assert bare("派单 12 何师傅", at_work=True) == Assign(12, "何师傅")
    assert bare("派单 12 何师傅") is None


@pytest.mark.parametrize(
    ("told", "name", "words"),
    [
        ("Mrs Smith 3-2-502 13800000009 the light is broken", "Mrs Smith", "the light is broken"),
        ("Mrs Smith 13800000009 The light is broken", "Mrs Smith", "The light is broken"),
        ("Ann O'Neil building 3 unit 2 light broken", "Ann O'Neil", "building 3 unit 2 light broken"),
        ("mrs smith 3-2-502 light broken", "mrs smith", "light broken"),
        ("Grandma Zhang the light is broken", "Grandma Zhang", "the light is broken"),
        ("GrandmaZhang light broken 3-2-501", "GrandmaZhang", "light broken"),
        ("@Ann light broken", "Ann", "light broken"),
        ("light broken 3-2-501", None, "light broken"),
        ("3-2-501 Light broken", None, "Light broken"),
        ("张奶奶 家里灯坏了 3-2-501", "张奶奶", "家里灯坏了"),
        ("灯坏了", None, "灯坏了"),
    ],
)
def test_a_name_ends_at_the_door_or_the_telephone_and_keeps_its_spelling(
    told: str, name: str | None, words: str
) -> None:
    recorded = parse_command(f"/new {told}", NOW, for_staff=True)
    assert isinstance(recorded, RecordRequest)
    assert (recorded.name, recorded.words) == (name, words)


def test_a_command_is_forgiven_its_form_and_keeps_names() -> None:
    assert parse_command("／ＡＳＳＩＧＮ ＃２ ＠Nobody", NOW) == Assign(2, "@Nobody")
    assert parse_command("\u202e@bot /派單2 @張姐", NOW) == Assign(2, "@張姐")
    assert parse_command("/志願者 通過 張姐", NOW) == parse_command("/volunteer approve 張姐", NOW)


@pytest.mark.parametrize(
    ("written", "for_staff", "nearest"),
    [
        ("/foobar", False, None),
        ("/foobar", True, None),
        ("/bord", False, None),
        ("/bord", True, "/board"),
        ("/hepl", False, "/help"),
        ("/看版", True, "/看板"),
        ("/看版", False, None),
        ("/帮忙", False, "/帮助"),
    ],
)
def test_only_what_is_near_and_theirs_is_suggested(written: str, nearest: str | None, *, for_staff: bool) -> None:
    assert parse_command(written, NOW, for_staff=for_staff) == UnknownCommand(written, nearest)
