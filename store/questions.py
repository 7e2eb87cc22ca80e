"""Open questions of the bot. The promises stand in `handlers.context.Questions`."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.context import Question
from handlers.rules.ids import PersonId
from store.codec import dumps, loads
from store.tables import questions
from store.upsert import replace_row


class Questions:
    """A row per person and topic."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, question: Question) -> None:
        values = {
            "person": question.person,
            "topic": question.topic,
            "asked_at": question.asked_at,
            "request": question.request,
            "follows": dumps(question.then),
            "otherwise": dumps(question.otherwise),
            "data": dumps(question.data) if isinstance(question.data, Mapping) else None,
        }
        await replace_row(self._connection, questions, values, "person", "topic")

    async def list_of(self, person: PersonId) -> list[Question]:
        chosen = select(questions).where(questions.c.person == person)
        ordered = chosen.order_by(questions.c.asked_at.desc(), questions.c.topic)
        return [_question(row) for row in await self._connection.execute(ordered)]

    async def drop(self, person: PersonId, topic: str) -> None:
        gone = (questions.c.person == person) & (questions.c.topic == topic)
        await self._connection.execute(delete(questions).where(gone))


def _question(row: "Row[tuple[object, ...]]") -> Question:
    return Question(
        person=PersonId(row.person),
        topic=row.topic,
        asked_at=row.asked_at,
        request=row.request,
        then=loads(row.follows or "null"),
        otherwise=loads(row.otherwise or "null"),
        data=loads(row.data or "null"),
    )
