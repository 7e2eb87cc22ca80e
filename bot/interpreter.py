"""From words to an intent: what the text says, with what the bot knows when it arrives."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.bare_commands import parse_bare_command
from bot.commands import parse_command
from bot.understanding import Expecting, Reading, has, normalise, read, read_answer, read_place, services_named
from handlers.context import Question, Said
from handlers.intents import (
    Answer,
    Arrive,
    AskBalance,
    AskForHelp,
    AskHelp,
    AskMenu,
    AskStatus,
    Cancel,
    Claim,
    ConfirmDone,
    GiveReview,
    GiveThanks,
    Intent,
    OfferToVolunteer,
    TellStaff,
    WarnOfPrivateData,
    Withdraw,
)
from handlers.rules.requests import Danger, Urgency
from handlers.rules.services import OTHER
from handlers.rules.slots import Place, Slots

_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ASKS_HOW = re.compile(
    r"^\W*(?:帮助|怎么用|使用说明|怎么使用|help|how (?:do i|to) use (?:this|it|you)?)\W*$", re.IGNORECASE
)
_SAYS_WHEN = re.compile(
    r"随时|都行|都可以|都有空|都方便|任何|不限|每天|天天|周[一二三四五六日天末]|星期|礼拜|双休|工作日|平日|平时|节假日|假期|休息日"
    r"|[寒暑]假|白天|[早中晚]上|早晨|上午|中午|下午|傍晚|夜里|半夜|晚|下班|放学|[\d一二两三四五六七八九十]点"
    r"|\d{1,2}:\d{2}|有空|不上班|今天|明天|后天"
    r"|\b(?:any ?time|always|whenever|flexible|any day|every|daily|week(?:day|end)?s?"
    r"|(?:to|mon|tues|wednes|thurs|fri|satur|sun)?days?"
    r"|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|(?:to)?nights?|evenings?|mornings?|(?:after)?noons?|tomorrow|free"
    r"|lunch|after work|\d{1,2} ?[ap]m|o'clock)\b"
)
_MENTION = re.compile(r"@\S+\s*")
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

    `now` is the community's local time: "three o'clock" is meant there.
    """

    said: Said
    expecting: Expecting
    questions: tuple[Question, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was meant; None is chatter. `exposes` says that it shows a phone or identity number to a group."""

    intent: Intent | None
    exposes: bool = False


def interpret(heard: Heard, *, language: str = "auto") -> Interpretation:
    """The one intent of a message, or None where the bot shall keep quiet."""
    text = heard.said.text
    command = _command(heard)
    if command is not None:
        return Interpretation(command)
    reading = read(text, heard.expecting, now=heard.now, lang=language)
    intent = _answered(heard, reading) or _meant(reading) or _asked_how(heard)
    in_group = heard.said.room is not None and heard.said.room.kind != "staff"
    is_own = intent is not None or has("own_phone", normalise(text))
    phone = reading.slots.phone is not None and is_own
    exposes = in_group and (phone or bool(_IDENTITY_NUMBER.search(text)))
    return Interpretation(intent, exposes)


def _command(heard: Heard) -> Intent | None:
    """A slash command; from staff also one whose slash was left out."""
    said = heard.said
    command = parse_command(said.text, heard.now, for_staff=said.sender.is_staff)
    if command is not None or not said.sender.is_staff:
        return command
    at_work = said.room is None or said.room.kind == "staff"
    return parse_bare_command(said.text, heard.now, at_work=at_work)


def warning() -> Intent:
    """The intent for what was exposed in a group."""
    return WarnOfPrivateData()


def _asked_how(heard: Heard) -> Intent | None:
    words = _MENTION.sub("", normalise(heard.said.text)).strip()
    return AskHelp() if _ASKS_HOW.match(words) else None


def _answered(heard: Heard, reading: Reading) -> Intent | None:
    """The message as an answer to one of the bot's questions, where it can be one."""
    if not heard.questions or reading.danger:
        return None
    topics = {question.topic for question in heard.questions}
    yes = read_answer(heard.said.text)
    place = reading.slots.place or read_place(heard.said.text)
    if heard.said.room is not None:
        return _answered_in_group(topics, reading, yes, place)
    fresh = heard.questions[0].topic
    means_it = reading.decision == "act" and reading.intent in _OWN_MEANING
    if means_it and not (fresh == "volunteer" and reading.intent in {"availability", "register"}):
        return None
    if yes is None and place is None and fresh not in {"volunteer", "place"}:
        return None
    says_when = reading.slots.time is not None or bool(_SAYS_WHEN.search(normalise(heard.said.text)))
    return Answer(yes, _with_place(reading.slots, place), services_named(heard.said.text), says_when)


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
    decidable = topics - {"place", "volunteer", "request"}
    return Answer(yes) if yes is not None and decidable else None


def _with_place(slots: Slots, place: Place | None) -> Slots:
    return Slots(place, slots.time, slots.phone, slots.people, slots.request, slots.rating, slots.on_behalf_of)


def _meant(reading: Reading) -> Intent | None:
    unsure = reading.decision == "ask"
    match reading.intent:
        case "request":
            return _need(reading, unsure=unsure)
        case "claim":
            return Claim(reading.slots.request, unsure=unsure)
        case "review":
            return GiveReview(reading.slots.rating, reading.slots.request, not_done=reading.not_done)
        case "done":
            return ConfirmDone(reading.slots.request, reading.slots.rating)
    return _about_one(reading) or _other(reading)


def _about_one(reading: Reading) -> Intent | None:
    """What is said of a request, by number or not."""
    meant = {"withdraw": Withdraw, "arrived": Arrive, "cancel": Cancel, "status": AskStatus}.get(reading.intent)
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


def _need(reading: Reading, *, unsure: bool) -> Intent:
    return AskForHelp(
        service=reading.service or OTHER,
        urgency=Urgency(reading.urgency or Urgency.NORMAL),
        also=reading.also,
        danger=Danger(reading.danger) if reading.danger else None,
        slots=reading.slots,
        only_mine=reading.only_mine,
        unsure=unsure,
    )
