"""Every due timer is woken once, in order; one that fails holds up no other; an unclean stop loses none."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from handlers.consequences import WaveExpired
from handlers.intents import Intent
from handlers.messages import Kind, Send, WakeAt
from scheduler.jobs import sweep_timers
from store.timers import TimerRow
from tests.builders import NOON
from tests.contracts.stores import MAIN, AnyStore
from tests.fakes import FakeStore

MINUTE = timedelta(minutes=1)


class BadTimerError(Exception):
    """A timer whose handling fails."""


@dataclass
class Clerk:
    """Sweeps a store as the bot does: what a timer brings is kept in the unit in which it is dropped."""

    store: AnyStore
    now: datetime = NOON
    bad: set[str] = field(default_factory=set)
    follow_ups: dict[str, WakeAt] = field(default_factory=dict)
    woken: list[str] = field(default_factory=list)
    postponed: list[tuple[str, type[Exception]]] = field(default_factory=list)
    stuck_at: str = ""
    stuck: asyncio.Event = field(default_factory=asyncio.Event)

    async def sweep(self) -> None:
        await sweep_timers(self.list_due, self.wake, self.postpone)

    async def list_due(self) -> Sequence[TimerRow]:
        async with self.store.read() as unit:
            return await unit.timers.list_due(self.now, limit=2)

    async def wake(self, timer: TimerRow) -> None:
        async with self.store.write() as unit:
            await unit.timers.drop(timer.id)
            await unit.outbox.put(Send(Kind.REMINDER, room=MAIN, variant=timer.key))
            await self._stumble(timer.key)
            if timer.key in self.follow_ups:
                await unit.timers.put(self.follow_ups[timer.key])
        self.woken.append(timer.key)

    async def _stumble(self, key: str) -> None:
        if key in self.bad:
            raise BadTimerError(key)
        if key == self.stuck_at:
            self.stuck.set()
            await asyncio.Event().wait()

    async def postpone(self, timer: TimerRow, fault: Exception) -> None:
        self.postponed.append((timer.key, type(fault)))
        async with self.store.write() as unit:
            await unit.timers.postpone(timer.id, self.now + MINUTE)

    async def waiting(self) -> dict[str, datetime]:
        async with self.store.read() as unit:
            return {row.key: row.at for row in await unit.timers.list_all()}

    async def count_sent(self) -> int:
        """How many messages the timers brought."""
        sent = 0
        async with self.store.write() as unit:
            while rows := await unit.outbox.list_due(self.now):
                await unit.outbox.mark_sent(rows[0].id, "webchat", f"m-{sent}", self.now)
                sent += 1
        return sent


async def a_clerk(**minutes: int) -> Clerk:
    """A clerk with a timer per name, so many minutes after noon."""
    store = FakeStore()
    async with store.write() as unit:
        for key, after in minutes.items():
            await unit.timers.put(wake(key, after))
    return Clerk(store)


def wake(key: str, after: int) -> WakeAt:
    intent: Intent = WaveExpired(1, 1)
    return WakeAt(NOON + after * MINUTE, intent, key)


async def test_due_timers_are_woken_once_the_earliest_first() -> None:
    clerk = await a_clerk(late=0, early=-2, middle=-1, other=0, fifth=0)
    await clerk.sweep()
    await clerk.sweep()
    assert clerk.woken == ["early", "middle", "late", "other", "fifth"]
    assert await clerk.waiting() == {}


async def test_nothing_that_is_not_due_is_woken() -> None:
    clerk = await a_clerk(due=0, soon=1)
    await clerk.sweep()
    assert clerk.woken == ["due"]
    assert list(await clerk.waiting()) == ["soon"]


async def test_without_a_due_timer_nothing_happens() -> None:
    clerk = await a_clerk()
    await clerk.sweep()
    assert clerk.woken == []


async def test_a_timer_is_woken_when_its_time_has_come() -> None:
    clerk = await a_clerk(soon=1)
    await clerk.sweep()
    clerk.now += MINUTE
    await clerk.sweep()
    assert clerk.woken == ["soon"]


async def test_a_failing_timer_is_postponed_and_holds_up_no_other() -> None:
    clerk = await a_clerk(a=-3, bad=-2, b=-1, c=0)
    clerk.bad = {"bad"}
    await clerk.sweep()
    assert clerk.woken == ["a", "b", "c"]
    assert clerk.postponed == [("bad", BadTimerError)]
    assert await clerk.waiting() == {"bad": NOON + MINUTE}


async def test_a_failing_timer_leaves_nothing_of_its_work() -> None:
    clerk = await a_clerk(bad=0)
    clerk.bad = {"bad"}
    await clerk.sweep()
    assert await clerk.count_sent() == 0


async def test_a_postponed_timer_comes_again_and_is_woken_once() -> None:
    clerk = await a_clerk(bad=0)
    clerk.bad = {"bad"}
    await clerk.sweep()
    clerk.bad, clerk.now = set(), clerk.now + MINUTE
    await clerk.sweep()
    assert clerk.woken == ["bad"]
    assert await clerk.waiting() == {}


async def test_timers_that_all_fail_end_the_sweep() -> None:
    clerk = await a_clerk(a=0, b=0, c=0)
    clerk.bad = {"a", "b", "c"}
    await clerk.sweep()
    assert [key for key, _ in clerk.postponed] == ["a", "b", "c"]


async def test_a_timer_that_falls_due_by_another_is_woken_in_the_same_sweep() -> None:
    clerk = await a_clerk(first=-1)
    clerk.follow_ups = {"first": wake("second", 0)}
    await clerk.sweep()
    assert clerk.woken == ["first", "second"]


async def test_a_timer_set_anew_for_later_is_not_woken_again() -> None:
    clerk = await a_clerk(first=0)
    clerk.follow_ups = {"first": wake("first", 5)}
    await clerk.sweep()
    assert clerk.woken == ["first"]
    assert await clerk.waiting() == {"first": NOON + 5 * MINUTE}


async def test_an_unclean_stop_loses_no_timer_and_wakes_none_twice() -> None:
    clerk = await a_clerk(a=-3, b=-2, c=-1)
    clerk.stuck_at = "b"
    sweeping = asyncio.ensure_future(clerk.sweep())
    await clerk.stuck.wait()
    sweeping.cancel()
    await asyncio.wait([sweeping])
    assert list(await clerk.waiting()) == ["b", "c"]
    await (after := Clerk(clerk.store)).sweep()
    assert clerk.woken + after.woken == ["a", "b", "c"]
    assert await after.count_sent() == 3


async def test_a_cancelled_sweep_postpones_nothing() -> None:
    clerk = await a_clerk(a=0)
    clerk.stuck_at = "a"
    sweeping = asyncio.ensure_future(clerk.sweep())
    await clerk.stuck.wait()
    sweeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sweeping
    assert clerk.postponed == []
