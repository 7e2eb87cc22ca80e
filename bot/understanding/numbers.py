"""Numbers in Chinese and Arabic digits, and in English words."""

import re

DIGITS = "零一二三四五六七八九"
CHINESE = r"[零一二两三四五六七八九十百]"
_VALUES = {**{digit: value for value, digit in enumerate(DIGITS)}, "两": 2}
_UNITS = {"十": 10, "百": 100}
_ENGLISH = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
    )
}
ENGLISH = "|".join(_ENGLISH)


def to_int(written: str) -> int | None:
    """The whole number: 12, 十二, 一百零一, twelve; None for what is none."""
    if written.isascii() and written.isdigit():
        return int(written)
    if written in _ENGLISH:
        return _ENGLISH[written]
    return _chinese(written) if re.fullmatch(f"{CHINESE}+", written) else None


def to_digits(written: str) -> str:
    """A door's number as digits: 501, 五零一, 五百零一 → "501"; letters stay as they are."""
    if not re.fullmatch(f"{CHINESE}+", written):
        return written
    if any(unit in written for unit in _UNITS):
        return str(_chinese(written))
    return "".join(str(_VALUES[digit]) for digit in written)


def _chinese(written: str) -> int:
    total, digit = 0, 0
    for letter in written:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _VALUES[letter]
    return total + digit
