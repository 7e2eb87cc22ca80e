"""What becomes of a message to a room whose hour is full: said all the same, told aside in private, or held back.

Danger is always said. A question or an answer to somebody goes to them in private, where they can be reached. News
waits for a digest; whoever must know at once (asked to help, or no longer needed) hears it in private meanwhile.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from handlers.messages import Kind, Send
from handlers.rules.ids import PersonId
from handlers.rules.room_hours import RoomHour

NEWS = frozenset(
    {
        Kind.OFFER,
        Kind.CLAIM_CONFIRMED,
        Kind.CLAIM_RELEASED,
        Kind.COMPLETION_NOTED,
        Kind.REVIEW_PROMPT,
        Kind.REVIEW_THANKS,
        Kind.REQUEST_CANCELLED,
        Kind.INCIDENT_JOINED,
        Kind.INCIDENT_OVER,
    }
)
_FOR_SOMEBODY = frozenset({Kind.CLAIM_RELEASED, Kind.REVIEW_PROMPT, Kind.INCIDENT_JOINED})
_NEVER_KEPT = frozenset({Kind.EMERGENCY, Kind.DIGEST})
_AT_ONCE = _FOR_SOMEBODY | {Kind.OFFER, Kind.REQUEST_CANCELLED, Kind.INCIDENT_OVER}


class Way(StrEnum):
    """What is done with a message to a room."""

    SAY = "say"
    ASIDE = "aside"
    HOLD = "hold"


def is_free(send: Send) -> bool:
    """Whether it is said whatever the hour holds: danger, and a digest, whose place was looked for before."""
    return send.danger or send.kind in _NEVER_KEPT


def hour_of(spoken: Sequence[tuple[datetime, Send]], most: int) -> RoomHour:
    """The hour of a room that heard these messages; what concerns a danger does not count."""
    counted = [(at, send) for at, send in spoken if not send.danger and send.kind is not Kind.EMERGENCY]
    digests = tuple(at for at, send in counted if send.kind is Kind.DIGEST)
    return RoomHour(tuple(at for at, _ in counted), digests, most)


def has_place(send: Send, hour: RoomHour, now: datetime) -> bool:
    """Whether the hour has a place for it; of news it keeps a few back."""
    return hour.has_place_for_news(now) if send.kind in NEWS else hour.has_place(now)


def way_when_full(send: Send, reachable: Collection[PersonId]) -> Way:
    """What is done with a message for which there is no place; `reachable` get private messages."""
    is_news = send.kind in NEWS
    all_can_hear = bool(send.mentions) and set(send.mentions) <= set(reachable)
    if all_can_hear and (not is_news or send.kind in _FOR_SOMEBODY):
        return Way.ASIDE
    return Way.HOLD if is_news else Way.SAY


def aside(send: Send) -> list[Send]:
    """The message to each one mentioned, in private."""
    return [replace(send, room=None, to=who, mentions=()) for who in send.mentions]


def meanwhile(send: Send, reachable: Collection[PersonId]) -> list[Send]:
    """What those concerned hear at once, while the room waits for its digest."""
    if send.kind not in _AT_ONCE:
        return []
    kind = Kind.PRIVATE_OFFER if send.kind is Kind.OFFER else send.kind
    return [replace(told, kind=kind) for told in aside(send) if told.to in reachable]
