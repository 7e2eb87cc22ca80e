"""What staff taught, as the bot holds it in memory, and as a file for `weiguang train`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.config import Settings
from bot.documents import BadFileError, Fault, Mark
from bot.understanding import Taught
from handlers.rules.lessons import Lesson
from store.engine import open_store
from store.lessons import line_of
from store.unit_of_work import UnitOfWork


class TaughtMemory:
    """Reads what was taught when it is first asked for, and again when it has changed in this process."""

    def __init__(self) -> None:
        """Start without."""
        self._taught: Taught | None = None
        self._changes = 0

    async def of(self, unit: UnitOfWork) -> Taught:
        """What was taught."""
        if self._taught is not None and not unit.lessons.is_changed:
            return self._taught
        changes = self._changes
        read = Taught(tuple(await unit.lessons.list_lessons()), await unit.lessons.list_words())
        if changes == self._changes and not unit.lessons.is_changed:
            self._taught = read
        return read

    def settle(self, unit: UnitOfWork) -> None:
        """The unit of work was committed: forget what it made out of date."""
        if unit.lessons.is_changed:
            self._changes += 1
            self._taught = None


async def export(settings: Settings, file: Path | None, out: TextIO) -> int:
    """Write every lesson as a labelled line, to the file or else to `out`; returns how many there are.

    Raises StoreUnavailableError, and BadFileError where the file can't be written.
    """
    store = await open_store(settings.database_url)
    try:
        await store.migrate()
        async with store.read() as unit:
            lines = list(_lines(await unit.lessons.list_lessons()))
    finally:
        await store.close()
    _write(lines, file, out)
    return len(lines)


def _lines(lessons: list[Lesson]) -> Iterator[str]:
    return (f"{line_of(lesson)}\n" for lesson in lessons)


def _write(lines: list[str], file: Path | None, out: TextIO) -> None:
    if file is None:
        out.writelines(lines)
        return
    try:
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as fault:
        raise BadFileError([Fault(Mark(str(file)), f"can't be written ({(fault.strerror or '?').lower()})")]) from None
