"""The page and what belongs to it: a fixed set of files, read where they are, asked for anew each time by ETag."""

from collections.abc import Mapping
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


class Pages:
    """Serves the files under `static/`; which they are is settled at the start, so no path leads elsewhere."""

    def __init__(self) -> None:
        """List the files."""
        self._files = {path.name: path for path in STATIC.iterdir() if path.suffix in _TYPES}

    async def index(self, _request: web.Request) -> web.FileResponse:
        """The web chat."""
        return _serve(self._files["index.html"])

    async def file(self, request: web.Request) -> web.FileResponse:
        """A script, a style sheet or a picture. Raises ApiError 404."""
        path = self._files.get(request.match_info["name"])
        if path is None:
            raise ApiError(404, "there is no such file")
        return _serve(path)


def _serve(path: Path) -> web.FileResponse:
    return web.FileResponse(path, headers={"Content-Type": _TYPES[path.suffix], "Cache-Control": "no-cache"})
