"""Whether a text tells of a need, which one, and how soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.understanding.dangers import tells_of_danger
from bot.understanding.reading import Expecting
from bot.understanding.vocabulary import Named, has, services_in
from handlers.rules.slots import Slots, TimeSpan

SERVICE_OF_DANGER = {
    "medical": "first_aid",
    "missing_person": "lost_found",
    "violence": "other",
    "suicide": "counselling",
    **dict.fromkeys(("fire", "gas", "electric_shock", "trapped", "flood"), "hazard"),
}
OTHER = "other"
_AHEAD = timedelta(hours=12)
_AN_HOUR = timedelta(hours=1)
# Where several are named: what can't wait first, what is said of the way before what is said of the goal.
_FIRST = tuple(
    "locks hazard electricity plumbing pickup childcare lost_found pets medicine doctor escort vehicle appliance "  # noqa: SIM905
    "mediation legal counselling meals tutoring haircut smartphone jobs matchmaking sharpening classes cleaning moving "
    "first_aid errands companionship ride".split()
)
_NO_NEED = ("advert", "notice", "vote")
_SHORTEST_OPEN_NEED = 6


@dataclass(frozen=True, slots=True)
class Need:
    """A need: `is_sure` says that it may be acted upon without asking back."""

    service: str
    also: tuple[str, ...]
    is_sure: bool


def need_in(text: str, expecting: Expecting) -> Need | None:
    """The need in a normalised text, or None."""
    found = services_in(text)
    if not (found or _pleads(text)):
        return None
    asks, mine = has("ask", text), has("mine", text)
    addressed = expecting.private or expecting.mentions_bot
    if _is_none(text, found, asks=asks, mine=mine, addressed=addressed):
        return None
    if found:
        return _named_need(text, found, asks=asks, mine=mine, addressed=addressed)
    if mine and len(text) >= _SHORTEST_OPEN_NEED and not has("thanks", text):
        return Need(OTHER, (), is_sure=False)
    return None


def services_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The most pressing service that a normalised text names, and the others; `other` where it names none."""
    codes = sorted({named.code for named in services_in(text)}, key=_FIRST.index)
    return (codes[0], tuple(codes[1:])) if codes else (OTHER, ())


def need_of(code: str, text: str) -> Need:
    """The need of that service, by a word that staff taught; what the text names besides comes along."""
    service, also = services_of(text)
    return Need(code, tuple(other for other in (service, *also) if other not in {code, OTHER}), is_sure=True)


def asks_for(code: str, text: str, expecting: Expecting) -> bool:
    """Whether the text, which names that service by a word that staff taught, asks for help with it."""
    asks, mine = has("ask", text), has("mine", text)
    addressed = expecting.private or expecting.mentions_bot
    named = [Named(code, 0, is_trouble=False)]
    return (asks or addressed) and not _is_none(text, named, asks=asks, mine=mine, addressed=addressed)


def _is_none(text: str, found: list[Named], *, asks: bool, mine: bool, addressed: bool) -> bool:
    """What names a service but needs nobody."""
    if has("strangers", text) or tells_of_danger(text):
        return True
    if any(has(section, text) for section in _NO_NEED):
        return True
    if has("past", text) and not has("urgent", text):
        return True
    if has("chatter", text) and not _pleads(text):
        return True
    if has("neighbours", text) and not _pleads(text):
        return True
    if has("paid", text) and not _pleads(text):
        return True
    is_question = text.rstrip(" ~!。").endswith(("?", "吗", "么", "呢", "吧", "没"))
    return bool(found) and is_question and not asks and not addressed and not mine


def _pleads(text: str) -> bool:
    """Whether it plainly asks somebody to come or to help."""
    return has("plea", text)


def _named_need(text: str, found: list[Named], *, asks: bool, mine: bool, addressed: bool) -> Need | None:
    is_trouble = any(named.is_trouble for named in found)
    if not (asks or is_trouble or addressed):
        return None
    if has("able", text) and not asks:
        return None
    codes = _by_weight(found)
    if not (asks or mine or addressed):
        return None
    sure = asks or is_trouble
    return Need(codes[0], tuple(codes[1:]), is_sure=sure)


def _by_weight(found: list[Named]) -> list[str]:
    """A broken thing before a thing to be done; of equals, what can't wait."""
    ordered = sorted(found, key=lambda named: (not named.is_trouble, _FIRST.index(named.code)))
    troubles = [named.code for named in ordered if named.is_trouble]
    return troubles or [ordered[0].code]


def urgency_of(text: str, need: Need, slots: Slots, now: datetime) -> str:
    """Urgent where the home can't be used, somebody is locked out, or it says so; scheduled well ahead; else normal."""
    if slots.time and is_ahead(slots.time, now):
        return "scheduled"
    if has("calm", text):
        return "normal"
    if has("unusable", text) or has("urgent", text) or _is_soon(slots.time, now):
        return "urgent"
    if need.service == "locks" and services_in(text) and any(n.is_trouble for n in services_in(text)):
        return "urgent"
    return "scheduled" if has("booking", text) else "normal"


def is_ahead(span: TimeSpan, now: datetime) -> bool:
    """Whether it begins more than twelve hours from now."""
    return span.start is not None and span.start - now > _AHEAD


def _is_soon(span: TimeSpan | None, now: datetime) -> bool:
    moment = (span.start or span.end) if span else None
    return moment is not None and moment - now <= _AN_HOUR
