"""Windows of a real browser, each with a storage of its own: two windows are two people."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
PHONE = {"width": 390, "height": 780}
DESK = {"width": 1000, "height": 720}


def find_browser() -> str:
    """The browser's program. Skips loudly where there is none."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("NO BROWSER: the page is not tested. Install the Debian packages chromium and fonts-wqy-microhei")
    return found


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=args)
        try:
            yield browser
        finally:
            await browser.close()


class Window:
    """One person's window. `trouble` holds every error, dialog and CSP report that it met."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.trouble: list[str] = []
        page.on("pageerror", lambda fault: self.trouble.append(str(fault)))
        page.on("dialog", lambda dialog: self.trouble.append(f"dialog {dialog.message}"))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "ERR_CONNECTION_REFUSED" not in message.text:
            self.trouble.append(message.text)

    async def open(self, chat: str) -> None:
        """Open the conversation of that name."""
        back = self.page.locator(".back")
        if await back.is_visible():
            await back.click()
        named = self.page.locator(".room-name").get_by_text(chat, exact=True)
        await self.page.locator(".room", has=named).click()

    async def say(self, text: str) -> None:
        """Write something, and send it with Enter."""
        await self.page.fill("textarea", text)
        await self.page.press("textarea", "Enter")
        await expect(self.page.locator("textarea")).to_have_value("")

    async def sees(self, text: str) -> None:
        """Wait until the text stands in a message."""
        await expect(self.page.locator(".messages .bubble", has_text=text).last).to_be_visible(timeout=15_000)

    async def find_barriers(self) -> list[str]:
        """What axe finds serious or critical."""
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.page.evaluate("axe.run()")
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:120]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]


async def a_window(browser: Browser, address: str, person: str | None, size: dict[str, int] = DESK) -> Window:
    """A new window on the page, as that person; None lets one choose."""
    context = await browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce")  # type: ignore[arg-type]
    page = await context.new_page()
    window = Window(page)
    await page.goto(f"{address}/?as={person}" if person else address)
    await page.wait_for_selector(".room, .sheet")
    return window
