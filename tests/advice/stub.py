"""A stub of a language model's server on loopback, and messages about which the bot is in doubt."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from aiohttp import web

from bot.advice.adviser import Adviser
from bot.advice.form import LanguageModelForm
from bot.advice.limits import Breaker
from bot.clock import Now
from bot.dispatcher import House
from bot.http import Outside
from bot.understanding import Expecting, find_doubt, read
from bot.understanding.corpus import read_corpus, split
from tests.builders import NOON
from tests.stage import HOUSE

KEY = "sk-canary-4711"
IN_A_ROOM = Expecting(open_requests=(), own_requests=(), own_claims=(), role="resident")


@dataclass
class StubModel:
    """What it says, how, and what it was asked."""

    says: Any = None
    status: int = 200
    hangs: Any = None
    raw: bytes | None = None
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    port: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def messages(self) -> list[str]:
        """The messages that were asked about."""
        return [json.loads(body["messages"][1]["content"])["message"] for body in self.bodies]

    async def answer(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.json())
        self.asked.set()
        self.keys.append(request.headers.get("Authorization"))
        if self.hangs is not None:
            await self.hangs.wait()
        if self.raw is not None:
            return web.Response(body=self.raw, status=self.status)
        content = self.says if isinstance(self.says, str) else json.dumps(self.says)
        return web.json_response({"choices": [{"message": {"content": content}}]}, status=self.status)


@asynccontextmanager
async def a_model(**facts: Any) -> AsyncIterator[StubModel]:
    """A running stub."""
    stub = StubModel(**facts)
    application = web.Application()
    application.router.add_post("/v1/chat/completions", stub.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.port = runner.addresses[0][1]
    try:
        yield stub
    finally:
        if stub.hangs is not None:
            stub.hangs.set()
        await runner.cleanup()


def form_of(stub: StubModel, **facts: Any) -> LanguageModelForm:
    """Settings for the stub, with a budget that tests don't spend."""
    plenty = {"minute": 1000, "hour": 1000, "day": 1000}
    return LanguageModelForm.model_validate(
        {"endpoint": stub.endpoint, "model": "stub", "key": KEY, "budget": plenty, **facts}
    )


def noon() -> Any:
    return NOON


@asynccontextmanager
async def an_adviser(form: LanguageModelForm, now: Now = noon, **facts: Any) -> AsyncIterator[Adviser]:
    """An adviser with a way out."""
    async with Outside() as outside:
        yield Adviser(form, HOUSE.services.services, outside.post_json, now, **facts)


@asynccontextmanager
async def a_house(stub: StubModel) -> AsyncIterator[House]:
    """The house of the tests, with the stub as its adviser."""
    async with an_adviser(form_of(stub), breaker=Breaker(faults=1000)) as adviser:
        yield replace(HOUSE, adviser=adviser)


@cache
def doubtful_texts() -> tuple[str, ...]:
    """Texts of our own at which the bot keeps quiet in a room, and is in doubt: whatever the model is at present."""
    lines = [line for line in split(read_corpus())[1] if line.intent == "request" and not line.context]
    found = (line.text for line in lines if find_doubt(line.text, IN_A_ROOM, NOON) is not None)
    return tuple(text for text in found if read(text, IN_A_ROOM, now=NOON).decision == "silent")
