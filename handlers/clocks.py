"""The clocks that more than one feature sets."""

from datetime import datetime

from handlers.consequences import ArrivalOverdue
from handlers.messages import WakeAt
from handlers.rules.ids import PersonId
from handlers.rules.requests import HelpRequest


def arrival_clock(request: HelpRequest, helper: PersonId, at: datetime, *, asked: bool = False) -> WakeAt:
    """Wake at `at` unless that helper has arrived; an earlier clock for them is replaced."""
    commitment = request.commitment_of(helper)
    since = commitment.at if commitment else at
    return WakeAt(at, ArrivalOverdue(request.number, helper, since, asked), f"arrival:{request.number}:{helper}")
