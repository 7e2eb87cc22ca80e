"""Who gets through: no rebound name, no cross-site page, and away from this machine nobody without a token."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handlers.rules.ids import PersonId
from tests.web.chats import a_chat

SOUND = {"from": "li", "room": "main", "text": "hello"}


async def who_owns(token: str) -> PersonId | None:
    return PersonId("li") if token == "token-of-li" else None  # noqa: S105


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1:1", "localhost.evil.example", ""])
async def test_another_name_is_refused(tmp_path: Path, host: str) -> None:
    async with a_chat(tmp_path) as chat:
        for path in ("/", "/healthz", "/api/people", "/static/chat.js"):
            async with chat.session.get(chat.url(path), headers={"Host": host}) as answer:
                assert answer.status in {400, 403}


async def test_the_names_of_this_machine_are_ours(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        port = chat.gateway.address.rpartition(":")[2]
        for name in ("localhost", "127.0.0.1"):
            assert (await chat.get("/healthz", headers={"Host": f"{name}:{port}"}))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_site_is_refused(tmp_path: Path, headers: dict[str, str]) -> None:
    async with a_chat(tmp_path) as chat:
        assert (await chat.post(SOUND, headers=headers))[0] == 403
        assert (await chat.get("/api/messages?room=main", headers=headers))[0] == 403
        assert (await chat.get("/api/messages?room=main"))[1]["messages"] == []


async def test_our_own_page_may(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        headers = {"Origin": f"http://{chat.gateway.address}", "Sec-Fetch-Site": "same-origin"}
        assert (await chat.post(SOUND, headers=headers))[0] == 202


ELSEWHERE: dict[str, Any] = {"hosts": ("chat.example",), "person_of_token": who_owns}
AT_HOME = {"Host": "chat.example"}
OWN = {**AT_HOME, "Authorization": "Bearer token-of-li"}


async def test_elsewhere_one_needs_a_token(tmp_path: Path) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        for headers in (AT_HOME, {**AT_HOME, "Authorization": "Bearer wrong"}):
            assert (await chat.post(SOUND, headers=headers))[0] == 403
            assert (await chat.get("/api/people", headers=headers))[0] == 403
        assert (await chat.get("/healthz", headers=AT_HOME))[0] == 200


async def test_a_tokens_owner_is_only_themselves(tmp_path: Path) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        assert (await chat.post(SOUND, headers=OWN))[0] == 202
        assert (await chat.post({**SOUND, "from": "sun"}, headers=OWN))[0] == 403
        assert (await chat.get("/api/messages?private_with=sun", headers=OWN))[0] == 403
        assert (await chat.get("/api/messages?room=staff", headers=OWN))[0] == 404
        assert (await chat.get("/api/messages?private_with=li", headers=OWN))[0] == 200
        rooms = (await chat.get("/api/rooms", headers=OWN))[1]["rooms"]
        assert [room["id"] for room in rooms] == ["main"]


async def test_a_tokens_owner_hears_only_what_they_may(tmp_path: Path) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        async with chat.session.ws_connect(chat.url("/api/events"), headers=OWN) as socket:
            await chat.post({"from": "li", "private": True, "text": "mine"}, headers=OWN)
            assert (await socket.receive_json(timeout=10))["text"] == "mine"
        async with chat.session.get(chat.url("/api/events?as=sun"), headers=OWN) as answer:
            assert answer.status == 403


async def test_who_opens_a_name_that_is_not_ours_reads_a_sentence(tmp_path: Path) -> None:
    async with a_chat(tmp_path) as chat:
        headers = {"Host": "192.168.1.5", "Accept": "text/html,*/*"}
        async with chat.session.get(chat.url("/"), headers=headers) as answer:
            assert (answer.status, answer.content_type) == (403, "text/plain")
            assert "web.hosts" in await answer.text()
        assert "field" in (await chat.get("/api/people", headers=headers))[1]


async def test_a_session_says_who_one_is_and_in_which_language(tmp_path: Path) -> None:
    async with a_chat(tmp_path, **ELSEWHERE) as chat:
        async with chat.store.write() as unit:
            owner = await unit.people.get(PersonId("li"))
            await unit.people.save(replace(owner, language="en"))
        _, session = await chat.get("/api/session", headers=OWN)
        assert (session["person"], session["name"], session["language"]) == ("li", "Li", "en")
    async with a_chat(tmp_path) as chat:
        _, session = await chat.get("/api/session")
        assert (session["person"], session["name"], session["language"]) == (None, None, "zh")
        _, found = await chat.get("/api/people?id=li&id=sun")
        assert [person.get("language") for person in found["people"]] == ["en", None]
