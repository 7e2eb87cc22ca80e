"""Asks a language model about doubtful messages: masked, in time, within the budget. Every failure is no advice."""

import asyncio
from collections import OrderedDict
from collections.abc import Collection
from typing import Any, Protocol

import structlog

from bot.advice.form import LanguageModelForm
from bot.advice.limits import Breaker, Budget
from bot.advice.question import BadAnswerError, advice_in, body_of
from bot.clock import Now
from bot.http import OutsideError
from bot.understanding import Advice, Doubt
from bot.understanding.masking import forms_of, mask, says_something

log = structlog.get_logger()

_MOST_KEPT = 1_000
_NAMES_AT_ONCE = 200
_Key = tuple[str, tuple[str, ...]]


class PostJson(Protocol):
    """How a question goes out: `bot.http.Outside.post_json`."""

    async def __call__(self, url: str, body: Any, *, bearer: str | None) -> Any:
        """The answer, as JSON. Raises OutsideError."""
        ...


class Adviser:
    """One language model, with what it has answered before."""

    def __init__(
        self,
        form: LanguageModelForm,
        services: Collection[str],
        post: PostJson,
        now: Now,
        breaker: Breaker | None = None,
    ) -> None:
        """Take the settings, the codes of all services, the way out, and the clock."""
        self._form = form
        self._services = sorted(services)
        self._post = post
        self._now = now
        self._breaker = breaker or Breaker()
        self._budget = Budget(form.budget.minute, form.budget.hour, form.budget.day)
        self._kept: OrderedDict[_Key, Advice] = OrderedDict()

    async def advise(self, doubt: Doubt, names: Collection[str]) -> Advice | None:
        """A suggestion, within the deadline; None where there is none. `names` are all that must not leave the house.

        Raises nothing but the cancellation of its task.
        """
        await _learn(names)
        masked = mask(doubt.text, names)
        key = (masked, doubt.intents)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if not says_something(masked) or not self._may_ask():
            return None
        advice = await self._ask_safely(*key)
        if advice is not None:
            self._keep(key, advice)
        return advice

    async def ask(self, masked: str, intents: tuple[str, ...]) -> Advice:
        """The answer to one question. Raises OutsideError, BadAnswerError, TimeoutError after the deadline."""
        form = self._form
        body = body_of(masked, intents, self._services, form.model, form.format)
        async with asyncio.timeout(form.deadline.total_seconds()):
            answer = await self._post(form.url, body, bearer=form.secret)
        return advice_in(answer, intents, self._services)

    def _may_ask(self) -> bool:
        if self._breaker.is_resting(self._now()):
            return False
        if self._budget.spend(self._now()):
            return True
        log.info("language model not asked: the budget is spent")
        return False

    async def _ask_safely(self, masked: str, intents: tuple[str, ...]) -> Advice | None:
        try:
            advice = await self.ask(masked, intents)
        except (OutsideError, BadAnswerError, TimeoutError) as fault:
            self._note(str(fault) or "deadline")
            return None
        except Exception as fault:  # noqa: BLE001 - whatever it is, the message is answered without
            self._note(type(fault).__name__)
            return None
        self._breaker.worked()
        return advice

    def _note(self, why: str) -> None:
        rests = self._breaker.failed(self._now())
        log.warning("language model failed", why=why, rests=rests)

    def _keep(self, key: _Key, advice: Advice) -> None:
        self._kept[key] = advice
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


async def _learn(names: Collection[str]) -> None:
    """Work out the forms of names that are new, and let others do their work in between: there may be thousands."""
    for n, name in enumerate(names):
        forms_of(name)
        if n % _NAMES_AT_ONCE == 0:
            await asyncio.sleep(0)
