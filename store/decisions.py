"""Why people were asked. The promises stand in `handlers.context.Decisions`."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.decisions import Decision, Way, Weighed
from handlers.rules.requests import Urgency
from store.tables import decisions
from store.upsert import replace_row

if TYPE_CHECKING:
    from sqlalchemy.engine import Row

_COLUMNS = frozenset({"request", "wave", "at"})


class Decisions:
    """A row per request and wave."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, decision: Decision) -> None:
        columns = {name: getattr(decision, name) for name in _COLUMNS}
        await replace_row(self._connection, decisions, {**columns, "record": record_of(decision)}, "request", "wave")

    async def list_of_request(self, number: int) -> list[Decision]:
        chosen = select(decisions).where(decisions.c.request == number).order_by(decisions.c.wave)
        return [_decision(row) for row in await self._connection.execute(chosen)]


def record_of(decision: Decision) -> str:
    """All but the columns, as JSON: the figures are whatever a candidate carried."""
    rest = {name: value for name, value in asdict(decision).items() if name not in _COLUMNS}
    return json.dumps(rest, ensure_ascii=False, separators=(",", ":"))


def _decision(row: "Row[Any]") -> Decision:
    """What was written, with its lists as tuples again."""
    written: dict[str, Any] = json.loads(row.record)
    for name in ("chosen", "asked", "lapsed"):
        written[name] = tuple(written[name])
    written["considered"] = tuple(Weighed(**each) for each in written["considered"])
    written["way"] = Way(written["way"])
    written |= {name: Urgency(written[name]) for name in ("urgency", "pace")}
    return Decision(request=row.request, wave=row.wave, at=row.at, **written)
