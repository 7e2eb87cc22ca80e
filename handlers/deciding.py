"""Choosing whom to ask, and remembering why."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.burdens import burdens_of
from handlers.context import Context
from handlers.rules.bursts import Move, Search, movable
from handlers.rules.decisions import Decision, Way, burst_decision, count_reasons, decision_on
from handlers.rules.ids import PersonId
from handlers.rules.matching import Candidate, Job
from handlers.rules.waves import next_wave


async def choose_wave(job: Job, ctx: Context) -> tuple[Candidate, ...]:
    """Whom to ask next, the best first; nobody where none is left. Why is kept."""
    volunteers = await ctx.people.list_volunteers(ctx.services.codes_covering(job.request.service))
    burdens = await burdens_of([volunteer.id for volunteer in volunteers], ctx)
    ranked = ctx.rank(volunteers, job, ctx.community, burdens, ctx.now)
    chosen = next_wave(job.request, ranked, ctx.policy)
    fit = {candidate.person.id for candidate in ranked}
    busy = [who for who, burden in burdens.items() if burden.holding]
    unfit = count_reasons([v for v in volunteers if v.id not in fit], job, busy, ctx.now)
    decision = decision_on(job, ranked, chosen, ctx.policy, ctx.now)
    await ctx.decisions.put(replace(decision, passed={**decision.passed, **unfit}))
    return chosen


async def note_backup(job: Job, backup: PersonId, ctx: Context) -> None:
    """A back-up is asked before all others: that is the reason."""
    await ctx.decisions.put(Decision(job.request.number, job.request.wave + 1, ctx.now, Way.BACKUP, (backup,)))


async def note_burst(searches: Sequence[Search], changes: Sequence[Move], ctx: Context) -> None:
    """Whom each request that changed has offers with now, by all their prices together."""
    fitting = {search.request.number: list(search.fitting.values()) for search in searches}
    for move in changes:
        stay = [who for who in sorted(movable(move.request)) if who not in move.back]
        asked = (*stay, *move.asked)
        await ctx.decisions.put(burst_decision(move.request, fitting[move.request.number], asked, ctx.now))
