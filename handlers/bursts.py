"""A burst's offers move until they are answered: assigned anew whenever a request comes, is taken or refused."""

from handlers.audience import in_private, job_of
from handlers.burdens import burdens_of
from handlers.consequences import OfferPrivately, Reassign
from handlers.context import Context
from handlers.deciding import note_burst
from handlers.messages import Kind, Then
from handlers.router import Reactions, Router
from handlers.rules.bursts import Move, Others, Search, by_price, movable, moves, rows, silent, takes_part, unanswered
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Burden
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest

router = Router()


@router.on(Reassign)
async def reassign(intent: Reassign, ctx: Context) -> Reactions:
    """Take back what is not needed any longer, then make the offers that fit best now. Nothing outside a burst."""
    moot = await _call_off(await ctx.requests.get(intent.request), ctx)
    known = await ctx.requests.list_unfinished()
    open_ = [request for request in known if request.is_seeking and takes_part(request)]
    if not open_:
        return moot
    searches = await _searches(open_, ctx)
    chosen = ctx.assignment.best(rows(searches, _others(known), ctx.policy))
    changes = list(moves(searches, chosen))
    await note_burst(searches, changes, ctx)
    back = [send for move in changes for send in await _take_back(move, ctx)]
    made = [Then(OfferPrivately(move.request.number, move.asked)) for move in changes if move.asked]
    return [*moot, *back, *made]


async def _call_off(request: HelpRequest, ctx: Context) -> Reactions:
    """Whoever thinks about a request that nobody is wanted for any longer is told."""
    waiting = movable(request)
    if request.is_seeking or not waiting:
        return []
    return await _take_back(Move(request, waiting, ()), ctx)


async def _take_back(move: Move, ctx: Context) -> Reactions:
    if not move.back:
        return []
    request = await ctx.requests.save(move.request.without_offers(move.back))
    return [in_private(Kind.OFFER_WITHDRAWN, who, request) for who in sorted(move.back)]


def _others(known: list[HelpRequest]) -> Others:
    passed_by = frozenset[PersonId]().union(*(silent(request) for request in known))
    seeking = [request for request in known if request.is_seeking and request.state is not State.UNFILLED]
    fixed = (unanswered(r) - (movable(r) if takes_part(r) else frozenset()) for r in seeking)
    return Others(frozenset[PersonId]().union(*fixed), passed_by)


async def _searches(open_: list[HelpRequest], ctx: Context) -> list[Search]:
    """For every request whoever fits, is free and can be written to."""
    by_service = {service: await _skilled(service, ctx) for service in {request.service for request in open_}}
    everyone = {someone.id for people in by_service.values() for someone in people}
    burdens = await burdens_of(everyone, ctx)
    return [await _search(request, by_service[request.service], burdens, ctx) for request in open_]


async def _search(request: HelpRequest, people: list[Person], burdens: dict[PersonId, Burden], ctx: Context) -> Search:
    ranked = ctx.rank(people, await job_of(request, ctx), ctx.community, burdens, ctx.local_now)
    return Search(request, by_price(ranked))


async def _skilled(service: str, ctx: Context) -> list[Person]:
    people = await ctx.people.list_volunteers(ctx.services.codes_covering(service))
    return [someone for someone in people if someone.reachable]
