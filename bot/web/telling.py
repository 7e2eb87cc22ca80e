"""Tells the windows that are open how requests stand, whenever that changes, and what a rehearsal does."""

import asyncio
from collections.abc import Mapping

from bot.web.cards import card_of
from bot.web.hub import Hub, News
from store.engine import Store


class Telling:
    """Tells one change after the other, each as it stands by then."""

    def __init__(self, store: Store, hub: Hub) -> None:
        """Take the memory, and whom to tell."""
        self._store = store
        self._hub = hub
        self._lock = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def requests_changed(self, numbers: frozenset[int]) -> None:
        """Those requests stand otherwise now: say so soon, where anybody listens."""
        if self._hub.is_heard:
            task = asyncio.ensure_future(self._tell(numbers))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def stage_changed(self, stage: Mapping[str, object]) -> None:
        """The rehearsal's clock or line was changed."""
        self._hub.publish(News({"changed": "stage", "stage": stage}))

    async def stop(self) -> None:
        """Say no more."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _tell(self, numbers: frozenset[int]) -> None:
        async with self._lock, self._store.read() as unit:
            for number in sorted(numbers):
                request = await unit.requests.find(number)
                if request is not None:
                    shown = {"changed": "request", "request": await card_of(request, unit)}
                    self._hub.publish(News(shown, request=request))
