"""Decides what a normalised text means: danger first, then what the moment expects, then needs and all else."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.understanding.dangers import danger_in, is_plain, tells_of_danger
from bot.understanding.doors import doors_in
from bot.understanding.needs import SERVICE_OF_DANGER, Need, need_in, need_of, services_of, urgency_of
from bot.understanding.opinions import rating_of
from bot.understanding.reading import Expecting
from bot.understanding.slots import phone_removed, request_in, slots_in
from bot.understanding.taught import NOTHING as NOTHING_TAUGHT
from bot.understanding.taught import Taught
from bot.understanding.vocabulary import cues, has, scan
from handlers.rules.slots import Slots

ACT, ASK, SILENT = "act", "ask", "silent"
SURE, LIKELY, UNSURE = 0.95, 0.85, 0.6
_FEW, _A_WORD_OR_TWO, _SHORT = 4, 12, 40
_LONG = 120
_ASIDE = frozenset({"cues.notice.words", "cues.advert.words", "cues.vote.words"})


@dataclass(frozen=True)
class Heard:
    """A normalised text, with what is known; what it says besides its intent is looked for when it is asked for."""

    text: str
    expecting: Expecting
    now: datetime
    taught: Taught = NOTHING_TAUGHT

    @cached_property
    def slots(self) -> Slots:
        """What it says besides its intent."""
        return slots_in(self.text, self.now, awaiting_review=self.expecting.awaiting_review)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it means. A `need` belongs to a request, a `rating` to a review; what is final no model may doubt."""

    intent: str
    decision: str = ACT
    confidence: float = LIKELY
    need: Need | None = None
    danger: str | None = None
    urgency: str | None = None
    rating: int | None = None
    request: int | None = None
    not_done: bool = False
    is_final: bool = False


_COMMAND = re.compile(r"(?:@\S{1,40}\s{1,4}){0,5}/\s{0,4}[^\W\d_]")
NOTHING = Verdict("none", SILENT)
_NOTHING_FOR_SURE = Verdict("none", SILENT, is_final=True)


def judge(heard: Heard, *, is_harmless: bool = False) -> Verdict:
    """The one meaning of a text; of one that `is_harmless` whatever it has of a danger is passed over."""
    found, rules = scan(heard.text).matches, _RULES[is_harmless:]
    return next((v for cue, rule in rules if (not cue or cue in found) and (v := rule(heard))), NOTHING)


def judge_need(heard: Heard) -> Verdict:
    """A text that is known to tell of a need: which one, and how soon."""
    service, also = services_of(heard.text)
    word = heard.taught.service_in(heard.text)
    need = need_of(word, heard.text) if word else Need(service, also, is_sure=True)
    return _danger(heard) or as_request(heard, need)


def _danger(heard: Heard) -> Verdict | None:
    danger = danger_in(heard.text)
    if danger is None:
        return None
    need = Need(SERVICE_OF_DANGER[danger], (), is_sure=True)
    return Verdict("request", ACT, SURE, need, danger, "emergency", is_final=is_plain(danger, heard.text))


def _command(heard: Heard) -> Verdict | None:
    is_command = _COMMAND.match(heard.text) is not None
    return Verdict("command", confidence=1.0) if is_command else None


def _aside(heard: Heard) -> Verdict | None:
    """Danger elsewhere, notices, advertisements and games are nobody's business here."""
    is_aside = not _ASIDE.isdisjoint(scan(heard.text).matches)
    long_winded = len(heard.text) > _LONG and not has("ask", heard.text)
    return NOTHING if is_aside or long_winded or tells_of_danger(heard.text) else None


def _review(heard: Heard) -> Verdict | None:
    """An opinion where one is awaited; unasked, only one with a figure and about the work."""
    text = heard.text
    if heard.expecting.awaiting_review:
        if has("not_done", text):
            return Verdict("review", confidence=SURE, rating=heard.slots.rating or 1, not_done=True, is_final=True)
        is_opinion = heard.slots.rating or has("review", text) or len(text) <= _A_WORD_OR_TWO
        rating = rating_of(text) if is_opinion else None
        is_final = heard.slots.rating is not None
        return Verdict("review", confidence=SURE, rating=rating, is_final=is_final) if rating else None
    return _unasked_review(heard) if cues()["review"]["plain"].search(text) else None


def _unasked_review(heard: Heard) -> Verdict | None:
    """A score that nobody has asked for: a review where the bot can't know better, else somebody else's business."""
    rating = rating_of(heard.text)
    if heard.expecting.own_requests is None:
        return Verdict("review", rating=rating) if rating else None
    return _NOTHING_FOR_SURE if len(heard.text) <= _A_WORD_OR_TWO else None


def _figure(heard: Heard) -> Verdict | None:
    """A number that stands alone: a claim where one of that number is open, else nothing (a review has come before)."""
    open_requests = heard.expecting.open_requests
    number = request_in(heard.text, bare=True)
    if open_requests and (number in open_requests or heard.text.lstrip("+") == "1"):
        return Verdict("claim", request=number if number in open_requests else None, is_final=True)
    return _NOTHING_FOR_SURE


def _bare_door(heard: Heard) -> Verdict | None:
    """A door or a telephone number and nothing else: an answer, or for somebody else; no need by itself."""
    if not any(map(str.isdigit, heard.text)):
        return None
    rest = phone_removed(heard.text)
    for door in reversed(list(doors_in(rest))):
        rest = rest[: door.start] + rest[door.end :]
    said = [letter for letter in rest if letter.isalnum()]
    is_bare = len(said) <= _FEW and rest != heard.text and heard.slots.request is None
    return _NOTHING_FOR_SURE if is_bare else None


def _bare_claim(heard: Heard) -> Verdict | None:
    """A single word, where something is open and it can mean that."""
    if not heard.expecting.open_requests:
        return None
    is_plain = heard.expecting.quoted or has("claim", heard.text, "me")
    return Verdict("claim", confidence=LIKELY if heard.expecting.quoted else UNSURE) if is_plain else None


def _plainly(intent: str, is_so: Callable[[Expecting], object]) -> Callable[[Heard], Verdict | None]:
    """Those words and nothing else, in the one state of the talk in which they mean themselves."""
    verdict = Verdict(intent, confidence=SURE, is_final=True)
    return lambda heard: verdict if is_so(heard.expecting) else None


def _withdraw(heard: Heard) -> Verdict | None:
    e = heard.expecting
    can = e.own_claims is None or bool(e.own_claims) or bool(e.open_requests and e.role == "volunteer")
    return _said("withdraw", heard, allowed=can)


def _cancel(heard: Heard) -> Verdict | None:
    return _said("cancel", heard, allowed=_has_own(heard))


def _arrived(heard: Heard) -> Verdict | None:
    return _said("arrived", heard, allowed=_helps(heard))


def _done(heard: Heard) -> Verdict | None:
    return _said("done", heard, allowed=_helps(heard) or _has_own(heard))


def _status(heard: Heard) -> Verdict | None:
    e = heard.expecting
    can = e.open_requests is None or bool(e.open_requests or e.own_requests or e.own_claims)
    return _said("status", heard, allowed=can or e.private or e.mentions_bot or heard.slots.request is not None)


def _claim(heard: Heard) -> Verdict | None:
    text, e = heard.text, heard.expecting
    if not e.something_to_claim or has("claim", text, "never") or len(text) > _SHORT + _SHORT // 2:
        return None
    doubts = has("claim", text, "doubt")
    if not has("claim", text) and not (doubts and e.open_requests and has("claim", text, "when")):
        return None
    return Verdict("claim", ASK if doubts else ACT, UNSURE if doubts else LIKELY)


def _availability(heard: Heard) -> Verdict | None:
    return _said("availability", heard, allowed=heard.expecting.role != "resident" or heard.expecting.private)


def _plain_availability(heard: Heard) -> Verdict | None:
    """What can mean nothing else: "don't send me jobs this week"."""
    return Verdict("availability") if len(heard.text) <= 2 * _SHORT else None


def _simply(intent: str) -> Callable[[Heard], Verdict | None]:
    return lambda heard: _said(intent, heard, allowed=True)


def _need(heard: Heard) -> Verdict | None:
    need = need_in(heard.text, heard.expecting)
    return as_request(heard, need) if need else None


def _thanks(heard: Heard) -> Verdict | None:
    is_short = len(heard.text) <= _SHORT and not has("past", heard.text)
    return Verdict("thanks") if is_short else None


def _said(intent: str, heard: Heard, *, allowed: bool) -> Verdict | None:
    """That intent, whose cue is there, where nothing speaks against it."""
    if not allowed or len(heard.text) > _SHORT * 2:
        return None
    is_denied = "never" in cues()[intent] and has(intent, heard.text, "never")
    return None if is_denied else Verdict(intent)


def as_request(heard: Heard, need: Need) -> Verdict:
    """The text as a request for that need, with how soon it is wanted."""
    urgency = urgency_of(heard.text, need, heard.slots, heard.now)
    decision, confidence = (ACT, LIKELY) if need.is_sure else (ASK, UNSURE)
    return Verdict("request", decision, confidence, need, None, urgency)


def _sure_need(heard: Heard) -> Verdict | None:
    """A plea for something broken comes before whatever else its words could mean."""
    need = need_in(heard.text, heard.expecting)
    return as_request(heard, need) if need and need.is_sure and need.service != "other" else None


def _has_own(heard: Heard) -> bool:
    return heard.expecting.own_requests is None or bool(heard.expecting.own_requests)


def _helps(heard: Heard) -> bool:
    return heard.expecting.own_claims is None or bool(heard.expecting.own_claims)


# Each with the cue without which it needs not be asked.
_RULES: tuple[tuple[str | None, Callable[[Heard], Verdict | None]], ...] = (
    (None, _danger),
    (None, _command),
    (None, _aside),
    (None, _review),
    ("cues.claim.figure", _figure),
    (None, _bare_door),
    ("cues.claim.bare", _bare_claim),
    ("cues.claim.plain", _plainly("claim", lambda e: e.open_requests and not e.own_claims)),
    ("cues.withdraw.plain", _plainly("withdraw", lambda e: e.own_claims)),
    ("cues.arrived.plain", _plainly("arrived", lambda e: e.own_claims)),
    ("cues.done.plain", _plainly("done", lambda e: e.own_claims)),
    ("cues.cancel.plain", _plainly("cancel", lambda e: e.own_requests and not e.own_claims)),
    ("cues.availability.plain", _plain_availability),
    ("cues.wish.words", _simply("wish")),
    ("cues.register.words", _simply("register")),
    ("cues.redeem.words", _simply("redeem")),
    ("cues.ranking.words", _simply("ranking")),
    ("cues.balance.words", _simply("balance")),
    ("cues.cancel.words", _cancel),
    ("cues.status.words", _status),
    ("cues.plea.words", _sure_need),
    ("cues.withdraw.words", _withdraw),
    ("cues.done.words", _done),
    ("cues.arrived.words", _arrived),
    (None, _claim),
    ("cues.menu.words", _simply("menu")),
    ("cues.signup.words", _simply("signup")),
    ("cues.feedback.words", _simply("feedback")),
    ("cues.availability.words", _availability),
    (None, _need),
    ("cues.thanks.words", _thanks),
)
