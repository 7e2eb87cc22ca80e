"""Lessons in the whole bot: acting at once, kept without anything personal, exported for the training."""

import json
import sqlite3
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from bot.config import load_settings
from bot.lessons import TaughtMemory, export
from bot.understanding.corpus import LabelledLine, read_lines_of, split
from store.engine import open_store
from tests.bot.test_command_line import CONFIG, fault_of, in_folder, weiguang
from tests.contracts.full import LESSON
from tests.stage import Stage, a_stage

SAID = "3栋2单元501厨房水管漏水了,我是li,电话13800000001,身份证11010119900307123X,谁会修?"
CANARIES = ("13800000001", "11010119900307123", "501", "3栋", "2单元", "li")


async def teach(stage: Stage, text: str) -> str:
    """What the bot answers to a member of staff."""
    sent = await stage.say("zhou", text, room="staff")
    return sent[0].message.kind


async def test_the_table_holds_nothing_personal(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", SAID)
        assert await teach(stage, "/teach 1 appliance") == "command-reply"
        assert await teach(stage, "/words plumbing 水龙头哭了") == "command-reply"
    with sqlite3.connect(tmp_path / "stage.db") as database:
        (line,) = database.execute("SELECT line FROM lessons").fetchone()
        audit = database.execute("SELECT actor, action, subject FROM audit ORDER BY position").fetchall()
    assert not [canary for canary in CANARIES if canary in json.loads(line)["text"]]
    known = {"intent": "request", "service": "appliance", "voice": "taught"}
    assert json.loads(line).items() >= known.items()
    assert audit == [("zhou", "teach", "request:1"), ("zhou", "words", "service:plumbing")]


async def test_a_refused_lesson_is_not_kept(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.say("li", "厨房水管漏水了,谁会修?")
        sent = await stage.say("li", "/teach 1 none", room=None)
        assert [s.message.kind for s in sent] == ["refusal"]
        assert await teach(stage, "/words plumbing 哭了 1") == "refusal"
        async with stage.store.read() as unit:
            assert (await unit.lessons.list_lessons(), await unit.lessons.list_words()) == ([], {})


async def test_a_request_that_waits_for_the_morning_goes_without_a_word(tmp_path: Path) -> None:
    async with a_stage(tmp_path) as stage:
        await stage.move_to(stage.clock.now().replace(hour=15))  # 23:00 there
        await stage.say("li", "谁有空帮我磨一下菜刀,不急")
        sent = await stage.say("zhou", "/teach 1 none", room="staff")
        assert [s.message.kind for s in sent] == ["command-reply"]
        assert await stage.say("zhao", "谁有空帮我磨一下菜刀,不急") == []


async def test_what_was_taught_is_read_once_and_again_after_a_change(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/w.db")
    await store.migrate()
    memory = TaughtMemory()
    async with store.read() as unit:
        before = await memory.of(unit)
        assert await memory.of(unit) is before
    async with store.write() as unit:
        await unit.lessons.learn(LESSON)
    memory.settle(unit)
    async with store.read() as unit:
        assert (await memory.of(unit)).lines == (LESSON,)
    await store.close()


async def test_what_is_read_while_it_changes_is_not_kept(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/w.db")
    await store.migrate()
    memory = TaughtMemory()
    async with store.write() as unit:
        await unit.lessons.learn(LESSON)
        assert (await memory.of(unit)).lines == (LESSON,)
        async with store.read() as other:
            assert (await memory.of(other)).lines == ()
    memory.settle(unit)
    async with store.read() as unit:
        assert (await memory.of(unit)).lines == (LESSON,)
    await store.close()


async def test_the_export_is_what_training_reads(tmp_path: Path) -> None:
    settings = load_settings(Path(CONFIG), [f"database.url=sqlite:///{tmp_path}/w.db"])
    store = await open_store(settings.database_url)
    await store.migrate()
    async with store.write() as unit:
        await unit.lessons.learn(LESSON)
    await store.close()
    for name in ("taught", "lessons", "our-own", "a", "b", "c", "d"):
        path = tmp_path / f"{name}.jsonl"
        assert await export(settings, path, StringIO()) == 1
        learned, held_out = split(read_lines_of(path))
        assert not held_out
        meant = LabelledLine(LESSON.text, "request", f"{name}/taught", "electricity", "urgent", "fire")
        assert [asdict(line) for line in learned] == [asdict(meant)]


def test_the_command_writes_lessons_and_says_how_many(tmp_path: Path) -> None:
    done = weiguang("lessons", str(tmp_path / "out.jsonl"), *in_folder(tmp_path))
    assert (done.returncode, done.stdout) == (0, f"0 lessons are in {tmp_path / 'out.jsonl'}.\n"), done.stderr
    assert weiguang("lessons", *in_folder(tmp_path)).stdout == ""
    fault = fault_of(weiguang("lessons", str(tmp_path / "no" / "out.jsonl"), *in_folder(tmp_path)))
    assert fault == f"{tmp_path}/no/out.jsonl: can't be written (no such file or directory)"
