"""What leaves the house: the reactions a handler returns, as plain values.

A handler never sends. It returns `Send`, `WakeAt` and `Then`; the dispatcher writes them to the outbox and the
timers in the handler's own transaction, and a text is made of them only when they go out, in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handlers.intents import Intent
from handlers.rules.ids import PersonId, RoomId
from handlers.rules.slots import Place, TimeSpan


class Kind(StrEnum):
    """The kind of an outgoing message; also the key of its text in the catalogue."""

    OFFER = "offer"
    CLAIM_CONFIRMED = "claim-confirmed"
    ALREADY_CLAIMED = "already-claimed"
    CLAIM_AMBIGUOUS = "claim-ambiguous"
    CLAIM_RELEASED = "claim-released"
    COMPLETION_NOTED = "completion-noted"
    REVIEW_PROMPT = "review-prompt"
    REVIEW_THANKS = "review-thanks"
    REQUEST_CANCELLED = "request-cancelled"
    REQUEST_STATUS = "request-status"
    EMERGENCY = "emergency"
    INCIDENT_JOINED = "incident-joined"
    INCIDENT_OVER = "incident-over"
    ANNOUNCEMENT = "announcement"
    DIGEST = "digest"
    ASK_SLOT = "ask-slot"
    HANDOVER = "handover"
    HANDOVER_REQUESTER = "handover-requester"
    PRIVATE_OFFER = "private-offer"
    OFFER_WITHDRAWN = "offer-withdrawn"
    PRIVACY_WARNING = "privacy-warning"
    CLAIM_QUESTION = "claim-question"
    REDO_QUESTION = "redo-question"
    REQUEST_CHANGED = "request-changed"
    REMINDER = "reminder"
    PROGRESS_CHECK = "progress-check"
    TIME_CREDITED = "time-credited"
    STAFF_ALERT = "staff-alert"
    COMMAND_REPLY = "command-reply"
    REFUSAL = "refusal"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Ref:
    """Something whose name depends on the reader's language: `kind` is person, service, room, state, urgency, …

    `mention` is a person who is called by an @; where it stands in a text, the message must mention them too.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogue inside another: `key` is a message id, or `id.attribute`."""

    key: str
    args: "Mapping[str, Arg]" = field(default_factory=dict)


Arg = str | int | datetime | Place | TimeSpan | Ref | Text | tuple["Arg", ...] | None


@dataclass(frozen=True, slots=True)
class Send:
    """One message of the bot, to a room or to one person.

    `variant` picks an attribute of the kind's text; a None argument counts as absent ("none" in the catalogue).
    `danger` marks what concerns a danger: no limit holds it back.
    """

    kind: Kind
    room: RoomId | None = None
    to: PersonId | None = None
    mentions: tuple[PersonId, ...] = ()
    request: int | None = None
    wave: int | None = None
    variant: str | None = None
    args: Mapping[str, Arg] = field(default_factory=dict)
    danger: bool = False


@dataclass(frozen=True, slots=True)
class WakeAt:
    """A timer: at `at` the intent comes back through the dispatcher. A timer with the same `key` is replaced."""

    at: datetime
    intent: Intent
    key: str


@dataclass(frozen=True, slots=True)
class Then:
    """What follows at once, in the same transaction, as an intent of its own."""

    intent: Intent


Reaction = Send | WakeAt | Then
