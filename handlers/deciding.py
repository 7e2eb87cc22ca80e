"""Choosing whom to ask, and remembering why."""

from dataclasses import replace

from handlers.burdens import burdens_of
from handlers.context import Context
from handlers.rules.decisions import Decision, Way, count_reasons, decision_on
from handlers.rules.ids import PersonId
from handlers.rules.matching import Burden, Candidate, Job
from handlers.rules.people import Person
from handlers.rules.waves import next_wave


async def choose_wave(job: Job, ctx: Context) -> tuple[Candidate, ...]:
    """Whom to ask next, the best first; nobody where none is left. Why is kept."""
    volunteers, burdens = await _able(job, ctx)
    ranked = ctx.rank(volunteers, job, ctx.community, burdens, ctx.local_now)
    chosen = next_wave(job.request, ranked, ctx.policy)
    fit = {candidate.person.id for candidate in ranked}
    busy = [who for who, burden in burdens.items() if burden.holding]
    unfit = count_reasons([v for v in volunteers if v.id not in fit], job, busy, ctx.local_now)
    decision = decision_on(job, ranked, chosen, ctx.policy, ctx.now)
    await ctx.decisions.put(replace(decision, passed={**decision.passed, **unfit}))
    return chosen


async def note_backup(job: Job, backup: PersonId, ctx: Context) -> None:
    """A back-up is asked before all others: that is the reason."""
    await ctx.decisions.put(Decision(job.request.number, job.request.wave + 1, ctx.now, Way.BACKUP, (backup,)))


async def _able(job: Job, ctx: Context) -> tuple[list[Person], dict[PersonId, Burden]]:
    """Whoever has the skill, and what they carry already."""
    volunteers = await ctx.people.list_volunteers(ctx.services.codes_covering(job.request.service))
    return volunteers, await burdens_of([volunteer.id for volunteer in volunteers], ctx)
