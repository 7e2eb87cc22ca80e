"""The house stands on every store alike: a message goes in, an offer comes out."""

from datetime import datetime
from typing import cast

from bot.dispatcher import Dispatcher
from bot.gateways.base import InboundMessage
from store.engine import Store
from tests.builders import COMMUNITY, NOON
from tests.contracts.stores import AnyStore
from tests.stage import HOUSE, PEOPLE


def noon() -> datetime:
    return NOON


async def a_dispatcher(store: AnyStore) -> Dispatcher:
    async with store.write() as unit:
        await unit.community.fill(COMMUNITY, PEOPLE)
    return Dispatcher(cast("Store", store), HOUSE, noon)


async def say(dispatcher: Dispatcher, who: str, text: str, said: str) -> None:
    await dispatcher.hear(
        InboundMessage(gateway="webchat", id=said, at=NOON, sender=who, sender_name=who, room="main", text=text)
    )


async def test_a_request_is_offered_and_claimed_on_every_store(store: AnyStore) -> None:
    dispatcher = await a_dispatcher(store)
    await say(dispatcher, "li", "厨房水管漏水了,谁会修?", "m-1")
    await say(dispatcher, "li", "厨房水管漏水了,谁会修?", "m-1")
    await say(dispatcher, "sun", "我来吧,交给我", "m-2")
    async with store.read() as unit:
        (request,) = await unit.requests.list_unfinished()
        assert request.claimed_by == ("sun",)
        assert await unit.timers.list_all()
        assert await unit.outbox.list_due(NOON)
