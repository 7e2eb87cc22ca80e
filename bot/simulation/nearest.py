"""The baseline: whoever lives nearest is asked first, whatever they have carried."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.simulation.crowd import Crowd
from handlers.context import Rank
from handlers.rules.grid import Community
from handlers.rules.ids import PersonId
from handlers.rules.matching import Burden, Candidate, Job, rank
from handlers.rules.people import Person


def nearest_first(crowd: Crowd) -> Rank:
    """The ranking by metres from door to door; who may be asked is the same as ever."""

    def by_metres(
        people: Iterable[Person], job: Job, community: Community, burdens: Mapping[PersonId, Burden], now: datetime
    ) -> list[Candidate]:
        found = rank(people, job, community, burdens, now)
        return sorted(found, key=lambda c: (crowd.metres(job.request.place, c.person.id), c.person.id))

    return by_metres
