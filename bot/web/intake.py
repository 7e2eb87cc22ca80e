"""What taking something in needs: the memory, where to keep it, who is asking, the limits, the clock, whom to tell."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Now
from bot.web.callers import Callers
from bot.web.journal import Journal
from bot.web.settings import WebSettings
from store.engine import Store


@dataclass(frozen=True, slots=True)
class Intake:
    """The parts that posting, recalling and pictures share. `accepted` is called after each new message."""

    store: Store
    journal: Journal
    callers: Callers
    settings: WebSettings
    now: Now
    accepted: Callable[[], None]
