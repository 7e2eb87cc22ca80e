"""The command line: `weiguang`, the same as `python -m bot`. What a command needs is imported when it runs."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
_HERE = Path("config.yaml")
_DEMOS = {"zh": Path("weiguang-demo.db"), "en": Path("weiguang-demo-en.db")}
_BEGAN = time.perf_counter()

app = typer.Typer(
    name="weiguang",
    help="Weiguang 微光: a chatbot that finds a neighbour's help in a community's group chat.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
admin = typer.Typer(help="Who runs the bot.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(admin, name="admin")

Config = Annotated[Path, typer.Option("--config", metavar="PATH", help="The configuration file.")]
Set = Annotated[
    list[str],
    typer.Option("--set", metavar="KEY=VALUE", help="Override a key for this run, as web.port=8099. May be repeated."),
]


@app.command(epilog="Examples: weiguang run · weiguang run --set web.port=8099 --set database.url=sqlite:///other.db")
def run(config: Config = _HERE, overrides: Set = []) -> None:  # noqa: B006 - typer's way
    """Start the bot with the gateways of the configuration, until Ctrl-C."""
    from bot.app import run as run_bot
    from bot.config import load_settings
    from bot.logs import configure_logs

    settings = load_settings(config, overrides)
    configure_logs(settings.form.log.level, settings.form.log.format)
    asyncio.run(run_bot(settings))


@app.command(epilog="Examples: weiguang demo · weiguang demo --lang en · weiguang demo --reset")
def demo(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Where the web chat listens.")] = 8080,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="The language of the community.")] = "zh",
    database: Annotated[Path | None, typer.Option(metavar="FILE", help="The demo's own database.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Remove the demo's database, and stop.")] = False,
) -> None:
    """Start the bot on a made-up community of 12,696 residents: nothing to register, nothing to set."""
    from bot.demo_run import remove, run_demo
    from bot.logs import configure_logs

    file = database or _DEMOS[lang]
    if reset:
        print("\n".join(remove(file)) or f"{file} is not there")  # noqa: T201
        return
    configure_logs("warning")
    asyncio.run(run_demo(file, lang, port, _BEGAN))


@app.command(epilog="Examples: weiguang link @王姐 · weiguang link wang")
def link(
    person: Annotated[str, typer.Argument(metavar="@NAME", help="Whose link: a name, or an id.")],
    config: Config = _HERE,
    overrides: Set = [],  # noqa: B006 - typer's way
) -> None:
    """Print a personal link, with a QR code, by which somebody comes into the web chat; the one before is void."""
    from bot.admin import issue_link
    from bot.config import load_settings

    issued = asyncio.run(issue_link(load_settings(config, overrides), person))
    print(f"{issued.qr}\n{issued.name}: {issued.url}")  # noqa: T201
    if issued.is_open_to_read:
        print("Without HTTPS anybody in the same network can read along: see docs/operators.md", file=sys.stderr)  # noqa: T201


@app.command(epilog="Examples: weiguang replay tests/conversations/*.yaml · weiguang replay --json party.yaml")
def replay(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcripts, as in tests/conversations.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON line per message.")] = False,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="Play on this database, which must be empty.")
    ] = None,
) -> None:
    """Play transcripts through the whole bot on a virtual clock, and say what did not hold."""
    from bot.logs import configure_logs
    from bot.replay import replay_files

    configure_logs("error")
    if not asyncio.run(replay_files(files, sys.stdout, as_json=as_json, database=database)):
        raise typer.Exit(FAILED)


@app.command(
    epilog="Examples: weiguang simulate · weiguang simulate --scenario new-years-eve --seeds 5 · "
    "weiguang simulate --days 7 --chart week.png · weiguang simulate --scenario flood --json"
)
def simulate(
    name: Annotated[
        str, typer.Option("--scenario", metavar="NAME", help="month, quarter, new-years-eve, flood or outage.")
    ] = "month",
    days: Annotated[
        float | None, typer.Option(min=0.04, max=400, help="How long; else as the scenario has it.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The first seed: the same one gives the same days.")] = 1,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="How many seeds to play, one after the other.")] = 1,
    parameters: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What to assume of people; else bot/simulation/parameters.toml.")
    ] = None,
    chart: Annotated[Path | None, typer.Option(metavar="FILE.png", help="Draw a picture too.")] = None,
    alone: Annotated[bool, typer.Option("--alone", help="Without the nearest-first baseline: twice as fast.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document instead of the table.")] = False,
) -> None:
    """Let a made-up community of 2,568 volunteers live through days and bursts, and say how well it was served."""
    from bot.logs import configure_logs
    from bot.simulation.command import Order, run_order

    configure_logs("critical")
    run_order(Order(name, days, range(seed, seed + seeds), parameters, chart, alone=alone, as_json=as_json), sys.stdout)


@app.command(epilog="""Example: echo '{"id": 1, "text": "我家停电了,谁能来看看?"}' | weiguang understand""")
def understand(
    now: Annotated[str | None, typer.Option(metavar="ISO", help="The moment that times are read against.")] = None,
    lang: Annotated[str, typer.Option(metavar="auto|zh|en", help="The language of the texts.")] = "auto",
) -> None:
    """Read JSON lines {"id", "text", "context"?} on standard input, write what each means, one JSON line each."""
    from bot.understanding.lines import BadOptionError, read_lines

    try:
        is_sound = read_lines(sys.stdin.buffer, sys.stdout, sys.stderr, now=now, lang=lang)
    except BadOptionError as fault:
        raise typer.BadParameter(str(fault)) from None
    if not is_sound:
        raise typer.Exit(BAD_INPUT)


@app.command("eval", epilog="Examples: weiguang eval · weiguang eval my-lines.jsonl")
def evaluate_lines(
    file: Annotated[Path | None, typer.Argument(help="Labelled lines; else our own held-out ones.")] = None,
) -> None:
    """Measure the understanding on labelled lines, and show where it goes most wrong."""
    from bot.understanding.corpus import read_corpus, read_lines_of, split
    from bot.understanding.evaluation import evaluate, report

    lines = read_lines_of(file) if file else split(read_corpus())[1]
    print("\n".join(report(evaluate(lines))))  # noqa: T201


@app.command(epilog="Example: weiguang train")
def train() -> None:
    """Learn the understanding anew from the labelled lines in bot/understanding/data (needs scikit-learn)."""
    from bot.understanding.corpus import read_corpus, split
    from bot.understanding.model import shipped_hash
    from bot.understanding.training import write

    learned, held_out = split(read_corpus())
    write(learned)
    print(f"Learned from {len(learned)} lines ({len(held_out)} kept apart). The model is {shipped_hash()}.")  # noqa: T201


@app.command(epilog="Examples: weiguang lessons · weiguang lessons bot/understanding/data/lines/taught.jsonl")
def lessons(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE.jsonl]", help="Where; else printed.")] = None,
    config: Config = _HERE,
    overrides: Set = [],  # noqa: B006 - typer's way
) -> None:
    """Write what staff taught as labelled lines, from which `weiguang train` learns when they lie with the others."""
    from bot.config import load_settings
    from bot.lessons import export

    count = asyncio.run(export(load_settings(config, overrides), file, sys.stdout))
    if file:
        print(f"{count} lessons are in {file}.")  # noqa: T201


@app.command(epilog="Examples: weiguang check · weiguang check --config /etc/weiguang.yaml")
def check(config: Config = _HERE, overrides: Set = []) -> None:  # noqa: B006 - typer's way
    """Look at the configuration, the database and the gateways, and say what to do about each fault."""
    from bot.checks import check as check_all
    from bot.config import load_settings

    findings = asyncio.run(check_all(load_settings(config, overrides)))
    for finding in findings:
        print("✗" if finding.is_fault else "✓", f"{finding.subject}: {finding.said}")  # noqa: T201
    if any(finding.is_fault for finding in findings):
        raise typer.Exit(FAILED)


@app.command(epilog="Example: weiguang migrate --set database.url=sqlite:///other.db")
def migrate(config: Config = _HERE, overrides: Set = []) -> None:  # noqa: B006 - typer's way
    """Bring the database's tables up to this version; `run` does so by itself."""
    from bot.config import load_settings
    from store.engine import open_store

    async def bring_up(url: str) -> None:
        store = await open_store(url)
        try:
            await store.migrate()
        finally:
            await store.close()

    settings = load_settings(config, overrides)
    asyncio.run(bring_up(settings.database_url))
    print("The database is up to date.")  # noqa: T201


@admin.command(epilog="Example: weiguang admin code")
def code(config: Config = _HERE, overrides: Set = []) -> None:  # noqa: B006 - typer's way
    """Print a code, good once and for a day, by which the first administrator binds their id."""
    from bot.admin import issue_code
    from bot.config import load_settings

    issued = asyncio.run(issue_code(load_settings(config, overrides)))
    print(f"{issued}\n私聊机器人发送：/绑定 {issued}（一天内有效，只能用一次）")  # noqa: T201
    print(f"Write to the bot in private: /bind {issued}   (good once, for a day)")  # noqa: T201


def main() -> None:
    """Run the command line; a user's mistake ends in one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_status_of(lambda: app(standalone_mode=False, prog_name="weiguang")))


def _status_of(command: Callable[[], Any]) -> int:
    try:
        status = command()
    except typer.TyperException as fault:
        return _refuse(fault.format_message())
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as fault:  # noqa: BLE001 - sorted into theirs and ours below
        return _refuse_what_is_theirs(fault)
    return int(status or 0)


def _refuse_what_is_theirs(fault: Exception) -> int:
    from bot.web.errors import CannotListenError
    from handlers.errors import WeiguangError

    if not isinstance(fault, WeiguangError | CannotListenError):
        raise fault
    return _refuse(str(fault))


def _refuse(said: str) -> int:
    print(said, file=sys.stderr)  # noqa: T201
    return BAD_INPUT


if __name__ == "__main__":
    main()
