"""How long the page takes to show the last 50 messages, quiet and at 1,000 messages an hour, one after the other.

Run with `make bench`; it prints a table for docs/benchmarks.md.
"""

import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Request

from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from tests.builders import NOON
from tests.web.browsers import a_browser
from tests.web.chats import MAIN, Chat, a_chat

LOADS = 20
PER_HOUR = 1_000
SHOWN = """() => new Promise((done) => {
  const look = () => document.querySelectorAll('.messages .bubble').length >= 50
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""


async def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_chat(Path(folder)) as chat, a_browser() as browser:
            await _fill(chat, 5_000)
            quiet, busy = [], []
            for _ in range(LOADS):
                quiet.append(await _load(browser, chat))
                talking = asyncio.create_task(_talk(chat))
                busy.append(await _load(browser, chat))
                talking.cancel()
            kilobytes = await _weigh(browser, chat)
    print(f"| page load until 50 messages are drawn | ms, median of {LOADS} | slowest |")
    print("|---|---|---|")
    for name, times in (("quiet", quiet), (f"with {PER_HOUR:,} messages an hour", busy)):
        print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} |")
    print(f"\nbusy / quiet: {statistics.median(busy) / statistics.median(quiet):.2f}; transferred: {kilobytes:.0f} kB")


async def _fill(chat: Chat, count: int) -> None:
    async with chat.store.write() as unit:
        for n in range(count):
            text = f"第{n}条:今天有人在家吗,想借一下梯子"
            await unit.chat.append(ChatRecord(f"m{n}", NOON, text, sender=PersonId("sun"), room=MAIN, name="Sun"))


async def _load(browser: Browser, chat: Chat) -> float:
    context = await browser.new_context(viewport={"width": 1000, "height": 700})
    page = await context.new_page()
    await page.goto(f"{chat.url('')}/?as=li", wait_until="commit")
    shown: float = await page.evaluate(SHOWN)
    await context.close()
    return shown


async def _talk(chat: Chat) -> None:
    while True:
        await chat.say("大家好", sender="sun")
        await asyncio.sleep(3600 / PER_HOUR)


async def _weigh(browser: Browser, chat: Chat) -> float:
    page = await browser.new_page()
    loaded: list[asyncio.Task[Any]] = []
    page.on("requestfinished", lambda request: _note(request, loaded))
    await page.goto(f"{chat.url('')}/?as=li")
    await page.evaluate(SHOWN)
    sizes = await asyncio.gather(*loaded)
    return float(sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)) / 1000


def _note(request: Request, loaded: "list[asyncio.Task[Any]]") -> None:
    loaded.append(asyncio.ensure_future(request.sizes()))


if __name__ == "__main__":
    asyncio.run(main())
