"""One of each, with every field filled: what is not the default must come back too."""

from dataclasses import MISSING, Field, fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from handlers.context import Question
from handlers.intents import AskForHelp, Claim
from handlers.messages import Kind, Ref, Send, Text
from handlers.rules.decisions import Decision, Way, Weighed
from handlers.rules.grid import Community, Grid, Room, RoomKind
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.ledger import LedgerEntry
from handlers.rules.lessons import Lesson
from handlers.rules.lifecycle import State
from handlers.rules.people import Absence, Care, Licence, Person, Role
from handlers.rules.reports import Report, Supply
from handlers.rules.requests import Commitment, Danger, HelpRequest, Lane, Notice, Review, Standing, Urgency
from handlers.rules.slots import Place, Slots, TimeSpan
from store.chat import ChatRecord

AT = datetime(2026, 3, 2, 4, 5, 6, 789_012, tzinfo=UTC)
THEIR_AT = AT.astimezone(timezone(timedelta(hours=8)))
LI, SUN, HE = PersonId("li"), PersonId("sun"), PersonId("he")
MAIN = RoomId("main")
PLACE = Place("3", "2", "501", "by the gate 🚪")
SPAN = TimeSpan(THEIR_AT, THEIR_AT + timedelta(hours=2), "下午\n“after” tea")

REQUEST = HelpRequest(
    number=1,
    state=State.IN_PROGRESS,
    requester=LI,
    service="plumbing",
    opened_at=AT,
    words="厨房水管漏水了 \\ \" ' % _ \u2028",
    urgency=Urgency.URGENT,
    also=("electricity", "cleaning"),
    danger=Danger.FLOOD,
    place=PLACE,
    time=SPAN,
    phone="13800000001",
    people=2,
    on_behalf_of="mother",
    only_mine=True,
    room=MAIN,
    said_in=MAIN,
    heard_as="said-1",
    recorded_by=HE,
    priority=True,
    by_button=True,
    lane=Lane.COMPLEX,
    parties=("物业老李", "Wang"),
    talk=SPAN,
    responsible=SUN,
    rung=2,
    wave=3,
    round=2,
    round_began_at_wave=1,
    touched_at=AT,
    done_at=AT,
    closed_at=AT,
    credit_pending=True,
    commitments=(
        Commitment(SUN, Standing.DONE, AT, arrived_at=AT, done_at=AT),
        Commitment(HE, Standing.BACKUP, AT),
    ),
    notices=(Notice(SUN, 1, AT), Notice(SUN, 2, AT), Notice(HE, 2, AT)),
    reviews=(Review(LI, 4, "好", AT), Review(LI, None, "", AT)),
    notes=("first", "第二"),
    supply=Supply.WATER,
    reports=(Report(LI, AT, "停水了", PLACE, "3", "G1", "13800000001", MAIN, 7, AT), Report(SUN, AT, "也停了")),
    merged_into=3,
    told_over=2,
    version=1,
)

PERSON = Person(
    id=SUN,
    name="孙师傅 O'Neil",
    roles=frozenset(Role),
    grid="G1",
    place=PLACE,
    phone="13800000002",
    language="zh",
    age=67,
    care=frozenset(Care),
    reachable=False,
    rooms=frozenset({MAIN, RoomId("staff")}),
    skills=frozenset({"plumbing", "electricity"}),
    vetted=True,
    licences=(Licence("electrician", date(2027, 1, 31)), Licence("driver")),
    paused=True,
    away=Absence(AT, AT + timedelta(days=3)),
    applied=True,
    free_times="周末",
    declines=frozenset({"heavy"}),
    blocks=frozenset({HE}),
    team="red",
    head_of=frozenset({"3", "4"}),
    scope=frozenset({"G1"}),
)

QUESTION = Question(
    person=LI,
    topic="place",
    asked_at=AT,
    request=7,
    then=AskForHelp("plumbing", Urgency.URGENT, ("electricity",), Danger.FLOOD, Slots(PLACE, SPAN), only_mine=True),
    otherwise=Claim(7, unsure=True),
    data={"n": 1, "word": "水", "none": None, "at": AT, "all": (PLACE, SPAN, Ref("person", SUN), ("deep",))},
)

LEDGER_ENTRY = LedgerEntry("7.1.sun", AT, LI, SUN, 45, request=7, reverses="7.0.sun")

COMMUNITY = Community(
    name="微光",
    language="en",
    timezone="Asia/Urumqi",
    grids=(Grid("G1", "Grid one", ("1", "2"), ("G2",)), Grid("G2", "Grid two")),
    rooms=(Room(MAIN, "Residents", ("G1",), RoomKind.STAFF, "webchat", "room-9"), Room(RoomId("other"), "Other")),
    contacts={"water": "96116", "电": "95598"},
)

LESSON = Lesson('我家0栋0单元000停电了\n"谁" 能来 🚪', "request", AT, "electricity", "urgent", "fire", 7)

SEND = Send(
    kind=Kind.OFFER,
    room=MAIN,
    to=LI,
    mentions=(SUN, HE),
    request=7,
    wave=2,
    variant="urgent",
    args={"place": PLACE, "time": SPAN, "text": Text("state.open", {"n": 1}), "who": (Ref("person", LI), None)},
    danger=True,
)

DECISION = Decision(
    request=7,
    wave=2,
    at=AT,
    way=Way.BACKUP,
    chosen=(SUN,),
    urgency=Urgency.URGENT,
    pace=Urgency.EMERGENCY,
    waves_before=1,
    fitting=4,
    considered=(
        Weighed(HE, {"ring": 1, "burden": {"holding": False, "jobs": 2}, "acceptance": 0.1, "licensed": True}),
        Weighed(SUN, {"ring": 99, "word": "水"}),
    ),
    asked=(HE,),
    lapsed=(SUN, HE),
    passed={"busy": 2, "further": 1},
    policy={"waves": {"size": 3, "interval": 600.5}},
)

CHAT_RECORD = ChatRecord(
    id="m-1",
    at=AT,
    text="水管漏了\n'; DROP TABLE chat; --",
    sender=LI,
    kind="offer",
    room=MAIN,
    to=SUN,
    private_with=LI,
    mentions=(SUN, HE),
    request=7,
    wave=2,
    quote="m-0",
    mention_bot=True,
    name="3-2-501李阿姨",
    picture="p-1",
    recalls="m-0",
    recalled=True,
    seq=1,
)

ALL = (REQUEST, PERSON, QUESTION, LEDGER_ENTRY, COMMUNITY, LESSON, SEND, DECISION, CHAT_RECORD)


def unfilled(value: Any) -> list[str]:
    """The fields that say no more than their default."""
    return [f.name for f in fields(value) if getattr(value, f.name) == _default(f)]


def _default(of: "Field[Any]") -> object:
    return of.default if of.default_factory is MISSING else of.default_factory()
