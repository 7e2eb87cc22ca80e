"""How much the bot may say in a residents' room: so many messages in any hour, and digests of what goes beyond.

The last tenth of them is kept for digests and answers, so that a room that was full early in the hour is not left
without news until its end. Rooms of staff are places of work and have no such limit; danger has none anywhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
GATHER = timedelta(minutes=2)
MOST_LINES = 25
MOST_MENTIONED = 20
_DIGESTS = 3
_KEPT = 10


@dataclass(frozen=True, slots=True)
class RoomHour:
    """What was said in a room of late: the moments of what counts, in order, and of the digests among it.

    `most` is the policy's number; none can be said of a room with less than one.
    """

    said: tuple[datetime, ...]
    digests: tuple[datetime, ...]
    most: int

    def has_place(self, now: datetime) -> bool:
        """Whether one more message keeps within the number."""
        return self._counted(now) < self._limit

    def has_place_for_news(self, now: datetime) -> bool:
        """Whether news may be told singly: the last tenth is kept."""
        return self._counted(now) < self._limit - self._limit // _KEPT

    def next_digest(self, waiting_since: datetime, now: datetime) -> datetime:
        """When what has waited since then may go out together: soon, at most thrice an hour, within the number."""
        apart = HOUR / min(self._limit, _DIGESTS)
        at = max(now, waiting_since + GATHER, *(last + apart for last in self.digests[-1:]))
        if self._counted(at) < self._limit:
            return at
        return self.said[-self._limit] + HOUR

    @property
    def _limit(self) -> int:
        return max(1, self.most)

    def _counted(self, now: datetime) -> int:
        return sum(now - at < HOUR for at in self.said)
