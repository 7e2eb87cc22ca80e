"""Many claim one place at once: one has it, and each other is a back-up. `make claims` plays 1,000 rounds."""

from pathlib import Path

import pytest

from tests.bench.claims import is_right, play


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_of_many_at_once_exactly_one_has_the_place(tmp_path: Path, seed: int) -> None:
    assert is_right(await play(tmp_path, seed, claimants=40), claimants=40)
