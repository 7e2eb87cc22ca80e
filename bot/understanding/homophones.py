"""`python -m bot.understanding.homophones [FILE …] > slips.txt`: which misspellings by sound are worth knowing.

Of every word for things that break and what befalls people: the word with one letter replaced by another that sounds
the same but for its tone (and zh, ch, sh, -ng as many speak them), unless that is a word itself, or stands in one of
our own lines that need nothing, in two of the others, or in the ordinary texts given as files. What is left nobody
writes on purpose.
"""

import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

from bot.understanding.corpus import read_corpus
from bot.understanding.normalise import normalise
from bot.understanding.slips import LONGEST

_THINGS = ("appliance", "lights", "electric", "pipes", "heating", "door", "medicine", "fix")
_STATES = ("broken", "water_out", "dark", "shut_out", "symptom", "alarm")
CLASSES = frozenset({*_THINGS, *_STATES})
COMMON = 2500  # letters that people meet; rarer ones no keyboard offers first
_WORD = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST}}}")
_RETROFLEX = re.compile(r"^([zcs])h")
_NASAL = re.compile(r"([ie]n)g$")


def main(paths: Iterable[str]) -> None:
    """Print each word with its slips."""
    lines = read_corpus()
    texts = [line.text for line in lines if line.intent == "none"]
    texts += [text for path in paths for text in Path(path).read_text(encoding="utf-8", errors="ignore").splitlines()]
    plain = [normalise(text).replace(" ", "") for text in texts]
    others = [normalise(line.text) for line in lines if line.intent != "none"]
    slips = _without(dict(misspellings(domain_words(), plain)), plain, most=0)
    slips = _without(slips, others, most=1)
    sys.stdout.write(f"# Made by homophones.py: a word, then its slips. None stands in {len(plain)} ordinary texts.\n")
    by_word: dict[str, list[str]] = defaultdict(list)
    for slip, word in slips.items():
        by_word[word].append(slip)
    sys.stdout.writelines(" ".join([word, *its]) + "\n" for word, its in by_word.items())


def domain_words() -> list[str]:
    """The words of those classes of the lexicon."""
    lexicon = tomllib.loads((Path(__file__).parent / "data" / "lexicon.toml").read_text(encoding="utf-8"))
    told = [words.split() for section in lexicon.values() for name, words in section.items() if name in CLASSES]
    return list(dict.fromkeys(word for words in told for word in words if _WORD.fullmatch(word)))


def misspellings(words: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each word with one letter replaced by one of the same sound, and the word."""
    alike, known = _alike(texts), dict.fromkeys(words)
    for word in known:
        for at, letter in enumerate(word):
            for other in alike[_sound(letter)]:
                slip = word[:at] + other + word[at + 1 :]
                if slip not in known and slip not in PHRASES_DICT:
                    yield slip, word


def _without(slips: dict[str, str], texts: Iterable[str], *, most: int) -> dict[str, str]:
    """The slips that stand no more than so many times in the texts."""
    counted: Counter[str] = Counter()
    for text in texts:
        runs = (text[start : start + n] for n in range(2, LONGEST + 1) for start in range(len(text) - n + 1))
        counted.update(run for run in runs if run in slips)
    return {slip: word for slip, word in slips.items() if counted[slip] <= most}


def _alike(texts: Iterable[str]) -> dict[str, list[str]]:
    """The common letters, by sound."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    by_sound: dict[str, list[str]] = defaultdict(list)
    for letter, _ in counted.most_common(COMMON):
        if "\u4e00" <= letter <= "\u9fff":
            by_sound[_sound(letter)].append(letter)
    return by_sound


def _sound(letter: str) -> str:
    return _NASAL.sub(r"\1", _RETROFLEX.sub(r"\1", lazy_pinyin(letter)[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
