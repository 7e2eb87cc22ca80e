"""Asks a language model one harmless question, and says what to do where it does not answer well."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.advice.form import LanguageModelForm
from bot.advice.question import BadAnswerError, advice_in, body_of
from bot.http import Outside, OutsideError
from bot.understanding.advice import INTENTS

PATIENCE = timedelta(seconds=15)
_QUESTION = "水龙头一直滴水,有没有会修的"
_FORMS = {"json_schema": "json_object", "json_object": "text"}
_WHAT_TO_DO = {
    401: "refuses the key: set WEIGUANG_UNDERSTANDING__LLM__KEY in the environment, or understanding.llm.key",
    403: "refuses the key: set WEIGUANG_UNDERSTANDING__LLM__KEY in the environment, or understanding.llm.key",
    404: "knows no such address or model: see understanding.llm.endpoint (often …/v1) and understanding.llm.model",
    429: "is asked too often, or its quota is spent: see the provider's account",
}


@dataclass(frozen=True, slots=True)
class Probed:
    """What came of it."""

    said: str
    is_fault: bool = False


async def probe(form: LanguageModelForm, services: Collection[str], patience: timedelta = PATIENCE) -> Probed:
    """Ask an invented question, once, without regard to the budget. It may take longer than the deadline to say so."""
    began = time.perf_counter()
    codes = sorted(services)
    body = body_of(_QUESTION, INTENTS, codes, form.model, form.format)
    try:
        async with Outside() as outside, asyncio.timeout(patience.total_seconds()):
            advice_in(await outside.post_json(form.url, body, bearer=form.secret), INTENTS, codes)
    except TimeoutError:
        return _fault(f"has not answered in {patience.seconds} s: is it running?")
    except OutsideError as fault:
        return _fault(_what_to_do(form, fault))
    except BadAnswerError as fault:
        return _fault(f"answers, but not in the form asked for ({fault}): {_other_form(form)}")
    return _in_time(form, time.perf_counter() - began)


def _in_time(form: LanguageModelForm, took: float) -> Probed:
    if took <= form.deadline.total_seconds():
        return Probed(f"{form.model} answers in {took:.1f} s")
    said = f"answers in {took:.1f} s, after the deadline: take a smaller model, or a longer understanding.llm.deadline"
    return _fault(said)


def _what_to_do(form: LanguageModelForm, fault: OutsideError) -> str:
    if fault.status is None:
        return f"does not answer at {form.endpoint}: is it running, and is understanding.llm.endpoint right?"
    told = _WHAT_TO_DO.get(fault.status)
    if told is not None:
        return told
    if 400 <= fault.status < 500:
        return f"refuses the question (status {fault.status}): {_other_form(form)}"
    return f"has a fault of its own ({fault}): see its log"


def _other_form(form: LanguageModelForm) -> str:
    other = _FORMS.get(form.format)
    return f"try understanding.llm.format: {other}" if other else "take a model that can answer in JSON"


def _fault(said: str) -> Probed:
    return Probed(f"{said} (the bot works without it meanwhile)", is_fault=True)
