"""`kill -9` between the claim and the handover: after a new start the handover is sent, once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.test_command_line import CONFIG, ROOT, in_folder, records, running, tell, wait_for

# The bot with a web chat that kills its own process at the handover: before it is kept, or after.
DEADLY = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.app import run
from bot.config import load_settings
from bot.gateways.webchat import WebChat

class Deadly(WebChat):
    async def send(self, message):
        if message.kind == "handover" and "{moment}" == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        sent = await super().send(message)
        if message.kind == "handover":
            os.kill(os.getpid(), signal.SIGKILL)
        return sent

asyncio.run(run(load_settings(Path(sys.argv[1]), sys.argv[2:], {{}}), Deadly))
"""


def claim(address: str) -> None:
    tell(address, "li", "我家突然停电,谁能帮我修一修?", room="main")
    wait_for(address, "room=main", kind="offer")
    tell(address, "he", "我懂点电工,我去看看!", room="main", id="the-claim")


def handovers_after_a_new_start(folder: Path) -> list[str]:
    with running(*in_folder(folder)) as (_, address):
        wait_for(address, "private_with=he", kind="handover")
        wait_for(address, "room=main", kind="claim-confirmed")
        tell(address, "he", "我懂点电工,我去看看!", room="main", id="the-claim")
        tell(address, "he", "修好了", room="main")
        wait_for(address, "room=main", kind="review-prompt")
        kinds = [r.get("kind") for where in ("private_with=he", "room=main") for r in records(address, where)]
    return [str(kind) for kind in kinds if kind in {"handover", "claim-confirmed", "review-prompt"}]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_the_handover(tmp_path: Path, moment: str) -> None:
    overrides = [f"database.url=sqlite:///{tmp_path}/w.db", "web.port=0"]
    process = subprocess.Popen(
        [sys.executable, "-c", DEADLY.format(moment=moment), CONFIG, *overrides],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert process.stdout is not None
    claim("http://" + process.stdout.readline().split("http://")[1].split()[0])
    assert process.wait(timeout=30) == -9
    assert handovers_after_a_new_start(tmp_path) == ["handover", "claim-confirmed", "review-prompt"]


def test_killed_as_soon_as_the_claim_was_accepted(tmp_path: Path) -> None:
    with running(*in_folder(tmp_path)) as (process, address):
        claim(address)
        process.kill()
        process.wait()
    assert handovers_after_a_new_start(tmp_path) == ["handover", "claim-confirmed", "review-prompt"]
