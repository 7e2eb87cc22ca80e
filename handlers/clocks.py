"""The clocks that more than one feature sets."""

from datetime import datetime

from handlers.consequences import ArrivalOverdue
from handlers.context import Context
from handlers.messages import WakeAt
from handlers.rules.ids import PersonId
from handlers.rules.requests import HelpRequest
from handlers.rules.waves import by_daylight, expected_by


def check_on_arrival(request: HelpRequest, helper: PersonId, ctx: Context) -> WakeAt:
    """Ask that helper where they are, unless they have arrived: so long after now, or after an appointed time."""
    due = expected_by(request, ctx.now)
    if due is None:
        return _arrival_clock(request, helper, ctx.now + ctx.policy.late.check_after)
    late = due + ctx.policy.late.check_after_appointed
    return _arrival_clock(request, helper, by_daylight(request, late, ctx.policy, ctx.local_now.tzinfo))


def release_clock(request: HelpRequest, helper: PersonId, since: datetime, ctx: Context) -> WakeAt:
    """The place of a helper who claimed at `since` falls free unless they answer meanwhile."""
    if expected_by(request, since) is None:
        return _arrival_clock(request, helper, ctx.now + ctx.policy.late.release_after, asked=True)
    late = ctx.now + ctx.policy.late.release_after_appointed
    return _arrival_clock(request, helper, by_daylight(request, late, ctx.policy, ctx.local_now.tzinfo), asked=True)


def _arrival_clock(request: HelpRequest, helper: PersonId, at: datetime, *, asked: bool = False) -> WakeAt:
    commitment = request.commitment_of(helper)
    since = commitment.at if commitment else at
    return WakeAt(at, ArrivalOverdue(request.number, helper, since, asked), f"arrival:{request.number}:{helper}")
