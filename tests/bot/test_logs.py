"""No phone, identity or door number gets into a log, whoever logs it and however."""

import json
import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import redact

PRIVATE = [
    "13800000001",
    "+86 138 0000 0001",
    "138-0000-0001",
    "0773-5551234",
    "11010519491231002X",
    "3-2-501",
    "3栋2单元501",
    "三号楼二单元五零一",
    "88弄3号楼1201室",
    "building 3 unit 2 room 501",
    "Room 1204",
]
HARMLESS = [
    "2026-11-24",
    "said-12",
    "request 12",
    "12:30:00",
    "2 people, 3 hours",
    "staff command refused",
    "sqlite:///a.db",
]


@pytest.mark.parametrize("secret", PRIVATE)
def test_what_is_private_is_taken_out(secret: str) -> None:
    assert redact(f"before {secret} after") == "before [redacted] after"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays(text: str) -> None:
    assert redact(text) == text


NO_DIGITS = st.text(st.characters(exclude_categories=["N", "C"]), max_size=20)


@given(st.integers(13_000_000_000, 19_999_999_999), NO_DIGITS, NO_DIGITS)
def test_a_phone_number_never_gets_through(phone: int, before: str, after: str) -> None:
    assert str(phone) not in redact(f"{before}{phone}{after}")


SCRIPT = """
import logging, sys
import structlog
from bot.logs import configure_logs
configure_logs("info", "json")
log = structlog.get_logger("bot.test")
log.info("told 13800000001", door="3-2-501", number=13800000001, parts=["3栋2单元501"], deep={"a": "13800000002"})
logging.getLogger("aiohttp").warning("GET /?phone=%s", "13800000003")
logging.getLogger("aiohttp").info("not of interest")
try:
    raise ValueError("call 13800000004")
except ValueError as fault:
    log.error("broken", fault=fault)
    logging.getLogger("other").exception("broken too")
"""


def test_logs_of_ours_and_of_libraries_are_redacted_and_faults_are_named_by_place() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert "138000" not in done.stderr
    assert "501" not in done.stderr
    assert [line["event"] for line in lines] == ["told [redacted]", "GET /?phone=[redacted]", "broken", "broken too"]
    assert lines[2]["fault"] == lines[3]["fault"] == "ValueError"
    assert "in <module>" in lines[2]["where"]
    assert logging.getLogger().name == "root"


FILM = """
import asyncio
import structlog
from zoneinfo import ZoneInfo
from bot.director import Director
from bot.logs import configure_logs, playing
configure_logs("warning", "json")
director = Director(None, None, None, ZoneInfo("Asia/Shanghai"))
film = asyncio.run(director.film("12-not-staff.zh"))
assert film["totals"]["failed"] == 0
with playing():
    structlog.get_logger("bot.test").error("broken in a film")
structlog.get_logger("bot.test").warning("life")
"""


def test_a_film_leaves_no_warnings_in_the_log_but_its_faults() -> None:
    done = subprocess.run([sys.executable, "-c", FILM], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line.get("is_film")) for line in lines] == [("broken in a film", True), ("life", None)]
