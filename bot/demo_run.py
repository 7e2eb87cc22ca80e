"""`weiguang demo`: the bot on the made-up community, in a database file of its own."""

import os
import time
import webbrowser
from pathlib import Path

from bot.app import run
from bot.config import load_settings
from bot.demo import RESIDENTS, VOLUNTEERS, make_demo
from store.engine import open_store

_BESIDE = ("", "-wal", "-shm")


async def run_demo(file: Path, port: int, began: float) -> None:
    """Fill the file where it is empty, and run until stopped. `began` is when the program started, in seconds."""
    url = f"sqlite:///{file}"
    await _fill(url)
    overrides = [f"database.url={url}", f"web.port={port}", "web.host=127.0.0.1"]

    def announce(address: str) -> None:
        took = time.perf_counter() - began
        print(f"{RESIDENTS:,} residents, {VOLUNTEERS:,} volunteers; ready in {took:.1f} s")  # noqa: T201
        print(f"Weiguang 微光  http://{address}  (Ctrl-C stops it)", flush=True)  # noqa: T201
        _show(f"http://{address}")

    await run(load_settings(None, overrides, {}), announce=announce)


def remove(file: Path) -> list[str]:
    """Remove the demo's database; says what is gone."""
    there = [path for beside in _BESIDE if (path := Path(f"{file}{beside}")).exists()]
    for path in there:
        path.unlink()
    return [f"{path} is removed" for path in there]


async def _fill(url: str) -> None:
    store = await open_store(url)
    try:
        await store.migrate()
        async with store.write() as unit:
            if await unit.community.is_empty():
                made = make_demo()
                await unit.community.fill(made.community, made.people)
    finally:
        await store.close()


def _show(url: str) -> None:
    """Open a browser where there is a screen."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)
