"""What staff taught. The promises stand in `handlers.context.Lessons`.

A lesson is kept as one labelled line, in the form of the lines that the model learns from.
"""

import json
from hashlib import sha256

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.rules.lessons import Lesson
from store.tables import lessons, synonyms
from store.upsert import replace_row

_LABELS = ("text", "intent", "service", "urgency", "danger")


class Lessons:
    """A row per text, and a row per word. `is_changed` says whether this unit of work changed any."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.is_changed = False

    async def learn(self, lesson: Lesson) -> None:
        self.is_changed = True
        digest = sha256(lesson.text.encode()).hexdigest()
        await self._connection.execute(delete(lessons).where(lessons.c.digest == digest))
        row = {"digest": digest, "at": lesson.at, "request": lesson.request, "line": line_of(lesson)}
        await self._connection.execute(insert(lessons).values(**row))

    async def list_lessons(self) -> list[Lesson]:
        rows = await self._connection.execute(select(lessons).order_by(lessons.c.position))
        return [_lesson(row) for row in rows]

    async def put_word(self, word: str, service: str) -> None:
        self.is_changed = True
        await replace_row(self._connection, synonyms, {"word": word, "service": service}, "word")

    async def drop_word(self, word: str) -> None:
        self.is_changed = True
        await self._connection.execute(delete(synonyms).where(synonyms.c.word == word))

    async def list_words(self) -> dict[str, str]:
        rows = await self._connection.execute(select(synonyms.c.word, synonyms.c.service))
        return dict(sorted((row.word, row.service) for row in rows))


def line_of(lesson: Lesson) -> str:
    """The lesson as a labelled line of JSON: what is not known is left out."""
    labels = {name: value for name in _LABELS if (value := getattr(lesson, name)) is not None}
    return json.dumps({**labels, "voice": "taught"}, ensure_ascii=False)


def _lesson(row: "Row[tuple[object, ...]]") -> Lesson:
    labels = {name: value for name, value in json.loads(row.line).items() if name in _LABELS}
    return Lesson(at=row.at, request=row.request, **labels)
