"""Present danger in plain words. Rules alone decide on these; whatever else a message says, danger comes first."""

from collections.abc import Iterator

from bot.understanding.vocabulary import dangers, not_now


def danger_in(text: str) -> str | None:
    """The danger that a normalised text tells of, here and now; None for news, the past, drills and jokes."""
    found = next(_dangers_in(text), None)
    if found is None or not_now()["over"].search(text):
        return None
    return None if not_now()["elsewhere"].search(text) else found


def tells_of_danger(text: str) -> bool:
    """Whether there is a danger in it at all, be it elsewhere or over."""
    return next(_dangers_in(text), None) is not None


def _dangers_in(text: str) -> Iterator[str]:
    """Those that are named by words which are no mere look-alike; the worst first."""
    for name, (words, unlike) in dangers().items():
        if words.search(text) and words.search(unlike.sub(" ", text)):
            yield name
