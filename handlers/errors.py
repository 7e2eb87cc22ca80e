"""The errors of the house.

WeiguangError
├── RefusalError       somebody asked for what the rules don't allow; the dispatcher answers with its text
│   └── UnknownRequestError   no request has that number
└── FaultError         the house is at fault: retried, or logged with the message's id
    ├── StaleWriteError        the record changed meanwhile; the handler is run again
    └── AbsentError            a record that must be there is not
"""


class WeiguangError(Exception):
    """The root of all errors of this project."""


class RefusalError(WeiguangError):
    """A refusal with a text: `variant` is an attribute of the catalogue's `refusal`, `args` what it names."""

    def __init__(self, variant: str, **args: object) -> None:
        """Take the text's name, and its arguments."""
        super().__init__(variant)
        self.variant = variant
        self.args_of_text: dict[str, object] = args


class UnknownRequestError(RefusalError):
    """No request has that number."""

    def __init__(self, number: int) -> None:
        """Take the number that was asked for."""
        super().__init__("no-such-request", number=number)


class FaultError(WeiguangError):
    """The house is at fault."""


class StaleWriteError(FaultError):
    """The record was changed by somebody else since it was read."""


class AbsentError(FaultError):
    """A record that must be there is not."""
