"""The clock that runs: again and again, never twice at a time, and not after it was stopped."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from scheduler.runner import Sweeper

OFTEN = timedelta(milliseconds=5)


@asynccontextmanager
async def running(sweep: Callable[[], Awaitable[None]], every: timedelta = OFTEN) -> AsyncIterator[Sweeper]:
    sweeper = Sweeper(sweep, every)
    sweeper.start()
    try:
        yield sweeper
    finally:
        await sweeper.stop()


class Sweeps:
    """Counts the sweeps, and those that run at the same time."""

    def __init__(self, wanted: int = 3, faults: int = 0, pause: timedelta = timedelta(0)) -> None:
        self.begun = self.ended = self.at_once = self.most_at_once = 0
        self.enough = asyncio.Event()
        self._wanted, self._faults, self._pause = wanted, faults, pause

    async def sweep(self) -> None:
        self.begun += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._work()
        finally:
            self.at_once -= 1

    async def _work(self) -> None:
        if self.begun >= self._wanted:
            self.enough.set()
        await asyncio.sleep(self._pause.total_seconds())
        if self.begun <= self._faults:
            raise OSError("the disk is full")
        self.ended += 1


async def turns(count: int) -> None:
    """Let the loop go round."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_the_first_sweep_comes_at_once() -> None:
    sweeps = Sweeps(wanted=1)
    async with running(sweeps.sweep, every=timedelta(days=1)):
        await sweeps.enough.wait()
    assert sweeps.begun == 1


async def test_sweeps_come_again_and_again() -> None:
    sweeps = Sweeps(wanted=3)
    async with running(sweeps.sweep):
        await sweeps.enough.wait()
    assert sweeps.begun >= 3


async def test_a_sweep_that_fails_does_not_stop_the_clock() -> None:
    sweeps = Sweeps(wanted=3, faults=2)
    async with running(sweeps.sweep):
        await sweeps.enough.wait()
        await turns(10)
    assert sweeps.ended >= 1


async def test_never_two_sweeps_at_a_time() -> None:
    sweeps = Sweeps(wanted=3, pause=5 * OFTEN)
    async with running(sweeps.sweep):
        await sweeps.enough.wait()
    assert sweeps.most_at_once == 1


async def test_no_sweep_begins_after_the_stop() -> None:
    sweeps = Sweeps()
    async with running(sweeps.sweep, every=timedelta(days=1)):
        pass
    begun = sweeps.begun
    await turns(50)
    assert sweeps.begun == begun


async def test_no_sweep_is_under_way_after_the_stop() -> None:
    sweeps = Sweeps(wanted=1, pause=timedelta(days=1))
    async with running(sweeps.sweep):
        await sweeps.enough.wait()
    assert sweeps.at_once == 0
