"""What follows of itself, and what the clock says: intents that nobody says, only handlers and timers.

Timers are named in the past tense.
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.intents import Answer, AskForHelp, Intent
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.reports import Report
from handlers.rules.requests import Lane, Urgency
from handlers.rules.slots import TimeSpan

# ---- what follows of itself ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenRequest(Intent):
    """A need becomes a request with a number; `words` is how it was told, `room` where, if not where we are now.

    `split_from` is the incident that staff took it out of; what `echoes` a neighbour's report is opened only where it
    joins that, or stands beside it.
    """

    asked: AskForHelp
    requester: PersonId
    words: str
    room: RoomId | None = None
    recorded_by: PersonId | None = None
    split_from: int | None = None
    echoes: bool = False


@dataclass(frozen=True, slots=True)
class JoinIncident(Intent):
    """These requests are one matter, and go on under the first number; `report` is one more voice of it."""

    requests: tuple[int, ...]
    report: Report | None = None
    urgency: Urgency = Urgency.NORMAL


@dataclass(frozen=True, slots=True)
class CompareReports(Intent):
    """Where a supply fails is known now, or known better: it may be the same as somebody else's."""

    request: int


@dataclass(frozen=True, slots=True)
class LeaveIncident(Intent):
    """A reporter calls theirs off; `repaired`: because it works again, which ends it for all."""

    request: int
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class AskWhetherOver(Intent):
    """An incident is a day old, and nobody has said that it is over."""

    request: int


@dataclass(frozen=True, slots=True)
class TellOver(Intent):
    """A request has come to its end: if it is an incident, its reporters are told, once."""

    request: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class SoundAlarm(Intent):
    """A request tells of a danger: the number to call first, then staff."""

    request: int


@dataclass(frozen=True, slots=True)
class SeekHelpers(Intent):
    """The next wave of a request is due now.

    `receipt` is the word its requester gets where people are asked now: where they are not, another word says so.
    `hurried`: it has become pressing; whoever was asked just now still has the time to answer.
    """

    request: int
    receipt: str | None = None
    hurried: bool = False


@dataclass(frozen=True, slots=True)
class Reassign(Intent):
    """Something moved: the offers of a burst that nobody has answered are assigned anew.

    `request` is the one that moved, which may be over by now.
    """

    request: int


@dataclass(frozen=True, slots=True)
class OfferPrivately(Intent):
    """Those people are the ones to ask for a request of a burst, in its present wave."""

    request: int
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class DropRequest(Intent):
    """Staff say that it never was a need."""

    request: int


@dataclass(frozen=True, slots=True)
class ChangeService(Intent):
    """Staff say that another service is wanted."""

    request: int
    service: str


@dataclass(frozen=True, slots=True)
class GiveJob(Intent):
    """Staff have named who takes the job."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class AskCaptain(Intent):
    """Staff have given a request to a team: its captain is to name who goes."""

    request: int
    team: str


@dataclass(frozen=True, slots=True)
class FreePlace(Intent):
    """Somebody lost their place on a request; back-ups are asked first.

    `reason` is None where they said so themselves, else `silent`, `taken-off` by staff, or `refused` by the requester;
    `others` lost theirs at the same moment.
    """

    request: int
    person: PersonId
    reason: str | None = None
    others: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Redo(Intent):
    """The requester wants somebody to come again."""

    request: int


@dataclass(frozen=True, slots=True)
class KeepWaiting(Intent):
    """The requester still wants a request that nobody has taken for a day."""

    request: int


@dataclass(frozen=True, slots=True)
class StillBusy(Intent):
    """The helper of a long job says that all is well."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class TrustHelper(Intent):
    """The requester, or staff, let a helper who is not registered know the door."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class RejectHelper(Intent):
    """The requester does not want that helper."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class TellOfSelf(Intent):
    """One more answer of somebody who registers as a volunteer."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class HandOver(Intent):
    """The claimant and the requester are told of each other."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class AwaitReview(Intent):
    """The job is done: the review is asked for."""

    request: int


@dataclass(frozen=True, slots=True)
class SettleRequest(Intent):
    """The request is closed: its hours are credited, or wait for staff where `confirmed` is False."""

    request: int
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class PlaceTold(Intent):
    """The place of a request is known, or known better: those who need it are told."""

    request: int


@dataclass(frozen=True, slots=True)
class AnswerCall(Intent):
    """A request was opened by one key: staff at once, a word to the caller, and a short clock."""

    request: int


@dataclass(frozen=True, slots=True)
class TakeUpAgain(Intent):
    """A request that volunteers are no more asked for needs somebody again."""

    request: int


@dataclass(frozen=True, slots=True)
class SetClocks(Intent):
    """The bot has started: clocks that belong to no request are set, also in a database older than they."""


# ---- what the clock says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WaveExpired(Intent):
    """Nobody has filled the request since that wave."""

    request: int
    wave: int


@dataclass(frozen=True, slots=True)
class OfferFellDue(Intent):
    """Quiet hours are over, or a scheduled job's start has come near; `wave` was the latest when it was set."""

    request: int
    wave: int = 0


@dataclass(frozen=True, slots=True)
class RoomDigestFellDue(Intent):
    """What was held back in a room may be told together now."""

    room: RoomId


@dataclass(frozen=True, slots=True)
class StaffStayedSilent(Intent):
    """Nobody touched an unfilled request since `since`."""

    request: int
    since: datetime


@dataclass(frozen=True, slots=True)
class ArrivalOverdue(Intent):
    """A helper who claimed at `since` has not said that they arrived; `asked` marks the second time."""

    request: int
    person: PersonId
    since: datetime
    asked: bool = False


@dataclass(frozen=True, slots=True)
class JobRanLong(Intent):
    """A job runs over three times its usual length; `asked` marks that the helper did not answer either."""

    request: int
    person: PersonId
    since: datetime
    asked: bool = False


@dataclass(frozen=True, slots=True)
class AppointmentNeared(Intent):
    """A day, or an hour, before an appointed start; `start` guards against a moved appointment."""

    request: int
    start: datetime


@dataclass(frozen=True, slots=True)
class ReviewOverdue(Intent):
    """No review came since the job was done at `since`; `reminded` marks the second time."""

    request: int
    since: datetime
    reminded: bool = False


@dataclass(frozen=True, slots=True)
class NoteFellDue(Intent):
    """Those who joined an incident lately are told so together."""

    request: int


@dataclass(frozen=True, slots=True)
class RequesterSilent(Intent):
    """An unclaimed request is a day old; `asked` marks that its requester did not answer the question."""

    request: int
    asked: bool = False


@dataclass(frozen=True, slots=True)
class LaneExpired(Intent):
    """The lane's clock of a request has run out, unless it moved meanwhile."""

    request: int
    lane: Lane


@dataclass(frozen=True, slots=True)
class TalkFellDue(Intent):
    """The next date of a request in lane difficult has come; `talk` guards against one that was moved."""

    request: int
    talk: TimeSpan


@dataclass(frozen=True, slots=True)
class StatusFellDue(Intent):
    """The person responsible for a request in lane complex is to be asked how it stands."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class DigestFellDue(Intent):
    """It is time to tell what drags."""


@dataclass(frozen=True, slots=True)
class CaptainStayedSilent(Intent):
    """The captain who was asked at `since` has not named enough members."""

    request: int
    person: PersonId
    since: datetime


@dataclass(frozen=True, slots=True)
class CallOverdue(Intent):
    """Nobody touched a call by one key since `since`."""

    request: int
    since: datetime


TIMERS: tuple[type[Intent], ...] = (
    WaveExpired,
    OfferFellDue,
    RoomDigestFellDue,
    StaffStayedSilent,
    ArrivalOverdue,
    JobRanLong,
    AppointmentNeared,
    ReviewOverdue,
    RequesterSilent,
    NoteFellDue,
    LaneExpired,
    TalkFellDue,
    StatusFellDue,
    DigestFellDue,
    CallOverdue,
    CaptainStayedSilent,
)
