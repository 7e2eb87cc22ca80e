"""Understanding: a text, and what the bot knows when it arrives → what it means. The port stands here."""

from dataclasses import replace
from datetime import datetime

from bot.understanding.advice import Advice, Doubt, find_doubt, heed
from bot.understanding.anonymity import anonymise
from bot.understanding.decide import decide, decide_need
from bot.understanding.hearing import hear
from bot.understanding.judge import ACT, SILENT, Heard, Verdict
from bot.understanding.normalise import language_of, normalise, public_name
from bot.understanding.opinions import read_answer
from bot.understanding.places import read_place
from bot.understanding.reading import Expecting, Reading
from bot.understanding.skills import skills_named
from bot.understanding.slots import phone_in
from bot.understanding.supplies import is_own_fault, supply_failing
from bot.understanding.taught import NOTHING, Taught
from bot.understanding.vocabulary import has, services_named
from handlers.rules.slots import Slots

__all__ = [
    "NOTHING",
    "Advice",
    "Doubt",
    "Expecting",
    "Reading",
    "Taught",
    "anonymise",
    "find_doubt",
    "has",
    "normalise",
    "public_name",
    "read",
    "read_answer",
    "read_need",
    "read_place",
    "reading_of",
    "services_named",
    "skills_named",
]

_NOBODY = Expecting()


def read(
    text: str,
    expecting: Expecting = _NOBODY,
    *,
    now: datetime,
    lang: str = "auto",
    taught: Taught = NOTHING,
    advice: Advice | None = None,
) -> Reading:
    """What the text means. `now` is aware, and its zone is the community's; texts are read up to 600 characters.

    Never raises for any text. `lang` is auto, zh or en, and only says what the answer's `lang` shall be. What staff
    taught wins over rules and model, but not over danger in plain words, nor over the state of the talk. `advice` is
    heeded where the text is doubtful.
    """
    heard = hear(text, expecting, now, taught)
    verdict = decide(heard)
    if advice is not None:
        verdict, heard = heed(verdict, heard, advice)
    return reading_of(verdict, heard, lang)


def read_need(text: str, *, now: datetime, taught: Taught = NOTHING) -> Reading:
    """What help the text asks for, when somebody has said that it asks for help; `other` where nothing is named."""
    heard = hear(text, _NOBODY, now, taught)
    return reading_of(replace(decide_need(heard), decision=ACT), heard)


def reading_of(verdict: Verdict, heard: Heard, lang: str = "auto") -> Reading:
    """A verdict on a text, with the text's details."""
    need, is_silent = verdict.need, verdict.decision == SILENT
    return Reading(
        decision=verdict.decision,
        intent="none" if is_silent else verdict.intent,
        confidence=verdict.confidence,
        lang=language_of(heard.text) if lang == "auto" else lang,
        service=need.service if need else None,
        also=need.also if need else (),
        urgency=verdict.urgency,
        danger=verdict.danger,
        slots=_slots(verdict, heard),
        not_done=verdict.not_done,
        only_mine=need is not None and (has("only_mine", heard.text) or is_own_fault(heard.text)),
        supply=supply_failing(heard.text) if need and verdict.danger is None else None,
    )


def _slots(verdict: Verdict, heard: Heard) -> Slots:
    """All details of what means something, or may be an answer; of a group's chatter none but a number shown to all."""
    if verdict.decision == SILENT and not heard.expecting.private:
        return Slots(phone=phone_in(heard.text))
    rating = verdict.rating if verdict.intent in {"review", "done"} else None
    return replace(heard.slots, rating=rating, request=verdict.request or heard.slots.request)
