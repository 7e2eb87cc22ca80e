"""The life of a help request: states, events, and which event leads where.

The only place where a state is assigned. ARCHITECTURE.md draws this table; a test holds the two together.
"""

from dataclasses import Field, replace
from enum import StrEnum
from typing import Any, ClassVar, Protocol, TypeVar

from handlers.errors import RefusalError


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    UNFILLED = "unfilled"


class Event(StrEnum):
    """What can happen to a request."""

    FILL = "fill"  # its last free place was claimed
    FREE = "free"  # a place fell free before anybody arrived
    ABANDON = "abandon"  # the last helper left after arriving, the job undone
    ARRIVE = "arrive"
    FINISH = "finish"  # either side says it is done
    CLOSE = "close"  # rated, confirmed, settled by staff, or silent for long
    GIVE_UP = "give_up"  # nobody was found: staff have it
    CANCEL = "cancel"
    REOPEN = "reopen"  # a redo, or staff's command


ARROWS: dict[tuple[State, Event], State] = {
    (State.OPEN, Event.FILL): State.CLAIMED,
    (State.OPEN, Event.FREE): State.OPEN,
    (State.OPEN, Event.ARRIVE): State.IN_PROGRESS,
    (State.OPEN, Event.FINISH): State.DONE,
    (State.OPEN, Event.CLOSE): State.CLOSED,
    (State.OPEN, Event.GIVE_UP): State.UNFILLED,
    (State.OPEN, Event.CANCEL): State.CANCELLED,
    (State.CLAIMED, Event.FREE): State.OPEN,
    (State.CLAIMED, Event.ARRIVE): State.IN_PROGRESS,
    (State.CLAIMED, Event.FINISH): State.DONE,
    (State.CLAIMED, Event.CLOSE): State.CLOSED,
    (State.CLAIMED, Event.CANCEL): State.CANCELLED,
    (State.IN_PROGRESS, Event.FILL): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.FREE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.ABANDON): State.OPEN,
    (State.IN_PROGRESS, Event.ARRIVE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.FINISH): State.DONE,
    (State.IN_PROGRESS, Event.CLOSE): State.CLOSED,
    (State.IN_PROGRESS, Event.CANCEL): State.CANCELLED,
    (State.DONE, Event.CLOSE): State.CLOSED,
    (State.DONE, Event.REOPEN): State.OPEN,
    (State.CLOSED, Event.REOPEN): State.OPEN,
    (State.CANCELLED, Event.REOPEN): State.OPEN,
    (State.UNFILLED, Event.FILL): State.CLAIMED,
    (State.UNFILLED, Event.FREE): State.UNFILLED,
    (State.UNFILLED, Event.ARRIVE): State.IN_PROGRESS,
    (State.UNFILLED, Event.FINISH): State.DONE,
    (State.UNFILLED, Event.CLOSE): State.CLOSED,
    (State.UNFILLED, Event.CANCEL): State.CANCELLED,
    (State.UNFILLED, Event.REOPEN): State.OPEN,
}


class _Stateful(Protocol):
    """A dataclass with a number and a state: the help request."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def number(self) -> int: ...

    @property
    def state(self) -> State: ...


_R = TypeVar("_R", bound=_Stateful)


def may(request: _Stateful, event: Event) -> bool:
    """Whether the event can happen to the request as it stands."""
    return (request.state, event) in ARROWS


def advance(request: _R, event: Event) -> _R:
    """The request after the event. Raises RefusalError (`not-possible`) where no arrow leads on."""
    target = ARROWS.get((request.state, event))
    if target is None:
        raise RefusalError("not-possible", number=request.number, state=request.state.value)
    return replace(request, state=target)
