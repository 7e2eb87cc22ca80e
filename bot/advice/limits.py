"""How often a language model is asked: within a budget, and not while it is out of order."""

from collections import deque
from datetime import datetime, timedelta

_SPANS = (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))


class Budget:
    """So many questions in any minute, hour and day. It is kept in memory: a restart begins it anew."""

    def __init__(self, minute: int, hour: int, day: int) -> None:
        """Take the most of each."""
        self._most = dict(zip(_SPANS, (minute, hour, day), strict=True))
        self._spent: deque[datetime] = deque(maxlen=max(minute, hour, day))

    def spend(self, now: datetime) -> bool:
        """Count one question, if there is room for it; whether there is."""
        if any(self._since(now - span) >= most for span, most in self._most.items()):
            return False
        self._spent.append(now)
        return True

    def _since(self, moment: datetime) -> int:
        return sum(spent > moment for spent in self._spent)


class Breaker:
    """After some faults in a row nothing is asked for a while; then one question tries whether it works again."""

    def __init__(self, faults: int = 3, pause: timedelta = timedelta(minutes=5)) -> None:
        """Take how many faults it bears, and for how long it rests."""
        self._most = faults
        self._pause = pause
        self._faults = 0
        self._rests_until: datetime | None = None

    def is_resting(self, now: datetime) -> bool:
        """Whether nothing may be asked. After a rest it says no once: that is the try; others wait."""
        if self._rests_until is None:
            return False
        if now < self._rests_until:
            return True
        self._rests_until = now + self._pause
        return False

    def worked(self) -> None:
        """An answer has come."""
        self._faults, self._rests_until = 0, None

    def failed(self, now: datetime) -> bool:
        """None has come; whether it rests from now on."""
        self._faults += 1
        if self._faults < self._most:
            return False
        self._rests_until = now + self._pause
        return True
