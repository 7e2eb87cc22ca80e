"""Who is asking: anybody one likes on this machine, else the owner of a token."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.web.errors import ApiError
from bot.web.settings import WebSettings
from handlers.rules.ids import PersonId

PersonOfToken = Callable[[str], Awaitable[PersonId | None]]
TOKEN_COOKIE = "weiguang_token"  # noqa: S105 - the cookie's name
_BEARER = "bearer "


async def nobody(_token: str) -> PersonId | None:
    """No token is anybody's."""
    return None


class Callers:
    """Tells who is asking."""

    def __init__(self, settings: WebSettings, person_of_token: PersonOfToken) -> None:
        """Take whether personas are allowed, and whose token is whose."""
        self._settings = settings
        self._person_of_token = person_of_token

    @property
    def may_choose(self) -> bool:
        """Whether one may choose whom to be."""
        return self._settings.allows_personas

    async def owner_of(self, request: web.Request) -> PersonId | None:
        """The owner of the request's token; None where one may choose whom to be. Raises ApiError 403."""
        if self.may_choose:
            return None
        token = _token_of(request)
        owner = await self._person_of_token(token) if token else None
        if owner is None:
            raise ApiError(403, "a valid token is needed: Authorization: Bearer …")
        return owner


def require_own(owner: PersonId | None, claimed: PersonId | None, field: str) -> None:
    """Raise ApiError 403 where somebody claims to be another than the token's owner."""
    if owner is not None and claimed is not None and claimed != owner:
        raise ApiError(403, "this is not the token's owner", field)


def _token_of(request: web.Request) -> str:
    header = request.headers.get("Authorization", "")
    if header.lower().startswith(_BEARER):
        return header[len(_BEARER) :].strip()
    return request.cookies.get(TOKEN_COOKIE, "")
