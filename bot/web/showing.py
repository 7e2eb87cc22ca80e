"""Chat records as the page needs them: with what they quote, and the names of those whom they mention."""

from collections.abc import Sequence

from bot.understanding import public_name
from bot.web.records import as_json
from handlers.rules.ids import PersonId
from store.chat import ChatRecord
from store.unit_of_work import UnitOfWork

_EXCERPT = 60


async def show(records: Sequence[ChatRecord], unit: UnitOfWork) -> list[dict[str, object]]:
    """The records in the form of the contract, with what they quote, and who is mentioned (by name and label)."""
    quoted = {r.id: r for r in await unit.chat.list_by_ids({r.quote for r in records if r.quote})}
    names = await unit.people.names_of({who for r in records for who in r.mentions})
    shown = []
    for record in records:
        more: dict[str, object] = {}
        if record.quote in quoted and not record.recalled:
            more["quoted"] = _excerpt(quoted[record.quote])
        if record.mentions:
            more["mentioned"] = [_called(who, names[who]) for who in record.mentions if who in names]
        shown.append(as_json(record) | more)
    return shown


def _called(who: PersonId, name: str) -> dict[str, object]:
    return {"id": who, "name": name, "label": public_name(name) or name}


def _excerpt(record: ChatRecord) -> dict[str, object]:
    speaker = {"from": record.sender, "name": record.name} if record.sender is not None else {"kind": record.kind}
    further = {"picture": record.picture is not None, "recalled": record.recalled}
    return {"id": record.id, **speaker, "text": record.text[:_EXCERPT], **{k: True for k, v in further.items() if v}}
