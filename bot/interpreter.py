"""From words to an intent: what the text says, with what the bot knows when it arrives."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.bare_commands import parse_bare_command
from bot.captains import named_by_captain
from bot.commands import parse_command
from bot.outages import outage_in
from bot.phrases import (
    ASKS_HOW,
    CALLED_OFF,
    CALLS,
    CANT_NOW,
    IDENTITY_NUMBER,
    IN_A_HURRY,
    KEY,
    MENTION,
    NEIGHBOUR,
    NOT_YET,
    OWN_FAMILY,
    OWN_HOME,
    PLEADS,
    SAYS_WHEN,
)
from bot.understanding import (
    NOTHING,
    Advice,
    Doubt,
    Expecting,
    Reading,
    Taught,
    find_doubt,
    has,
    normalise,
    read,
    read_answer,
    read_place,
    skills_named,
)
from handlers.context import Question, Said
from handlers.intents import (
    Answer,
    Arrive,
    AskBalance,
    AskForHelp,
    AskHelp,
    AskMenu,
    AskStatus,
    CallByButton,
    Cancel,
    Claim,
    ConfirmDone,
    GiveReview,
    GiveThanks,
    Hurry,
    Intent,
    OfferToVolunteer,
    ReportStatus,
    TellStaff,
    WarnOfPrivateData,
    Withdraw,
)
from handlers.rules.requests import Danger, Urgency
from handlers.rules.services import OTHER
from handlers.rules.slots import Place, Slots

_STAFF_TOPICS = {
    "availability": "availability",
    "ranking": "ranking",
    "redeem": "redeem",
    "wish": "wish",
    "signup": "signup",
    "feedback": "feedback",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One message with what is known at its moment: the state of the talk, and the bot's open questions.

    `now` is the community's local time: "three o'clock" is meant there. `taught` is what staff taught.
    """

    said: Said
    expecting: Expecting
    questions: tuple[Question, ...]
    now: datetime
    taught: Taught = NOTHING


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was meant; None is chatter. `exposes` says that it shows a phone or identity number to a group."""

    intent: Intent | None
    exposes: bool = False


def interpret(heard: Heard, *, language: str = "auto", advice: Advice | None = None) -> Interpretation:
    """The one intent of a message, or None where the bot shall keep quiet.

    `advice` is a suggestion for a message that is no command and answers nothing; it may have been got in an earlier
    state of the talk, and counts only as far as this one allows it.
    """
    text = heard.said.text
    command = _command(heard)
    if command is not None:
        return Interpretation(command)
    reading = read(text, _expecting(heard), now=heard.now, lang=language, taught=heard.taught)
    answered = _answer(heard, reading)
    if answered is None and advice is not None:
        reading = read(text, _expecting(heard), now=heard.now, lang=language, taught=heard.taught, advice=advice)
    outage = outage_in(text, heard.expecting, reading)
    intent = answered or outage or _meant(reading, text) or _asked_how(heard)
    in_group = heard.said.room is not None and heard.said.room.kind != "staff"
    is_own = intent is not None or has("own_phone", normalise(text))
    phone = reading.slots.phone is not None and is_own
    exposes = in_group and (phone or bool(IDENTITY_NUMBER.search(text)))
    return Interpretation(intent, exposes)


def find_doubt_in(heard: Heard) -> Doubt | None:
    """What a language model may be asked about: None for commands, for answers to the bot, and where all is plain.

    What staff say among themselves is never asked about: it is of residents.
    """
    if _command(heard) is not None or (heard.said.room is not None and heard.said.room.kind == "staff"):
        return None
    expecting = _expecting(heard)
    doubt = find_doubt(heard.said.text, expecting, heard.now)
    if doubt is None:
        return None
    answered = _answer(heard, read(heard.said.text, expecting, now=heard.now)) or _asked_how(heard)
    return doubt if answered is None else None


def _answer(heard: Heard, reading: Reading) -> Intent | None:
    """The message as something that the bot waits for."""
    named = named_by_captain(heard.said, heard.questions, reading)
    return named or _called(heard, reading) or _reported(heard, reading) or _asked_of_all(heard, reading)


def _asked_of_all(heard: Heard, reading: Reading) -> Intent | None:
    return _hurried(heard) or _declined(heard, reading) or _answered(heard, reading) or _told_more(heard, reading)


def _expecting(heard: Heard) -> Expecting:
    """A job whose review is awaited is still the requester's own: they may say that it is done."""
    prompted = tuple(q.request for q in heard.questions if q.topic == "done" and q.request is not None)
    own = heard.expecting.own_requests or ()
    return replace(heard.expecting, own_requests=(*own, *prompted)) if prompted else heard.expecting


def _command(heard: Heard) -> Intent | None:
    """A slash command; from staff also one whose slash was left out."""
    said = heard.said
    command = parse_command(said.text, heard.now, for_staff=said.sender.is_staff, taught=heard.taught)
    if command is not None or not said.sender.is_staff:
        return command
    at_work = said.room is None or said.room.kind == "staff"
    return parse_bare_command(said.text, heard.now, at_work=at_work, taught=heard.taught)


def warning() -> Intent:
    """The intent for what was exposed in a group."""
    return WarnOfPrivateData()


def _hurried(heard: Heard) -> Intent | None:
    """Nothing but "it is urgent", from somebody who waits."""
    is_hurry = bool(heard.expecting.own_requests) and IN_A_HURRY.match(normalise(heard.said.text))
    return Hurry() if is_hurry else None


_ANSWER_WITHIN = timedelta(days=1)
_STATUS_WITHIN = timedelta(days=2)
_MORE_HELP = frozenset({"request", "redo", "wanted"})


def _called(heard: Heard, reading: Reading) -> Intent | None:
    """One key or one word in private from somebody on the care list, unless it answers the bot or tells of danger."""
    said, text = heard.said, normalise(heard.said.text)
    is_named = reading.danger is not None and CALLS.match(text) is None
    if said.room is not None or not said.sender.care or said.quoted is not None or is_named:
        return None
    recent = [q for q in heard.questions if heard.now - q.asked_at <= _ANSWER_WITHIN]
    if KEY.match(text):
        is_answer = bool(recent) or any(q.topic == "done" for q in heard.questions)
        is_claim = said.sender.is_volunteer and reading.intent == "claim"
        return None if is_answer or is_claim else CallByButton()
    if CALLS.match(text) is None:
        return None
    is_yes = bool(recent) and recent[0].topic in _MORE_HELP and not PLEADS.search(text)
    return Answer(yes=True) if is_yes else CallByButton()


def _reported(heard: Heard, reading: Reading) -> Intent | None:
    """What the person responsible for a request says when the bot has asked how it stands."""
    asked = [q for q in heard.questions if q.topic.startswith("status:") and q.request is not None]
    asked = [q for q in asked if heard.now - q.asked_at <= _STATUS_WITHIN]
    if not asked or heard.said.room is not None or reading.danger:
        return None
    quoted = heard.said.quoted.request if heard.said.quoted else reading.slots.request
    meant = next((q for q in asked if q.request == quoted), None)
    if meant is None and (heard.questions[0] not in asked or _is_no_status(heard, reading)):
        return None
    return ReportStatus((meant or asked[0]).request or 0)


def _is_no_status(heard: Heard, reading: Reading) -> bool:
    """Thanks, a bare yes, or a need of their own."""
    text = heard.said.text
    is_need = reading.intent == "request" and OWN_HOME.search(normalise(text)) is not None
    return is_need or reading.intent == "thanks" or read_answer(text) is True


def _declined(heard: Heard, reading: Reading) -> Intent | None:
    """A bare "not today" from somebody who was asked to help."""
    asked = heard.expecting.asked and not heard.expecting.own_claims
    other = any(question.topic not in _OPEN_TOPICS for question in heard.questions)
    is_no = asked and not other and not reading.danger and CANT_NOW.match(normalise(heard.said.text))
    return Withdraw(reading.slots.request) if is_no else None


def _told_more(heard: Heard, reading: Reading) -> Intent | None:
    """A telephone number in private, from somebody who waits, belongs to their request."""
    is_detail = reading.intent == "none" or len(heard.said.text) <= _BRIEF // 3
    is_detail = is_detail and heard.said.room is None and reading.slots.phone is not None and not reading.danger
    return Answer(None, reading.slots) if is_detail and heard.expecting.own_requests else None


def _asked_how(heard: Heard) -> Intent | None:
    words = MENTION.sub("", normalise(heard.said.text)).strip()
    return AskHelp() if ASKS_HOW.match(words) else None


def _answered(heard: Heard, reading: Reading) -> Intent | None:
    """The message as an answer to one of the bot's questions, where it can be one."""
    if not heard.questions or reading.danger:
        return None
    topics = {question.topic for question in heard.questions}
    yes = _yes_or_no(heard)
    place = reading.slots.place or read_place(heard.said.text)
    if _is_no_to_done(heard, yes):
        return Answer(yes)
    if heard.said.room is not None:
        return _answered_in_group(topics, reading, yes, place)
    if _is_plain_door(topics, heard, place):
        return Answer(yes, _with_place(reading.slots, place))
    fresh = heard.questions[0].topic
    means_it = reading.decision == "act" and reading.intent in _OWN_MEANING
    if means_it and not (fresh == "volunteer" and reading.intent in {"availability", "register"}):
        return None
    if yes is None and place is None and fresh not in {"volunteer", "place"}:
        return None
    says_when = reading.slots.time is not None or bool(SAYS_WHEN.search(normalise(heard.said.text)))
    return Answer(yes, _with_place(reading.slots, place), skills_named(heard.said.text), says_when)


def _yes_or_no(heard: Heard) -> bool | None:
    """A no to "is it done?" must be plain: "no need" is said to neighbours as well."""
    yes = read_answer(heard.said.text)
    decidable = [q.topic for q in heard.questions if q.topic not in _OPEN_TOPICS]
    if decidable[:1] != ["done"] or yes is True:
        return yes
    text = normalise(heard.said.text)
    first, _, rest = text.partition(",")
    if read_answer(first) and has("done", rest.strip()):
        return True
    return False if NOT_YET.match(text) else None


def _is_no_to_done(heard: Heard, yes: bool | None) -> bool:
    decidable = [q.topic for q in heard.questions if q.topic not in _OPEN_TOPICS]
    return decidable[:1] == ["done"] and yes is False


def _is_plain_door(topics: set[str], heard: Heard, place: Place | None) -> bool:
    """A door and little else, in private, where one was asked for: whatever else it might mean."""
    asked = "place" in topics and place is not None and place.is_door
    return asked and len(heard.said.text) <= _BRIEF


_BRIEF = 60
_OPEN_TOPICS = frozenset({"place", "volunteer", "request"})
_OWN_MEANING = frozenset(
    {"request", "claim", "withdraw", "arrived", "done", "cancel", "status", "menu", "review", "balance"}
    | {"register", "availability", "wish", "feedback", "signup", "redeem", "ranking"}
)


def _answered_in_group(topics: set[str], reading: Reading, yes: bool | None, place: Place | None) -> Intent | None:
    """In a room only what plainly answers: a door for "where?", a yes or no for a question with two answers."""
    if reading.intent not in {"none", "thanks"}:
        return None
    if "place" in topics and place and place.building:
        return Answer(None, _with_place(reading.slots, place))
    decidable = topics - _OPEN_TOPICS
    return Answer(yes) if yes is not None and decidable else None


def _with_place(slots: Slots, place: Place | None) -> Slots:
    return Slots(place, slots.time, slots.phone, slots.people, slots.request, slots.rating, slots.on_behalf_of)


def _meant(reading: Reading, text: str) -> Intent | None:
    unsure = reading.decision == "ask"
    match reading.intent:
        case "request":
            return _need(reading, text, unsure=unsure)
        case "claim":
            return Claim(reading.slots.request, unsure=unsure)
        case "review":
            return GiveReview(reading.slots.rating, reading.slots.request, not_done=reading.not_done)
        case "done":
            return ConfirmDone(reading.slots.request, reading.slots.rating)
        case "cancel":
            return Cancel(reading.slots.request, repaired=_is_repaired(normalise(text)))
    return _about_one(reading) or _other(reading)


def _is_repaired(text: str) -> bool:
    """Whether it tells of work done, and not by the speaker, nor that nobody need come."""
    done = has("done", text) and not has("done", text, "never")
    return done and CALLED_OFF.search(text) is None


def _about_one(reading: Reading) -> Intent | None:
    """What is said of a request, by number or not."""
    meant = {"withdraw": Withdraw, "arrived": Arrive, "status": AskStatus}.get(reading.intent)
    return meant(reading.slots.request) if meant else None


def _other(reading: Reading) -> Intent | None:
    match reading.intent:
        case "menu":
            return AskMenu()
        case "register":
            return OfferToVolunteer((reading.service,) if reading.service else (), reading.slots)
        case "balance":
            return AskBalance()
        case "thanks":
            return GiveThanks()
    topic = _STAFF_TOPICS.get(reading.intent)
    return TellStaff(topic) if topic else None


def _need(reading: Reading, text: str, *, unsure: bool) -> Intent:
    slots = reading.slots
    neighbour = NEIGHBOUR.search(normalise(text))
    if slots.on_behalf_of is None and neighbour and reading.service != "mediation" and not OWN_HOME.search(text):
        slots = replace(slots, on_behalf_of=neighbour.group().strip())
    return AskForHelp(
        service=reading.service or OTHER,
        urgency=Urgency(reading.urgency or Urgency.NORMAL),
        also=reading.also,
        danger=Danger(reading.danger) if reading.danger else None,
        slots=slots,
        only_mine=reading.only_mine,
        unsure=unsure,
        supply=reading.supply,
        elsewhere=slots.on_behalf_of is not None and not OWN_FAMILY.match(normalise(slots.on_behalf_of)),
    )
