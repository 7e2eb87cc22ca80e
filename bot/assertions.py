"""What a transcript asserts, held against what the bot has said and what it remembers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.rehearsal import Sent
from bot.transcript import Check, Count, Ever, Expect, Match, Never, Order, Silent, Step
from handlers.rules.ids import PersonId
from handlers.rules.ledger import is_balanced
from handlers.rules.people import Person
from handlers.rules.requests import HelpRequest
from store.unit_of_work import UnitOfWork

_LATEST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Position:
    """Everything the bot has sent, and where the last step that acted began."""

    sent: Sequence[Sent]
    since: int

    @property
    def recent(self) -> Sequence[Sent]:
        """What was sent since that step."""
        return self.sent[self.since :]


async def failure_of(step: Step, position: Position, unit: UnitOfWork) -> str | None:
    """What does not hold, in one line; None where the assertion holds."""
    if isinstance(step, Check):
        return await _check(step, unit)
    return _listen(step, position)


def _listen(step: Step, position: Position) -> str | None:
    match step:
        case Expect():
            return None if _any(step.match, position.recent) else f"no {_shown(step.match)}; {_heard(position.recent)}"
        case Ever():
            return None if _any(step.match, position.sent) else f"never sent: {_shown(step.match)}"
        case Never():
            return f"was sent: {_shown(step.match)}" if _any(step.match, position.sent) else None
        case Silent():
            return None if not position.recent else f"not silent; {_heard(position.recent)}"
        case Order():
            return _out_of_order(step.matches, position.recent)
        case Count():
            counted = sum(matches(step.match, sent) for sent in position.recent)
            if counted == step.n:
                return None
            return f"{counted} instead of {step.n} of {_shown(step.match)}; {_heard(position.recent)}"
    raise TypeError(f"{type(step).__name__} asserts nothing")


def matches(match: Match, sent: Sent) -> bool:
    """Whether the message has all that is asked of it."""
    message = sent.message
    wanted: list[tuple[object, object]] = [
        (match.room, message.room),
        (match.to, message.to),
        (match.request, message.request),
        (match.wave, message.wave),
    ]
    return (
        (not match.kind or message.kind in match.kind)
        and all(want is None or want == have for want, have in wanted)
        and _mentions(match.mentions, message.mentions)
        and all(text in message.text for text in match.contains)
        and not any(text in message.text for text in match.lacks)
    )


def _mentions(wanted: Sequence[str] | None, mentioned: Sequence[str]) -> bool:
    if wanted is None:
        return True
    return set(wanted) <= set(mentioned) if wanted else not mentioned


def _any(match: Match, sent: Iterable[Sent]) -> bool:
    return any(matches(match, one) for one in sent)


def _out_of_order(wanted: Sequence[Match], sent: Sequence[Sent]) -> str | None:
    firsts = [next((i for i, one in enumerate(sent) if matches(match, one)), None) for match in wanted]
    for match, first in zip(wanted, firsts, strict=True):
        if first is None:
            return f"no {_shown(match)}; {_heard(sent)}"
    found = [first for first in firsts if first is not None]
    return None if all(a < b for a, b in pairwise(found)) else f"another order; {_heard(sent)}"


async def _check(check: Check, unit: UnitOfWork) -> str | None:
    if check.ledger:
        return None if is_balanced(await unit.ledger.list_all()) else "the ledger is not balanced"
    if check.request is not None:
        request = await unit.requests.find(check.request)
        return _differs(check, _OF_REQUEST, request) if request else f"there is no request {check.request}"
    person = await unit.people.find(PersonId(check.person or ""))
    if person is None:
        return f"there is no person {check.person}"
    balance = await unit.ledger.balance(person.id)
    return _differs(check, {**_OF_PERSON, "balance": lambda _: balance}, person)


def _differs(check: Check, facts: dict[str, Callable[[Any], object]], record: Any) -> str | None:
    for name, wanted in check.fields.items():
        have = facts[name](record)
        if not _same(name, wanted, have):
            return f"{name} is {have!r}, not {wanted!r}"
    return None


def _same(name: str, wanted: object, have: object) -> bool:
    if wanted is None:
        return have is None or have in ((), frozenset(), [])
    if name == "not_claimed_by":
        return not set(_listed(wanted)) & set(_listed(have))
    if name == "place" and isinstance(wanted, dict):
        return all(_text(value) == _text(getattr(have, part, None)) for part, value in wanted.items())
    if isinstance(wanted, list | tuple | set | frozenset):
        return {str(v) for v in _listed(wanted)} == {str(v) for v in _listed(have)}
    return str(wanted) == str(have) if isinstance(wanted, str) else wanted == have


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(name: str) -> Callable[[Any], object]:
    return lambda record: getattr(getattr(record, name), "value", getattr(record, name))


_OF_REQUEST: dict[str, Callable[[HelpRequest], object]] = {
    **{name: _value(name) for name in ("state", "service", "urgency", "danger", "lane")},
    **{name: _value(name) for name in ("place", "rating", "people", "rung", "claimed_by", "reporters")},
    "not_claimed_by": lambda request: request.claimed_by,
}
_OF_PERSON: dict[str, Callable[[Person], object]] = {
    "roles": lambda person: [role.value for role in person.roles],
    "skills": lambda person: list(person.skills),
}


def _shown(match: Match) -> str:
    parts = [f"{name}={getattr(match, name)!r}" for name in ("kind", "room", "to", "mentions", "request", "wave")]
    parts += [f"{name}={getattr(match, name)!r}" for name in ("contains", "lacks")]
    return "message with " + ", ".join(p for p in parts if not p.endswith(("=None", "=()")))


def _heard(sent: Sequence[Sent]) -> str:
    if not sent:
        return "nothing was sent"
    lines = [
        f"{s.message.kind} to {s.message.room or s.message.to} @{','.join(s.message.mentions)} {s.message.text!r}"
        for s in sent[-_LATEST_SHOWN:]
    ]
    return "sent: " + " | ".join(lines)
