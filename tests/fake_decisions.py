"""Why people were asked, in memory."""

from typing import TYPE_CHECKING

from handlers.rules.decisions import Decision

if TYPE_CHECKING:
    from tests.fakes import Tables


class FakeDecisions:
    """What `handlers.context.Decisions` promises."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    async def put(self, decision: Decision) -> None:
        self._tables.decisions[decision.request, decision.wave] = decision

    async def list_of_request(self, number: int) -> list[Decision]:
        return [self._tables.decisions[key] for key in sorted(self._tables.decisions) if key[0] == number]
