"""The clock that runs: APScheduler sweeps the due timers, and keeps nothing itself."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

EVERY = timedelta(seconds=1)


class Sweeper:
    """Calls `sweep` again and again, never twice at a time; what was missed is made up for once."""

    def __init__(self, sweep: Callable[[], Awaitable[object]], every: timedelta = EVERY) -> None:
        """Take what to call, and how often."""
        self._sweep = sweep
        self._under_way: asyncio.Task[None] | None = None
        self._is_stopped = False
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._run,
            IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def start(self) -> None:
        """Begin, with a first sweep at once."""
        self._scheduler.start()

    async def stop(self) -> None:
        """No sweep begins after this, and none is under way: one that was is cancelled."""
        self._is_stopped = True
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # the scheduler shuts down, and cancels, in the loop's next turn
        if self._under_way is not None:
            await asyncio.wait([self._under_way])

    async def _run(self) -> None:
        self._under_way = asyncio.current_task()
        try:
            await self._sweep()
        except asyncio.CancelledError:
            if not self._is_stopped:
                raise
