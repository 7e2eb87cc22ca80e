"""A chat record as programs see it, and text as it may be kept."""

import re

from store.chat import ChatRecord

BOT = "bot"
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without control characters (but newline and tab), bidi overrides and halves of characters."""
    return _UNWANTED.sub("", text)


def as_json(record: ChatRecord) -> dict[str, object]:
    """The record in the form of the contract: `from` for a person's, `kind` for the bot's; the rest where it is so."""
    speaker = {"from": record.sender} if record.sender is not None else {"kind": record.kind}
    is_for_bot = record.sender is not None and record.room is None
    further = {"name": record.name, "quote": record.quote, "picture": record.picture, "recalls": record.recalls}
    more: dict[str, object] = {key: value for key, value in further.items() if value}
    if record.recalled:
        more["recalled"] = True
    return {
        "seq": record.seq,
        "id": record.id,
        "at": record.at.isoformat(),
        **speaker,
        "room": record.room,
        "to": BOT if is_for_bot else record.to,
        "mentions": list(record.mentions),
        "request": record.request,
        "wave": record.wave,
        "text": record.text,
        **more,
    }
