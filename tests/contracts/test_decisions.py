"""Why people were asked comes back as it was written, on every store."""

from dataclasses import replace

from handlers.rules.decisions import Decision, Way, decision_on
from handlers.rules.matching import Candidate
from handlers.rules.policy import Policy
from tests.builders import NOON, a_job, a_volunteer
from tests.contracts.full import DECISION
from tests.contracts.stores import HE, AnyStore, AnyUnit, break_off

BARE = Decision(7, 3, NOON, Way.RANKED, (HE,))


async def kept(store: AnyStore, *decisions: Decision, of: int = 7) -> list[Decision]:
    async with store.write() as unit:
        for decision in decisions:
            await unit.decisions.put(decision)
    async with store.read() as unit:
        return await unit.decisions.list_of_request(of)


async def test_a_decision_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    assert await kept(store, DECISION) == [DECISION]


async def test_those_of_one_request_come_by_wave(store: AnyStore) -> None:
    assert await kept(store, BARE, replace(BARE, request=8), DECISION) == [DECISION, BARE]
    assert await kept(store, of=9) == []


async def test_a_wave_that_is_decided_anew_has_one_reason(store: AnyStore) -> None:
    again = replace(BARE, chosen=())
    assert await kept(store, BARE, again) == [again]


async def test_a_unit_that_is_broken_off_decided_nothing(store: AnyStore) -> None:
    async def work(unit: AnyUnit) -> None:
        await unit.decisions.put(BARE)

    await break_off(store, work)
    assert await kept(store) == []


async def test_a_decision_is_kept_as_the_rules_made_it(store: AnyStore) -> None:
    ranked = [Candidate(a_volunteer(f"v{n}"), 1) for n in range(9)]
    made = decision_on(a_job(), ranked, ranked[:3], Policy(), NOON)
    assert await kept(store, made, of=1) == [made]
