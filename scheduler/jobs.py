"""The one job: deal with every timer that is due."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

_T = TypeVar("_T")


async def sweep_timers(
    list_due: Callable[[], Awaitable[Sequence[_T]]],
    wake: Callable[[_T], Awaitable[None]],
    postpone: Callable[[_T, Exception], Awaitable[None]],
) -> bool:
    """Wake the due ones, one at a time and the earliest first, until none is due; says whether there was one.

    One whose handling fails is postponed by `postpone` and holds up no other.
    """
    any_due = False
    while due := await list_due():
        any_due = True
        for timer in due:
            try:
                await wake(timer)
            except Exception as fault:  # noqa: BLE001 - one bad timer must not stop the others
                await postpone(timer, fault)
    return any_due
