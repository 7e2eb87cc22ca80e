"""A token bucket per person: one who floods waits, everybody else goes on."""

from bot.clock import Now
from bot.web.errors import ApiError
from handlers.rules.ids import PersonId


class Flood:
    """Counts messages. Keyed by people who are known, so it grows no further than the roster."""

    def __init__(self, burst: int, per_second: float, now: Now) -> None:
        """Take how many at once, how many a second in the long run, and the clock."""
        self._burst = float(burst)
        self._per_second = per_second
        self._now = now
        self._buckets: dict[PersonId, tuple[float, float]] = {}

    def hold_back(self, person: PersonId, what: str) -> None:
        """Take one message's worth. Raises ApiError 429, with Retry-After, where there is none: `what` is too many."""
        seconds = self._take(person)
        if seconds > 0:
            headers = {"Retry-After": str(int(seconds) + 1)}
            raise ApiError(429, f"too many {what} at once: wait a moment", "from", headers)

    def _take(self, person: PersonId) -> float:
        """0 where there was some, else how many seconds to wait before the next try."""
        at = self._now().timestamp()
        left, since = self._buckets.get(person, (self._burst, at))
        left = min(self._burst, left + max(0.0, at - since) * self._per_second)
        self._buckets[person] = (left - 1.0 if left >= 1.0 else left, at)
        return 0.0 if left >= 1.0 else (1.0 - left) / self._per_second
