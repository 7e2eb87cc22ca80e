"""Text that can be kept and sent: whole characters only."""


def in_whole_characters(text: str) -> str:
    """The text with the two halves of a character joined, and U+FFFD for a half whose other one is missing."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
