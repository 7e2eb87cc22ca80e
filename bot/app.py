"""Where body, mind, memory and clock meet: builds, starts and stops everything."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.clock import Now, wall_clock
from bot.config import Settings
from bot.dispatcher import Dispatcher, House
from bot.gateways.base import Gateway, InboundMessage
from bot.gateways.webchat import WebChat
from bot.outbox import Pump
from bot.service_catalogue import load_services
from bot.understanding import read_place
from scheduler.jobs import sweep_timers
from scheduler.runner import Sweeper
from store.engine import Store, open_store
from store.timers import TimerRow

log = structlog.get_logger()

REMEMBER_IDS_FOR = timedelta(days=7)


@dataclass
class Bot:
    """The whole bot on one store: what it hears goes through the dispatcher, what it says through the pump."""

    store: Store
    house: House
    gateways: Sequence[Gateway]
    now: Now

    def __post_init__(self) -> None:
        """Join the parts."""
        self.dispatcher = Dispatcher(self.store, self.house, self.now)
        self.pump = Pump(self.store, self.gateways, self.house.services, self.now)

    async def hear(self, inbound: InboundMessage) -> None:
        """Deal with one message; what follows from it is on its way when this returns."""
        await self.dispatcher.hear(inbound)
        self.pump.kick()

    async def sweep(self) -> None:
        """Deal with every timer that is due."""
        await sweep_timers(self._list_due, self._wake, self._postpone)
        self.pump.kick()

    async def forget_old_ids(self) -> None:
        """Message ids are remembered for the window of deduplication only."""
        async with self.store.write() as unit:
            await unit.inbox.forget_before(self.now() - REMEMBER_IDS_FOR)

    async def _list_due(self) -> list[TimerRow]:
        async with self.store.read() as unit:
            return await unit.timers.list_due(self.now())

    async def _wake(self, timer: TimerRow) -> None:
        await self.dispatcher.wake(timer)

    async def _postpone(self, timer: TimerRow, fault: Exception) -> None:
        log.error("timer failed", timer=timer.key, fault=fault)
        async with self.store.write() as unit:
            await unit.timers.postpone(timer.id, self.now() + timedelta(minutes=1))


async def run(settings: Settings, web_chat: type[WebChat] = WebChat) -> None:
    """Run until SIGINT or SIGTERM. Raises StoreUnavailableError, PortInUseError before anything is heard."""
    async with AsyncExitStack() as stack:
        store = await open_store(settings.database_url)
        stack.push_async_callback(store.close)
        await store.migrate()
        await fill_if_empty(store, settings)
        web = web_chat(store, settings.web, wall_clock)
        bot = Bot(store, house_of(settings), [web], wall_clock)
        await _start(bot, stack)
        print(f"Weiguang 微光  http://{web.address}  (Ctrl-C stops it)", flush=True)  # noqa: T201
        await _until_stopped()


async def _start(bot: Bot, stack: AsyncExitStack) -> None:
    sweeper = Sweeper(bot.sweep)
    for gateway in bot.gateways:
        await gateway.start(bot.hear)
        stack.push_async_callback(gateway.stop)
    pumping = asyncio.create_task(bot.pump.run())
    stack.push_async_callback(_cancel, pumping)
    await bot.forget_old_ids()
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


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(wanted, stopped.set)
    await stopped.wait()


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
