"""The command line as people use it: in a process of its own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONFIG = str(ROOT / "config.yaml")
OPEN = "0.0.0.0"  # noqa: S104 - never listened on
HEAVY = ("sqlalchemy", "aiohttp", "pydantic", "apscheduler", "alembic", "opencc", "fluent", "wechaty", "ruamel")


def weiguang(*args: str, text: str = "", **facts: Any) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bot", *args]
    return subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
        encoding="utf-8",
        **facts,
    )


def in_folder(folder: Path, *more: str) -> list[str]:
    port = ["--set", "web.port=0"] if not any("web.port" in m for m in more) else []
    return ["--config", CONFIG, "--set", f"database.url=sqlite:///{folder}/w.db", *port, *more]


@contextmanager
def running(*args: str, command: str = "run") -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A bot that runs, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", command, *args], stdout=subprocess.PIPE, text=True, cwd=ROOT, encoding="utf-8"
    )
    try:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "http://" in line)
        yield process, "http://" + line.split("http://")[1].split()[0]
    finally:
        process.kill()
        process.wait()


def fault_of(done: "subprocess.CompletedProcess[str]", status: int = 2) -> str:
    """The one line on standard error."""
    assert done.returncode == status, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
sys.argv = ["weiguang", "--help"]
import bot.__main__
try:
    bot.__main__.main()
except SystemExit:
    print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "replay" in done.stdout


def test_every_command_has_help_with_an_example() -> None:
    for command in (["run"], ["demo"], ["link"], ["replay"], ["understand"], ["check"], ["migrate"], ["admin", "code"]):
        done = weiguang(*command, "--help")
        assert done.returncode == 0
        assert "Example" in done.stdout


def test_a_mistake_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("web:\n  prot: 1\n")
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"this is no database, " * 50)
    assert "No such command" in fault_of(weiguang("rnu"))
    assert "--nope" in fault_of(weiguang("run", "--nope"))
    assert fault_of(weiguang("run", "--config", str(tmp_path / "bad.yaml"))).startswith(f"{tmp_path}/bad.yaml:2:3: ")
    assert "no such file" in fault_of(weiguang("check", "--config", "nowhere.yaml"))
    assert "no such file" in fault_of(weiguang("replay", "nowhere.yaml"))
    assert "no SQLite database" in fault_of(
        weiguang("run", *in_folder(tmp_path, "--set", f"database.url=sqlite:///{garbage}"))
    )
    assert "folder" in fault_of(weiguang("migrate", *in_folder(tmp_path / "missing")))
    assert garbage.read_bytes().startswith(b"this is no database")


def test_a_port_in_use_is_told_with_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        fault = fault_of(weiguang("run", *in_folder(tmp_path, "--set", f"web.port={port}")))
        assert f"127.0.0.1:{port} is in use" in fault
        assert f"web.port={port + 1}" in fault
        found = weiguang("check", *in_folder(tmp_path, "--set", f"web.port={port}"))
        assert found.returncode == 1
        assert f"✗ web chat: 127.0.0.1:{port} is in use" in found.stdout


def test_a_host_that_is_not_ours_or_open_to_nobody_is_told_alike_by_run_and_check(tmp_path: Path) -> None:
    hosts = "web.hosts=[chat.example.org]"
    for host in ("203.0.113.5", "nosuchhost.invalid", "a..b", OPEN):
        more = () if host == OPEN else ("--set", hosts)
        asked = in_folder(tmp_path, "--set", f"web.host={host}", *more)
        fault = fault_of(weiguang("run", *asked))
        assert host in fault
        assert f"✗ web chat: {fault}\n" in weiguang("check", *asked).stdout


def test_check_says_what_is_well(tmp_path: Path) -> None:
    before = weiguang("check", *in_folder(tmp_path))
    assert before.returncode == 0
    assert "is not there yet" in before.stdout
    assert not (tmp_path / "w.db").exists()
    assert weiguang("migrate", *in_folder(tmp_path)).returncode == 0
    assert "is sound and up to date" in weiguang("check", *in_folder(tmp_path)).stdout


def test_check_finds_a_database_of_a_newer_version(tmp_path: Path) -> None:
    weiguang("migrate", *in_folder(tmp_path))
    with sqlite3.connect(tmp_path / "w.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    done = weiguang("check", *in_folder(tmp_path))
    assert done.returncode == 1
    assert "newer Weiguang" in done.stdout
    assert "newer Weiguang" in fault_of(weiguang("run", *in_folder(tmp_path)))


def test_replay_ends_with_1_where_something_does_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    head = "title: T\nnow: 2026-03-02T12:00:00+08:00\ncommunity: {name: A}\n"
    path.write_text(head + "steps:\n  - {wait: 1m}\n  - {expect: {kind: offer}}\n")
    done = weiguang("replay", str(path))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "0 passed, 1 failed"
    path.write_text("title: [\n")
    assert fault_of(weiguang("replay", str(path))).startswith(f"{path}:2:1: the file ends too early")


def test_understand_answers_in_order_and_names_bad_lines() -> None:
    lines = [
        json.dumps({"id": "a", "text": "我家突然停电,谁能帮我修一修?"}, ensure_ascii=False),
        "{not json",
        "",
        json.dumps({"id": 2}),
        json.dumps({"id": 3, "text": "1", "context": {"open_request": [1]}}),
        json.dumps({"id": "z", "text": "早上好", "context": {"open_requests": [1], "role": "volunteer"}}),
    ]
    done = weiguang("understand", "--now", "2026-11-24T10:00:00+08:00", text="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [answer["id"] for answer in answers] == ["a", "z"]
    assert answers[0] == {
        "id": "a",
        "decision": "act",
        "intent": "request",
        "confidence": answers[0]["confidence"],
        "service": "electricity",
        "also": [],
        "urgency": "urgent",
        "danger": None,
        "slots": {},
        "lang": "zh",
    }
    assert (answers[1]["decision"], answers[1]["intent"], answers[1]["service"]) == ("silent", "none", None)
    faults = done.stderr.splitlines()
    assert [fault.split(": ")[0] for fault in faults] == ["<stdin>:2:2", "<stdin>:4:1", "<stdin>:5:1"]


def test_understand_keeps_going_over_half_a_character_and_refuses_what_is_no_number() -> None:
    lines = [
        r'{"id": "\ud800", "text": "\ud800"}',
        '{"id": 1e400, "text": "x"}',
        '{"id": 3, "text": "x", "y": [NaN]}',
        r'{"id": 4, "text": "我家停电了,谁能来看看?\ud83d\ude4f"}',
    ]
    done = weiguang("understand", text="\n".join(lines))
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["\ud800", 4]
    assert [fault.split(": ")[0] for fault in done.stderr.splitlines()] == ["<stdin>:2:8", "<stdin>:3:30"]


def test_understand_refuses_bad_options() -> None:
    assert "--now must be a moment" in fault_of(weiguang("understand", "--now", "soon"))
    assert "--lang must be one of" in fault_of(weiguang("understand", "--lang", "fr"))


def test_run_serves_and_stops_cleanly_on_a_signal(tmp_path: Path) -> None:
    for wanted in (signal.SIGINT, signal.SIGTERM):
        with running(*in_folder(tmp_path)) as (process, address):
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                assert json.load(answer) == {"status": "ok"}
            process.send_signal(wanted)
            assert process.wait(timeout=20) == 0


def test_the_admin_code_binds_the_one_who_writes_it(tmp_path: Path) -> None:
    code = weiguang("admin", "code", *in_folder(tmp_path)).stdout.splitlines()[0]
    with running(*in_folder(tmp_path)) as (_, address):
        tell(address, "li", f"/bind {code}", private=True)
        reply = wait_for(address, "private_with=li", kind="command-reply")
        assert reply["to"] == "li"
        tell(address, "li", "/看板", room="main")
        wait_for(address, "private_with=li", kind="command-reply", after=reply["seq"])


def tell(address: str, sender: str, text: str, **where: Any) -> None:
    body = json.dumps({"from": sender, "text": text, **where}).encode()
    asked = urllib.request.Request(f"{address}/api/messages", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 202


def records(address: str, where: str, after: int = 0) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{address}/api/messages?{where}&after={after}") as answer:
        found: list[dict[str, Any]] = json.load(answer)["messages"]
    return found


def wait_for(address: str, where: str, kind: str, after: int = 0) -> dict[str, Any]:
    """The first message of that kind, within 20 seconds."""
    for _ in range(200):
        found = [record for record in records(address, where, after) if record.get("kind") == kind]
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no {kind} came")


def test_environment_overrides_reach_the_command(tmp_path: Path) -> None:
    environment = {**os.environ, "WEIGUANG_WEB__PRT": "1"}
    assert "there is no key prt" in fault_of(weiguang("check", *in_folder(tmp_path), env=environment))
