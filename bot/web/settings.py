"""How the web chat listens, whom it lets in, and how much it takes."""

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings under `web:` in config.yaml.

    `port` 0 picks a free one. `hosts` are the names (`chat.example.org`, with or without port) under which people
    reach a listener that is not theirs alone; `address` (`https://chat.example.org`) is what personal links begin with,
    where that can't be told from the rest. `max_body` is in bytes, `max_text` in characters. Each person may
    send `flood_burst` messages at once, and `flood_per_second` in the long run; pictures, `picture_burst` and
    `pictures_per_second`.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    personas: bool = True
    hosts: tuple[str, ...] = ()
    address: str | None = None
    max_body: int = 65_536
    max_text: int = 4_000
    flood_burst: int = 60
    flood_per_second: float = 10.0
    picture_burst: int = 20
    pictures_per_second: float = 0.2
    max_listeners: int = 1_000
    bot_name: str = "微光"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the listener."""
        return self.host == "localhost" or _is_loopback_address(self.host.strip("[]"))

    @property
    def allows_personas(self) -> bool:
        """Whether anybody may choose whom to be: on loopback only, and not behind a proxy, as `hosts` tells."""
        return self.personas and self.is_loopback and not self.hosts


def _is_loopback_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
