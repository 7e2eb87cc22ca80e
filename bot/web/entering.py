"""`GET /in/TOKEN`: a person comes in by the personal link that staff handed out."""

from aiohttp import web

from bot.web.callers import TOKEN_COOKIE, PersonOfToken

_A_YEAR = 365 * 24 * 3600


class Entering:
    """Turns a personal link into a cookie that scripts can't read."""

    def __init__(self, person_of_token: PersonOfToken) -> None:
        """Take whose token is whose."""
        self._person_of_token = person_of_token

    async def get(self, request: web.Request) -> web.Response:
        """Go to the page; with the cookie where the link is somebody's, without it where it is nobody's any more."""
        token = request.match_info["token"]
        answer = web.Response(status=303, headers={"Location": "/"})
        if await self._person_of_token(token) is not None:
            is_secure = request.headers.get("X-Forwarded-Proto", request.scheme) == "https"
            answer.set_cookie(
                TOKEN_COOKIE, token, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=is_secure, path="/"
            )
        return answer
