"""How the web chat listens, whom it lets in, and how much it takes."""

import errno
import ipaddress
from dataclasses import dataclass

_HIGHEST_PORT = 65_535


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

    @property
    def listens_on(self) -> str:
        """`host:port` as a browser takes it."""
        bare = self.host.strip("[]")
        return f"[{bare}]:{self.port}" if ":" in bare else f"{bare}:{self.port}"

    @property
    def contradiction(self) -> str | None:
        """What would leave nobody who may come in, and what to write instead; None where all is well."""
        if self.is_loopback or self.hosts:
            return None
        said = f"web.host {self.host} is open to others, but web.hosts names no address that they may use"
        return f"{said}: write web.hosts: [chat.example.org]"

    def why_not_listening(self, fault: OSError | UnicodeError) -> str:
        """One sentence about a host and port that can't be listened on, with what to do."""
        reason = fault.errno if isinstance(fault, OSError) else None
        if reason == errno.EADDRINUSE:
            other = self.port + 1 if self.port < _HIGHEST_PORT else self.port - 1
            return (
                f"{self.listens_on} is in use by another program: choose another port, as with --set web.port={other}"
            )
        if reason == errno.EACCES:
            return f"{self.listens_on} can't be listened on by this user: choose a port from 1024 on, as web.port: 8080"
        return f"{self.host} is no address of this machine: write web.host: 127.0.0.1"


def _is_loopback_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
