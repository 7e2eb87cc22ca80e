"""`/why N`: in a sentence per wave, why these people were asked and others not."""

from collections.abc import Mapping
from typing import Any

from handlers.audience import job_of, person, reply_to_staff, service
from handlers.context import Context
from handlers.intents import ExplainChoice
from handlers.messages import Arg, Ref, Text
from handlers.router import Reactions, Router
from handlers.rules.decisions import Decision, Figures
from handlers.rules.grid import FAR
from handlers.rules.ids import PersonId

router = Router()

MOST_WAVES = 4
MOST_NAMED = 5
_FURTHEST_NAMED = 3
_ACCEPTANCE = "acceptance"


@router.on(ExplainChoice, staff_only=True)
async def explain_choice(intent: ExplainChoice, ctx: Context) -> Reactions:
    """To staff, in their room or in private, of the latest waves; of a private request always in private."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    await ctx.audit.record(ctx.now, ctx.sender.id, "why", f"request:{job.request.number}")
    decisions = await ctx.decisions.list_of_request(job.request.number)
    named: dict[str, Arg] = {"number": job.request.number, "service": service(job.request)}
    lines = tuple(_wave(decision) for decision in decisions[-MOST_WAVES:])
    variant = "why" if lines else "why-nobody"
    return [reply_to_staff(ctx, variant, discreetly=job.is_private, **named, lines=lines)]


def _wave(decision: Decision) -> Text:
    figures = {weighed.person: weighed.figures for weighed in decision.considered}
    args: dict[str, Arg] = {
        "wave": decision.wave,
        "at": decision.at,
        "way": decision.way.value,
        "people": tuple(_person(who, figures.get(who, {})) for who in decision.chosen[:MOST_NAMED]),
        "more": max(0, len(decision.chosen) - MOST_NAMED),
        "fitting": decision.fitting,
        "passed": tuple(_passed(reason, count) for reason, count in sorted(decision.passed.items())),
    }
    return Text("why-wave", args)


def _person(who: PersonId, figures: Figures) -> Text:
    """Somebody who was asked, with what spoke for them; a back-up has no figures."""
    if not figures:
        return Text("why-backup", {"who": person(who)})
    burden: Mapping[str, Any] = figures["burden"]
    acceptance = figures.get(_ACCEPTANCE)
    args: dict[str, Arg] = {
        "who": person(who),
        "ring": Ref("ring", _ring(figures["ring"])),
        "jobs": burden["jobs"],
        "notices": burden["notices"],
        "licensed": "yes" if figures["licensed"] else None,
        "acceptance": None if acceptance is None else round(100 * acceptance),
    }
    return Text("why-person", args)


def _ring(ring: int) -> str:
    return "far" if ring >= FAR else str(min(ring, _FURTHEST_NAMED))


def _passed(reason: str, count: int) -> Text:
    return Text("why-not", {"count": count, "reason": Ref("reason", reason)})
