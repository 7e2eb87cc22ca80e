"""Which handler an intent goes to. A router per feature; `handlers/routes.py` lists them, nothing registers itself."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from handlers.context import Context
from handlers.errors import RefusalError
from handlers.intents import Intent
from handlers.messages import Reaction

Reactions = list[Reaction]
Handler = Callable[[Any, Context], Awaitable[Reactions]]
_H = TypeVar("_H", bound=Handler)


class StaffOnlyError(RefusalError):
    """Somebody who is not staff used a staff command; it is refused, and recorded in the audit."""

    def __init__(self) -> None:
        """Nothing more is told."""
        super().__init__("staff-only")


class Router:
    """The handlers of one feature."""

    def __init__(self) -> None:
        """Start empty."""
        self.handlers: dict[type[Intent], Handler] = {}

    def on(self, intent: type[Intent], *, staff_only: bool = False) -> Callable[[_H], _H]:
        """Make the decorated function the handler of that intent."""

        def register(handler: _H) -> _H:
            self.handlers[intent] = _for_staff(handler) if staff_only else handler
            return handler

        return register


class Routes:
    """All handlers by intent."""

    def __init__(self, routers: Iterable[Router]) -> None:
        """Join the routers. Raises ValueError where two of them want the same intent."""
        self._handlers: dict[type[Intent], Handler] = {}
        for router in routers:
            twice = self._handlers.keys() & router.handlers.keys()
            if twice:
                raise ValueError(f"two handlers for {sorted(t.__name__ for t in twice)}")
            self._handlers.update(router.handlers)

    @property
    def intents(self) -> frozenset[type[Intent]]:
        """The intents that have a handler."""
        return frozenset(self._handlers)

    async def handle(self, intent: Intent, ctx: Context) -> Reactions:
        """What shall happen. Raises RefusalError, and KeyError for an intent that nobody handles."""
        return await self._handlers[type(intent)](intent, ctx)


def _for_staff(handler: Handler) -> Handler:
    async def guarded(intent: Intent, ctx: Context) -> Reactions:
        if not ctx.sender.is_staff:
            raise StaffOnlyError
        return await handler(intent, ctx)

    return guarded
