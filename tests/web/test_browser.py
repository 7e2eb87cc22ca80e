"""The page in a real browser: New Year's Eve in two windows, what survives, what it lets nobody do."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from handlers.rules.grid import Room
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Person
from store.chat import ChatRecord
from tests.bot.test_command_line import in_folder, running
from tests.builders import NOON
from tests.web.browsers import PHONE, Window, a_window
from tests.web.chats import COMMUNITY, MAIN, Chat, a_chat, from_bot
from tests.web.payloads import PAYLOADS
from tests.web.test_page_data import a_picture

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "微光社区居民服务群"


async def test_new_years_eve_in_windows_of_two_people_and_staff(browser: Browser, tmp_path: Path) -> None:
    with running(*in_folder(tmp_path)) as (_, address):
        li = await a_window(browser, address, "li", PHONE)
        he, zhou = await a_window(browser, address, "he"), await a_window(browser, address, "zhou")
        await li.open(GROUP)
        await li.say("我家突然停电,谁能帮我修一修?")
        await he.sees("李阿姨请大家帮忙")
        await expect(he.page.locator(".card .state")).to_have_text("正在找人")
        await he.say("我懂点电工,我去看看!")
        await li.sees("何师傅去帮李阿姨")
        await expect(he.page.locator(".card")).to_contain_text("何师傅")
        await expect(he.page.locator(".rooms .unread")).to_have_text("1")
        await he.page.screenshot(path=tmp_path / "volunteer.png")
        await he.open("微光")
        await he.sees("3栋2单元501")
        await he.open(GROUP)
        await he.say("到了")
        await expect(li.page.locator(".card .state")).to_have_text("正在办")
        await he.say("修好了")
        await li.sees("请给何师傅打个分")
        await li.say("5分,太感谢何师傅了")
        await li.sees("谢谢评价")
        await expect(li.page.locator(".card .state")).to_contain_text("已完成")
        assert "13800000001" not in await li.page.content()
        await zhou.open("社区工作群")
        await zhou.say("/查看 1")
        await zhou.sees("13800000001")
        await li.page.reload()
        await li.sees("谢谢评价")
        await expect(li.page.locator(".messages .bubble")).to_have_count(9)
        assert [window.trouble for window in (li, he, zhou)] == [[], [], []]


async def test_one_chooses_whom_to_be_among_favourites_and_by_name(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), None)
        people = window.page.locator(".person")
        await expect(people).to_have_text(["LLi居民", "ZZhou工作人员"])
        await window.page.fill(".sheet input", "志愿者")
        await expect(people).to_have_text(["SSun志愿者"])
        await window.page.locator(".star").click()
        await window.page.fill(".sheet input", "")
        await expect(people).to_have_count(3)
        await people.last.click()
        await expect(window.page.locator(".me")).to_have_text("Sun")
        assert window.trouble == []


async def filled(chat: Chat, count: int) -> None:
    async with chat.store.write() as unit:
        for n in range(count):
            who = PersonId("li" if n % 3 else "sun")
            await unit.chat.append(ChatRecord(f"m{n}", NOON, f"message {n}", sender=who, room=MAIN, name=str(who)))


async def test_three_hundred_messages_scroll(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await filled(chat, 300)
        window = await a_window(browser, chat.url(""), "li")
        bubbles = window.page.locator(".messages .bubble")
        await expect(bubbles).to_have_count(50)
        await expect(bubbles.last).to_be_in_viewport()
        await window.page.evaluate("document.querySelector('.messages').scrollTop = 0")
        await expect(bubbles).to_have_count(150)
        await expect(window.page.locator(".bubble", has_text="message 250")).to_be_in_viewport()
        await chat.say("the newest", sender="sun")
        await expect(bubbles).to_have_count(151)
        await expect(window.page.locator(".bubble", has_text="message 250")).to_be_in_viewport()
        assert window.trouble == []


async def test_quoting_and_taking_back(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.gateway.send(from_bot("Who can help?", key="7"))
        window = await a_window(browser, chat.url(""), "li")
        await window.page.locator(".more").first.click()
        await window.page.get_by_role("button", name="引用", exact=True).click()
        await window.say("I can")
        await expect(window.page.locator(".quoted")).to_contain_text("Who can help?")
        await window.page.locator(".mine .more").click()
        await window.page.get_by_role("button", name="撤回").click()
        await expect(window.page.locator(".aside", has_text="撤回了一条消息")).to_be_visible()
        assert [heard.quote for heard in chat.heard][:1] == ["bot-7"]
        assert window.trouble == []


async def test_a_picture_is_sent_and_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "red.png").write_bytes(a_picture("PNG", size=(300, 200)))
    async with a_chat(tmp_path) as chat:
        li, sun = await a_window(browser, chat.url(""), "li"), await a_window(browser, chat.url(""), "sun")
        await li.page.set_input_files("input[type=file]", tmp_path / "red.png")
        for window in (li, sun):
            picture = window.page.locator("img.picture")
            await expect(picture).to_be_visible()
            assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 300
        assert (li.trouble, sun.trouble) == ([], [])


async def test_nothing_that_is_written_ever_runs(browser: Browser, tmp_path: Path) -> None:
    assert len(PAYLOADS) == 500
    async with a_chat(tmp_path) as chat:
        rooms = [Room(RoomId(f"x{n}"), text[:120]) for n, text in enumerate(PAYLOADS[::10])]
        people = [
            Person(PersonId(f"p{n}"), text[:120], rooms=frozenset({MAIN, *(room.id for room in rooms)}))
            for n, text in enumerate(PAYLOADS)
        ]
        async with chat.store.write() as unit:
            await unit.community.save(replace(COMMUNITY, rooms=(*COMMUNITY.rooms, *rooms)))
            await unit.people.add_all(people)
            for n, (person, text) in enumerate(zip(people, PAYLOADS, strict=True)):
                said = ChatRecord(f"m{n}", NOON, text, sender=person.id, room=MAIN, name=person.name, quote=f"m{n - 1}")
                await unit.chat.append(said)
        window = await a_window(browser, chat.url(""), "p0")
        await window.page.evaluate(
            "window.reports = []; addEventListener('securitypolicyviolation', e => reports.push(e.violatedDirective))"
        )
        await window.open("Residents")
        for shown in (50, 150, 250, 350, 450, 500):
            await expect(window.page.locator(".messages .bubble")).to_have_count(shown)
            await window.page.evaluate("document.querySelector('.messages').scrollTop = 0")
        await window.page.locator(".me").click()
        await window.page.fill(".sheet input", "<")
        await expect(window.page.locator(".person")).to_have_count(30)
        await asyncio.sleep(0.3)
        assert await window.page.evaluate("[window.xss, window.reports]") == [None, []]
        assert window.trouble == []


async def barriers_of(window: Window, state: str) -> list[str]:
    return [f"{state}: {found}" for found in await window.find_barriers()]


async def test_nothing_serious_stands_in_anybodys_way(browser: Browser, tmp_path: Path) -> None:
    with running(*in_folder(tmp_path)) as (_, address):
        window = await a_window(browser, address, None)
        found = await barriers_of(window, "choosing")
        await window.page.locator(".person").first.click()
        await window.open(GROUP)
        await window.say("我家突然停电,谁能帮我修一修?")
        await window.sees("请大家帮忙")
        await window.page.locator(".card").wait_for()
        await window.page.locator("textarea").press_sequentially("@周")
        await window.page.locator(".suggestions li").click()
        await window.say("@周姐 您看呢")
        await window.page.locator(".mine .mention").wait_for()
        found += await barriers_of(window, "talking")
        for button in ("大字", "深色", "English"):
            await window.page.get_by_role("button", name=button).click()
            found += await barriers_of(window, button)
        await window.page.locator(".panel summary").click()
        await window.page.locator(".play").click()
        await window.page.locator(".film .bubble").first.wait_for(timeout=20_000)
        found += await barriers_of(window, "film")
        assert found == []
        assert window.trouble == []


async def test_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        window = await a_window(browser, chat.url(""), "li", PHONE)
        await window.page.locator(".room").first.focus()
        await window.page.keyboard.press("Enter")
        await window.page.locator("textarea").focus()
        await window.page.keyboard.type("hello")
        await window.page.keyboard.press("Enter")
        await window.sees("hello")
        await window.page.locator(".back").focus()
        await window.page.keyboard.press("Enter")
        await expect(window.page.locator(".room").first).to_be_visible()


async def test_chinese_letters_are_no_boxes_and_the_page_is_light(browser: Browser, tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await filled(chat, 50)
        context = await browser.new_context()
        page = await context.new_page()
        sizes: list[int] = []
        page.on("requestfinished", lambda request: asyncio.ensure_future(weigh(request, sizes)))
        await page.goto(f"{chat.url('')}/?as=li")
        await expect(page.locator(".room")).to_have_count(2)
        await page.locator(".room").first.click()
        await expect(page.locator(".messages .bubble")).to_have_count(50)
        await asyncio.sleep(0.3)
        assert 20_000 < sum(sizes) < 150_000
        drawn = await page.evaluate(DRAW)
        assert len(set(drawn)) == len(drawn)


async def weigh(request: object, sizes: list[int]) -> None:
    found = await request.sizes()  # type: ignore[attr-defined]
    sizes.append(found["responseBodySize"] + found["responseHeadersSize"])


# Each letter drawn in the page's own font: boxes would all look the same, and like the letter that nobody has.
DRAW = """() => ['水', '电', '修', '好', '\\ue0ff'].map((letter) => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
  pen.fillText(letter, 10, 60);
  return canvas.toDataURL();
})"""
