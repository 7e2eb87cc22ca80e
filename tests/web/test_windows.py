"""Windows over time: lines that break, drafts, letters, clocks; and large type on a tablet."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from tests.bot.test_command_line import in_folder, running
from tests.builders import NOON
from tests.web.browsers import PHONE, Window, a_window
from tests.web.chats import MAIN, Chat, a_chat, from_bot
from tests.web.test_posting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "微光社区居民服务群"
TABLET = {"width": 768, "height": 1024}
SOON = 20_000
NUMBERS = (
    """() => [...document.querySelectorAll('.messages .words')].map((each) => Number(each.textContent.split(' ')[1]))"""
)


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@asynccontextmanager
async def silence(chat: Chat) -> AsyncIterator[None]:
    """The server is gone for as long as the block lasts."""
    await chat.gateway.stop()
    try:
        yield
    finally:
        await chat.gateway.start(chat.hear)


async def write(chat: Chat, first: int, after: int) -> None:
    """Others' messages, straight to the disk."""
    async with chat.store.write() as unit:
        for n in range(first, after):
            said = ChatRecord(f"m{n}", NOON, f"message {n}", sender=PersonId("sun"), room=MAIN, name="Sun")
            await unit.chat.append(said)


async def sees_all_up_to(window: Window, last: int) -> None:
    """The last message is there, and none before it is missing."""
    await window.sees(f"message {last}")
    seen: list[int] = await window.page.evaluate(NUMBERS)
    assert seen == list(range(seen[0], last + 1))
    assert len(seen) >= 50


async def test_nothing_is_missing_after_the_line_was_lost(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path, port=a_free_port()) as chat:
        await write(chat, 0, 60)
        window = await a_window(browser, chat.url(""), "li")
        await sees_all_up_to(window, 59)
        await window.open("微光")
        async with silence(chat):
            await write(chat, 60, 65)
            await expect(window.page.locator(".banner")).to_be_visible()
        await expect(window.page.locator(".rooms .unread")).to_have_text("5", timeout=SOON)
        await window.open("Residents")
        await sees_all_up_to(window, 64)
        await expect(window.page.locator(".rooms .unread")).to_have_count(0)
        async with silence(chat):
            await write(chat, 65, 365)
        await expect(window.page.locator(".bubble", has_text="message 364")).to_be_visible(timeout=SOON)
        await chat.say("message 365", sender="sun")
        await sees_all_up_to(window, 365)


async def test_what_can_not_be_sent_is_said_and_goes_out_later_once(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path, port=a_free_port()) as chat:
        window = await a_window(browser, chat.url(""), "li")
        await window.open("Residents")
        await expect(window.page.locator(".aside")).to_be_visible()
        async with silence(chat):
            await window.page.fill("textarea", "is anybody there?")
            await window.page.press("textarea", "Enter")
            await expect(window.page.locator(".trouble")).to_contain_text("没有发出去")
            await expect(window.page.locator("textarea")).to_have_value("is anybody there?")
        await expect(window.page.locator(".bubble", has_text="is anybody there?")).to_have_count(1, timeout=SOON)
        await expect(window.page.locator("textarea")).to_have_value("")
        await expect(window.page.locator(".trouble")).to_have_count(0)


async def test_a_draft_stays_where_it_was_begun(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), "li")
        await window.open("微光")
        await window.page.fill("textarea", "my secret")
        await window.open("Residents")
        await expect(window.page.locator("textarea")).to_have_value("")
        await window.say("hello")
        await window.open("微光")
        await expect(window.page.locator("textarea")).to_have_value("my secret")
        assert window.trouble == []


async def test_on_a_phone_a_letter_is_noticed(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), "li", PHONE)
        await window.open("Residents")
        await window.say("hello")
        await window.sees("hello")
        await chat.gateway.send(from_bot("the address", key="8", room=None, to="li"))
        await expect(window.page.locator(".back .unread")).to_have_text("1")
        await window.page.locator(".letter").click()
        await window.sees("the address")
        await expect(window.page.locator(".letter")).to_have_count(0)
        await expect(window.page.locator(".back .unread")).to_have_count(0)
        assert window.trouble == []


async def test_whoever_is_not_there_any_more_chooses_again(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), "nobodyhere")
        await expect(window.page.locator(".sheet")).to_be_visible()
        await window.page.fill(".sheet input", "Sun")
        await window.page.press(".sheet input", "Enter")
        await expect(window.page.locator(".me")).to_have_text("Sun")
        await expect(window.page.locator(".banner")).to_have_count(0)


async def test_a_link_that_was_replaced_asks_for_the_new_one(browser: Browser, tmp_path: Path) -> None:
    owners = {"old": PersonId("li")}

    async def person_of_token(token: str) -> PersonId | None:
        return owners.get(token)

    port = a_free_port()
    settings: dict[str, Any] = {"port": port, "hosts": ("127.0.0.1",)}
    async with a_chat(tmp_path, person_of_token, **settings) as chat:
        page = await (await browser.new_context(locale="zh-CN")).new_page()
        await page.goto(chat.url("/in/old"))
        await expect(page.locator(".me")).to_have_text("Li")
        owners.clear()
        async with silence(chat):
            pass
        await expect(page.locator(".waiting")).to_contain_text("链接", timeout=SOON)
        await expect(page.locator(".banner")).to_have_count(0)


async def test_large_type_on_a_tablet_leaves_room_for_words(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), "li", TABLET)
        await window.open("Residents")
        await chat.gateway.send(from_bot("Who can help to carry a wardrobe up to the fourth floor?", key="7"))
        await window.sees("wardrobe")
        await expect(window.page.locator(".rooms")).to_be_visible()
        await window.page.get_by_role("button", name="大字").click()
        await expect(window.page.locator(".rooms")).to_be_hidden()
        box = await window.page.locator(".bubble").bounding_box()
        assert box is not None
        assert box["width"] > 400
        assert await window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_ones_own_words_are_in_sight_and_others_are_announced(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await write(chat, 0, 40)
        window = await a_window(browser, chat.url(""), "li")
        await window.sees("message 39")
        await window.page.evaluate("document.querySelector('.messages').scrollTop = 0")
        await chat.say("from another", sender="sun")
        await expect(window.page.locator(".below")).to_be_visible()
        await expect(window.page.locator(".bubble").first).to_be_in_viewport()
        await window.say("my own")
        await expect(window.page.locator(".bubble", has_text="my own")).to_be_in_viewport()
        await expect(window.page.locator(".below")).to_have_count(0)


async def test_an_old_message_stays_quoted_until_it_is_taken_back(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.post({"from": "sun", "room": "main", "text": "the very first", "id": "first"})
        await write(chat, 0, 60)
        await chat.post({"from": "li", "room": "main", "text": "to that", "quote": "first"})
        window = await a_window(browser, chat.url(""), "li")
        await expect(window.page.locator(".quoted")).to_have_text("Sun: the very first")
        async with chat.session.post(chat.url("/api/recalls"), json={"from": "sun", "message": "first"}) as answer:
            assert answer.status == 202
        await expect(window.page.locator(".quoted")).to_have_text("Sun: （已撤回）")


async def test_an_at_offers_people_and_marks_them_whole(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        li, sun = await a_window(browser, chat.url(""), "li"), await a_window(browser, chat.url(""), "sun")
        await li.open("Residents")
        await li.page.locator("textarea").press_sequentially("@Su")
        await expect(li.page.locator(".suggestions li")).to_have_text(["SSun"])
        await li.page.keyboard.press("ArrowDown")
        await li.page.keyboard.press("Enter")
        await expect(li.page.locator("textarea")).to_have_value("@Sun ")
        await li.say("@Sun,come too")
        await expect(sun.page.locator(".mention.me")).to_have_text("@Sun")
        await expect(li.page.locator(".mine .mention")).to_have_text("@Sun")
        await li.page.locator("textarea").press_sequentially("@Su")
        await li.page.locator(".suggestions li").click()
        await li.say("nobody after all")
        await li.sees("nobody after all")
        await sun.sees("nobody after all")
        await eventually(lambda: [heard.mentions for heard in chat.heard] == [("sun",), ()])
        assert (li.trouble, sun.trouble) == ([], [])


async def test_a_moved_clock_is_seen_everywhere_and_can_be_put_back(browser: Browser, tmp_path: Path) -> None:
    with running(*in_folder(tmp_path)) as (_, address):
        li, he = await a_window(browser, address, "li"), await a_window(browser, address, "he")
        await he.open(GROUP)
        await he.say("大家好")
        await he.sees("大家好")
        await li.page.locator(".panel summary").click()
        await li.page.get_by_role("button", name="过 10 分钟").click()
        await expect(he.page.locator(".notice")).to_be_visible()
        await he.page.locator(".bubble").click()
        await expect(he.page.locator(".actions button")).to_have_text(["引用"])
        await li.page.get_by_role("button", name="断开线路").click()
        await expect(he.page.locator(".banner")).to_be_visible()
        await li.page.get_by_role("button", name="恢复线路").click()
        await he.page.locator(".notice button").click()
        await expect(li.page.locator(".notice")).to_have_count(0)
        await li.page.locator(".premiere").first.click()
        await expect(li.page.locator(".film .card .state")).to_have_text("正在找人", timeout=SOON)
        await li.page.keyboard.press("Escape")
        await expect(li.page.locator("dialog")).to_have_count(0)
        await asyncio.sleep(0.1)
        assert (li.trouble, he.trouble) == ([], [])
