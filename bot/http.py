"""Calls to outside services: the one way out over HTTP."""

import json
from types import TracebackType
from typing import Any, Self

import aiohttp

from handlers.errors import FaultError

_LONGEST_ANSWER = 65_536
_OK = 200


class OutsideError(FaultError):
    """An outside service did not answer as it should. `status` is its HTTP status, None where there was no answer.

    Its text holds nothing of what was sent or answered.
    """

    def __init__(self, why: str, status: int | None = None) -> None:
        """Take what is wrong, in a few words of ours."""
        super().__init__(why)
        self.status = status


class Outside:
    """A client for JSON: no cookies, no redirects, no proxy of the environment, small answers. Used in `async with`."""

    async def __aenter__(self) -> Self:
        """Open the connections."""
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close them."""
        await self._session.close()

    async def post_json(self, url: str, body: Any, *, bearer: str | None) -> Any:
        """The JSON with which that address answers. Raises OutsideError; the caller sets the deadline."""
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        try:
            async with self._session.post(url, json=body, headers=headers, allow_redirects=False) as answer:
                if answer.status != _OK:
                    raise OutsideError(f"status {answer.status}", answer.status)
                return _parsed(await _read(answer))
        except (aiohttp.ClientError, OSError, ValueError) as fault:
            raise OutsideError(f"no answer ({type(fault).__name__})") from fault


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_LONGEST_ANSWER):
        content += chunk
        if len(content) > _LONGEST_ANSWER:
            raise OutsideError("the answer is too long", _OK)
    return bytes(content)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise OutsideError("the answer is no JSON", _OK) from None
