"""Dispatch to a team: its captain is asked in private, and names a member, who gets the job and may decline."""

from datetime import datetime

from handlers.audience import alert_staff, in_private, job_of, person, reply, reply_to_staff
from handlers.consequences import AskCaptain, CaptainStayedSilent, GiveJob, SeekHelpers, WaveExpired
from handlers.context import Context, Question
from handlers.errors import RefusalError
from handlers.intents import NameMember, ShowTeams
from handlers.messages import Arg, Kind, Ref, Text, Then, WakeAt
from handlers.router import Reactions, Router
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.matching import Job, is_askable
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest
from handlers.rules.teams import find_team, is_captain, members_called, members_in, teams_of
from handlers.rules.waves import untouched_for
from handlers.which import ask_which

router = Router()

_TOPIC = "team:"
_MOST_SHOWN = 12


@router.on(ShowTeams, staff_only=True)
async def show_teams(intent: ShowTeams, ctx: Context) -> Reactions:
    """All teams with how many they are, or one with its members."""
    teams = teams_of(await ctx.people.list_in_teams())
    if intent.team is None:
        lines = tuple(_team_line(name, list(members)) for name, members in teams.items())
        return [reply_to_staff(ctx, "teams" if lines else "teams-none", lines=lines)]
    name = find_team(intent.team, teams)
    if name is None:
        raise RefusalError("no-such-team", name=intent.team, teams=tuple(list(teams)[:_MOST_SHOWN]))
    lines = tuple(_member_line(someone) for someone in teams[name])
    return [reply_to_staff(ctx, "team", team=name, lines=lines)]


@router.on(AskCaptain)
async def ask_captain(intent: AskCaptain, ctx: Context) -> Reactions:
    """The captain is asked whom they send; so long the waves wait, and after that staff hear of it."""
    job = await job_of(await ctx.requests.get(intent.request), ctx)
    captain = _captain_for(job, intent.team, await _members(intent.team, ctx))
    request = await ctx.requests.save(job.request.with_notices((captain.id,), job.request.wave, ctx.now))
    await ctx.questions.put(Question(captain.id, f"{_TOPIC}{request.number}", ctx.now, request.number))
    until = ctx.now + untouched_for(request, ctx.policy)
    silent = CaptainStayedSilent(request.number, captain.id, ctx.now)
    asked = in_private(Kind.PRIVATE_OFFER, captain.id, request, _variant(job), **_asked(job, intent.team))
    return [
        asked,
        reply(ctx, Kind.COMMAND_REPLY, "team-asked", number=request.number, team=intent.team, who=person(captain.id)),
        *_waves_wait(request, until),
        WakeAt(until, silent, f"captain:{request.number}:{captain.id}"),
    ]


@router.on(NameMember)
async def name_member(intent: NameMember, ctx: Context) -> Reactions:
    """A captain says who goes, or that nobody can."""
    asked = await _asked_about(intent, ctx)
    if len(asked) > 1:
        return [ask_which(asked, ctx)]
    if not asked:
        return []
    job = await job_of(asked[0], ctx)
    if intent.nobody:
        return await _nobody(job, ctx)
    chosen = _chosen(intent, await _members(ctx.sender.team or "", ctx), ctx)
    return await _send(job, chosen, ctx) if chosen else []


@router.on(CaptainStayedSilent)
async def captain_stayed_silent(intent: CaptainStayedSilent, ctx: Context) -> Reactions:
    """The captain has named nobody, or too few: staff hear of it; the waves go on by their own clock."""
    request = await ctx.requests.get(intent.request)
    question = await _question(request, intent.person, ctx)
    if question is None or question.asked_at != intent.since:
        return []
    await ctx.questions.drop(intent.person, question.topic)
    if not request.is_seeking:
        return []
    return await alert_staff(await job_of(request, ctx), ctx, "team-silent", helper=person(intent.person))


def _captain_for(job: Job, team: str, members: list[Person]) -> Person:
    """The team's captain that may know of it. Raises RefusalError where there is none, or nothing to give."""
    request = job.request
    if not request.is_unfinished:
        raise RefusalError("already-over", number=request.number, state=Ref("state", request.state.value))
    if request.free_places == 0:
        raise RefusalError("no-free-place", number=request.number)
    if job.is_for_staff_alone:
        raise RefusalError("team-danger", number=request.number)
    captains = [p for p in members if is_captain(p) and p.reachable and not p.avoids(job.requester)]
    captains = [p for p in captains if p.id != job.requester.id]
    if not captains:
        raise RefusalError("team-no-captain", team=team)
    return captains[0]


def _variant(job: Job) -> str:
    return "team-discreet" if job.is_private else "team"


def _asked(job: Job, team: str) -> dict[str, Arg]:
    request = job.request
    who = None if job.is_private else person(request.requester)
    return {
        "who": who,
        "team": team,
        "urgency": Ref("urgency", request.urgency.value),
        "free": request.free_places,
        "time": request.time,
    }


def _waves_wait(request: HelpRequest, until: datetime) -> Reactions:
    """While the captain is asked, the next wave waits; one that was not begun has a clock of its own."""
    if request.state is not State.OPEN or request.wave == 0:
        return []
    return [WakeAt(until, WaveExpired(request.number, request.wave), f"wave:{request.number}")]


async def _members(team: str, ctx: Context) -> list[Person]:
    return list(teams_of(await ctx.people.list_in_teams()).get(team, ()))


async def _question(request: HelpRequest, captain: PersonId, ctx: Context) -> Question | None:
    questions = await ctx.questions.list_of(captain)
    return next((q for q in questions if q.topic == f"{_TOPIC}{request.number}"), None)


async def _asked_about(intent: NameMember, ctx: Context) -> list[HelpRequest]:
    """The requests that the speaker was asked about as a captain; the quoted or numbered one alone."""
    asked = [q for q in await ctx.questions.list_of(ctx.sender.id) if q.topic.startswith(_TOPIC)]
    wanted = ctx.spoken.quoted.request if ctx.spoken.quoted and ctx.spoken.quoted.request else intent.request
    numbers = [q.request for q in asked if q.request is not None and (wanted is None or q.request == wanted)]
    found = [await ctx.requests.get(number) for number in numbers]
    return [request for request in found if request.is_seeking] or found[:1]


def _chosen(intent: NameMember, members: list[Person], ctx: Context) -> list[Person]:
    """The members meant: mentioned, named outright, or whose names stand in the words.

    Raises RefusalError where a name was said that nobody of the team bears, or several.
    """
    mentioned = [p for p in members if p.id in ctx.spoken.mentions]
    if mentioned:
        return mentioned
    called = [_the_one(name, members_called(name, members), ctx) for name in intent.names]
    return called or members_in(ctx.spoken.text, members)


def _the_one(name: str, fitting: list[Person], ctx: Context) -> Person:
    if not fitting:
        raise RefusalError("team-no-member", name=name, team=ctx.sender.team)
    if len(fitting) > 1:
        raise RefusalError("several-people", name=name, lines=tuple(_person_line(p) for p in fitting[:_MOST_SHOWN]))
    return fitting[0]


async def _send(job: Job, chosen: list[Person], ctx: Context) -> Reactions:
    """They get the job, as far as places are free; whom the law or their own word bars, the captain is told."""
    request = job.request
    if not request.is_seeking:
        raise RefusalError("no-free-place-team", number=request.number)
    barred = next((p for p in chosen if not is_askable(p, job, ctx.local_now)), None)
    if barred is not None:
        raise RefusalError("team-member-unfit", number=request.number, who=person(barred.id))
    sent = chosen[: request.free_places]
    if len(sent) == request.free_places:
        await ctx.questions.drop(ctx.sender.id, f"{_TOPIC}{request.number}")
    noted = in_private(Kind.RECEIPT, ctx.sender.id, request, "team-sent", helpers=tuple(person(p.id) for p in sent))
    return [*(Then(GiveJob(request.number, p.id)) for p in sent), noted]


async def _nobody(job: Job, ctx: Context) -> Reactions:
    """The team has nobody: staff are told, and the search goes on at once."""
    await ctx.questions.drop(ctx.sender.id, f"{_TOPIC}{job.request.number}")
    if not job.request.is_seeking:
        return []
    thanked = in_private(Kind.RECEIPT, ctx.sender.id, job.request, "declined")
    told = await alert_staff(job, ctx, "team-nobody", helper=person(ctx.sender.id))
    goes_on = [Then(SeekHelpers(job.request.number))] if job.request.state is State.OPEN else []
    return [thanked, *told, *goes_on]


def _team_line(name: str, members: list[Person]) -> Text:
    captains = tuple(person(p.id) for p in members if is_captain(p))
    return Text("team-line", {"team": name, "captains": captains, "count": len(members)})


def _member_line(someone: Person) -> Text:
    skills = tuple(Ref("skill", code) for code in sorted(someone.skills))
    role = "yes" if is_captain(someone) else None
    away = "yes" if someone.paused else None
    return Text("member-line", {"who": person(someone.id), "captain": role, "skills": skills, "paused": away})


def _person_line(someone: Person) -> Text:
    return Text("person-line", {"name": someone.name, "id": someone.id, "grid": someone.grid})
