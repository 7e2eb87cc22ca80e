"""Everything else that deserves an answer: help, the menu, a balance, and what staff look after by hand."""

from dataclasses import replace

from handlers.audience import person, reply, reply_privately, tell_staff
from handlers.context import CommandRow, Context
from handlers.errors import RefusalError
from handlers.intents import (
    AskBalance,
    AskHelp,
    AskMenu,
    BindAdmin,
    GiveThanks,
    MalformedCommand,
    TellStaff,
    UnknownCommand,
    WarnOfPrivateData,
)
from handlers.messages import Arg, Kind, Ref, Send, Text
from handlers.router import Reactions, Router
from handlers.rules.people import Role

router = Router()


@router.on(AskHelp)
async def ask_help(intent: AskHelp, ctx: Context) -> Reactions:
    """How the bot is used; staff see their commands too, outside the residents' rooms."""
    rows = [row for row in ctx.commands if ctx.sender.is_staff or not row.for_staff]
    if intent.command:
        rows = [row for row in rows if intent.command in row.names.values()] or rows
    if not ctx.sender.is_staff:
        return [reply(ctx, Kind.COMMAND_REPLY, "help")]
    in_residents_room = ctx.spoken.room is not None and ctx.spoken.room != ctx.community.staff_room
    answer = reply_privately if in_residents_room else reply
    return [answer(ctx, Kind.COMMAND_REPLY, "help-staff", lines=tuple(_row(row, ctx) for row in rows))]


@router.on(AskMenu)
async def ask_menu(intent: AskMenu, ctx: Context) -> Reactions:  # noqa: ARG001
    """The services, by category."""
    lines = tuple(
        Text("menu-line", {"category": Ref("category", code), "services": _services_of(code, ctx)})
        for code in ctx.services.categories
    )
    return [reply(ctx, Kind.COMMAND_REPLY, "menu", lines=lines)]


@router.on(AskBalance)
async def ask_balance(intent: AskBalance, ctx: Context) -> Reactions:  # noqa: ARG001
    """One's own minutes, in private."""
    minutes = await ctx.ledger.balance(ctx.sender.id)
    return [reply_privately(ctx, Kind.COMMAND_REPLY, "balance", minutes=minutes)]


@router.on(TellStaff)
async def tell_staff_of(intent: TellStaff, ctx: Context) -> Reactions:
    """A matter that staff look after by hand: a receipt, and the words to staff. Never silence."""
    args: dict[str, Arg] = {"who": person(ctx.sender.id), "words": ctx.spoken.text, "topic": Ref("topic", intent.topic)}
    alert = Send(Kind.STAFF_ALERT, variant="matter", args=args)
    receipt = reply_privately(ctx, Kind.RECEIPT, "matter", topic=Ref("topic", intent.topic))
    return [receipt, *await tell_staff(ctx, alert)]


@router.on(GiveThanks)
async def give_thanks(intent: GiveThanks, ctx: Context) -> Reactions:  # noqa: ARG001
    """Thanks need no answer."""
    return []


@router.on(WarnOfPrivateData)
async def warn_of_private_data(intent: WarnOfPrivateData, ctx: Context) -> Reactions:  # noqa: ARG001
    """A gentle word in private: the number stands in the group for everybody to read."""
    return [reply_privately(ctx, Kind.PRIVACY_WARNING)]


@router.on(BindAdmin)
async def bind_admin(intent: BindAdmin, ctx: Context) -> Reactions:
    """The code printed on the console makes its bearer the first head of the station."""
    purpose = await ctx.codes.redeem(intent.code, ctx.now) if ctx.spoken.in_private else None
    if purpose != "admin":
        raise RefusalError("bad-code")
    await ctx.people.save(replace(ctx.sender, roles=ctx.sender.roles | {Role.ADMIN, Role.STAFF}))
    await ctx.audit.record(ctx.now, ctx.sender.id, "bind-admin", f"person:{ctx.sender.id}")
    return [reply_privately(ctx, Kind.COMMAND_REPLY, "admin-bound")]


@router.on(UnknownCommand)
async def unknown_command(intent: UnknownCommand, ctx: Context) -> Reactions:  # noqa: ARG001
    """There is no such command; the nearest one is named."""
    raise RefusalError("unknown-command", name=intent.name, nearest=intent.nearest)


@router.on(MalformedCommand)
async def malformed_command(intent: MalformedCommand, ctx: Context) -> Reactions:  # noqa: ARG001
    """The command is there, but something is missing or wrong: its example shows how it goes."""
    raise RefusalError("malformed-command", name=intent.name, example=intent.example)


def _row(row: CommandRow, ctx: Context) -> Text:
    language = ctx.sender.language or ctx.community.language
    return Text("command-line", {"name": row.names[language], "example": row.examples[language]})


def _services_of(category: str, ctx: Context) -> tuple[Ref, ...]:
    return tuple(Ref("service", s.code) for s in ctx.services.services.values() if s.category == category)
