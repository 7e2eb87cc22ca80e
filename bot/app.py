"""Where body, mind, memory and clock meet: builds, starts and stops everything."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.advice.adviser import Adviser
from bot.bot import Bot
from bot.clock import Now, wall_clock
from bot.config import Settings
from bot.director import Director, OffsetClock
from bot.dispatcher import House
from bot.gateways.webchat import WebChat
from bot.http import Outside
from bot.service_catalogue import load_services
from bot.understanding import read_place
from bot.web.callers import PersonOfToken
from bot.web.errors import CannotListenError
from handlers.rules.ids import PersonId
from scheduler.runner import Sweeper
from store.engine import Store, open_store

Announce = Callable[[str], None]


def _print(address: str) -> None:
    print(f"Weiguang 微光  http://{address}  (Ctrl-C stops it)", flush=True)  # noqa: T201


async def run(settings: Settings, web_chat: type[WebChat] = WebChat, announce: Announce = _print) -> None:
    """Run until SIGINT or SIGTERM. Raises StoreUnavailableError, CannotListenError before anything is heard."""
    if settings.has_web_chat and settings.web.contradiction:
        raise CannotListenError(settings.web.contradiction)
    async with AsyncExitStack() as stack:
        store = await open_store(settings.database_url)
        stack.push_async_callback(store.close)
        await store.migrate()
        await fill_if_empty(store, settings)
        clock = OffsetClock(await _ahead(store) if settings.web.allows_personas else timedelta())
        web = web_chat(store, settings.web, clock.now, _owners(store))
        house = await _with_adviser(house_of(settings), settings, clock.now, stack)
        bot = Bot(store, house, [web], clock.now)
        web.direct(Director(bot, clock, web, await _zone(store)))
        await _start(bot, stack)
        stopped = _heeding_signals()
        announce(web.address)
        await stopped.wait()


def _owners(store: Store) -> PersonOfToken:
    async def person_of_token(token: str) -> PersonId | None:
        async with store.read() as unit:
            return await unit.links.find_person(token)

    return person_of_token


async def _ahead(store: Store) -> timedelta:
    """How far a rehearsal has moved the clock on: it never goes back behind what was said."""
    async with store.read() as unit:
        latest = await unit.chat.list_latest(1)
    return max(timedelta(), latest[0].at - wall_clock()) if latest else timedelta()


async def _zone(store: Store) -> ZoneInfo:
    async with store.read() as unit:
        return ZoneInfo((await unit.community.load()).timezone)


async def _start(bot: Bot, stack: AsyncExitStack) -> None:
    sweeper = Sweeper(bot.sweep)
    for gateway in bot.gateways:
        await gateway.start(bot.hear)
        stack.push_async_callback(gateway.stop)
    pumping = asyncio.create_task(bot.pump.run())
    stack.push_async_callback(_cancel, pumping)
    await bot.forget_old_ids()
    await bot.dispatcher.begin()
    sweeper.start()
    stack.push_async_callback(sweeper.stop)


async def fill_if_empty(store: Store, settings: Settings) -> None:
    """Put the community of the config into a database that has none."""
    async with store.write() as unit:
        if await unit.community.is_empty():
            people = settings.community.to_people(read_place)
            await unit.community.fill(settings.community.to_community(), people)


def house_of(settings: Settings) -> House:
    """The rules of the house as the config has them."""
    return House(settings.policy, load_services(), settings.emergency_numbers)


async def _with_adviser(house: House, settings: Settings, now: Now, stack: AsyncExitStack) -> House:
    """The house with the language model that is set, if one is."""
    form = settings.language_model
    if form is None:
        return house
    outside = await stack.enter_async_context(Outside())
    return replace(house, adviser=Adviser(form, house.services.services, outside.post_json, now))


def _heeding_signals() -> asyncio.Event:
    """Set by SIGINT or SIGTERM from now on: whoever reads that we listen may stop us at once."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stopped.set)
    return stopped


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
