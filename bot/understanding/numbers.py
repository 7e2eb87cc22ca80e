"""Numbers in Chinese and Arabic digits, and in English words."""

from bot.understanding.later import later

DIGITS = "零一二三四五六七八九"
CHINESE = r"[零一二两三四五六七八九十百]"
_VALUES = {**{digit: value for value, digit in enumerate(DIGITS)}, "两": 2}
_UNITS = {"十": 10, "百": 100}
_WRITTEN = later(f"{CHINESE}+")
_ENGLISH = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
}
_MORE = {
    "a": 1, "an": 1, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45,
    "fifty": 50,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
    "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27,
    "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
_WORDS = _ENGLISH | _MORE | _ORDINALS
ENGLISH = "|".join(_ENGLISH)
ORDINALS = "|".join(_ORDINALS)


def to_int(written: str) -> int | None:
    """The whole number: 12, 十二, 一百零一, twelve, third; None for what is none."""
    if written.isascii():
        if written.isdigit():
            return int(written)
        return _WORDS.get(written)
    return _chinese(written) if _WRITTEN.fullmatch(written) else None


def to_digits(written: str) -> str:
    """A door's number as digits: 501, 五零一, 五百零一 → "501"; letters stay as they are."""
    if written.isascii() or not _WRITTEN.fullmatch(written):
        return written
    if any(unit in written for unit in _UNITS):
        return str(_chinese(written))
    return "".join(str(_VALUES[digit]) for digit in written)


def _chinese(written: str) -> int:
    """Read with its units (二十一), or digit by digit where there are none (五零 → 50)."""
    if len(written) > 1 and not any(unit in written for unit in _UNITS):
        return int("".join(str(_VALUES[digit]) for digit in written))
    total, digit = 0, 0
    for letter in written:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _VALUES[letter]
    return total + digit
