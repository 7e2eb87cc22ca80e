"""`weiguang demo` as people use it: in either language, and alone on its file."""

import json
import signal
import socket
import urllib.request
from pathlib import Path

from tests.bot.test_command_line import fault_of, running, weiguang


def test_it_speaks_english_and_starts_again_on_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    for _ in range(2):
        with running("--lang", "en", "--port", "0", "--database", str(file), command="demo") as (process, address):
            with urllib.request.urlopen(f"{address}/api/session") as answer:
                assert json.load(answer)["language"] == "en"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0


def test_its_file_is_not_removed_under_it(tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    where = ("--database", str(file))
    with running("--port", "0", *where, command="demo") as (process, address):
        assert "stop it first" in fault_of(weiguang("demo", "--reset", *where))
        assert "stop it first" in fault_of(weiguang("demo", "--port", "0", *where))
        assert file.exists()
        with urllib.request.urlopen(f"{address}/healthz") as answer:
            assert answer.status == 200
        process.kill()
        process.wait()
        assert "is removed" in weiguang("demo", "--reset", *where).stdout
    assert not list(tmp_path.iterdir())
    assert "is not there" in weiguang("demo", "--reset", *where).stdout


def test_a_port_in_use_is_told_with_the_demos_own_option(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        fault = fault_of(weiguang("demo", "--port", str(port), "--database", str(tmp_path / "demo.db")))
        assert f"127.0.0.1:{port} is in use" in fault
        assert f"weiguang demo --port {port + 1}" in fault
        assert "--set" not in fault


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "choose --database" in fault_of(weiguang("demo", "--database", str(tmp_path / "none" / "demo.db")))
