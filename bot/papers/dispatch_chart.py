"""A picture of what a simulation came to: waiting, load, notices, people disturbed."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.simulation.run import NEAREST, OURS, Outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK = {OURS: ("Weiguang 微光", "#c2410c"), NEAREST: ("nearest first", "#475569")}
_FONTS = [
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "PingFang SC",
]
_MOST_SHOWN = 4


def draw_chart(outcomes: Sequence[Outcome], file: Path, title: str) -> None:
    """Write a PNG with four panels. Raises OSError where the file can't be written."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import font_manager
    from matplotlib import pyplot as plt

    there = {font.name for font in font_manager.fontManager.ttflist}
    style: Any = {"font.family": [font for font in _FONTS if font in there], "font.size": 9}
    with plt.rc_context(style):
        figure, axes = plt.subplots(2, 2, figsize=(10, 7), layout="constrained")
        figure.suptitle(title, fontsize=12)
        for panel, axis in zip((_waiting, _load, _notices, _bars), axes.flat, strict=True):
            panel(axis, outcomes)
            axis.spines[["top", "right"]].set_visible(False)
        figure.savefig(file, dpi=130)
        plt.close(figure)


def _each(outcomes: Sequence[Outcome]) -> list[tuple[str, str, list[Outcome]]]:
    """The rankings there are, with name, colour and outcomes."""
    found = [(name, colour, [o for o in outcomes if o.ranking == code]) for code, (name, colour) in _LOOK.items()]
    return [each for each in found if each[2]]


def _waiting(axis: "Axes", outcomes: Sequence[Outcome]) -> None:
    for name, colour, found in _each(outcomes):
        waits = sorted(wait for outcome in found for wait in outcome.waits)
        axis.step(waits, [n / len(waits) for n in range(1, len(waits) + 1)], color=colour, label=name, where="post")
    axis.set(title="Time to the claim", xlabel="minutes", ylabel="share of those claimed", ylim=(0, 1.02))
    axis.set_xscale("symlog", linthresh=1)
    ticks = [0, 1, 2, 5, 10, 20, 60, 180, 600]
    axis.set_xticks(ticks, [str(tick) for tick in ticks])
    axis.set_xlim(0, 720)
    axis.grid(visible=True, alpha=0.25)
    axis.legend(frameon=False, loc="lower right")


def _load(axis: "Axes", outcomes: Sequence[Outcome]) -> None:
    """Lorenz curves."""
    axis.plot([0, 1], [0, 1], color="#cbd5e1", linewidth=1)
    for name, colour, found in _each(outcomes):
        jobs = _together([outcome.jobs for outcome in found])
        done = [0, *accumulate(n for n in sorted(jobs) for _ in range(jobs[n]))]
        shares = [n / (len(done) - 1) for n in range(len(done))]
        axis.plot(shares, [total / (done[-1] or 1) for total in done], color=colour, label=name)
    axis.set(title="Who does the jobs", xlabel="share of volunteers, those with fewest first", ylabel="share of jobs")
    axis.grid(visible=True, alpha=0.25)
    axis.legend(frameon=False, loc="upper left")


def _notices(axis: "Axes", outcomes: Sequence[Outcome]) -> None:
    """Shares of volunteers' weeks, on a logarithmic scale: what matters is rare."""
    each = _each(outcomes)
    width = 0.8 / len(each)
    for n, (name, colour, found) in enumerate(each):
        counts = _together([outcome.notices for outcome in found])
        total = sum(counts.values())
        folded = [*(counts[k] for k in range(_MOST_SHOWN)), sum(c for k, c in counts.items() if k >= _MOST_SHOWN)]
        places = [k + (n - (len(each) - 1) / 2) * width for k in range(_MOST_SHOWN + 1)]
        axis.bar(places, [count / total for count in folded], width, color=colour, label=name)
    axis.axhline(0.01, color="#94a3b8", linewidth=1, linestyle="--")
    axis.set_yscale("log")
    axis.set_xticks(range(_MOST_SHOWN + 1), [*map(str, range(_MOST_SHOWN)), f"{_MOST_SHOWN}+"])
    axis.set(title="Notices to one volunteer in one week", xlabel="notices", ylabel="share of weeks (line: 1 %)")
    axis.legend(frameon=False)


def _bars(axis: "Axes", outcomes: Sequence[Outcome]) -> None:
    each = _each(outcomes)
    width = 0.8 / len(each)
    names = {"served": "served\n(share)", "gini": "Gini\nof jobs", "disturbed_mean": "disturbed\n(÷ 10)"}
    scale = {"disturbed_mean": 10}
    for n, (name, colour, found) in enumerate(each):
        means = [sum(getattr(o.figures, f) for o in found) / len(found) / scale.get(f, 1) for f in names]
        places = [k + (n - (len(each) - 1) / 2) * width for k in range(len(names))]
        drawn = axis.bar(places, means, width, color=colour, label=name)
        axis.bar_label(drawn, [f"{m * scale.get(f, 1):.3g}" for m, f in zip(means, names, strict=True)], fontsize=8)
    axis.set_xticks(range(len(names)), list(names.values()))
    axis.set(title="In short", ylim=(0, 1.15))
    axis.legend(frameon=False)


def _together(counts: Sequence[Any]) -> Counter[int]:
    total: Counter[int] = Counter()
    for each in counts:
        total.update(each)
    return total
