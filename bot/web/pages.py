"""The page and what belongs to it: a fixed set of files, kept in memory, asked for anew each time by ETag."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from bot.web.errors import ApiError

STATIC = Path(__file__).parent / "static"
_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class _File:
    """A file's content as it is and packed, its media type and its ETag."""

    content: bytes
    packed: bytes
    type: str
    etag: str


class Pages:
    """Serves the files under `static/`; which they are is settled at the start, so no path leads elsewhere."""

    def __init__(self) -> None:
        """Read the files."""
        self._files = {path.name: _load(path) for path in STATIC.iterdir() if path.suffix in _TYPES}

    async def index(self, request: web.Request) -> web.Response:
        """The web chat."""
        return _serve(self._files["index.html"], request)

    async def file(self, request: web.Request) -> web.Response:
        """A script, a style sheet or a picture. Raises ApiError 404."""
        file = self._files.get(request.match_info["name"])
        if file is None:
            raise ApiError(404, "there is no such file")
        return _serve(file, request)


def _load(path: Path) -> _File:
    content = path.read_bytes()
    return _File(content, gzip.compress(content), _TYPES[path.suffix], sha256(content).hexdigest()[:16])


def _serve(file: _File, request: web.Request) -> web.Response:
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{file.etag}{"-gz" if is_packed else ""}"'
    headers = {"Cache-Control": "no-cache", "ETag": etag, "Vary": "Accept-Encoding"}
    if etag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    headers |= {"Content-Type": file.type} | ({"Content-Encoding": "gzip"} if is_packed else {})
    return web.Response(body=file.packed if is_packed else file.content, headers=headers)
