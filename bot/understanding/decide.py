"""What the rules make of a text, weighed by the model: act, ask back, or keep quiet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.understanding.features import features_of
from bot.understanding.judge import ACT, ASK, NOTHING, Heard, Verdict, as_request, judge
from bot.understanding.model import shipped
from bot.understanding.needs import Need, services_of
from bot.understanding.opinions import rating_of
from bot.understanding.reading import Expecting
from bot.understanding.vocabulary import has

ACT_AT, ASK_AT, OTHER_AT = 0.6, 0.4, 0.5
_NONE, _REQUEST = "none", "request"


def decide(heard: Heard) -> Verdict:
    """The one meaning of a text. Danger and commands are the rules' alone."""
    ruled = judge(heard)
    model = shipped("intents")
    if model is None or ruled.danger or ruled.intent == "command" or not heard.text:
        return ruled
    likely = model.probabilities(_features(heard, ruled))
    possible = {intent: p for intent, p in likely.items() if _is_possible(intent, heard.expecting, ruled)}
    intent = max(possible, key=possible.__getitem__)
    if intent == _REQUEST or possible.get(_REQUEST, 0.0) >= ASK_AT:
        return _request(heard, ruled, possible[_REQUEST])
    if intent == _NONE or possible[intent] < OTHER_AT:
        return NOTHING
    return _other(heard, ruled, intent, possible[intent])


def features_for(heard: Heard) -> set[str]:
    """What the model sees."""
    return _features(heard, judge(heard))


def context_of(expecting: Expecting) -> str:
    """The state of the talk, in a word."""
    if expecting.awaiting_review:
        return "review"
    if expecting.open_requests is None:
        return "unknown"
    return "open" if expecting.open_requests else "free"


def _features(heard: Heard, ruled: Verdict) -> set[str]:
    found = features_of(heard.text, ruled.intent, ruled.decision, context_of(heard.expecting))
    if ruled.need:
        found.add(f"@service.{ruled.need.service}")
    return found


def _is_possible(intent: str, expecting: Expecting, ruled: Verdict) -> bool:
    """Whether the state of the talk allows it at all; what is not known forbids nothing."""
    if intent in {"command", ruled.intent}:
        return intent == ruled.intent
    needed = _NEEDED.get(intent)
    return needed is None or any(held is None or bool(held) for held in needed(expecting))


_NEEDED: Mapping[str, Callable[[Expecting], Sequence[object]]] = {
    "review": lambda e: [e.awaiting_review],
    "claim": lambda e: [e.open_requests],
    "withdraw": lambda e: [e.own_claims],
    "arrived": lambda e: [e.own_claims],
    "cancel": lambda e: [e.own_requests],
    "done": lambda e: [e.own_claims, e.own_requests],
    "status": lambda e: [e.open_requests, e.own_claims, e.own_requests],
}


def _request(heard: Heard, ruled: Verdict, likelihood: float) -> Verdict:
    verdict = as_request(heard, _need(heard, ruled))
    return replace(verdict, decision=ACT if likelihood >= ACT_AT else ASK, confidence=likelihood)


def _need(heard: Heard, ruled: Verdict) -> Need:
    """Which service: the rules' and the words' together."""
    service, also = (ruled.need.service, ruled.need.also) if ruled.need else services_of(heard.text)
    model = shipped("services")
    if model is None:
        return Need(service, also, is_sure=True)
    found = features_of(heard.text, _REQUEST, ACT, context_of(heard.expecting)) | {f"@service.{service}"}
    likely = model.probabilities(found)
    best = max(likely, key=likely.__getitem__)
    return Need(best, tuple(code for code in (service, *also) if code not in {best, "other"}), is_sure=True)


def _other(heard: Heard, ruled: Verdict, intent: str, likelihood: float) -> Verdict:
    if intent == ruled.intent:
        return replace(ruled, confidence=likelihood)
    rating = rating_of(heard.text) if intent == "review" else None
    decision = ASK if intent == "claim" and has("claim", heard.text, "doubt") else ACT
    return Verdict(intent, decision, likelihood, rating=rating)
