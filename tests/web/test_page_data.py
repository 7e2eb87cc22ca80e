"""What the page asks for besides messages: conversations, cards, taking back, pictures, links, search."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.clock import wall_clock
from bot.web.errors import ApiError
from bot.web.pictures import UNSENT_FOR, redraw
from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from store.pictures import Picture
from tests.builders import a_person, a_request, a_volunteer
from tests.web.chats import MAIN, Chat, a_chat, from_bot
from tests.web.test_guard import AT_HOME, ELSEWHERE, OWN
from tests.web.test_posting import eventually


def a_picture(kind: str = "JPEG", **facts: Any) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", facts.pop("size", (40, 20)), "red").save(drawn, kind, **facts)
    return drawn.getvalue()


async def take_back(chat: Chat, message: str, sender: str = "li") -> tuple[int, dict[str, Any]]:
    async with chat.session.post(chat.url("/api/recalls"), json={"from": sender, "message": message}) as answer:
        return answer.status, await answer.json()


async def upload(
    chat: Chat, content: bytes, kind: str = "image/jpeg", sender: str = "li"
) -> tuple[int, dict[str, Any]]:
    url = chat.url(f"/api/pictures?from={sender}")
    async with chat.session.post(url, data=content, headers={"Content-Type": kind}) as answer:
        return answer.status, await answer.json()


async def test_conversations_with_their_last_line_and_what_is_new(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        first = await chat.say("one", sender="sun")
        await chat.say("two", sender="sun")
        await chat.gateway.send(from_bot("psst", room=None, to="li"))
        _, found = await chat.get(f"/api/chats?as=li&read={first}:main")
        main, private = found["chats"]
        assert (main["room"], main["name"], main["unread"], main["last"]["text"]) == ("main", "Residents", 1, "two")
        assert (private["room"], private["unread"], private["last"]["text"]) == (None, 1, "psst")
        assert found["person"]["name"] == "Li"
        assert [one["room"] for one in (await chat.get("/api/chats?as=zhou"))[1]["chats"]] == ["main", "staff", None]
        assert (await chat.get("/api/chats?as=nobody"))[0] == 404
        assert (await chat.get("/api/chats"))[0] == 400
        assert (await chat.get("/api/chats?as=li&read=x"))[0] == 400


async def test_how_a_request_stands_without_anything_private(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.store.write() as unit:
            await unit.requests.add(a_request("plumbing", number=0, phone="13800000001"))
            await unit.requests.add(a_request("counselling", number=0))
        _, found = await chat.get("/api/requests?as=sun&number=1&number=2&number=9")
        [card] = found["requests"]
        assert (card["number"], card["state"], card["helpers"], card["service"]["en"]) == (1, "open", [], "plumbing")
        assert "13800000001" not in str(found)
        assert "501" not in str(found)
        seen_by_staff = (await chat.get("/api/requests?as=zhou&number=1&number=2"))[1]["requests"]
        assert [card["number"] for card in seen_by_staff] == [1, 2]
        assert (await chat.get("/api/requests?as=sun&number=x"))[0] == 400


async def test_what_is_taken_back_is_gone_and_the_bot_is_told(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat, chat.session.ws_connect(chat.url("/api/events?as=sun")) as socket:
        await chat.post({"from": "li", "room": "main", "text": "my secret", "id": "mine"})
        assert (await socket.receive_json(timeout=10))["text"] == "my secret"
        assert (await take_back(chat, "mine"))[0] == 202
        assert (await take_back(chat, "mine"))[0] == 202
        assert (await socket.receive_json(timeout=10))["recalls"] == "mine"
        records = (await chat.get("/api/messages?room=main"))[1]["messages"]
        assert [(r["text"], r.get("recalled"), r.get("recalls")) for r in records] == [
            ("", True, None),
            ("", None, "mine"),
        ]
        await eventually(lambda: [heard.recalls for heard in chat.heard] == [None, "mine"])


async def test_only_ones_own_and_only_for_two_minutes(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.post({"from": "li", "room": "main", "text": "hello", "id": "mine"})
        assert (await take_back(chat, "mine", sender="sun"))[0] == 404
        assert (await take_back(chat, "unknown"))[0] == 404
        async with chat.store.write() as unit:
            old = wall_clock() - timedelta(minutes=3)
            await unit.chat.append(ChatRecord("old", old, "hello", sender=PersonId("li"), room=MAIN))
        assert (await take_back(chat, "old"))[0] == 409


async def test_a_picture_goes_with_a_message_and_is_drawn_anew(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at 3-2-501"
    async with a_chat(tmp_path) as chat:
        status, made = await upload(chat, a_picture(exif=exif))
        assert status == 201
        await chat.post({"from": "li", "room": "main", "picture": made["id"]})
        record = (await chat.get("/api/messages?room=main"))[1]["messages"][0]
        assert (record["picture"], record["text"]) == (made["id"], "")
        async with chat.session.get(chat.url(f"/api/pictures/{made['id']}")) as answer:
            shown = await answer.read()
            assert answer.content_type == "image/jpeg"
        assert b"3-2-501" not in shown
        assert Image.open(io.BytesIO(shown)).size == (40, 20)
        await eventually(lambda: chat.heard and chat.heard[0].media is not None)
        assert (await chat.post({"from": "sun", "room": "main", "picture": made["id"]}))[0] == 404


async def test_a_picture_that_was_taken_back_is_served_to_nobody(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        _, made = await upload(chat, a_picture())
        await chat.post({"from": "li", "room": "main", "picture": made["id"], "id": "mine"})
        url = chat.url(f"/api/pictures/{made['id']}")
        async with chat.session.get(url) as answer:
            assert answer.headers["Cache-Control"] == "private, no-cache"
            known = {"If-None-Match": answer.headers["ETag"]}
        async with chat.session.get(url, headers=known) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
        await take_back(chat, "mine")
        async with chat.session.get(url, headers=known) as answer:
            assert answer.status == 404


async def test_who_floods_with_pictures_waits_and_others_go_on(tmp_path: Path) -> None:
    async with a_chat(tmp_path, picture_burst=2) as chat:
        assert [(await upload(chat, a_picture()))[0] for _ in range(3)] == [201, 201, 429]
        assert (await upload(chat, a_picture(), sender="sun"))[0] == 201
        await chat.say("words go on")


async def test_a_picture_that_was_never_sent_is_removed_after_a_day(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.store.write() as unit:
            for name, age in (("old", UNSENT_FOR * 2), ("fresh", UNSENT_FOR / 2)):
                await unit.pictures.put(Picture(name, PersonId("li"), wall_clock() - age, "image/jpeg", b""))
        await upload(chat, a_picture())
        async with chat.store.read() as unit:
            assert await unit.pictures.find("old") is None
            assert await unit.pictures.find("fresh") is not None


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"<svg onload=alert(1)>", "image/svg+xml", 400),
        (b"GIF89a", "image/gif", 400),
        (b"", "image/png", 400),
        (a_picture()[:200], "image/jpeg", 400),
        (b"{}", "application/json", 415),
        (b"\xff" * (8 * 1024 * 1024 + 1), "image/jpeg", 413),
    ],
)
async def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, kind: str, status: int) -> None:
    async with a_chat(tmp_path) as chat:
        assert (await upload(chat, content, kind))[0] == status
        assert (await upload(chat, a_picture(), sender="nobody"))[0] == 404


def test_a_large_picture_becomes_smaller_and_a_huge_one_is_refused() -> None:
    shown = Image.open(io.BytesIO(redraw(a_picture("PNG", size=(4000, 1000)))))
    assert shown.size == (1600, 400)
    with pytest.raises(ApiError):
        redraw(a_picture("PNG", size=(9000, 9000)))


async def test_people_are_found_by_name_id_role_skill_and_grid(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.store.write() as unit:
            skilled = a_volunteer("he", "electricity", grid="G9")
            await unit.people.save(replace(skilled, name="何师傅"))
        for query, expected in (
            ("search=u", ["sun", "zhou"]),
            ("search=S+N", ["sun"]),
            ("search=sun", ["sun"]),
            ("search=志愿者", ["he", "sun"]),
            ("search=volunteer+电工", ["he"]),
            ("search=g9", ["he"]),
            ("search=工作人员", ["zhou"]),
            ("search=%25", []),
            ("id=li&id=nobody&id=sun", ["li", "sun"]),
            ("search=zzz", []),
        ):
            _, found = await chat.get(f"/api/people?{query}")
            assert [person["id"] for person in found["people"]] == expected
            assert found["more"] is False


async def test_it_says_when_more_are_found_than_are_shown(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.store.write() as unit:
            await unit.people.add_all([a_person(f"p{n}") for n in range(60)])
        _, found = await chat.get("/api/people?search=p")
        assert (len(found["people"]), found["more"]) == (50, True)


async def test_a_record_comes_with_what_it_quotes_and_whom_it_mentions(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat, chat.session.ws_connect(chat.url("/api/events?as=sun")) as socket:
        await chat.post({"from": "li", "room": "main", "text": "x" * 100, "id": "first"})
        await chat.post(
            {"from": "sun", "room": "main", "text": "@Li yes", "id": "2", "quote": "first", "mention": ["li"]}
        )
        await socket.receive_json(timeout=10)
        told = await socket.receive_json(timeout=10)
        record = (await chat.get("/api/messages?room=main"))[1]["messages"][1]
        assert told == record
        assert record["quoted"] == {"id": "first", "from": "li", "name": "Li", "text": "x" * 60}
        assert record["mentioned"] == [{"id": "li", "name": "Li", "label": "Li"}]
        await take_back(chat, "first")
        record = (await chat.get("/api/messages?room=main"))[1]["messages"][1]
        assert (record["quoted"]["text"], record["quoted"]["recalled"]) == ("", True)


async def test_who_asks_for_changes_hears_how_requests_stand_that_they_may_know_of(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        url = chat.url("/api/events?changes=1&as=")
        async with chat.session.ws_connect(url + "sun") as sun, chat.session.ws_connect(url + "zhou") as zhou:
            async with chat.store.write() as unit:
                await unit.requests.add(a_request("counselling", number=0))
                kept = await unit.requests.add(a_request("plumbing", number=0))
            async with chat.store.write() as unit:
                await unit.requests.save(kept)
            told = [await sun.receive_json(timeout=10) for _ in range(2)]
            assert [(one["changed"], one["request"]["number"]) for one in told] == [("request", 2), ("request", 2)]
            told = [await zhou.receive_json(timeout=10) for _ in range(3)]
            assert [one["request"]["number"] for one in told] == [1, 2, 2]
            await chat.say("hello")
            assert (await sun.receive_json(timeout=10))["text"] == "hello"


async def test_one_question_brings_what_is_shown_first(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.store.write() as unit:
            await unit.requests.add(a_request("plumbing", number=0))
        await chat.gateway.send(from_bot("who can?", request=1))
        await chat.gateway.send(from_bot("psst", key="2", room=None, to="li"))
        _, found = await chat.get("/api/chats?as=li&latest=50")
        opened = found["opened"]
        assert (opened["room"], [one["text"] for one in opened["messages"]]) == ("main", ["who can?"])
        assert [card["number"] for card in opened["requests"]] == [1]
        _, found = await chat.get("/api/chats?as=li&latest=50&open=")
        assert [one["text"] for one in found["opened"]["messages"]] == ["psst"]
        assert "opened" not in (await chat.get("/api/chats?as=li&latest=50&open=staff"))[1]
        assert "opened" not in (await chat.get("/api/chats?as=li"))[1]


async def test_what_was_read_in_another_database_does_not_count(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        seq = await chat.say("hello", sender="sun")
        database = (await chat.get("/api/session"))[1]["database"]
        for named, unread in ((database, 0), ("another", 1)):
            _, found = await chat.get(f"/api/chats?as=li&read={seq}:main&database={named}")
            assert found["chats"][0]["unread"] == unread


async def test_a_personal_link_becomes_a_cookie_that_scripts_can_not_read(tmp_path: Path) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        url = chat.url("/in/token-of-li")
        async with chat.session.get(url, headers=AT_HOME, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Lax" in cookie
        async with chat.session.get(chat.url("/in/wrong"), headers=AT_HOME, allow_redirects=False) as answer:
            assert "Set-Cookie" not in answer.headers
        headers = {**AT_HOME, "Cookie": "weiguang_token=token-of-li"}
        _, session = await chat.get("/api/session", headers=headers)
        assert (session["person"], session["personas"]) == ("li", False)


@pytest.mark.parametrize("path", ["/api/rehearsal", "/api/films", "/api/films/x"])
async def test_rehearsals_are_for_this_machine_alone(tmp_path: Path, path: str) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        chat.gateway.direct(_NoStage())  # type: ignore[arg-type]
        assert (await chat.get(path, headers=OWN))[0] == 404


class _NoStage:
    """A stage that nobody may reach."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AssertionError(name)
