"""A stage for tests: the whole bot on a virtual clock and a database of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.dispatcher import House
from bot.gateways.base import InboundMessage
from bot.rehearsal import GATEWAY, Rehearsal, Sent
from bot.service_catalogue import load_services
from handlers.rules.people import Person, Role
from handlers.rules.policy import Policy
from handlers.rules.slots import Place
from tests.builders import COMMUNITY, NOON, a_person, a_volunteer

HOTLINES = {"fire": "119", "medical": "120", "violence": "110", "suicide": "12356"}
HOUSE = House(Policy(), load_services(), HOTLINES)
PEOPLE = (
    a_person("li", grid="G1", place=Place("3", "2", "501"), phone="13800000001"),
    a_person("zhao", grid="G2"),
    a_volunteer("he", "electricity", grid="G3"),
    a_volunteer("sun", "plumbing", grid="G1"),
    a_person("zhou", roles=frozenset({Role.STAFF})),
)


class Stage(Rehearsal):
    """A rehearsal to which one can simply say things."""

    said = 0

    async def say(self, who: str, text: str, room: str | None = "main", **facts: Any) -> list[Sent]:
        """Somebody says something; returns what the bot sent upon it."""
        self.said += 1
        given = {"id": f"said-{self.said}", "sender_name": who, **facts}
        before = len(self.gateway.sent)
        await self.hear(InboundMessage(gateway=GATEWAY, at=self.clock.now(), sender=who, room=room, text=text, **given))
        await self.rest()
        return self.gateway.sent[before:]

    def kinds(self) -> list[str]:
        """The kinds of everything sent so far."""
        return [sent.message.kind for sent in self.gateway.sent]


@asynccontextmanager
async def a_stage(
    folder: Path, people: tuple[Person, ...] = PEOPLE, start: datetime = NOON, **facts: Any
) -> AsyncIterator[Stage]:
    """An open stage with a small community."""
    stage = Stage(f"sqlite:///{folder}/stage.db", facts.pop("house", HOUSE), start, **facts)
    await stage.open(COMMUNITY, people)
    try:
        yield stage
    finally:
        await stage.close()
