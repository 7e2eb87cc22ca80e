"""Present danger. Rules alone decide; whatever else a message says, danger comes first."""

from bot.understanding.vocabulary import dangers, not_now


def danger_in(text: str) -> str | None:
    """The danger that a normalised text tells of, here and now; None for news, the past, drills and jokes."""
    found = next((name for name, (words, unlike) in dangers().items() if words.search(unlike.sub(" ", text))), None)
    if found is None or not_now()["over"].search(text):
        return None
    return None if not_now()["elsewhere"].search(text) else found


def tells_of_danger(text: str) -> bool:
    """Whether there is a danger in it at all, be it elsewhere or over."""
    return any(words.search(unlike.sub(" ", text)) for words, unlike in dangers().values())
