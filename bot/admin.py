"""Who comes first: a code printed on the console makes its bearer the administrator."""

import secrets
from datetime import timedelta

from bot.clock import wall_clock
from bot.config import Settings
from store.engine import open_store

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
_LENGTH = 8
_GOOD_FOR = timedelta(days=1)


async def issue_code(settings: Settings) -> str:
    """A new single-use code, kept only as a digest. Raises StoreUnavailableError."""
    issued = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    store = await open_store(settings.database_url)
    try:
        await store.migrate()
        async with store.write() as unit:
            await unit.codes.issue(issued, "admin", wall_clock() + _GOOD_FOR)
    finally:
        await store.close()
    return issued
