"""Live listeners: whoever waits for new messages, in this process."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.web.errors import ApiError
from handlers.rules.requests import HelpRequest
from store.chat import ChatRecord


@dataclass(frozen=True, slots=True)
class News:
    """What is told: `shown` is how. It is about a record, or about how a request stands; about neither, about all."""

    shown: Mapping[str, object]
    record: ChatRecord | None = None
    request: HelpRequest | None = None


Wants = Callable[[News], bool]
_MOST_WAITING = 1_000


class Listener:
    """One who waits. News of records come in the order of their `seq`."""

    def __init__(self, wants: Wants) -> None:
        """Take which news are wanted."""
        self._wants = wants
        self._waiting: asyncio.Queue[News | None] = asyncio.Queue(_MOST_WAITING)
        self.is_over = False

    async def next(self, seconds: float | None = None) -> News | None:
        """The next news; None after so many seconds, or when it is over (the server stops, or we fell behind)."""
        if self.is_over:
            return None
        try:
            return await asyncio.wait_for(self._waiting.get(), seconds)
        except TimeoutError:
            return None

    def offer(self, news: News) -> None:
        """Keep it where it is wanted; one who has fallen too far behind is dropped, to read from the disk."""
        if self.is_over or not self._wants(news):
            return
        if self._waiting.qsize() >= _MOST_WAITING - 1:
            self.end()
        else:
            self._waiting.put_nowait(news)

    def end(self) -> None:
        """Nothing more will come; one who waits is woken."""
        self.is_over = True
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)


class Hub:
    """All listeners."""

    def __init__(self, most: int) -> None:
        """Take how many may listen at once."""
        self._most = most
        self._listeners: set[Listener] = set()

    @contextmanager
    def listen(self, wants: Wants) -> Iterator[Listener]:
        """Listen while in the block. Raises ApiError 503 where too many listen already."""
        if len(self._listeners) >= self._most:
            raise ApiError(503, "too many are listening: try again in a moment", headers={"Retry-After": "5"})
        listener = Listener(wants)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def publish(self, news: News) -> None:
        """Tell everybody who wants it."""
        for listener in tuple(self._listeners):
            listener.offer(news)

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def end_all(self) -> None:
        """The server stops: nobody waits any longer."""
        for listener in tuple(self._listeners):
            listener.end()
