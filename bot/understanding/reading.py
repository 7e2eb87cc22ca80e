"""What understanding is told, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handlers.rules.reports import Supply
from handlers.rules.slots import Slots


@dataclass(frozen=True, slots=True)
class Expecting:
    """What the bot knows when a message arrives.

    `open_requests` are the numbers that the speaker could claim, `own_requests` those they made, `own_claims` those
    they hold; None where that is not known: then the text is judged alone. `quoted` is the kind, or the text, of the
    quoted message; `role` is resident, volunteer or staff. `failing` are the supplies that somebody reports to fail;
    `asked` says that the bot asked them to help and waits for an answer: the text is not judged by it.
    """

    awaiting_review: bool = False
    open_requests: tuple[int, ...] | None = None
    own_requests: tuple[int, ...] | None = None
    own_claims: tuple[int, ...] | None = None
    role: str | None = None
    quoted: str | None = None
    private: bool = False
    mentions_bot: bool = False
    failing: frozenset[Supply] = frozenset()
    asked: bool = False

    @property
    def something_to_claim(self) -> bool:
        """Whether there is, or may be, an open request."""
        return self.open_requests is None or bool(self.open_requests)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means, in the words of the contract.

    `decision` is act, ask or silent; `intent` is none exactly when it is silent. `not_done` says that a review tells
    of a job not done, `only_mine` that a failure is one's own flat's alone; `supply` is what a request says to fail.
    """

    decision: str
    intent: str
    confidence: float
    lang: str
    service: str | None = None
    also: tuple[str, ...] = ()
    urgency: str | None = None
    danger: str | None = None
    slots: Slots = field(default_factory=Slots)
    not_done: bool = False
    only_mine: bool = False
    supply: Supply | None = None

    def as_json(self) -> dict[str, Any]:
        """The reading as `weiguang understand` prints it, without the id."""
        return {
            "decision": self.decision,
            "intent": self.intent,
            "confidence": round(self.confidence, 3),
            "service": self.service,
            "also": list(self.also),
            "urgency": self.urgency,
            "danger": self.danger,
            "slots": slots_as_json(self.slots),
            "lang": self.lang,
        }


def slots_as_json(slots: Slots) -> dict[str, Any]:
    """The slots that are there."""
    found: dict[str, Any] = {}
    if slots.place:
        parts = ("building", "unit", "room", "text")
        found["place"] = {part: value for part in parts if (value := getattr(slots.place, part)) is not None}
    if slots.time:
        span = {"start": _iso(slots.time.start), "end": _iso(slots.time.end), "text": slots.time.text}
        found["time"] = {part: value for part, value in span.items() if value}
    plain = ("phone", "people", "request", "rating", "on_behalf_of")
    return found | {name: value for name in plain if (value := getattr(slots, name)) is not None}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
