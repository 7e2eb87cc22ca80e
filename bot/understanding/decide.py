"""What the rules make of a text, weighed by the model: act, ask back, or keep quiet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from bot.understanding.features import features_of
from bot.understanding.judge import ACT, ASK, NOTHING, SURE, Heard, Verdict, as_request, judge, judge_need
from bot.understanding.model import LinearModel, Weighed, shipped
from bot.understanding.needs import OTHER, SERVICE_OF_DANGER, Need, asks_for, is_ahead, need_of, services_of
from bot.understanding.opinions import rating_of
from bot.understanding.reading import Expecting
from handlers.rules.lessons import Lesson

# How likely a need must be to be acted upon, and to be asked about: less where the rules hear one too.
ACT_AT, ASK_AT, ASK_WHERE_AGREED = 0.86, 0.8, 0.5
# How likely it must be that there is a danger: less where the rules see signs of one.
PERIL_AT, SIGNS_AT = 0.5, 0.4
OTHER_AT, NAMED_AT = 0.4, 0.6
NONE, REQUEST = "none", "request"


def decide(heard: Heard) -> Verdict:
    """The one meaning of a text. Danger in plain words and commands are the rules' alone."""
    ruled = judge(heard)
    if is_settled(ruled, heard):
        return ruled
    lesson = heard.taught.find(heard.text)
    if lesson and _may_be(lesson, ruled, heard.expecting):
        return _as_taught(lesson, heard)
    ruled = _by_words(ruled, heard)
    model = shipped()
    weighed = model.weigh(features_for(heard, ruled))
    danger = _danger(ruled, model, weighed)
    if danger:
        return danger
    ruled = judge(heard, is_harmless=True) if ruled.danger else ruled
    return _weighed(heard, ruled, model, weighed)


def decide_need(heard: Heard) -> Verdict:
    """What a text needs that is known to ask for help, in however few words."""
    ruled = judge_need(heard)
    if ruled.danger or not heard.text or heard.taught.service_in(heard.text):
        return ruled
    model = shipped()
    weighed = model.weigh(features_for(heard, ruled))
    service, likelihood = model.likeliest("service", weighed)
    if ruled.need and (likelihood < NAMED_AT or service == ruled.need.service):
        return ruled
    return as_request(heard, Need(service, (), is_sure=True))


def _may_be(lesson: Lesson, ruled: Verdict, expecting: Expecting) -> bool:
    """Whether the state of the talk allows what was taught, and does not decide by itself what is meant."""
    decisive = _NEEDED.get(ruled.intent)
    is_decided = decisive is not None and any(decisive(expecting))
    return not is_decided and is_possible(lesson.intent, expecting, ruled)


def _as_taught(lesson: Lesson, heard: Heard) -> Verdict:
    if lesson.intent == NONE:
        return replace(NOTHING, confidence=SURE)
    if lesson.intent != REQUEST:
        return Verdict(lesson.intent, confidence=SURE, rating=rating_of(heard.text))
    verdict = as_request(heard, need_of(lesson.service or OTHER, heard.text))
    return replace(verdict, confidence=SURE)


def _by_words(ruled: Verdict, heard: Heard) -> Verdict:
    """A word that staff taught counts like those of the vocabulary."""
    code = heard.taught.service_in(heard.text)
    if code is None or ruled.intent not in {NONE, REQUEST} or not asks_for(code, heard.text, heard.expecting):
        return ruled
    return as_request(heard, need_of(code, heard.text))


def is_settled(ruled: Verdict, heard: Heard) -> bool:
    """Whether the rules alone decide."""
    return ruled.is_final or ruled.intent == "command" or not heard.text


def features_for(heard: Heard, ruled: Verdict) -> set[str]:
    """What the model sees: the text, and what the rules made of it in this state of the talk.

    The state itself it does not see: whoever has an open request nearby may still only be chatting.
    """
    found = features_of(heard.text)
    found.add(f"@{ruled.intent}.{ruled.decision}")
    if ruled.need:
        found.add(f"@service.{ruled.need.service}")
    if ruled.urgency:
        found.add(f"@urgency.{ruled.urgency}")
    return found


def _danger(ruled: Verdict, model: LinearModel, weighed: Weighed) -> Verdict | None:
    """A danger that no word names: signs count where the model sees something too, and it may raise one alone."""
    peril = model.chance("peril", weighed)
    if peril < (SIGNS_AT if ruled.danger else PERIL_AT):
        return None
    danger, _ = model.likeliest("danger", weighed)
    need = Need(SERVICE_OF_DANGER[danger], (), is_sure=True)
    return Verdict(REQUEST, ACT, min(peril, SURE), need, danger, "emergency")


def _weighed(heard: Heard, ruled: Verdict, model: LinearModel, weighed: Weighed) -> Verdict:
    needed = model.chance("request", weighed)
    intent = _likeliest_other(model, weighed, heard.expecting, ruled)
    likelihood = 0.0 if intent == NONE else model.probabilities("intent", weighed)[intent]
    ask_at = ASK_WHERE_AGREED if ruled.intent == REQUEST else ASK_AT
    if needed >= ask_at and needed > likelihood:
        return _request(heard, ruled, needed, model, weighed)
    if intent == NONE or likelihood < OTHER_AT:
        return NOTHING
    return _other(heard, ruled, intent, likelihood, model, weighed)


def _likeliest_other(model: LinearModel, weighed: Weighed, expecting: Expecting, ruled: Verdict) -> str:
    """The likeliest meaning but a request that the state of the talk allows."""
    scores, classes = model.scores("intent", weighed), model.heads["intent"].classes
    best = classes[scores.index(max(scores))]
    if best == NONE:
        return NONE
    by_score = sorted(zip(scores, classes, strict=True), key=itemgetter(0), reverse=True)
    return next(intent for _, intent in by_score if intent != REQUEST and is_possible(intent, expecting, ruled))


def is_possible(intent: str, expecting: Expecting, ruled: Verdict) -> bool:
    """Whether the state of the talk allows it at all; what is not known forbids nothing."""
    if intent in {"command", ruled.intent}:
        return intent == ruled.intent
    needed = _NEEDED.get(intent)
    return needed is None or any(held is None or bool(held) for held in needed(expecting))


_NEEDED: Mapping[str, Callable[[Expecting], Sequence[object]]] = {
    "review": lambda e: [e.awaiting_review, e.own_requests],
    "claim": lambda e: [e.open_requests],
    "withdraw": lambda e: [e.own_claims],
    "arrived": lambda e: [e.own_claims],
    "cancel": lambda e: [e.own_requests],
    "done": lambda e: [e.own_claims, e.own_requests],
    "status": lambda e: [e.open_requests, e.own_claims, e.own_requests],
}


def _request(heard: Heard, ruled: Verdict, likelihood: float, model: LinearModel, weighed: Weighed) -> Verdict:
    verdict = as_request(heard, _need(heard, ruled, model, weighed))
    urgency = _urgency(heard, model, weighed)
    agreed = (ruled.intent, ruled.decision) == (REQUEST, ACT)
    decision = ACT if agreed or likelihood >= ACT_AT else ASK
    return replace(verdict, urgency=urgency, decision=decision, confidence=likelihood)


def _urgency(heard: Heard, model: LinearModel, weighed: Weighed) -> str:
    """Scheduled where it begins well ahead; else what is likeliest."""
    if heard.slots.time and is_ahead(heard.slots.time, heard.now):
        return "scheduled"
    return model.likeliest("urgency", weighed)[0]


def _need(heard: Heard, ruled: Verdict, model: LinearModel, weighed: Weighed) -> Need:
    """Which service: the likeliest; also those that the words name."""
    likely, _ = model.likeliest("service", weighed)
    service = heard.taught.service_in(heard.text) or likely
    named, also = (ruled.need.service, ruled.need.also) if ruled.need else services_of(heard.text)
    return Need(service, tuple(code for code in (named, *also) if code not in {service, OTHER}), is_sure=True)


def _other(
    heard: Heard, ruled: Verdict, intent: str, likelihood: float, model: LinearModel, weighed: Weighed
) -> Verdict:
    verdict = ruled if intent == ruled.intent else Verdict(intent)
    if intent == "review" and verdict.rating is None:
        verdict = replace(verdict, rating=rating_of(heard.text))
    if intent == "claim":
        asks = model.probabilities("doubt", weighed)[ASK] >= 0.5
        verdict = replace(verdict, decision=ASK if asks else ACT)
    return replace(verdict, confidence=min(likelihood, SURE))
