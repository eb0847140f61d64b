"""Lab: training techniques. The same experiment, from the same seed, with and without each of them."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import Any

from core.labs.knobs import Choice, Real, Whole
from core.labs.lab import Lab, NumberExercise, Source, Story
from core.labs.shipped import Shipped, grid
from core.labs.training.cliff import steps_from
from core.labs.training.names import KS, UPDATES, VARIANTS
from core.messages import M

RESULT = Shipped(
    "training", "results", "core.labs.training.results:result", grid(technique=tuple(VARIANTS)), heavy=True
)
CLIFF = Shipped("training", "cliff", "core.labs.training.cliff:cliff", ({},))


def ends(technique: str) -> dict[str, list[float]]:
    """The loss of every network over its last ten updates, a number a seed."""
    found = RESULT(technique=technique)
    return {name: [row["curves"][name][-1] for row in found] for name in VARIANTS[technique]}


def mean_of(technique: str, part: str, place: int | str) -> dict[str, float]:
    """Mean over the seeds of one number of a detail, by network."""
    found = RESULT(technique=technique)
    return {name: fmean(row[part][name][place] for row in found) for name in VARIANTS[technique]}


def one_step_leaves_the_valley() -> bool:
    """At w = 1.52 the gradient is over 100, and under 0.001 where one step lands; clipped, the loss is below 0.05."""
    found = steps_from(1.52, 1.0)
    lost = abs(found["here"][2]) > 100 and found["free"][0] > 8 and abs(found["free"][2]) < 0.001
    return lost and found["clipped"][1] < 0.05


def clipping_saves_it() -> bool:
    """Without clipping every seed blows up to the ceiling at some time; clipped either way it ends below 0.02."""
    found, last = RESULT(technique="clip"), ends("clip")
    blown = all(max(row["curves"]["none"]) > 9 for row in found)
    return one_step_leaves_the_valley() and blown and max(last["norm"]) < 0.02 and max(last["value"]) < 0.02


def a_short_cut_is_biased() -> bool:
    """At k = 4 the mean gradient is off by more than half, at 16 by less than half; memory nearly doubles with k.

    Cut after 4 steps the echo of 6 steps before ends more than ten times as far off as after 16, which is as good as
    the whole; the steps computed are the same for every k.
    """
    found, last = RESULT(technique="truncated"), ends("truncated")
    bias = [fmean(row["bias"][place] for row in found) for place in range(len(KS))]
    doubles = all(1.5 < b / a < 2.2 for a, b in pairwise(found[0]["kilobytes"]))
    worse = all(a > 10 * b for a, b in zip(last["k4"], last["k16"], strict=True))
    as_good = all(abs(a - b) < 0.002 for a, b in zip(last["k16"], last["full"], strict=True))
    level = {steps_computed(k) for k in KS} == {KS[-1]}
    return bias[KS.index(4)] > 0.5 > bias[KS.index(16)] and doubles and worse and as_good and level


def steps_computed(k: int) -> int:
    """Steps forwards in a sequence that is cut into pieces of k steps: every piece goes on where the last one ended."""
    return sum(min(start + k, KS[-1]) - start for start in range(0, KS[-1], k))


def the_teacher_hides_the_error() -> bool:
    """Told the truth, the teacher-forced network is below 0.15 at the end; alone it is over three times that.

    Trained on its own answers, always or more and more often, it is better there by less than a tenth.
    """
    told, free = mean_of("forcing", "told", -1), mean_of("forcing", "free", -1)
    left = [free[name] / free["teacher"] for name in ("free", "scheduled")]
    return told["teacher"] < 0.15 and free["teacher"] > 3 * told["teacher"] and 0.9 < min(left) <= max(left) < 1


def a_rotation_starts_best() -> bool:
    """From a rotation every seed has learned it after 40 updates; from plain numbers none, and two of three never do.

    Of plain numbers' gradient less than a millionth is there 29 steps back, of the rotation's over a tenth.
    """
    found, reached = RESULT(technique="start"), mean_of("start", "reach", -1)
    after = {name: [row["curves"][name][3] for row in found] for name in ("plain", "orthogonal")}
    never = sum(loss > 0.9 for loss in ends("start")["plain"]) == 2
    learned = max(after["orthogonal"]) < 0.02 and min(after["plain"]) > 0.9 and never
    return learned and max(row["reach"]["plain"][-1] for row in found) < -6 and reached["orthogonal"] > -1


def kilobytes_saved() -> float:
    """Memory that the whole gradient needs, in multiples of that cut after 8 steps: as measured."""
    kept: list[float] = RESULT(technique="truncated")[0]["kilobytes"]
    return kept[-1] / kept[KS.index(8)]


_RESULT: dict[str, Any] = {"view": ("result",)}

LAB = Lab(
    name="training",
    title=M("Training techniques"),
    question=M("Which tricks does a recurrent network need to learn at all, and what does each of them cost?"),
    stories=(
        Story(
            "clip",
            M("Clipping saves the training"),
            M(
                "Three seeds, plain descent, the same examples: without clipping each network blows up at some time "
                "(drawn at 10). Clipped by norm or by value it learns. The cliff below shows why: on it the gradient "
                "of one weight is over 100, and one step lands so far out that no gradient leads back."
            ),
            {"technique": "clip"},
            clipping_saves_it,
            ("w", "most", "technique"),
        ),
        Story(
            "truncated",
            M("Truncation costs truth"),
            M(
                "Every doubling of k nearly doubles the memory. Cut after 4 steps, the mean gradient is off by more "
                "than half its size, and an echo of 6 steps ends more than ten times as far off as cut after 16, "
                "which is as good as the whole. What truncation saves is memory: whatever k, the same 32 steps are "
                "computed."
            ),
            {"technique": "truncated"},
            a_short_cut_is_biased,
            ("technique",),
        ),
        Story(
            "forcing",
            M("The teacher hides the error"),
            M(
                "Told the true value at every step, the network seems good at any distance. Continuing by itself, its "
                "error after 30 steps is more than three times as large. The part of it that goes away when a network "
                "learns from its own answers is exposure bias: here less than a tenth."
            ),
            {"technique": "forcing"},
            the_teacher_hides_the_error,
            ("technique",),
        ),
        Story(
            "start",
            M("Start with a rotation"),
            M(
                "A sign is to be recalled 30 steps later. Started from a rotation, every seed has it after 40 "
                "updates; from plain random numbers none, and two of three not within 200. Before the first update, "
                "less than a millionth of their gradient reaches the sign."
            ),
            {"technique": "start"},
            a_rotation_starts_best,
            ("technique",),
        ),
    ),
    knobs=(
        Choice(
            name="technique",
            label=M("Technique"),
            options={
                "clip": M("Gradient clipping"),
                "truncated": M("Truncated BPTT"),
                "forcing": M("Teacher forcing"),
                "start": M("Initialisation"),
                "norm": M("Layer normalisation"),
                "dropout": M("Dropout"),
            },
        ),
        Choice(
            name="view", label=M("Picture"), options={"result": M("Three seeds, ready"), "run": M("Run it yourself")}
        ),
        Real(
            name="w",
            label=M("Weight w before the step"),
            low=1.4,
            high=1.9,
            default=1.52,
            step=0.01,
            inside=True,
            when={"technique": ("clip",), **_RESULT},
        ),
        Real(
            name="most",
            label=M("Largest gradient allowed"),
            low=0.5,
            high=20.0,
            default=1.0,
            step=0.5,
            inside=True,
            when={"technique": ("clip",), **_RESULT},
        ),
        Whole(name="seed", label=M("Seed"), low=0, high=99, default=0, inside=True, when={"view": ("run",)}),
        Whole(name="updates", label=M("Updates"), low=0, high=UPDATES, default=0, inside=True, when={"view": ("run",)}),
    ),
    exercise=NumberExercise(
        M(
            "How many times as much memory does the whole gradient over 32 steps need as one that is cut after 8? "
            "Estimate it, then compare with what was measured under “Truncated BPTT”."
        ),
        kilobytes_saved,
        0.25,
        M("Right: measured {answer}. What is kept grows with the steps of a piece, less what every piece needs once."),
        M("Not yet. The values of every step within a piece are kept for the way back."),
        decimals=1,
    ),
    sources=(
        Source(
            "R. Pascanu, T. Mikolov, Y. Bengio", "On the difficulty of training recurrent neural networks", "ICML, 2013"
        ),
        Source(
            "R. J. Williams, J. Peng",
            "An efficient gradient-based algorithm for on-line training of recurrent network trajectories",
            "Neural Computation 2, 1990",
        ),
        Source("C. Tallec, Y. Ollivier", "Unbiasing truncated backpropagation through time", "arXiv:1705.08209, 2017"),
        Source(
            "S. Bengio, O. Vinyals, N. Jaitly, N. Shazeer",
            "Scheduled sampling for sequence prediction with recurrent neural networks",
            "NeurIPS, 2015",
        ),
        Source(
            "Q. V. Le, N. Jaitly, G. E. Hinton",
            "A simple way to initialize recurrent networks of rectified linear units",
            "arXiv:1504.00941, 2015",
        ),
        Source("J. L. Ba, J. R. Kiros, G. E. Hinton", "Layer normalization", "arXiv:1607.06450, 2016"),
        Source(
            "Y. Gal, Z. Ghahramani",
            "A theoretically grounded application of dropout in recurrent neural networks",
            "NeurIPS, 2016",
        ),
    ),
    shipped=(RESULT, CLIFF),
)
