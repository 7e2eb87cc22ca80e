"""The one place that reads the wall clock; everything else is told the moment."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def wall_clock() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
