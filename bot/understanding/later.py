"""Regular expressions that are compiled when first asked: a start waits for none of them."""

import re
from functools import cached_property
from typing import Any, cast


def later(expression: str, flags: int = 0) -> "re.Pattern[str]":
    """The expression, to be used like a compiled one."""
    return cast("re.Pattern[str]", _Later(expression, flags))


class _Later:
    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    @cached_property
    def _compiled(self) -> "re.Pattern[str]":
        return re.compile(self._expression, self._flags)

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has; kept, so that the next time nothing stands between."""
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
