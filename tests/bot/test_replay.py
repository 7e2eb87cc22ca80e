"""What a replay says of a step that does not hold, and what it prints."""

import io
import json
from pathlib import Path

import pytest

from bot.replay import DatabaseInUseError, replay_files

START = """\
title: A leak
now: 2026-03-02T12:00:00+08:00
community:
  name: Glimmer
  language: en
  grids: [{code: G1, name: One, buildings: [1, 2, 3]}]
  rooms: [{id: main, name: Residents, grids: [G1]}]
  people:
    - {id: li, name: Li, grid: G1, place: 3-2-501, phone: "13800000001"}
    - {id: sun, name: Sun, grid: G1, roles: [volunteer], skills: [plumbing], vetted: true}
steps:
  - {from: li, room: main, say: "My kitchen tap is leaking, can someone help?"}
"""


def written(folder: Path, steps: str) -> Path:
    path = folder / "talk.yaml"
    path.write_text(START + steps, encoding="utf-8")
    return path


async def played(path: Path, *, as_json: bool = False) -> tuple[bool, list[str]]:
    out = io.StringIO()
    held = await replay_files([path], out, as_json=as_json, database=None)
    return held, out.getvalue().splitlines()


async def test_a_step_that_does_not_hold_is_marked_with_file_and_line(tmp_path: Path) -> None:
    held, lines = await played(written(tmp_path, "  - {silent: true}\n  - {expect: {kind: offer}}\n"))
    assert not held
    assert any(f"{tmp_path}/talk.yaml:13: not silent" in line for line in lines)
    assert lines[-1] == "1 passed, 1 failed"


async def test_as_json_there_is_a_line_per_message_and_the_totals_at_the_end(tmp_path: Path) -> None:
    held, lines = await played(written(tmp_path, "  - {expect: {kind: offer, mentions: [sun]}}\n"), as_json=True)
    said, offer, total = map(json.loads, lines)
    assert held
    assert said == {
        "at": "2026-03-02T12:00:01+08:00",
        "from": "li",
        "room": "main",
        "to": None,
        "mentions": [],
        "request": None,
        "wave": None,
        "text": "My kitchen tap is leaking, can someone help?",
    }
    assert (offer["kind"], offer["room"], offer["mentions"], offer["request"], offer["wave"]) == (
        "offer",
        "main",
        ["sun"],
        1,
        1,
    )
    assert total == {"passed": 1, "failed": 0, "failures": []}


async def test_a_database_given_must_be_empty_and_serves_several_files(tmp_path: Path) -> None:
    path, url = written(tmp_path, "  - {check: {request: 1, state: open}}\n"), f"sqlite:///{tmp_path}/own.db"
    assert await replay_files([path, path], io.StringIO(), as_json=False, database=url)
    with pytest.raises(DatabaseInUseError):
        await replay_files([path], io.StringIO(), as_json=False, database=url)


async def test_escaped_halves_of_a_character_are_heard_as_one(tmp_path: Path) -> None:
    said = r'  - {from: li, room: main, say: "I need a plumber, please \ud83d\ude4f \ud800"}'
    held, lines = await played(written(tmp_path, f"{said}\n  - {{check: {{request: 1, state: open}}}}\n"), as_json=True)
    assert held
    assert any(json.loads(line).get("text", "").endswith("please 🙏 \ufffd") for line in lines)


async def test_an_assertion_of_each_kind_can_fail(tmp_path: Path) -> None:
    steps = [
        "{expect: {kind: offer, lacks: plumbing}}",
        "{expect: {kind: [handover, receipt]}}",
        "{expect: {kind: offer, mentions: []}}",
        "{expect: {kind: offer, wave: 2}}",
        "{ever: {kind: handover}}",
        "{never: {room: main}}",
        "{silent: true}",
        "{order: [{kind: ask-slot}, {kind: offer}]}",
        "{count: {n: 0}}",
        "{check: {request: 1, state: closed}}",
        "{check: {request: 1, place: {building: 4}}}",
        "{check: {request: 1, claimed_by: [sun]}}",
        "{check: {request: 2, state: open}}",
        "{check: {person: sun, balance: 5}}",
        "{check: {person: li, roles: [staff]}}",
    ]
    held, lines = await played(written(tmp_path, "".join(f"  - {step}\n" for step in steps)))
    assert not held
    assert lines[-1] == f"0 passed, {len(steps)} failed"


async def test_the_same_assertions_can_hold(tmp_path: Path) -> None:
    steps = [
        "{expect: {kind: [handover, offer], contains: [plumbing], lacks: '501', mentions: [sun], wave: 1}}",
        "{never: {room: main, contains: '13800000001'}}",
        "{count: {kind: offer, n: 1}}",
        "{check: {request: 1, state: open, claimed_by: [], not_claimed_by: [sun], place: {building: 3, room: 501}}}",
        "{check: {request: 1, danger: null, rating: null, urgency: normal, lane: routine, rung: 0, people: 1}}",
        "{check: {person: sun, balance: 0, roles: [volunteer], skills: [plumbing]}}",
        "{check: {ledger: balanced}}",
    ]
    held, lines = await played(written(tmp_path, "".join(f"  - {step}\n" for step in steps)))
    assert held, lines
    assert lines[-1] == f"{len(steps)} passed, 0 failed"
