"""Who and what a transcript's steps may name: its people and rooms, and the kinds of message there are."""

from collections.abc import Collection, Iterator
from typing import Any

from bot.community import CommunityForm
from bot.documents import Route
from bot.forms import did_you_mean, shown
from handlers.messages import Kind
from handlers.rules.services import ServiceCatalogue

Found = Iterator[tuple[Route, str]]

_KINDS = tuple(kind.value for kind in Kind)


class Cast:
    """Holds steps against the community. Whoever speaks under a name of the moment may be a stranger to it."""

    def __init__(self, form: CommunityForm, services: ServiceCatalogue) -> None:
        """Take the community, and the services that can be checked."""
        self._people = {person.id for person in form.people}
        self._rooms = [room.id for room in form.rooms]
        self._services = list(services.services)
        self._skills = [*services.services, *services.categories]

    def find_strays(self, name: str, value: Any, route: Route) -> Found:
        """Where the step of that name, read from that route, names nobody and nothing."""
        at = (*route, name)
        match name:
            case "say":
                yield from self._of_say(value, route)
            case "together":
                for i, say in enumerate(value):
                    yield from self._of_say(say, (*at, i))
            case "expect" | "ever" | "never" | "count":
                yield from self._of_match(value, at, may_be_empty=name == "count")
            case "order":
                for i, one in enumerate(value):
                    yield from self._of_match(one, (*at, i))
            case "check":
                yield from self._of_check(value, at)

    def _of_say(self, say: Any, at: Route) -> Found:
        if say.name is not None:
            self._people.add(say.sender)
        yield from _among(self._people, "person", (*at, "from"), say.sender)
        yield from _among(self._people, "person", (*at, "mention"), *say.mention)
        yield from _among(self._rooms, "room", (*at, "room"), say.room)
        if say.quote is not None:
            yield from _among(_KINDS, "kind", (*at, "quote", "kind"), say.quote.kind)

    def _of_match(self, match: Any, at: Route, *, may_be_empty: bool = False) -> Found:
        if not may_be_empty and match.is_empty:
            yield at, "this would match any message: write what it must have, as {kind: offer}"
        yield from _among(_KINDS, "kind", (*at, "kind"), *match.kind)
        yield from _among(self._rooms, "room", (*at, "room"), match.room)
        yield from _among(self._people, "person", (*at, "to"), match.to)
        yield from _among(self._people, "person", (*at, "mentions"), *(match.mentions or ()))

    def _of_check(self, check: Any, at: Route) -> Found:
        yield from _among(self._people, "person", (*at, "person"), check.person)
        yield from _among(self._people, "person", (*at, "claimed_by"), *(check.claimed_by or ()))
        yield from _among(self._people, "person", (*at, "not_claimed_by"), *(check.not_claimed_by or ()))
        yield from _among(self._services, "service", (*at, "service"), check.service)
        yield from _among(self._skills, "service or category", (*at, "skills"), *(check.skills or ()))


def _among(known: Collection[str], what: str, at: Route, *names: str | None) -> Found:
    for i, name in enumerate(names):
        if name is not None and name not in known:
            yield (*at, i), f"there is no {what} {shown(name)}{did_you_mean(name, known)}"
