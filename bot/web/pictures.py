"""Pictures: taken in at a bounded size, drawn anew without what the camera wrote into them, shown to who may see."""

import asyncio
import io
import secrets
from datetime import UTC, datetime, timedelta

from aiohttp import web
from PIL import Image, ImageOps, UnidentifiedImageError

from bot.web.callers import require_own
from bot.web.errors import ApiError
from bot.web.flood import Flood
from bot.web.intake import Intake
from handlers.rules.ids import PersonId
from store.pictures import Picture

LARGEST_UPLOAD = 8 * 1024 * 1024
UNSENT_FOR = timedelta(days=1)
_LONGEST_SIDE = 1600
_MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


class Pictures:
    """Takes pictures in, and shows them. One that no message carries within a day is removed."""

    def __init__(self, intake: Intake) -> None:
        """Take what taking in needs."""
        self._in = intake
        self._flood = Flood(intake.settings.picture_burst, intake.settings.pictures_per_second, intake.now)
        self._tidied = datetime.min.replace(tzinfo=UTC)

    async def post(self, request: web.Request) -> web.Response:
        """Take in the picture in the body; 201 with its id, which a message may carry."""
        owner = await self._in.callers.owner_of(request)
        sender = PersonId(request.query.get("from", ""))
        require_own(owner, sender, "from")
        async with self._in.store.read() as unit:
            if await unit.people.find(sender) is None:
                raise ApiError(404, "nobody has this id", "from")
        self._flood.hold_back(sender, "pictures")
        content = await asyncio.to_thread(redraw, await _read(request))
        picture = Picture(f"picture-{secrets.token_hex(12)}", sender, self._in.now(), "image/jpeg", content)
        await self._keep(picture)
        return web.json_response({"id": picture.id}, status=201)

    async def get(self, request: web.Request) -> web.Response:
        """The picture. Its id can't be guessed, and is told only to those who may see the message.

        A browser may keep it but asks each time whether it is still there: it may have been taken back.
        """
        await self._in.callers.owner_of(request)
        async with self._in.store.read() as unit:
            picture = await unit.pictures.find(request.match_info["id"])
        if picture is None:
            raise ApiError(404, "there is no such picture")
        answer = web.Response(content_type=picture.type, headers={"Cache-Control": "private, no-cache"})
        answer.etag = picture.id
        if any(tag.value == picture.id for tag in request.if_none_match or ()):
            answer.set_status(304)
        else:
            answer.body = picture.content
        return answer

    async def _keep(self, picture: Picture) -> None:
        """Keep it, and once a day remove what was never sent."""
        async with self._in.store.write() as unit:
            await unit.pictures.put(picture)
            if picture.at - self._tidied > UNSENT_FOR:
                await unit.pictures.forget_unsent_before(picture.at - UNSENT_FOR)
                self._tidied = picture.at


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
