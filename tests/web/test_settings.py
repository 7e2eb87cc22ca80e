"""Where the web chat can't listen, it says so in a sentence with what to do."""

import errno
import socket

import pytest

from bot.web.settings import WebSettings

WEB = WebSettings(host="127.0.0.1", port=80)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            PermissionError(errno.EACCES, "denied"),
            "127.0.0.1:80 can't be listened on by this user: choose a port from 1024",
        ),
        (OSError(errno.EADDRINUSE, "in use"), "127.0.0.1:80 is in use by another program"),
        (OSError(errno.EADDRNOTAVAIL, "not here"), "127.0.0.1 is no address of this machine"),
        (socket.gaierror(-2, "not known"), "127.0.0.1 is no address of this machine"),
        (UnicodeError("label too long"), "127.0.0.1 is no address of this machine"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_why_it_does_not_listen(fault: OSError | UnicodeError, said: str) -> None:
    assert WEB.why_not_listening(fault).startswith(said)


def test_a_listener_that_is_open_to_others_must_name_its_addresses() -> None:
    assert WebSettings(host="0.0.0.0").contradiction  # noqa: S104 - never listened on
    assert WebSettings(host="0.0.0.0", hosts=("chat.example.org",)).contradiction is None  # noqa: S104
    assert WEB.contradiction is None
