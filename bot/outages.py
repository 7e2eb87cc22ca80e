"""While a supply fails nearby: "ours too", and "it is there again", which are mere talk at any other time."""

from bot.phrases import CALLED_OFF
from bot.understanding import Expecting, Reading, has, normalise, read_place, supplies
from handlers.intents import Intent, ReportFailure, SupplyReturned
from handlers.rules.slots import Place

_TALK = frozenset({"none", "thanks", "status", "feedback"})
_MAY_BE_BACK = _TALK | {"cancel", "done"}


def outage_in(text: str, expecting: Expecting, reading: Reading) -> Intent | None:
    """A report that joins others, or the end of an outage; None where nothing fails nearby, or it means another thing.

    A plea for help is a request as ever: the handler joins it. A helper's "done" is the helper's.
    """
    if not expecting.failing or reading.danger:
        return None
    plain = normalise(text)
    return _back(plain, expecting, reading) or _report(plain, expecting, reading)


def _back(plain: str, expecting: Expecting, reading: Reading) -> Intent | None:
    supply = supplies.supply_back(plain)
    is_helper = bool(expecting.own_claims) and reading.intent == "done"
    if supply is None or supply not in expecting.failing or reading.intent not in _MAY_BE_BACK or is_helper:
        return None
    repaired = has("done", plain) and CALLED_OFF.search(plain) is None
    return SupplyReturned(supply, _building(plain), repaired=repaired)


def _report(plain: str, expecting: Expecting, reading: Reading) -> Intent | None:
    if expecting.role == "staff" or any(has(section, plain) for section in ("notice", "advert")):
        return None
    supply = supplies.tells_of_failure(plain)
    if supply in expecting.failing and reading.intent in _TALK:
        return ReportFailure(supply, _building(plain))
    is_echo = supplies.is_same_here(plain) and reading.intent in _TALK | {"claim"}
    return ReportFailure(None, _building(plain)) if is_echo else None


def _building(plain: str) -> Place | None:
    place = read_place(plain)
    return place if place and place.building else None
