"""Eligibility is law: ten thousand made-up volunteers, and none that is unfit is asked, or given the place."""

import asyncio
import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.assign import LeastCost
from handlers.claims import claim
from handlers.context import Context, Said
from handlers.intents import Claim
from handlers.messages import Kind, Send
from handlers.rules.matching import Burden, Job, rank
from handlers.rules.people import Absence, Care, Licence, Person
from handlers.rules.policy import Policy
from handlers.rules.requests import Urgency
from handlers.rules.slots import TimeSpan
from handlers.rules.waves import next_wave
from tests.builders import COMMUNITY, NOON, a_person, a_request, a_volunteer
from tests.fakes import FakeUnit, Tables
from tests.handlers.rules.test_matching import LICENSED_ONLY, SERVICES, VETTED_ONLY

CASES = 10_000
SHANGHAI = ZoneInfo("Asia/Shanghai")
SENSITIVE = sorted({*VETTED_ONLY, *LICENSED_ONLY})
HOME_VISITS = sorted(s.code for s in SERVICES.services.values() if s.home_visit)
EARLY = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)  # the 3rd, half past one at night, in Shanghai


@dataclass(frozen=True)
class Case:
    """A volunteer and a job, and why they don't fit; `may_claim` where only asking them is wrong."""

    person: Person
    job: Job
    why: str
    may_claim: bool = False


def fit_for(job: Job, chance: random.Random) -> Person:
    """Somebody who may do it, and whom the bot may ask."""
    service = job.service
    licences = (Licence(service.licence, chance.choice([None, date(2026, 12, 31)])),) if service.licence else ()
    skill = chance.choice([service.code, service.category])
    grid = chance.choice(["G1", "G2", "G3", "G4", None])
    age = chance.choice([None, 18, 40, 75])
    return a_volunteer("wang", skill, vetted=True, licences=licences, grid=grid, age=age)


def a_sensitive_job(chance: random.Random) -> Job:
    """A service that asks for vetting or a licence, or a visit to somebody on the care list."""
    care = chance.random() < 0.5
    code = chance.choice(HOME_VISITS if care else SENSITIVE)
    requester = a_person("li", grid="G1", care=frozenset({chance.choice(list(Care))}) if care else frozenset())
    urgency = chance.choice([Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY])
    span = TimeSpan(NOON + timedelta(days=chance.randint(1, 6)), None, "") if chance.random() < 0.3 else None
    return Job(a_request(code, urgency=urgency, time=span), requester, SERVICES.get(code))


def spoil(person: Person, job: Job, chance: random.Random) -> Case:
    """The same person with one fault."""
    start = job.request.starts_at or NOON
    unwanted = chance.choice([job.service.code, job.service.category])
    faults = {
        "minor": (replace(person, age=chance.randint(6, 17)), False),
        "blocks": (replace(person, blocks=frozenset({job.requester.id})), False),
        "paused": (replace(person, paused=True), True),
        "away": (replace(person, away=Absence(None, NOON)), True),
        "away-then": (replace(person, away=Absence(start - timedelta(hours=1), None)), True),
        "declines": (replace(person, declines=frozenset({unwanted})), True),
        "unregistered": (replace(person, roles=frozenset(), vetted=False), not job.needs_vetting),
    }
    if job.needs_vetting:
        faults["unvetted"] = (replace(person, vetted=False), False)
    if job.needed_licence:
        ended = start.date() - timedelta(days=chance.randint(1, 300))
        faults["no-licence"] = (replace(person, licences=()), False)
        faults["expired"] = (replace(person, licences=(Licence(job.needed_licence, ended),)), False)
        faults["another-licence"] = (replace(person, licences=(Licence("first_aid"),)), False)
    why = chance.choice(sorted(faults))
    return Case(faults[why][0], job, why, faults[why][1])


def asked(person: Person, job: Job, now: datetime = NOON) -> bool:
    ranked = rank([person], job, COMMUNITY, {}, now)
    return bool(next_wave(job.request, ranked, Policy()))


def test_no_unfit_volunteer_is_ever_asked() -> None:
    chance = random.Random(5)
    for _ in range(CASES):
        job = a_sensitive_job(chance)
        person = fit_for(job, chance)
        case = spoil(person, job, chance)
        assert asked(person, job), (person, job)
        assert not asked(case.person, job), case


def test_no_unfit_volunteer_gets_the_place_by_claiming_it() -> None:
    asyncio.run(_claim_ten_thousand_times(random.Random(6)))


async def _claim_ten_thousand_times(chance: random.Random) -> None:
    for _ in range(CASES):
        job = a_sensitive_job(chance)
        person = fit_for(job, chance)
        case = spoil(person, job, chance)
        assert await claimed(person, job), (person, job)
        assert await claimed(case.person, job) is case.may_claim, case


async def claimed(person: Person, job: Job) -> bool:
    """Whether the place is theirs once they have claimed it in the group; nothing of the door is told else."""
    ctx = a_context(job, person)
    reactions = await claim(Claim(job.request.number), ctx)
    holds = person.id in (await ctx.requests.get(job.request.number)).claimed_by
    assert holds or all(isinstance(r, Send) and r.kind in {Kind.REFUSAL, Kind.STAFF_ALERT} for r in reactions)
    assert holds or not any(isinstance(r, Send) and r.to == job.requester.id for r in reactions)
    return holds


def a_context(job: Job, speaker: Person) -> Context:
    """What the handler of a claim is given, with nothing else in the memory."""
    known = job.request.with_notices((speaker.id,), 1, NOON)  # else one could not know of a private one
    tables = Tables(requests={1: known}, people={p.id: p for p in (job.requester, speaker)})
    unit = FakeUnit(tables)
    return Context(
        now=NOON,
        said=Said(speaker, COMMUNITY.rooms[0], "", "m"),
        community=COMMUNITY,
        policy=Policy(),
        services=SERVICES,
        hotlines={},
        commands=(),
        requests=unit.requests,
        people=unit.people,
        questions=unit.questions,
        ledger=unit.ledger,
        audit=unit.audit,
        codes=unit.codes,
        lessons=unit.lessons,
        decisions=unit.decisions,
        talk=unit.outbox,
        assignment=LeastCost(),
        mask=str,
    )


def test_a_licence_ends_with_its_day_on_the_communitys_clock() -> None:
    """At half past one at night in Shanghai it is still yesterday in London."""
    job = Job(a_request("legal"), a_person("li"), SERVICES.get("legal"))
    lawyer = a_volunteer("wang", "legal", licences=(Licence("lawyer", date(2026, 3, 2)),))
    assert asked(lawyer, job, NOON.astimezone(SHANGHAI))
    assert not asked(lawyer, job, EARLY.astimezone(SHANGHAI))


def test_a_licence_must_last_until_the_appointment() -> None:
    friday = TimeSpan(NOON + timedelta(days=4), None, "")
    job = Job(a_request("legal", time=friday), a_person("li"), SERVICES.get("legal"))
    for last, fits in ((5, False), (6, True)):
        lawyer = a_volunteer("wang", "legal", licences=(Licence("lawyer", date(2026, 3, last)),))
        assert asked(lawyer, job) is fits
        assert asyncio.run(claimed(lawyer, job)) is fits


def test_burdens_bar_nobody_but_the_busy() -> None:
    job = Job(a_request("plumbing"), a_person("li"), SERVICES.get("plumbing"))
    weary = a_volunteer("wang", "plumbing")
    for burden, fits in ((Burden(jobs=40, notices=99, spent=9.0), True), (Burden(holding=True), False)):
        assert bool(rank([weary], job, COMMUNITY, {weary.id: burden}, NOON)) is fits
