"""Who may be asked next: found ring by ring around the place, without reading everybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.burdens import burdens_of
from handlers.context import Context
from handlers.rules.ids import PersonId
from handlers.rules.matching import NEIGHBOUR_GRID, Burden, Candidate, Job, grids_at
from handlers.rules.people import Person
from handlers.rules.waves import is_settled


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Whoever was looked at for a job: all with the skill, what they carry, and those who can be asked, best first."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    burdens: Mapping[PersonId, Burden] = field(default_factory=dict)
    ranked: Sequence[Candidate] = ()


async def look_around(job: Job, ctx: Context) -> Surroundings:
    """As much of the community as decides about the next wave: it is the same as if everybody had been read.

    The place's building and grid first, then ring after ring, until nobody farther could count as nearer than the
    worst of the wave; everybody where that is never so, or where the ranking does not go by rings.
    """
    skills = ctx.services.codes_covering(job.request.service)
    seen = Surroundings()
    for beyond, grids, buildings in _areas(job, ctx):
        found = await ctx.people.list_volunteers_in(skills, grids, buildings)
        seen = await _with(found, seen, job, ctx)
        if is_settled(job.request, seen.ranked, ctx.policy, beyond):
            return seen
    return await _with(await ctx.people.list_volunteers(skills), seen, job, ctx)


def _areas(job: Job, ctx: Context) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Ring after ring: the ring that is beyond it, its grids, and its buildings, the place's own with the first."""
    place = job.request.place
    own = (place.building,) if place and place.building else ()
    start = grids_at(job.request, ctx.community) if ctx.ranks_by_ring else ()
    for beyond, grids in enumerate(ctx.community.rings_outward(start), NEIGHBOUR_GRID):
        yield beyond, grids, (*own, *ctx.community.buildings_of(grids))
        own = ()


async def _with(found: Sequence[Person], seen: Surroundings, job: Job, ctx: Context) -> Surroundings:
    new = {person.id: person for person in found if person.id not in seen.people}
    if not new:
        return seen
    burdens = {**seen.burdens, **await burdens_of(new, ctx)}
    fit = [candidate.person for candidate in seen.ranked]
    ranked = ctx.rank([*fit, *new.values()], job, ctx.community, burdens, ctx.local_now)
    return Surroundings({**seen.people, **new}, burdens, ranked)
