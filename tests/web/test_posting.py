"""Posting: accepted is on disk and heard; whatever is wrong is named with its field."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.web.chats import Chat, a_chat, from_bot

SOUND = {"from": "li", "room": "main", "text": "hello"}


async def eventually(condition: Any) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came true")


async def test_an_accepted_message_is_heard_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.gateway.send(from_bot("Who can help?", key="7", request=1))
        status, answer = await chat.post({**SOUND, "id": "mine", "mention": ["sun", "bot"], "quote": "bot-7"})
        assert (status, answer["id"]) == (202, "mine")
        await eventually(lambda: chat.heard)
        heard = chat.heard[0]
        assert (heard.gateway, heard.id, heard.sender, heard.sender_name) == ("webchat", "mine", "li", "Li")
        assert (heard.room, heard.text, heard.quote) == ("main", "hello", "bot-7")
        assert (heard.mentions, heard.mentions_bot) == (("sun",), True)
        assert heard.at.tzinfo is not None


async def test_the_same_id_again_has_no_further_effect(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        first = await chat.post({**SOUND, "id": "mine"})
        again = await chat.post({**SOUND, "id": "mine"})
        assert first == again
        await chat.say("last")
        await eventually(lambda: len(chat.heard) == 2)
        assert [heard.text for heard in chat.heard] == ["hello", "last"]


@pytest.mark.parametrize("other", [{"from": "sun"}, {"text": "other"}, {"room": None, "private": True}], ids=str)
async def test_another_message_of_the_same_id_is_refused_and_not_swallowed(tmp_path: Path, other: Any) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.post({**SOUND, "id": "mine"})
        status, answer = await chat.post({**SOUND, "id": "mine", **other})
        assert (status, answer["field"]) == (400, "id")
        assert "hello" not in answer["error"]
        await chat.say("last")
        await eventually(lambda: len(chat.heard) == 2)
        assert [heard.text for heard in chat.heard] == ["hello", "last"]


async def test_a_message_that_was_taken_back_can_still_be_sent_again(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        first = await chat.post({**SOUND, "id": "mine"})
        async with chat.session.post(chat.url("/api/recalls"), json={"from": "li", "message": "mine"}) as answer:
            assert answer.status == 202
        assert await chat.post({**SOUND, "id": "mine"}) == first


async def test_messages_are_heard_in_the_order_in_which_they_were_accepted(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        seqs = await asyncio.gather(*(chat.say(str(n)) for n in range(30)))
        await eventually(lambda: len(chat.heard) == 30)
        accepted = [text for _, text in sorted(zip(seqs, map(str, range(30)), strict=True))]
        assert [heard.text for heard in chat.heard] == accepted


BAD: list[tuple[Any, int, str | None]] = [
    ([], 400, None),
    ({**SOUND, "from": None}, 400, "from"),
    ({**SOUND, "from": 5}, 400, "from"),
    ({**SOUND, "from": "nobody"}, 404, "from"),
    ({**SOUND, "room": "nowhere"}, 404, "room"),
    ({**SOUND, "room": "staff"}, 404, "room"),
    ({**SOUND, "private": True}, 400, "private"),
    ({"from": "li", "text": "hello"}, 400, "room"),
    ({**SOUND, "text": ""}, 400, "text"),
    ({**SOUND, "text": " \u202e\x07 "}, 400, "text"),
    ({**SOUND, "text": 5}, 400, "text"),
    ({**SOUND, "text": "x" * 4001}, 413, "text"),
    ({**SOUND, "text": "x" * 100_000}, 413, None),
    ({**SOUND, "id": "bot-1"}, 400, "id"),
    ({**SOUND, "id": "x" * 129}, 400, "id"),
    ({**SOUND, "quote": "unknown"}, 400, "quote"),
    ({**SOUND, "mention": "sun"}, 400, "mention"),
    ({**SOUND, "mention": ["nobody"]}, 404, "mention"),
    ({**SOUND, "txet": "hello"}, 400, "txet"),
]


@pytest.mark.parametrize(("body", "status", "field"), BAD, ids=lambda value: str(value)[:40])
async def test_bad_input_is_named_and_leaves_nothing(tmp_path: Path, body: Any, status: int, field: str | None) -> None:
    async with a_chat(tmp_path) as chat:
        got, answer = await chat.post(body)
        assert (got, answer["field"]) == (status, field), answer
        assert answer["error"]
        assert (await chat.get("/api/messages?room=main"))[1]["messages"] == []


async def test_a_body_that_is_no_json_or_says_it_is_something_else(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        url = chat.url("/api/messages")
        async with chat.session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400
        async with chat.session.post(url, data=b'{"from": "li"}', headers={"Content-Type": "text/plain"}) as answer:
            assert answer.status == 415


async def test_control_and_bidi_characters_are_taken_out(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.say("a\x00b\u202ec\u2066d\te\nf\x1b[31m")
        kept = (await chat.get("/api/messages?room=main"))[1]["messages"][0]
        assert kept["text"] == "abcd\te\nf[31m"


async def test_whoever_floods_waits_and_others_go_on(tmp_path: Path) -> None:
    async with a_chat(tmp_path, flood_burst=3, flood_per_second=0.5) as chat:
        for _ in range(3):
            await chat.say("again")
        async with chat.session.post(chat.url("/api/messages"), json=SOUND) as answer:
            assert answer.status == 429
            assert int(answer.headers["Retry-After"]) >= 1
        await chat.say("hello", sender="sun")


async def all_marked_as_heard(chat: Chat) -> None:
    """What was heard is marked a moment later, in a unit of its own."""
    for _ in range(200):
        async with chat.store.read() as unit:
            if not await unit.chat.list_unheard():
                return
        await asyncio.sleep(0.02)
    raise AssertionError("something is still to be heard")


async def test_what_was_not_heard_is_heard_after_a_new_start(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        await chat.gateway.stop()
        async with chat.store.write() as unit:
            await unit.touch()
    async with a_chat(tmp_path) as chat:
        await chat.say("first")
        await all_marked_as_heard(chat)
    async with a_chat(tmp_path) as chat:
        await chat.say("second")
        await eventually(lambda: chat.heard)
        assert [heard.text for heard in chat.heard] == ["second"]
        texts = [record["text"] for record in (await chat.get("/api/messages?room=main"))[1]["messages"]]
        assert texts == ["first", "second"]


async def test_one_message_that_breaks_something_does_not_silence_the_next(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        chat.deaf = True
        await chat.say("breaks")
        await asyncio.sleep(0.2)
        chat.deaf = False
        await chat.say("works")
        await eventually(lambda: [heard.text for heard in chat.heard] == ["works"])
