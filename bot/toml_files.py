"""TOML that people write: plain data, with the places of its keys."""

import re
import tomllib
from pathlib import Path

from bot.documents import BadFileError, Document, Fault, Mark, Route, decode, read_bytes

_HEADER = re.compile(r"\[([\w.\-]+)\]\s*(?:#.*)?")
_KEY = re.compile(r"([\w\-]+)\s*=\s*")
_AT = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")


def read_toml(path: Path) -> Document:
    """The file as plain data with places. Raises BadFileError where it is no TOML, or can't be read."""
    source = str(path)
    text = decode(read_bytes(path), source)
    try:
        return Document(source, tomllib.loads(text), *_places(text, source))
    except tomllib.TOMLDecodeError as fault:
        raise BadFileError([_malformed(fault, text, source)]) from None


def _malformed(fault: tomllib.TOMLDecodeError, text: str, source: str) -> Fault:
    found = _AT.search(str(fault))
    line, column = (int(found.group(1)), int(found.group(2))) if found and found.group(1) else (text.count("\n") + 1, 1)
    said = _AT.sub("", str(fault))
    return Fault(Mark(source, line, column), f"this is no TOML: {said[:1].lower()}{said[1:]}")


def _places(text: str, source: str) -> tuple[dict[Route, Mark], dict[Route, Mark]]:
    """Where tables and keys begin; what stands inside a line has the place of its line."""
    values: dict[Route, Mark] = {(): Mark(source, 1, 1)}
    keys: dict[Route, Mark] = {}
    table: Route = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line.strip()):
            table = tuple(header.group(1).split("."))
            for end in range(1, len(table) + 1):
                values.setdefault(table[:end], Mark(source, number, 1))
                keys.setdefault(table[:end], Mark(source, number, 1))
        elif key := _KEY.match(line):
            route = (*table, key.group(1))
            keys[route], values[route] = Mark(source, number, 1), Mark(source, number, key.end() + 1)
    return values, keys
