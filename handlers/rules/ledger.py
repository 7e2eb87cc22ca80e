"""The time bank's ledger: whole minutes, double entry, never changed, only reversed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.rules.ids import PersonId
from handlers.rules.requests import Commitment, HelpRequest
from handlers.rules.services import Service

COMMUNITY = PersonId("@community")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """`minutes` move from one account to another. `reverses` names the entry that this one takes back."""

    id: str
    at: datetime
    giver: PersonId
    taker: PersonId
    minutes: int
    request: int | None = None
    reverses: str | None = None


def minutes_served(request: HelpRequest, helper: Commitment, service: Service) -> int:
    """Whole minutes from arrived (else the appointed start, else the claim) to done, capped by the service."""
    end = helper.done_at or request.done_at
    if end is None:
        return 0
    begin = helper.arrived_at or request.starts_at or helper.at
    served = min(max(end - begin, end - end), service.longest_credit)
    return int(served.total_seconds() // 60)


def credits_for(request: HelpRequest, service: Service, now: datetime) -> tuple[LedgerEntry, ...]:
    """One entry per winner, issued by the community and never charged to the requester."""
    return tuple(
        LedgerEntry(
            id=f"{request.number}.{request.round}.{helper.person}",
            at=now,
            giver=COMMUNITY,
            taker=helper.person,
            minutes=minutes,
            request=request.number,
        )
        for helper in request.holders
        if (minutes := minutes_served(request, helper, service)) > 0
    )


def reversal(entry: LedgerEntry, now: datetime) -> LedgerEntry:
    """The entry that takes `entry` back."""
    return LedgerEntry(
        id=f"{entry.id}.reversed",
        at=now,
        giver=entry.taker,
        taker=entry.giver,
        minutes=entry.minutes,
        request=entry.request,
        reverses=entry.id,
    )


def balance(person: PersonId, entries: Iterable[LedgerEntry]) -> int:
    """Minutes taken less minutes given."""
    return sum((e.taker == person) * e.minutes - (e.giver == person) * e.minutes for e in entries)


def is_balanced(entries: Iterable[LedgerEntry]) -> bool:
    """Whether every entry moves a positive amount between two accounts, and none is reversed twice."""
    listed = list(entries)
    reversed_ids = [e.reverses for e in listed if e.reverses]
    sound = all(e.minutes > 0 and e.giver != e.taker for e in listed)
    return sound and len(set(reversed_ids)) == len(reversed_ids)
