"""Every conversation of tests/conversations holds, on the virtual clock and through the whole bot."""

import io
from pathlib import Path

import pytest

from bot.replay import replay_files

FOLDER = Path(__file__).parent / "conversations"
TRANSCRIPTS = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_conversation(path: Path) -> None:
    out = io.StringIO()
    assert await replay_files([path], out, as_json=False, database=None), out.getvalue()


def test_there_are_enough_in_both_languages() -> None:
    assert len(TRANSCRIPTS) >= 15
    assert sum(path.name.endswith(".en.yaml") for path in TRANSCRIPTS) >= 4
