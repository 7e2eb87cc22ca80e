"""What volunteers carry already, as the order of asking counts it."""

from collections.abc import Collection
from datetime import timedelta

from handlers.context import Context
from handlers.rules.ids import PersonId
from handlers.rules.matching import Burden

_LATELY, _WEEK = timedelta(weeks=12), timedelta(weeks=1)


async def burdens_of(people: Collection[PersonId], ctx: Context) -> dict[PersonId, Burden]:
    """Each one's burden: jobs and notices of the last twelve weeks, and this week's notices against the budget."""
    loads = await ctx.requests.load_of(people, ctx.now - _LATELY, ctx.now)
    week = await ctx.requests.load_of(people, ctx.now - _WEEK, ctx.now)
    spent = {who: load.notices / ctx.policy.budget.notices_per_week for who, load in week.items()}
    return {who: Burden(x.holding > 0, x.jobs, x.notices, spent.get(who, 0.0)) for who, x in loads.items()}
