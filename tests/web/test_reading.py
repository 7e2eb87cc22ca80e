"""Reading: in order, by conversation, waiting, and live."""

import asyncio
from pathlib import Path

import pytest

from bot.gateways.base import SendError
from bot.web.openapi import OPENAPI
from tests.web.chats import Chat, a_chat, from_bot


async def test_people_and_the_bot_in_one_order(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        seq = await chat.say("hello")
        await chat.gateway.send(from_bot("Who can help?", key="7", mentions=("sun",), request=1, wave=2))
        _, found = await chat.get("/api/messages?room=main&after=0")
        said, told = found["messages"]
        assert (said["from"], said["text"], said["seq"]) == ("li", "hello", seq)
        assert "kind" not in said
        assert (told["kind"], told["mentions"], told["request"], told["wave"]) == ("offer", ["sun"], 1, 2)
        assert "from" not in told
        assert found["next"] == told["seq"]
        assert (await chat.get(f"/api/messages?room=main&after={found['next']}"))[1] == {
            "messages": [],
            "next": found["next"],
        }


async def test_a_private_chat_is_its_owners_alone(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.say("psst", private=True)
        await chat.gateway.send(from_bot("The door is 501", room=None, to="sun", kind="handover"))
        _, of_li = await chat.get("/api/messages?private_with=li")
        _, of_sun = await chat.get("/api/messages?private_with=sun")
        assert [(r["to"], r["text"]) for r in of_li["messages"]] == [("bot", "psst")]
        assert [(r["to"], r["text"]) for r in of_sun["messages"]] == [("sun", "The door is 501")]
        assert (await chat.get("/api/messages?room=main"))[1]["messages"] == []


async def test_waiting_ends_when_something_is_said(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        waiting = asyncio.create_task(chat.get("/api/messages?room=main&after=0&wait=20"))
        await asyncio.sleep(0.1)
        await chat.say("elsewhere", private=True)
        await chat.say("hello")
        _, found = await asyncio.wait_for(waiting, 10)
        assert [record["text"] for record in found["messages"]] == ["hello"]


async def test_waiting_ends_with_nothing_after_its_time(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        assert (await chat.get("/api/messages?room=main&wait=0.05"))[1]["messages"] == []


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("", 400, "room"),
        ("room=main&private_with=li", 400, "private_with"),
        ("room=nowhere", 404, "room"),
        ("private_with=nobody", 404, "private_with"),
        ("room=main&after=-1", 400, "after"),
        ("room=main&after=x", 400, "after"),
        ("room=main&wait=nan", 400, "wait"),
        ("room=main&wait=-1", 400, "wait"),
        ("room=main&latest=0", 400, "latest"),
        ("room=%0a", 400, "room"),
    ],
)
async def test_a_bad_question_is_named(tmp_path: Path, query: str, status: int, field: str) -> None:
    async with a_chat(tmp_path) as chat:
        got, answer = await chat.get(f"/api/messages?{query}")
        assert (got, answer["field"]) == (status, field), answer


async def test_live_events_are_the_same_records(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat, chat.session.ws_connect(chat.url("/api/events")) as socket:
        await chat.say("hello")
        await chat.gateway.send(from_bot("Who can help?"))
        live = [await socket.receive_json(timeout=10) for _ in range(2)]
        assert live == (await chat.get("/api/messages?room=main"))[1]["messages"]


async def test_live_events_as_somebody_show_only_what_they_may_see(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat, chat.session.ws_connect(chat.url("/api/events?as=li")) as socket:
        await chat.gateway.send(from_bot("For staff", key="1", room="staff"))
        await chat.gateway.send(from_bot("For Sun", key="2", room=None, to="sun"))
        await chat.gateway.send(from_bot("For all", key="3"))
        assert (await socket.receive_json(timeout=10))["text"] == "For all"


async def test_the_same_key_is_sent_once_and_a_dead_end_is_permanent(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        first = await chat.gateway.send(from_bot("once", key="9"))
        assert await chat.gateway.send(from_bot("once", key="9")) == first
        assert len((await chat.get("/api/messages?room=main"))[1]["messages"]) == 1
        for where in ({"room": "nowhere"}, {"room": None, "to": "nobody"}):
            with pytest.raises(SendError) as caught:
                await chat.gateway.send(from_bot("lost", **where))
            assert caught.value.permanent


async def test_people_and_rooms(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        people = {person["id"]: person for person in (await chat.get("/api/people"))[1]["people"]}
        assert people["sun"] == {"id": "sun", "name": "Sun", "roles": ["volunteer"], "grid": None, "rooms": ["main"]}
        assert people["zhou"]["rooms"] == ["main", "staff"]
        rooms = (await chat.get("/api/rooms"))[1]["rooms"]
        assert rooms[1] == {"id": "staff", "name": "Office", "kind": "staff", "grids": []}


async def described(chat: Chat) -> dict[str, set[str]]:
    _, paths = await chat.get("/api/openapi.json")
    return {path: set(methods) for path, methods in paths["paths"].items()}


async def test_the_description_names_every_route(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        told = await described(chat)
        assert told["/api/messages"] == {"get", "post"}
        for path in told:
            async with chat.session.head(chat.url(path)) as answer:
                assert answer.status != 404 or "rehearsal" in path or "films" in path, path
        properties = OPENAPI["components"]["schemas"]["Record"]
        await chat.say("hello")
        await chat.gateway.send(from_bot("Who?"))
        for record in (await chat.get("/api/messages?room=main"))[1]["messages"]:
            assert set(record) <= set(properties["properties"])
            assert set(properties["required"]) <= set(record)


async def test_the_page_runs_nothing_inline(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        async with chat.session.get(chat.url("/")) as answer:
            page = await answer.text()
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert '<script type="module" src="/static/' in page
        assert "onclick" not in page
        assert "<style" not in page
        async with chat.session.get(chat.url("/static/..%2fserver.py")) as answer:
            assert answer.status == 404
