"""What somebody wants: every way into the house ends as one of these values.

A chat sentence, a slash command and a button are spellings of the same intent. Who said it, where, and in which
words stands in `Context.said`; an intent holds only what was meant.
"""

from dataclasses import dataclass, field

from handlers.rules.reports import Supply
from handlers.rules.requests import Danger, Lane, Urgency
from handlers.rules.slots import Place, Slots, TimeSpan


class Intent:
    """The root of all intents."""

    __slots__ = ()


# ---- what people say ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskForHelp(Intent):
    """Somebody needs help. `unsure` asks them first, in private, whether it is so.

    `elsewhere` says that it is for somebody who lives behind another door than the speaker; `supply` is what fails;
    `by_button` that one key said it all.
    """

    service: str
    urgency: Urgency = Urgency.NORMAL
    also: tuple[str, ...] = ()
    danger: Danger | None = None
    slots: Slots = field(default_factory=Slots)
    only_mine: bool = False
    unsure: bool = False
    elsewhere: bool = False
    supply: Supply | None = None
    by_button: bool = False


@dataclass(frozen=True, slots=True)
class ReportFailure(Intent):
    """Somebody says, while a supply fails nearby, that it fails at theirs too; None: the one that is spoken of."""

    supply: Supply | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SupplyReturned(Intent):
    """Somebody says that a supply is there again. `repaired`: because somebody mended it."""

    supply: Supply
    place: Place | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class CallByButton(Intent):
    """一键通: one key or one word, in private, from somebody on the care list. What they need is not known."""


@dataclass(frozen=True, slots=True)
class ReportStatus(Intent):
    """The responsible person of a request in lane complex says how it stands."""

    request: int


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
    """The requester no longer needs it; or staff cancel by number. `repaired`: because it works again."""

    request: int | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Hurry(Intent):
    """The requester says that it can't wait."""


@dataclass(frozen=True, slots=True)
class TakeBack(Intent):
    """Somebody recalled their message of that id: what it asked for is no longer asked."""

    message: str


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
    """The answer to a question of the bot: yes, no, or neither, with what could be read from the words.

    `says_when` tells that they name a time, or any time.
    """

    yes: bool | None = None
    slots: Slots = field(default_factory=Slots)
    skills: tuple[str, ...] = ()
    says_when: bool = False


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
class ExplainChoice(Intent):
    """Staff ask why these people were asked for a request."""

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
    supply: Supply | None = None


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
class MergeRequests(Intent):
    """Staff say that `other` is the same matter as `request`, and joins it."""

    request: int
    other: int


@dataclass(frozen=True, slots=True)
class SplitRequest(Intent):
    """Staff say that one reporter's matter is another: `person`'s, else that of who joined last."""

    request: int
    person: str | None = None


@dataclass(frozen=True, slots=True)
class SetLane(Intent):
    """Staff put a request into a lane. `people` are the parties, or the responsible one, as they were written;
    `talk` is the next date.
    """

    request: int
    lane: Lane
    people: tuple[str, ...] = ()
    talk: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class AddNote(Intent):
    """Staff write something down about a request; in lane difficult also who takes part, and when next."""

    request: int
    words: str
    people: tuple[str, ...] = ()
    talk: TimeSpan | None = None


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


@dataclass(frozen=True, slots=True)
class Teach(Intent):
    """Staff say how a case was meant. `request` is its number, else the quoted one's.

    `meaning` is an intent of the contract, None where only a service was named; `service` is how they called the
    service, and `guess` the code that its words seem to mean.
    """

    request: int | None
    meaning: str | None
    service: str = ""
    guess: str | None = None


@dataclass(frozen=True, slots=True)
class TeachWords(Intent):
    """Staff say which words name a service: the service, then words to add, and with a dash before them to drop.

    Words stand between blanks, or between commas where there are any. `guess` is the service that the first word
    seems to mean.
    """

    words: str
    guess: str | None = None


def place_of(slots: Slots) -> Place | None:
    """The place told in the slots, if it says anything."""
    return slots.place if slots.place and (slots.place.building or slots.place.text) else None
