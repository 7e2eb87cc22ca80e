"""The tables. An aggregate is stored whole in `record`; the columns beside it are there to be searched.

Moments are microseconds since 1970, so that they sort and are the same in every database.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = 1_000_000


class Moment(TypeDecorator[datetime]):
    """An aware datetime."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To microseconds."""
        if value is None:
            return None
        past = value.astimezone(UTC) - _EPOCH
        return (past.days * 86_400 + past.seconds) * _MICROSECONDS + past.microseconds

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From microseconds, in UTC."""
        if value is None:
            return None
        seconds, micro = divmod(int(value), _MICROSECONDS)
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro)


requests = Table(
    "requests",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("requester", String(128), nullable=False, index=True),
    Column("service", String(64), nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("room", String(128)),
    Column("opened_at", Moment, nullable=False),
    Column("starts_at", Moment),
    Column("done_at", Moment),
    Column("closed_at", Moment),
    Column("rating", Integer),
    Column("record", Text, nullable=False),
)

commitments = Table(
    "commitments",
    metadata,
    Column("request", Integer, primary_key=True, autoincrement=False),
    Column("person", String(128), primary_key=True),
    Column("standing", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_commitments_person", "person"),
)

notices = Table(
    "notices",
    metadata,
    Column("request", Integer, primary_key=True, autoincrement=False),
    Column("person", String(128), primary_key=True),
    Column("wave", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Index("ix_notices_person_at", "person", "at"),
)

people = Table(
    "people",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("name", String(256), nullable=False, index=True),
    Column("building", String(32)),
    Column("unit", String(32)),
    Column("room", String(32)),
    Column("is_volunteer", Boolean, nullable=False),
    Column("is_staff", Boolean, nullable=False, index=True),
    Column("is_admin", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Index("ix_people_door", "building", "room"),
)

skills = Table(
    "skills",
    metadata,
    Column("skill", String(64), primary_key=True),
    Column("person", String(128), primary_key=True),
    Column("grid", String(64)),
    Column("building", String(32)),
    Index("ix_skills_person", "person"),
    Index("ix_skills_grid", "skill", "grid"),
    Index("ix_skills_building", "skill", "building"),
)

building_heads = Table(
    "building_heads",
    metadata,
    Column("building", String(32), primary_key=True),
    Column("person", String(128), primary_key=True),
)

contacts = Table(
    "contacts",
    metadata,
    Column("gateway", String(64), primary_key=True),
    Column("contact", String(128), primary_key=True),
    Column("person", String(128), nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

community = Table(
    "community",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("person", String(128), primary_key=True),
    Column("topic", String(32), primary_key=True),
    Column("asked_at", Moment, nullable=False),
    Column("request", Integer),
    Column("follows", Text),
    Column("otherwise", Text),
    Column("data", Text),
)

ledger = Table(
    "ledger",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String(256), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("giver", String(128), nullable=False, index=True),
    Column("taker", String(128), nullable=False, index=True),
    Column("minutes", Integer, nullable=False),
    Column("request", Integer, index=True),
    Column("reverses", String(256), unique=True),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(128), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", String(256), nullable=False),
    sqlite_autoincrement=True,
)

codes = Table(
    "codes",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(64), nullable=False),
    Column("expires", Moment, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("gateway", String(64), primary_key=True),
    Column("message", String(256), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(160), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment),
    Column("sent_at", Moment),
    Column("gateway", String(64)),
    Column("message", String(256)),
    Column("send", Text, nullable=False),
    Column("held_at", Moment),
    Index("ix_outbox_sent", "conversation", "sent_at"),
    Index("ix_outbox_state_conversation", "state", "conversation", "id"),
    Index("ix_outbox_message", "gateway", "message"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(256), nullable=False, unique=True),
    Column("at", Moment, nullable=False, index=True),
    Column("intent", Text, nullable=False),
    sqlite_autoincrement=True,
)

chat = Table(
    "chat",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(256), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("sender", String(128)),
    Column("kind", String(32)),
    Column("room", String(128)),
    Column("addressee", String(128)),
    Column("private_with", String(128)),
    Column("mentions", Text, nullable=False),
    Column("request", Integer),
    Column("wave", Integer),
    Column("text", Text, nullable=False),
    Column("quote", String(256)),
    Column("mention_bot", Boolean, nullable=False),
    Column("heard", Boolean, nullable=False, index=True),
    Column("name", String(128)),
    Column("picture", String(64)),
    Column("recalls", String(256)),
    Column("recalled", Boolean, nullable=False, server_default=false()),
    Index("ix_chat_room", "room", "seq"),
    Index("ix_chat_private", "private_with", "seq"),
    sqlite_autoincrement=True,
)

pictures = Table(
    "pictures",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(128), nullable=False),
    Column("at", Moment, nullable=False),
    Column("type", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("id", String(32), primary_key=True),
)

links = Table(
    "links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person", String(128), nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

lessons = Table(
    "lessons",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("request", Integer),
    Column("line", Text, nullable=False),
    sqlite_autoincrement=True,
)

synonyms = Table(
    "synonyms",
    metadata,
    Column("word", String(64), primary_key=True),
    Column("service", String(64), nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("request", Integer, primary_key=True, autoincrement=False),
    Column("wave", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)
