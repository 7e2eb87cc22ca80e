"""The help requests. The promises stand in `handlers.context.Requests`."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, insert, literal, or_, select, true, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.context import Load
from handlers.errors import StaleWriteError, UnknownRequestError
from handlers.rules.ids import PersonId
from handlers.rules.lifecycle import State
from handlers.rules.requests import HOLDING, UNFINISHED, HelpRequest, Standing
from store.codec import dumps, loads
from store.tables import commitments, notices, requests

_UNFINISHED = [state.value for state in UNFINISHED]
_OVER = [State.DONE.value, State.CLOSED.value]
_HOLDING = [standing.value for standing in HOLDING]
_FEW = 2_000


class Requests:
    """Kept whole in `record`; commitments and notices also as rows, to be counted."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.changed: set[int] = set()
        """The numbers of those that were added or saved in this transaction."""

    async def add(self, request: HelpRequest) -> HelpRequest:
        last = (await self._connection.execute(select(func.max(requests.c.number)))).scalar()
        numbered = replace(request, number=(last or 0) + 1, version=1)
        await self._connection.execute(insert(requests).values(**_columns(numbered)))
        await self._write_rows(numbered)
        return numbered

    async def get(self, number: int) -> HelpRequest:
        found = await self.find(number)
        if found is None:
            raise UnknownRequestError(number)
        return found

    async def find(self, number: int) -> HelpRequest | None:
        found = await self._list(requests.c.number == number)
        return found[0] if found else None

    async def save(self, request: HelpRequest) -> HelpRequest:
        saved = replace(request, version=request.version + 1)
        same = (requests.c.number == request.number) & (requests.c.version == request.version)
        changed = await self._connection.execute(update(requests).where(same).values(**_columns(saved)))
        if changed.rowcount == 0:
            raise StaleWriteError(f"request {request.number} was changed meanwhile")
        await self._write_rows(saved)
        return saved

    async def list_unfinished(self) -> list[HelpRequest]:
        return await self._list(requests.c.state.in_(_UNFINISHED))

    async def list_of_requester(self, person: PersonId, *, unfinished: bool) -> list[HelpRequest]:
        own = requests.c.requester == person
        found = await self._list(own & requests.c.state.in_(_UNFINISHED) if unfinished else own)
        return found[::-1]

    async def list_of_helper(self, person: PersonId) -> list[HelpRequest]:
        standings = [*_HOLDING, Standing.BACKUP.value]
        his = select(commitments.c.request).where(commitments.c.person == person, commitments.c.standing.in_(standings))
        found = await self._list(requests.c.number.in_(his) & requests.c.state.in_(_UNFINISHED))
        return found[::-1]

    async def list_awaiting_review(self, person: PersonId) -> list[HelpRequest]:
        found = await self._list((requests.c.requester == person) & requests.c.state.in_(_OVER))
        done = [r for r in found if r.done_at is not None]
        return sorted(done, key=lambda r: (r.done_at, r.number), reverse=True)

    async def list_openings(self, most: int) -> list[datetime]:
        latest = select(requests.c.opened_at).order_by(requests.c.number.desc()).limit(most)
        return list((await self._connection.execute(latest)).scalars())

    async def load_of(self, people: Collection[PersonId], since: datetime, now: datetime) -> dict[PersonId, Load]:
        counted = union_all(_places(people, since, now), _notices(people, since))
        loads: dict[PersonId, Load] = {}
        for who, *counts in (await self._connection.execute(counted)).all() if people else ():
            known = loads.get(who, Load())
            held, jobs, asked = counts
            loads[who] = Load(known.holding + held, known.jobs + jobs, known.notices + asked)
        wanted = set(people)
        return {who: load for who, load in loads.items() if load != Load() and who in wanted}

    async def _list(self, condition: ColumnElement[bool]) -> list[HelpRequest]:
        chosen = select(requests.c.record, requests.c.version).where(condition).order_by(requests.c.number)
        rows = (await self._connection.execute(chosen)).all()
        return [replace(loads(row.record), version=row.version) for row in rows]

    async def _write_rows(self, request: HelpRequest) -> None:
        self.changed.add(request.number)
        for table in (commitments, notices):
            await self._connection.execute(delete(table).where(table.c.request == request.number))
        await self._insert(
            commitments,
            [
                {"request": request.number, "person": c.person, "standing": c.standing.value, "at": c.at}
                for c in request.commitments
            ],
        )
        asked = {(n.person, n.wave): n.at for n in request.notices}
        await self._insert(
            notices,
            [{"request": request.number, "person": p, "wave": w, "at": at} for (p, w), at in asked.items()],
        )

    async def _insert(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            await self._connection.execute(insert(table), list(rows))


def _places(people: Collection[PersonId], since: datetime, now: datetime) -> Select[Any]:
    """By person: how many places are held, how many were taken since then, and 0."""
    begun = or_(requests.c.starts_at.is_(None), requests.c.starts_at <= now)
    is_held = requests.c.state.in_(_UNFINISHED) & begun
    held, taken = (func.sum(case((which, 1), else_=0)) for which in (is_held, commitments.c.at >= since))
    places = select(commitments.c.person, held, taken, literal(0))
    joined = places.select_from(commitments.join(requests, requests.c.number == commitments.c.request))
    of_them = _among(commitments.c.person, people) & commitments.c.standing.in_(_HOLDING)
    return joined.where(of_them).group_by(commitments.c.person)


def _notices(people: Collection[PersonId], since: datetime) -> Select[Any]:
    """By person: 0, 0, and how many notices they got since then."""
    counted = select(notices.c.person, literal(0), literal(0), func.count())
    return counted.where(_among(notices.c.person, people), notices.c.at >= since).group_by(notices.c.person)


def _among(column: ColumnElement[Any], people: Collection[PersonId]) -> ColumnElement[bool]:
    """Of those people; where they are so many that naming them costs more than it saves, of anybody."""
    return column.in_(list(people)) if len(people) <= _FEW else true()


def _columns(request: HelpRequest) -> dict[str, Any]:
    return {
        "number": request.number,
        "version": request.version,
        "state": request.state.value,
        "requester": request.requester,
        "service": request.service,
        "urgency": request.urgency.value,
        "room": request.room,
        "opened_at": request.opened_at,
        "starts_at": request.starts_at,
        "done_at": request.done_at,
        "closed_at": request.closed_at,
        "rating": request.rating,
        "record": dumps(request),
    }
