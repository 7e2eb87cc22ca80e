"""How long the page of `weiguang demo` takes to show the last 50 messages, quiet and at 1,000 messages an hour.

Run with `make bench`; it prints a table for docs/benchmarks.md.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
from playwright.async_api import Browser, Request

from tests.web.browsers import a_browser

LOADS = 20
PER_HOUR = 1_000
SHOWN_FIRST = 60
SHOWN = """() => new Promise((done) => {
  const look = () => document.querySelectorAll('.messages .bubble').length >= 50
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""


async def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder, _demo(Path(folder)) as address:
        async with a_browser() as browser, aiohttp.ClientSession() as session:
            await asyncio.gather(*(_say(session, address, n) for n in range(SHOWN_FIRST)))
            await _load(browser, address)  # the first of a new browser is nobody's measure
            quiet, busy = [], []
            for _ in range(LOADS):
                quiet.append(await _load(browser, address))
                talking = asyncio.create_task(_talk(session, address))
                busy.append(await _load(browser, address))
                talking.cancel()
            kilobytes, count = await _weigh(browser, address)
    print(f"| page load until 50 messages are drawn | ms, median of {LOADS} | fastest | slowest |")
    print("|---|---|---|---|")
    for name, times in (("quiet", quiet), (f"with {PER_HOUR:,} messages an hour", busy)):
        print(f"| {name} | {statistics.median(times):.0f} | {min(times):.0f} | {max(times):.0f} |")
    ratio = statistics.median(busy) / statistics.median(quiet)
    print(f"\nbusy / quiet: {ratio:.2f}; transferred: {kilobytes:.0f} kB in {count} requests")


@contextmanager
def _demo(folder: Path) -> Iterator[str]:
    """The demo, and its address."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--database", str(folder / "demo.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stdout is not None
        line = next(line for line in process.stdout if "http://" in line)
        yield "http://" + line.split("http://")[1].split()[0]
    finally:
        process.kill()
        process.wait()


async def _say(session: aiohttp.ClientSession, address: str, n: int) -> None:
    said = {"from": ("he", "zhou")[n % 2], "room": "main", "text": f"第{n}条:大家好"}
    async with session.post(f"{address}/api/messages", json=said) as answer:
        assert answer.status == 202, await answer.text()


async def _load(browser: Browser, address: str) -> float:
    context = await browser.new_context(viewport={"width": 1000, "height": 700})
    page = await context.new_page()
    await page.goto(f"{address}/?as=li", wait_until="commit")
    shown: float = await page.evaluate(SHOWN)
    await context.close()
    return shown


async def _talk(session: aiohttp.ClientSession, address: str) -> None:
    n = 0
    while True:
        await _say(session, address, n)
        n += 1
        await asyncio.sleep(3600 / PER_HOUR)


async def _weigh(browser: Browser, address: str) -> tuple[float, int]:
    """How much a load transfers, in kilobytes, and in how many requests."""
    page = await browser.new_page()
    loaded: list[asyncio.Task[Any]] = []
    page.on("requestfinished", lambda request: _note(request, loaded))
    await page.goto(f"{address}/?as=li")
    await page.evaluate(SHOWN)
    await asyncio.sleep(1)
    sizes = await asyncio.gather(*loaded)
    return float(sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)) / 1000, len(sizes)


def _note(request: Request, loaded: "list[asyncio.Task[Any]]") -> None:
    loaded.append(asyncio.ensure_future(request.sizes()))


if __name__ == "__main__":
    asyncio.run(main())
