"""`weiguang demo`: the bot on the made-up community, in a database file of its own."""

import fcntl
import os
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app import run
from bot.config import load_settings
from bot.demo import RESIDENTS, VOLUNTEERS, make_demo
from bot.demo_words import Language
from bot.web.errors import CannotListenError
from handlers.errors import FaultError
from store.engine import open_store

_BESIDE = ("", "-wal", "-shm")


class DemoInUseError(FaultError):
    """Another demo runs on the same file; the message says what to do."""


async def run_demo(file: Path, language: Language, port: int, began: float) -> None:
    """Fill the file where it is empty, and run until stopped. `began` is when the program started, in seconds.

    Raises DemoInUseError, CannotListenError, StoreUnavailableError.
    """
    url = f"sqlite:///{file}"
    overrides = [f"database.url={url}", f"web.port={port}", "web.host=127.0.0.1"]

    def announce(address: str) -> None:
        took = time.perf_counter() - began
        print(f"{RESIDENTS:,} residents, {VOLUNTEERS:,} volunteers; ready in {took:.1f} s")  # noqa: T201
        print(f"Weiguang 微光  http://{address}  (Ctrl-C stops it)", flush=True)  # noqa: T201
        _show(f"http://{address}")

    with _alone(file):
        await _fill(url, language)
        try:
            await run(load_settings(None, overrides, {}), announce=announce)
        except CannotListenError as fault:
            raise CannotListenError(_port_in_use(port)) from fault


def remove(file: Path) -> list[str]:
    """Remove the demo's database; says what is gone. Raises DemoInUseError while a demo runs on it."""
    there = [path for beside in _BESIDE if (path := Path(f"{file}{beside}")).exists()]
    if there:
        with _alone(file) as lock:
            for path in (*there, lock):
                path.unlink(missing_ok=True)
    return [f"{path} is removed" for path in there]


@contextmanager
def _alone(file: Path) -> Iterator[Path]:
    """Nobody else runs or removes this demo meanwhile; the lock goes with the process, however that ends."""
    lock = Path(f"{file}-lock")
    try:
        held = lock.open("a")
    except OSError as fault:
        raise DemoInUseError(
            f"{lock} can't be written ({(fault.strerror or '').lower()}): choose --database"
        ) from fault
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise DemoInUseError(f"a demo is running on {file}: stop it first, with Ctrl-C where it runs") from fault
        yield lock


async def _fill(url: str, language: Language) -> None:
    store = await open_store(url)
    try:
        await store.migrate()
        async with store.write() as unit:
            if await unit.community.is_empty():
                made = make_demo(language)
                await unit.community.fill(made.community, made.people)
    finally:
        await store.close()


def _port_in_use(port: int) -> str:
    stop = "stop what runs there, as `make run` or another demo, with Ctrl-C"
    return f"127.0.0.1:{port} is in use: {stop}; or choose another port: weiguang demo --port {port % 65_535 + 1}"


def _show(url: str) -> None:
    """Open a browser where there is a screen."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)
