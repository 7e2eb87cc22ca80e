"""Who hears of a request on each rung: the building's heads and grid workers, staff, the heads of the station."""

from dataclasses import replace

from handlers.audience import alert, alert_staff
from handlers.context import Context
from handlers.messages import Arg, Reaction
from handlers.rules.lanes import BUILDING, STAFF, STATION, looks_after
from handlers.rules.matching import Job
from handlers.rules.people import Person


async def people_near(job: Job, ctx: Context) -> list[Person]:
    """Heads of the building, and workers of the grid, who are not staff; nobody for what is private."""
    place = job.request.place or job.requester.place
    building = place.building if place else None
    if job.is_private:
        return []
    grid = ctx.community.grid_of(building) or job.requester.grid
    heads = await ctx.people.list_heads_of(building) if building else []
    workers = [worker for worker in await ctx.people.list_grid_workers() if looks_after(worker, grid)]
    near = {someone.id: someone for someone in [*heads, *workers] if not someone.is_staff}
    return list(near.values())


async def climb_to(rung: int, job: Job, ctx: Context, variant: str, **args: Arg) -> tuple[int, list[Reaction]]:
    """A `staff-alert` to whoever is answerable on that rung, or the next above where there is nobody.

    Returns the rung that was told, and the messages.
    """
    told = alert(job, variant, **args)
    if rung <= BUILDING:
        near = await people_near(job, ctx)
        if near:
            return BUILDING, [replace(told, to=someone.id) for someone in near]
    heads = await ctx.people.list_admins() if rung >= STATION else []
    if heads:
        return STATION, [replace(told, to=head.id) for head in heads]
    return max(STAFF, rung), await alert_staff(job, ctx, variant, **args)
