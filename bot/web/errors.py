"""What a request is refused with, and why a listener can't start."""

from collections.abc import Mapping


class ApiError(Exception):
    """A refusal with an HTTP status; `field` names what was wrong with the request, where something was."""

    def __init__(
        self, status: int, error: str, field: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Take the status, a sentence without any of the request's text, the field, and further headers."""
        super().__init__(error)
        self.status = status
        self.error = error
        self.field = field
        self.headers = dict(headers or {})


class CannotListenError(Exception):
    """The web chat can't be listened for there; the message is one sentence that says what to do."""
