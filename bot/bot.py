"""The whole bot on one store: what it hears goes through the dispatcher, what it says through the pump."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Now
from bot.dispatcher import Dispatcher, House
from bot.gateways.base import Gateway, InboundMessage
from bot.outbox import Pump
from scheduler.jobs import sweep_timers
from store.engine import Store
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
        most = self.house.policy.budget.room_messages_per_hour
        self.pump = Pump(self.store, self.gateways, self.house.services, self.now, most)

    async def hear(self, inbound: InboundMessage) -> None:
        """Deal with one message; what follows from it is on its way when this returns."""
        await self.dispatcher.hear(inbound)
        self.pump.kick()

    async def sweep(self) -> bool:
        """Deal with every timer that is due; says whether there was one."""
        any_due = await sweep_timers(self._list_due, self._wake, self._postpone)
        if any_due:
            self.pump.kick()
        return any_due

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

    async def rest(self, *, eager: bool = False) -> None:
        """Let everything that is due now be done; `eager` does not wait for back-offs."""
        await self.pump.pump(eager=eager)
        if await self.sweep():
            await self.pump.pump()

    async def next_due(self) -> datetime | None:
        """When the next timer, or the next try of a message, is due."""
        async with self.store.read() as unit:
            moments = [await unit.timers.next_due(), await unit.outbox.next_due()]
        return min((m for m in moments if m is not None), default=None)


class MovableClock(Protocol):
    """A clock that can be set."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def set(self, moment: datetime) -> None:
        """Make it that moment."""
        ...


async def move_clock(bot: Bot, clock: MovableClock, target: datetime) -> None:
    """Move the clock on to a moment; what falls due on the way, or then, happens at its own time."""
    while (due := await bot.next_due()) is not None and due <= target:
        clock.set(max(due, clock.now()))
        await bot.rest()
    clock.set(max(target, clock.now()))
