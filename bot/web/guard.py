"""Who gets through at all: no rebound name, no cross-site page; and what every answer carries."""

import re
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.web.errors import ApiError
from bot.web.settings import WebSettings

log = structlog.get_logger()

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?")
_LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_NOT_OURS = (
    "这个网址打不开微光：请打开启动时显示的网址，或者请管理员把这个网址写进 config.yaml 的 web.hosts。\n\n"
    "Weiguang does not answer under this address: open the one that it printed at its start, "
    "or add this one to web.hosts in config.yaml.\n"
)
_OWN_SITE = frozenset({"same-origin", "none"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "weiguang",
}


def guarding(settings: WebSettings) -> Middleware:
    """The middleware that refuses, with 403, every request to another name or from another site."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = _host_of(request)
        if not _is_ours(host, _own_port(request), settings):
            return _refuse_name(request)
        if _comes_from_elsewhere(request, host):
            raise ApiError(403, "requests from other sites are refused")
        return await handler(request)

    return guard


def answering_errors() -> Middleware:
    """The middleware that answers every error as JSON; a fault of ours is logged without any text."""

    @web.middleware
    async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except ApiError as refusal:
            return _answer(refusal.status, refusal.error, refusal.field, refusal.headers)
        except web.HTTPException as refusal:
            kept = {name: value for name, value in refusal.headers.items() if name == "Allow"}
            return _answer(refusal.status, refusal.reason.lower(), None, kept)
        except Exception as fault:  # noqa: BLE001 - nobody is told what broke, and the server goes on
            log.error("request failed", path=request.path, fault=fault)
            return _answer(500, "something broke on our side: try again", None, {})

    return answer_errors


async def add_security_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on any answer; one that says nothing of caching is not kept by anybody."""
    response.headers.update(SECURITY_HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")


def _refuse_name(request: web.Request) -> web.Response:
    """Programs are told in JSON, people in a sentence. Raises ApiError 403."""
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", ""):
        raise ApiError(403, "this name is not ours: open the address that Weiguang printed, or add it to web.hosts")
    return web.Response(status=403, text=_NOT_OURS)


def _answer(status: int, error: str, field: str | None, headers: dict[str, str]) -> web.Response:
    return web.json_response({"error": error, "field": field}, status=status, headers=headers)


def _host_of(request: web.Request) -> str:
    """The one Host header, in lower case; empty where there is none, or several."""
    given = request.headers.getall("Host", [])
    return given[0].lower() if len(given) == 1 else ""


def _own_port(request: web.Request) -> int:
    """The port that the request came in by."""
    sockname = request.transport.get_extra_info("sockname") if request.transport else None
    return int(sockname[1]) if sockname else 0


def _is_ours(host: str, port: int, settings: WebSettings) -> bool:
    parsed = _HOST.fullmatch(host)
    if parsed is None:
        return False
    name = parsed[1]
    if settings.is_loopback and name in _LOOPBACK_NAMES and int(parsed[2] or 80) == port:
        return True
    return any(allowed.lower() in {host, name} for allowed in settings.hosts)


def _comes_from_elsewhere(request: web.Request, host: str) -> bool:
    """Whether the browser says so: by Origin anywhere, by Sec-Fetch-Site for all but the pages themselves."""
    origins = request.headers.getall("Origin", [])
    if any(not _is_same(origin, host) for origin in origins):
        return True
    site = request.headers.get("Sec-Fetch-Site", "none")
    return request.path.startswith("/api/") and site not in _OWN_SITE


def _is_same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return False
    default = _DEFAULT_PORTS.get(parts.scheme)
    if default is None:
        return False
    return parts.netloc.removesuffix(default) == host.removesuffix(default)
