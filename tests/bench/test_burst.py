"""A quarter of the burst of `make bench`, on two of its seeds: near the optimum, with few swaps."""

import pytest

from handlers.rules.policy import Policy
from tests.bench.burst import NEAREST, REASSIGNED, Burst, measure


@pytest.mark.parametrize("share", [0.08, 0.04, 0.015])
def test_offers_that_move_are_near_the_optimum(share: float) -> None:
    bursts = [Burst(seed, share, count=50) for seed in (1, 2)]
    moved, nearest = (measure(way, bursts, Policy()) for way in (REASSIGNED, NEAREST))
    assert moved.cost <= 1.12
    assert moved.swaps <= 1.2
    assert moved.cost <= nearest.cost
    assert moved.unserved == nearest.unserved
