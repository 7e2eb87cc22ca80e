"""Present danger. Where plain words name it, rules alone decide; signs of it are weighed by the model too.

A message is taken sentence by sentence: what was, what might be and what is over speak only for their own sentence,
and nothing for the rest of the message.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.understanding.vocabulary import DangerWords, Pattern, dangers, not_now, scan

_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;\n]*")


def danger_in(text: str) -> str | None:
    """The danger that a normalised text tells of, here and now; None for news, the past, drills and jokes."""
    if not tells_of_danger(text) or _says("never", text):
        return None
    if not _says("now", text) and (_says("elsewhere", text) or _says("over", text)):
        return None
    return next(_dangers_in(_present(text), is_urgent=_says("urgent", text)), None)


def is_plain(danger: str, text: str) -> bool:
    """Whether the danger that a text tells of is named by one of its own words, not by signs alone."""
    found = dangers()[danger]
    return found.words.search(found.not_here.sub(" ", _present(text))) is not None


@lru_cache(maxsize=8)
def tells_of_danger(text: str) -> bool:
    """Whether there is a danger in it at all, be it elsewhere or over."""
    return next(_dangers_in(text, is_urgent=_says("urgent", text)), None) is not None


def _dangers_in(text: str, *, is_urgent: bool = False) -> Iterator[str]:
    """Those that are named by words which are no mere look-alike; the worst first."""
    spoken_of = {group.split(".")[1] for group in scan(text).matches if group.startswith("dangers.")}
    for name, danger in dangers().items():
        if name in spoken_of and _is_named(danger, text, is_urgent=is_urgent):
            rest = danger.not_here.sub(" ", text)
            if rest == text or _is_named(danger, rest, is_urgent=is_urgent):
                yield name


def _is_named(danger: DangerWords, text: str, *, is_urgent: bool) -> bool:
    """One word is enough; a sign needs another sign, a trace, or an urgent text; a trace needs another."""
    if danger.words.search(text):
        return True
    signs = _count(danger.signs, text)
    return signs + _count(danger.traces, text) + (is_urgent and signs > 0) >= 2


def _count(pattern: Pattern, text: str) -> int:
    """How many of the expressions are in the text."""
    return scan(text).counts.get(pattern.name, 0)


def _present(text: str) -> str:
    """The text without the sentences that tell of what was, might be, or is over."""
    return " ".join(sentence for sentence in _SENTENCE.findall(text) if not _is_told(sentence))


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells of no danger that is there now; what comes to the present again does."""
    ended = max(_ends("past", sentence), _ends("supposed", sentence), _ends("over", sentence))
    return ended >= 0 and not _pattern("now").search(sentence[ended:])


def _ends(group: str, sentence: str) -> int:
    found = _pattern(group).search(sentence)
    return found.end() if found else -1


def _says(group: str, text: str) -> bool:
    return _pattern(group).search(text) is not None


def _pattern(group: str) -> Pattern:
    return not_now()[group]
