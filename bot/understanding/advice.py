"""What a language model may suggest where the bot is in doubt, and how little of it is heeded."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.understanding.dangers import tells_of_danger
from bot.understanding.decide import ACT_AT, NONE, REQUEST, decide, features_for, is_possible, is_settled
from bot.understanding.hearing import hear
from bot.understanding.judge import ACT, ASK, NOTHING, SILENT, Heard, Verdict, as_request, judge
from bot.understanding.model import shipped
from bot.understanding.needs import OTHER, Need, services_of
from bot.understanding.opinions import rating_of
from bot.understanding.reading import Expecting
from bot.understanding.slots import people_in
from bot.understanding.times import time_in
from bot.understanding.vocabulary import dangers, has
from handlers.rules.slots import Slots

DOUBT_AT = 0.15  # the least likelihood of a request at which chatter is worth a question
_HARM_AT = 0.05  # with so little likelihood of violence or suicide nothing leaves the house
_HARMS = ("violence", "suicide")
_KEPT = frozenset({"counselling", "legal", "matchmaking"})
_OWN = {"withdraw": "own_claims", "arrived": "own_claims", "cancel": "own_requests", "done": "own_claims"}
# All that may be suggested: the contract's intents, but commands.
INTENTS = (
    REQUEST,
    *("claim", "withdraw", "arrived", "done", "cancel", "review", "status", "menu", "register", "availability"),
    *("balance", "ranking", "redeem", "wish", "signup", "feedback", "thanks"),
    NONE,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """A suggestion. `time` and `people` are words of the message, read again by our own grammars."""

    intent: str
    service: str | None = None
    is_urgent: bool = False
    time: str | None = None
    people: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A normalised text whose meaning is doubtful, with the intents that the state of the talk allows."""

    text: str
    intents: tuple[str, ...]


def find_doubt(text: str, expecting: Expecting, now: datetime) -> Doubt | None:
    """What may be asked about a text; None where it is plain, or must not leave the house."""
    heard = hear(text, expecting, now)
    if not is_doubtful(heard, decide(heard)):
        return None
    return Doubt(heard.text, tuple(intent for intent in INTENTS if is_possible(intent, expecting, NOTHING)))


def is_doubtful(heard: Heard, plain: Verdict) -> bool:
    """Whether the bot would ask back, or a request is neither likely nor unlikely.

    Never where danger, violence or suicide are spoken of in whatever way, nor for commands, figures and counselling.
    """
    ruled = judge(heard)
    if plain.danger or is_settled(ruled, heard) or _is_delicate(heard, plain) or has("claim", heard.text, "figure"):
        return False
    weighed = shipped().weigh(features_for(heard, ruled))
    harm = shipped().probabilities("danger", weighed)
    if shipped().chance("peril", weighed) * sum(harm[name] for name in _HARMS) >= _HARM_AT:
        return False
    needed = shipped().chance("request", weighed)
    is_unsure = plain.decision == SILENT or plain.confidence < ACT_AT
    return plain.decision == ASK or (DOUBT_AT <= needed < ACT_AT and is_unsure)


def _is_delicate(heard: Heard, plain: Verdict) -> bool:
    if plain.need and "counselling" in {plain.need.service, *plain.need.also}:
        return True
    return tells_of_danger(heard.text) or any(dangers()[name].words.search(heard.text) for name in _HARMS)


@dataclass(frozen=True, kw_only=True)
class Advised(Heard):
    """A text whose gaps are filled with what our own grammars read in the words that were pointed at."""

    advice: Advice

    @cached_property
    def slots(self) -> Slots:
        """What it says besides its intent."""
        found = super().slots
        time, people = self._quoted(self.advice.time), self._quoted(self.advice.people)
        return replace(
            found,
            time=found.time or time_in(time, self.now),
            people=found.people or people_in(people),
        )

    def _quoted(self, words: str | None) -> str:
        """These words, where the message has them."""
        return words if words and words in self.text else ""


def heed(plain: Verdict, heard: Heard, advice: Advice) -> tuple[Verdict, Heard]:
    """The meaning after a suggestion, which counts only where the text is doubtful and the state of the talk allows it.

    What the rules act upon stays; a claim is at most asked about, for an address depends on it.
    """
    if not is_doubtful(heard, plain):
        return plain, heard
    if advice.intent == NONE:
        return (NOTHING if plain.decision == ASK else plain), heard
    advised = Advised(heard.text, heard.expecting, heard.now, heard.taught, advice=advice)
    if advice.intent == REQUEST:
        return _as_need(plain, advised), advised
    is_acted_need = plain.intent == REQUEST and plain.decision == ACT
    if is_acted_need or not _is_allowed(advice.intent, heard):
        return plain, heard
    return _as_other(plain, heard, advice.intent), heard


def _as_need(plain: Verdict, advised: Advised) -> Verdict:
    """A request: for a service that the rules have not settled, and at most as urgent as people may call it."""
    advice, known = advised.advice, plain.need if plain.intent == REQUEST else None
    named, also = (known.service, known.also) if known else services_of(advised.text)
    is_kept = named in _KEPT or (plain.decision == ACT and known is not None and named != OTHER)
    service = named if is_kept else advice.service or named
    others = tuple(code for code in (named, *also) if code not in {service, OTHER})
    verdict = as_request(advised, Need(service, others, is_sure=True))
    is_raised = advice.is_urgent and verdict.urgency == "normal"
    return replace(verdict, urgency="urgent" if is_raised else verdict.urgency, confidence=ACT_AT)


def _is_allowed(intent: str, heard: Heard) -> bool:
    """Whether the state of the talk allows it, and a number that is named is one's own."""
    if intent not in INTENTS or not is_possible(intent, heard.expecting, NOTHING):
        return False
    number = heard.slots.request
    if number is None or intent not in _OWN:
        return True
    held = set(getattr(heard.expecting, _OWN[intent]) or ())
    return number in held | set(heard.expecting.own_requests or () if intent == "done" else ())


def _as_other(plain: Verdict, heard: Heard, intent: str) -> Verdict:
    verdict = plain if intent == plain.intent else Verdict(intent, confidence=ACT_AT)
    if intent == "claim":
        return replace(verdict, decision=ASK)
    if intent == "review":
        rating = verdict.rating or rating_of(heard.text)
        return replace(verdict, rating=rating, decision=ACT) if rating else plain
    return replace(verdict, decision=ACT)
