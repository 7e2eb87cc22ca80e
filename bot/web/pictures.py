"""Pictures: taken in at a bounded size, drawn anew without what the camera wrote into them, shown to who may see."""

import asyncio
import io
import secrets

from aiohttp import web
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.clock import Now
from bot.web.callers import Callers, require_own
from bot.web.errors import ApiError
from handlers.rules.ids import PersonId
from store.engine import Store
from store.pictures import Picture

LARGEST_UPLOAD = 8 * 1024 * 1024
_LONGEST_SIDE = 1600
_MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


class Pictures:
    """Takes pictures in, and shows them."""

    def __init__(self, store: Store, callers: Callers, now: Now) -> None:
        """Take the memory, who is asking, and the clock."""
        self._store = store
        self._callers = callers
        self._now = now

    async def post(self, request: web.Request) -> web.Response:
        """Take in the picture in the body; 201 with its id, which a message may carry."""
        owner = await self._callers.owner_of(request)
        sender = PersonId(request.query.get("from", ""))
        require_own(owner, sender, "from")
        async with self._store.read() as unit:
            if await unit.people.find(sender) is None:
                raise ApiError(404, "nobody has this id", "from")
        content = await asyncio.to_thread(redraw, await _read(request))
        picture = Picture(f"picture-{secrets.token_hex(12)}", sender, self._now(), "image/jpeg", content)
        async with self._store.write() as unit:
            await unit.pictures.put(picture)
        return web.json_response({"id": picture.id}, status=201)

    async def get(self, request: web.Request) -> web.Response:
        """The picture. Its id can't be guessed, and is told only to those who may see the message."""
        await self._callers.owner_of(request)
        async with self._store.read() as unit:
            picture = await unit.pictures.find(request.match_info["id"])
        if picture is None:
            raise ApiError(404, "there is no such picture")
        headers = {"Cache-Control": "private, max-age=604800, immutable"}
        return web.Response(body=picture.content, content_type=picture.type, headers=headers)


def redraw(raw: bytes) -> bytes:
    """The picture as a JPEG of at most 1,600 pixels a side, upright, with nothing else in it. Raises ApiError 400."""
    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ApiError(400, "the picture has too many pixels")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as fault:
        raise ApiError(400, "this is no picture: JPEG, PNG and WebP are taken") from fault
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    drawn = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(drawn, "JPEG", quality=_QUALITY)
    return drawn.getvalue()


async def _read(request: web.Request) -> bytes:
    """The body, read up to the limit. Raises ApiError 413 or 415."""
    if not request.content_type.startswith("image/"):
        raise ApiError(415, "the body must be a picture")
    received = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        received += chunk
        if len(received) > LARGEST_UPLOAD:
            raise ApiError(413, "the picture is larger than 8 MB")
    return bytes(received)
