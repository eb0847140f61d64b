"""Lab: LSTM, GRU or a simple RNN. What each costs, what each can carry over a delay, and which one to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from core.labs.compared.cost import operations, parameters, width
from core.labs.compared.names import CELLS, CHECKED, DELAYS, LONGEST, SEEDS, SERIES, SIZES, TASKS, WIDTH
from core.labs.compared.verdict import Choice as Taken
from core.labs.compared.verdict import choose, interval
from core.labs.knobs import Choice, Whole, Words
from core.labs.lab import Lab, NumberExercise, Source, Story
from core.labs.shipped import Shipped, grid
from core.messages import M, Message, Percent

PLACE = "core.labs.compared"
DELAYED = Shipped("compared", "delays", f"{PLACE}.experiment:delays", grid(task=TASKS, size=SIZES), heavy=True)
SKILLS = Shipped("compared", "series", f"{PLACE}.experiment:skills", grid(series=SERIES, size=SIZES), heavy=True)
TIMES = Shipped(
    "compared", "times", f"{PLACE}.timing:step_times", grid(inputs=(2,), hidden=(WIDTH,), size=SIZES), heavy=True
)
"""Measured where the lab was made; a page measures again on its own machine when asked."""

TITLES = {"lstm": M("LSTM"), "gru": M("GRU"), "elman": M("Simple RNN")}
Scores = Mapping[str, Sequence[float]]


def costs(size: str) -> dict[str, float]:
    """cell -> operations a step on the adding task."""
    return {cell: float(operations(cell, 2, width(cell, 2, size))) for cell in CELLS}


def delayed(task: str, size: str, after: int) -> dict[str, list[float]]:
    """cell -> the share of right answers of each seed, mean over DELAYS."""
    found, row = DELAYED(task=task, size=size), CHECKED.index(after)
    return {cell: [fmean(seed[row]) for seed in found[cell]] for cell in CELLS}


def verdict(scores: Scores, size: str) -> Message:
    """Which one to take, and on what grounds, from the scores of every seed."""
    choice = choose(scores, costs(size))
    best = interval(scores[choice.best])
    told = M(
        "{best} is first with {mean} (95 % interval from {low} to {high}).",
        best=TITLES[choice.best],
        mean=Percent(best.mean, 1),
        low=Percent(best.low, 1),
        high=Percent(min(best.high, 1.0), 1),
    )
    told = M("{told} {advice}", told=told, advice=advice(choice))
    if not choice.unsettled:
        return told
    return M(
        "{told} Not settled by {seeds} seeds: {unsettled}, which may be more than two points worse or no worse at all.",
        told=told,
        seeds=len(SEEDS),
        unsettled=[TITLES[cell] for cell in choice.unsettled],
    )


def advice(choice: Taken) -> Message:
    """Which cell to take, by what is shown."""
    if not choice.equal and not choice.unsettled:
        return M("Take it: both others are worse by more than chance explains.")
    if not choice.equal:
        return M("Take it: no other is shown to be as good.")
    return M(
        "Shown to be at most two points worse, if at all: {equal}. Take {take}, the one of these with the fewest "
        "operations a step.",
        equal=[TITLES[cell] for cell in choice.equal],
        take=TITLES[choice.take],
    )


def choices() -> list[Taken]:
    """The choice in every comparison that is shipped."""
    found = [choose(delayed(task, size, after), costs(size)) for task in TASKS for size in SIZES for after in CHECKED]
    return found + [choose(SKILLS(series=name, size=size), costs(size)) for name in SERIES for size in SIZES]


def overall() -> Message:
    """In how many of all comparisons each cell is the best, or shown to be as good."""
    found = choices()
    counts = {cell: sum(cell in (choice.best, *choice.equal) for choice in found) for cell in CELLS}
    return M(
        "Of {count} comparisons in this lab the LSTM is the best or shown to be as good in {lstm}, the GRU in {gru}, "
        "the simple RNN in {elman}.",
        count=len(found),
        **counts,
    )


def gates_carry() -> bool:
    """After a long training LSTM and GRU are right nearly always at a delay of 40, the simple network is not."""
    found, place = DELAYED(task="adding", size="width"), DELAYS.index(LONGEST)
    far = {cell: fmean(row[-1][place] for row in found[cell]) for cell in CELLS}
    return far["lstm"] > 0.9 and far["gru"] > 0.9 and far["elman"] < 0.5


def the_gru_is_sooner() -> bool:
    """After the short training the GRU is first on both tasks, and on adding the others are worse beyond chance."""
    found = {task: choose(delayed(task, "width", CHECKED[0]), costs("width")) for task in TASKS}
    return all(choice.best == "gru" for choice in found.values()) and not (
        found["adding"].equal or found["adding"].unsettled
    )


def fewer_operations_take_longer() -> bool:
    """The GRU has a quarter fewer parameters and fewer operations than the LSTM, and took longer, both ways."""
    times = TIMES(inputs=2, hidden=WIDTH, size="width")
    fewer = 4 * parameters("gru", 2, WIDTH) == 3 * parameters("lstm", 2, WIDTH)
    slower = all(one > other for one, other in zip(times["gru"], times["lstm"], strict=True))
    return fewer and costs("width")["gru"] < costs("width")["lstm"] and slower


def less_on_a_series() -> bool:
    """In Seattle all three beat the last value, within ten points; in San Francisco none is worse beyond chance."""
    found = SKILLS(series="seattle-weather", size="width")
    means = [fmean(found[cell]) for cell in CELLS]
    hours = choose(SKILLS(series="sf-hourly", size="width"), costs("width"))
    level = len((hours.best, *hours.equal, *hours.unsettled)) == len(CELLS)
    return max(means) - min(means) < 0.1 and min(means) > 0 and level


def gru_width() -> float:
    """Units of a GRU with about as many parameters as an LSTM of 24."""
    return float(width("gru", 2, "parameters"))


LAB = Lab(
    name="compared",
    title=M("LSTM, GRU or a simple RNN"),
    question=M("Which should I take: LSTM, GRU or a simple RNN, and what does each cost?"),
    stories=(
        Story(
            "delay",
            M("Gates carry it over"),
            M(
                "Two marked numbers are to be added, up to 60 steps apart. After 1000 updates LSTM and GRU are right "
                "nearly always at a delay of 40; the simple RNN with as many units is right in fewer than half."
            ),
            {"view": "delay", "task": "adding", "size": "width", "after": "1000"},
            gates_carry,
            ("task", "size", "after"),
        ),
        Story(
            "sooner",
            M("The GRU learns sooner"),
            M(
                "The same networks after 400 updates: now the GRU is ahead. Whether LSTM or GRU is better depends on "
                "how long one trains, so a comparison that does not say so is worth little."
            ),
            {"view": "delay", "task": "adding", "size": "width", "after": "400"},
            the_gru_is_sooner,
            ("task", "size", "after"),
        ),
        Story(
            "cost",
            M("Fewer operations, more time"),
            M(
                "A GRU has three quarters of the parameters of an LSTM of the same width and needs fewer operations. "
                "Where this lab was made it took longer all the same, in both directions: torch has a faster kernel "
                "for the LSTM. Measure on your machine."
            ),
            {"view": "cost", "size": "width"},
            fewer_operations_take_longer,
            ("hidden", "size"),
        ),
        Story(
            "real",
            M("On a real series it matters less"),
            M(
                "Tomorrow's warmth in Seattle from the last 28 days: all three beat the last value, and fewer than ten "
                "points lie between the best and the worst. On San Francisco's hours no cell is worse than the best "
                "by more than chance explains. Without a long delay the gates have little to carry."
            ),
            {"view": "series", "series": "seattle-weather", "size": "width"},
            less_on_a_series,
            ("series", "size"),
        ),
    ),
    knobs=(
        Choice(
            name="view",
            label=M("View"),
            options={
                "delay": M("By delay"),
                "cost": M("What it costs"),
                "series": M("On a series"),
                "race": M("Train all three"),
            },
        ),
        Choice(
            name="task",
            label=M("Task"),
            options={"adding": M("Adding"), "copy": M("Copying")},
            when={"view": ("delay", "race")},
        ),
        Choice(name="size", label=M("Equal"), options={"width": M("Width"), "parameters": M("Parameters")}),
        Choice(
            name="after",
            label=M("Training"),
            options={"1000": M("1000 updates"), "400": M("400 updates")},
            when={"view": ("delay",)},
        ),
        Choice(
            name="series",
            label=M("Series"),
            options={
                "seattle-weather": M("Seattle's warmth"),
                "sf-hourly": M("San Francisco's hours"),
                "aapl": M("Apple's price"),
                "own": M("Your numbers"),
            },
            when={"view": ("series",)},
        ),
        Words(name="own", label=M("Your numbers"), when={"view": ("series",), "series": ("own",)}),
        Whole(name="hidden", label=M("Units H"), low=4, high=64, default=WIDTH, step=4, when={"view": ("cost",)}),
        Whole(name="inputs", label=M("Inputs F"), low=1, high=16, default=2, when={"view": ("cost",)}),
        Whole(name="seed", label=M("Seed"), low=0, high=99, default=0, inside=True, when={"view": ("race", "series")}),
        Whole(name="updates", label=M("Updates"), low=0, high=300, default=0, inside=True, when={"view": ("race",)}),
        Whole(
            name="passes",
            label=M("Updates"),
            low=0,
            high=120,
            default=0,
            inside=True,
            when={"view": ("series",), "series": ("own",)},
        ),
    ),
    exercise=NumberExercise(
        M(
            "An LSTM of 24 units that reads 2 numbers a step has 2688 parameters. How many units may a GRU have to "
            "come closest to that? (Its parameters are 3 (HF + H² + 2H).)"
        ),
        gru_width,
        0.5,
        M("Right: {answer}. Three sums instead of four leave room for wider ones."),
        M("Not yet. Try H between 24 and 32 in the formula, or choose equal parameters under “What it costs”."),
        decimals=0,
    ),
    sources=(
        Source("S. Hochreiter, J. Schmidhuber", "Long short-term memory", "Neural Computation 9, 1997"),
        Source("K. Cho et al.", "Learning phrase representations using RNN encoder–decoder", "EMNLP, 2014"),
        Source(
            "J. Chung, C. Gulcehre, K. Cho, Y. Bengio",
            "Empirical evaluation of gated recurrent neural networks on sequence modeling",
            "arXiv:1412.3555, 2014",
        ),
        Source(
            "K. Greff et al.",
            "LSTM: A search space odyssey",
            "IEEE Transactions on Neural Networks and Learning Systems 28, 2017",
        ),
        Source("M. Arjovsky, A. Shah, Y. Bengio", "Unitary evolution recurrent neural networks", "ICML, 2016"),
        Source("Student", "The probable error of a mean", "Biometrika 6, 1908"),
    ),
    shipped=(TIMES, SKILLS, DELAYED),
)
