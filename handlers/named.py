"""Whom a command names: by mention, by id, or by name."""

from handlers.context import Context
from handlers.errors import RefusalError
from handlers.messages import Text
from handlers.rules.ids import PersonId
from handlers.rules.people import Person
from handlers.rules.teams import find_team, teams_of

MOST_SHOWN = 5


async def person_named(words: str, ctx: Context) -> Person:
    """The one person meant: mentioned, or of that id, or the only one of that name.

    Raises RefusalError: `no-such-person`, or `several-people` with those who fit.
    """
    mentioned = ctx.spoken.mentions
    wanted = words.lstrip("@").strip()
    if len(mentioned) == 1:
        return await ctx.people.get(mentioned[0])
    by_id = await find_by_id(wanted, ctx)
    if by_id:
        return by_id
    fitting = await ctx.people.list_by_name(wanted) if wanted else []
    exact = [someone for someone in fitting if someone.name == wanted]
    return _the_only(exact or fitting, wanted)


async def find_team_named(words: str, ctx: Context) -> str | None:
    """The team meant by a command's words, unless somebody is mentioned or bears just that name; None for none."""
    wanted = words.lstrip("@").strip()
    if ctx.spoken.mentions or await find_by_id(wanted, ctx):
        return None
    name = find_team(wanted, teams_of(await ctx.people.list_in_teams()))
    is_person = name is not None and name != wanted and bool(await ctx.people.list_by_name(wanted))
    return None if is_person else name


async def find_by_id(wanted: str, ctx: Context) -> Person | None:
    """The person whose id was written, or None."""
    return await ctx.people.find(PersonId(wanted)) if wanted else None


def _the_only(fitting: list[Person], wanted: str) -> Person:
    if not fitting:
        raise RefusalError("no-such-person", name=wanted)
    if len(fitting) > 1:
        shown = tuple(Text("person-line", {"name": p.name, "id": p.id, "grid": p.grid}) for p in fitting[:MOST_SHOWN])
        raise RefusalError("several-people", name=wanted, lines=shown)
    return fitting[0]
