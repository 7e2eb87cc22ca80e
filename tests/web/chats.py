"""A web chat on a real socket, with a list of what it heard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import wall_clock
from bot.gateways.base import InboundMessage, OutboundMessage
from bot.gateways.webchat import WebChat
from bot.web.settings import WebSettings
from handlers.rules.grid import Community, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.people import Person, Role
from store.engine import Store, open_store

MAIN, OFFICE = RoomId("main"), RoomId("staff")
COMMUNITY = Community("Glimmer", rooms=(Room(MAIN, "Residents"), Room(OFFICE, "Office", (), RoomKind.STAFF)))
PEOPLE = (
    Person(PersonId("li"), "Li", rooms=frozenset({MAIN})),
    Person(PersonId("sun"), "Sun", roles=frozenset({Role.VOLUNTEER}), rooms=frozenset({MAIN})),
    Person(PersonId("zhou"), "Zhou", roles=frozenset({Role.STAFF}), rooms=frozenset({MAIN, OFFICE})),
)


@dataclass
class Chat:
    """A web chat that listens, and what it has heard; `deaf` raises instead of hearing."""

    store: Store
    gateway: WebChat
    session: aiohttp.ClientSession
    heard: list[InboundMessage] = field(default_factory=list)
    deaf: bool = False

    async def hear(self, inbound: InboundMessage) -> None:
        """Hear a message, or not."""
        if self.deaf:
            raise RuntimeError("deaf")
        self.heard.append(inbound)

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return f"http://{self.gateway.address}{path}"

    async def post(self, body: Any, **facts: Any) -> tuple[int, dict[str, Any]]:
        """Post a message as JSON; the answer's status and body."""
        async with self.session.post(self.url("/api/messages"), json=body, **facts) as answer:
            return answer.status, await answer.json()

    async def say(self, text: str, sender: str = "li", **where: Any) -> int:
        """Post a sound message; returns its seq."""
        status, answer = await self.post({"from": sender, "text": text, **(where or {"room": "main"})})
        assert status == 202, answer
        return int(answer["seq"])

    async def get(self, path: str, **facts: Any) -> tuple[int, dict[str, Any]]:
        """Get a path as JSON."""
        async with self.session.get(self.url(path), **facts) as answer:
            return answer.status, await answer.json()


def from_bot(text: str, key: str = "1", **where: Any) -> OutboundMessage:
    """A message of the bot."""
    given = {"room": "main", "to": None, **where}
    return OutboundMessage(key=key, kind=given.pop("kind", "offer"), text=text, **given)


@asynccontextmanager
async def a_chat(folder: Path, person_of_token: Any = None, **settings: Any) -> AsyncIterator[Chat]:
    """A web chat on a free port, with a small community."""
    store = await open_store(f"sqlite:///{folder}/chat.db", durable=False)
    await store.migrate()
    async with store.write() as unit:
        if await unit.community.is_empty():
            await unit.community.fill(COMMUNITY, PEOPLE)
    more = {"person_of_token": person_of_token} if person_of_token else {}
    gateway = WebChat(store, WebSettings(**{"port": 0, **settings}), wall_clock, retry_after_s=(0.01,), **more)
    async with aiohttp.ClientSession() as session:
        chat = Chat(store, gateway, session)
        await gateway.start(chat.hear)
        try:
            yield chat
        finally:
            await gateway.stop()
            await store.close()
