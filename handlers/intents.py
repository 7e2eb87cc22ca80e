"""What somebody, or the clock, wants: every way into the house ends as one of these values.

A chat sentence, a slash command and a button are spellings of the same intent. Who said it, where, and in which
words stands in `Context.said`; an intent holds only what was meant. Timers are named in the past tense.
"""

from dataclasses import dataclass, field
from datetime import datetime

from handlers.rules.ids import PersonId, RoomId
from handlers.rules.requests import Danger, Urgency
from handlers.rules.slots import Place, Slots


class Intent:
    """The root of all intents."""

    __slots__ = ()


# ---- what people say ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskForHelp(Intent):
    """Somebody needs help. `unsure` asks them first, in private, whether it is so."""

    service: str
    urgency: Urgency = Urgency.NORMAL
    also: tuple[str, ...] = ()
    danger: Danger | None = None
    slots: Slots = field(default_factory=Slots)
    only_mine: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Claim(Intent):
    """Somebody offers to go. `request` is the number they named; `unsure` asks them first."""

    request: int | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw(Intent):
    """A helper can't come, or somebody who was asked says no."""

    request: int | None = None


@dataclass(frozen=True, slots=True)
class Arrive(Intent):
    """A helper is at the door, or has begun."""

    request: int | None = None


@dataclass(frozen=True, slots=True)
class ConfirmDone(Intent):
    """Either side says that the job is done. A rating may come in the same breath."""

    request: int | None = None
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Cancel(Intent):
    """The requester no longer needs it; or staff cancel by number."""

    request: int | None = None


@dataclass(frozen=True, slots=True)
class GiveReview(Intent):
    """The served person's opinion. `not_done` says that the job was not done at all."""

    rating: int | None = None
    request: int | None = None
    not_done: bool = False


@dataclass(frozen=True, slots=True)
class AskStatus(Intent):
    """Somebody asks how a request stands."""

    request: int | None = None


@dataclass(frozen=True, slots=True)
class OfferToVolunteer(Intent):
    """Somebody wants to be a volunteer; what they already told comes along."""

    skills: tuple[str, ...] = ()
    slots: Slots = field(default_factory=Slots)


@dataclass(frozen=True, slots=True)
class AskBalance(Intent):
    """Somebody asks for their time account."""


@dataclass(frozen=True, slots=True)
class TellStaff(Intent):
    """A matter that staff look after by hand: `topic` is wish, signup, feedback, availability, redeem, …"""

    topic: str


@dataclass(frozen=True, slots=True)
class AskHelp(Intent):
    """Somebody asks how the bot is used; `command` asks about one command."""

    command: str | None = None


@dataclass(frozen=True, slots=True)
class AskMenu(Intent):
    """Somebody asks for the menu of services."""


@dataclass(frozen=True, slots=True)
class GiveThanks(Intent):
    """Thanks; no answer is expected."""


@dataclass(frozen=True, slots=True)
class Answer(Intent):
    """The answer to a question of the bot: yes, no, or neither, with what could be read from the words."""

    yes: bool | None = None
    slots: Slots = field(default_factory=Slots)
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WarnOfPrivateData(Intent):
    """Somebody posted a phone or identity number in a group."""


@dataclass(frozen=True, slots=True)
class BindAdmin(Intent):
    """Somebody writes the single-use code that makes them the first administrator."""

    code: str


@dataclass(frozen=True, slots=True)
class UnknownCommand(Intent):
    """A slash command that is none; `nearest` is the one that was probably meant."""

    name: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class MalformedCommand(Intent):
    """A command with arguments missing or wrong: its example shows how it goes."""

    name: str
    example: str


# ---- what staff command ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowBoard(Intent):
    """All unfinished requests."""


@dataclass(frozen=True, slots=True)
class ShowRequest(Intent):
    """One request with everything that is known."""

    request: int


@dataclass(frozen=True, slots=True)
class RecordRequest(Intent):
    """A request on somebody's behalf, from the telephone or the counter: `name` is the one it is for."""

    name: str | None
    service: str
    urgency: Urgency
    words: str
    danger: Danger | None = None
    also: tuple[str, ...] = ()
    slots: Slots = field(default_factory=Slots)


@dataclass(frozen=True, slots=True)
class Assign(Intent):
    """Staff give the job to somebody."""

    request: int
    person: str


@dataclass(frozen=True, slots=True)
class Release(Intent):
    """Staff take somebody off the job; everybody where `person` is None."""

    request: int
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Close(Intent):
    """Staff settle a request."""

    request: int


@dataclass(frozen=True, slots=True)
class CancelByStaff(Intent):
    """Staff cancel a request."""

    request: int


@dataclass(frozen=True, slots=True)
class Reopen(Intent):
    """Staff start the search again."""

    request: int


@dataclass(frozen=True, slots=True)
class AddVolunteer(Intent):
    """Staff make somebody a volunteer, with skills in the words or codes they wrote."""

    person: str
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproveVolunteer(Intent):
    """Staff say yes to a registration."""

    person: str


@dataclass(frozen=True, slots=True)
class PauseVolunteer(Intent):
    """Staff pause a volunteer; one who is paused goes on again."""

    person: str


# ---- what follows of itself ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenRequest(Intent):
    """A need becomes a request with a number; `words` is how it was told, `room` where, if not where we are now."""

    asked: AskForHelp
    requester: PersonId
    words: str
    room: RoomId | None = None
    recorded_by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class SoundAlarm(Intent):
    """A request tells of a danger: the number to call first, then staff."""

    request: int


@dataclass(frozen=True, slots=True)
class SeekHelpers(Intent):
    """The next wave of a request is due now."""

    request: int


@dataclass(frozen=True, slots=True)
class GiveJob(Intent):
    """Staff have named who takes the job."""

    request: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class FreePlace(Intent):
    """Somebody lost their place on a request; back-ups are asked first."""

    request: int
    person: PersonId


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


# ---- what the clock says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WaveExpired(Intent):
    """Nobody has filled the request since that wave."""

    request: int
    wave: int


@dataclass(frozen=True, slots=True)
class OfferFellDue(Intent):
    """Quiet hours are over, or a scheduled job's start has come near."""

    request: int


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
class RequesterSilent(Intent):
    """An unclaimed request is a day old; `asked` marks that its requester did not answer the question."""

    request: int
    asked: bool = False


def place_of(slots: Slots) -> Place | None:
    """The place told in the slots, if it says anything."""
    return slots.place if slots.place and (slots.place.building or slots.place.text) else None


TIMERS: tuple[type[Intent], ...] = (
    WaveExpired,
    OfferFellDue,
    StaffStayedSilent,
    ArrivalOverdue,
    JobRanLong,
    AppointmentNeared,
    ReviewOverdue,
    RequesterSilent,
)
