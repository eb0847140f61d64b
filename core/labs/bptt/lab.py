"""Lab: backpropagation through time. How the error travels back through the steps, and why it fades or grows."""

from __future__ import annotations

from typing import Any

from core.labs.bptt.names import ACTIVATIONS, CELLS, LEAST, LONGEST, OWN, SHOWN, SOURCES, WALKED
from core.labs.knobs import Choice, Real, Whole, Words
from core.labs.lab import Lab, NumberExercise, Source, Story
from core.labs.shipped import Shipped, grid
from core.messages import M

PLAIN: dict[str, Any] = {"numbers": "", "radius": 0.9, "activation": "tanh", "bias": 1.0, "seed": 0}
"""Where the knobs of the network stand at first; `numbers` is the reader's own series, empty while it is not read."""
_OPEN = tuple({**PLAIN, **case} for case in grid(cell=CELLS, source=("toy", "seattle")))

WALK = Shipped("bptt", "walk", "core.labs.bptt.results:walk", _OPEN)
MATRIX = Shipped("bptt", "matrix", "core.labs.bptt.results:matrix", _OPEN)
CHECK = Shipped("bptt", "check", "core.labs.bptt.results:check", _OPEN)
REACH = Shipped(
    "bptt",
    "reach",
    "core.labs.bptt.results:reach",
    (
        {**PLAIN, "source": "seattle", "length": 50},
        *({**PLAIN, "source": "seattle", "length": 50, "bias": bias} for bias in (-2.0, 2.0)),
        *({**PLAIN, "source": "toy", "length": 50, "radius": 1.2, "activation": name} for name in ACTIVATIONS),
        {**PLAIN, "source": "toy", "length": LONGEST, "activation": "linear"},
    ),
)


def most_comes_from_later() -> bool:
    """At step 1 what comes back from later losses is more than twice what its own loss says; ours is autograd's."""
    found = WALK(**PLAIN, cell="elman", source="toy")
    whole, own = found["errors"][0], found["from_loss"][0]
    later = sum((a - b) ** 2 for a, b in zip(whole, own, strict=True)) ** 0.5
    return bool(later > 2 * sum(b**2 for b in own) ** 0.5 and found["difference"] == LEAST)


def the_last_loss_hardly_reaches_the_first_state() -> bool:
    """On Seattle's warmth loss 24 has at state 24 more than a thousand times the gradient it has at state 1."""
    row = MATRIX(**PLAIN, cell="elman", source="seattle")["rows"][-1]
    return bool(len(row) == SHOWN and row[-1] - row[0] > 3)


def grows_by_its_radius() -> bool:
    """A linear network's gradient is 1.2 to the power k to the digit, over 7,000 at 49; tanh keeps it under 20."""
    linear, squashed = (
        REACH(**{**PLAIN, "source": "toy", "length": 50, "radius": 1.2, "activation": name})["elman"]
        for name in ("linear", "tanh")
    )
    exact = all(abs(10**power / 1.2**k - 1) < 1e-4 for k, power in enumerate(linear))
    return exact and 10 ** linear[49] > 7000 and 10 ** squashed[49] < 20


def the_forget_bias_decides() -> bool:
    """49 steps back on Seattle: with bias −2 less than 10⁻¹⁵ of it is left in the LSTM, with 2 more than a tenth."""
    closed, opened = (REACH(**{**PLAIN, "source": "seattle", "length": 50, "bias": bias}) for bias in (-2.0, 2.0))
    return bool(closed["lstm"][49] < -15 and opened["lstm"][49] > -1 and opened["elman"][49] < -6)


def steps_to_a_hundredth() -> float:
    """Steps back after which a linear network of radius 0.9 has less than a hundredth of its gradient left."""
    found = REACH(**{**PLAIN, "source": "toy", "length": LONGEST, "activation": "linear"})["elman"]
    return float(next(k for k, power in enumerate(found) if power < -2))


LAB = Lab(
    name="bptt",
    title=M("Backpropagation through time"),
    question=M("How does the error of a late step reach an early one, and why does it fade or explode on the way?"),
    stories=(
        Story(
            "back",
            M("The error comes from later"),
            M(
                "The network first runs forwards (steps 1 to 6), then the error runs backwards. At step 1 it has two "
                "parts: what this step's own loss says, and what comes back from all later steps, which here is more "
                "than twice as large. Written by hand or by autograd, the gradient is the same."
            ),
            {"view": "walk", "cell": "elman", "source": "toy", "tick": 2 * WALKED},
            most_comes_from_later,
            ("tick", "cell", "source"),
        ),
        Story(
            "fade",
            M("It fades on real data"),
            M(
                "Highest temperatures in Seattle: the gradient of the loss of step 24 is more than a thousand times as "
                "large at the state of its own step as at that of step 1. An update hears almost nothing of what "
                "happened three weeks before."
            ),
            {"view": "matrix", "cell": "elman", "source": "seattle", "t": SHOWN},
            the_last_loss_hardly_reaches_the_first_state,
            ("t", "cell", "radius"),
        ),
        Story(
            "explode",
            M("It grows by the radius"),
            M(
                "Without squashing, the gradient is multiplied by the spectral radius at every step, exactly: 1.2 to "
                "the power 49 is over 7,000. With tanh, whose slope is below 1 wherever a unit is far from zero, it "
                "stays under 20. Move the radius below 1 and the same line falls."
            ),
            {"view": "reach", "source": "toy", "radius": 1.2, "activation": "linear"},
            grows_by_its_radius,
            ("radius", "activation", "length"),
        ),
        Story(
            "forget",
            M("The forget gate decides"),
            M(
                "With a forget-gate bias of 2, more than a tenth of the LSTM's gradient is there 49 steps back, and "
                "less than a millionth of the simple network's. Set the bias to −2 and the LSTM is worse than the "
                "simple network: less than 10⁻¹⁵ is left. The cell does not remember by itself; its open gate does."
            ),
            {"view": "reach", "source": "seattle", "bias": 2.0},
            the_forget_bias_decides,
            ("bias", "length"),
        ),
    ),
    knobs=(
        Choice(
            name="view",
            label=M("View"),
            options={
                "walk": M("Step by step"),
                "matrix": M("Loss by state"),
                "reach": M("Fading and exploding"),
                "check": M("By hand and by autograd"),
            },
        ),
        Choice(
            name="cell",
            label=M("Cell"),
            options={"elman": M("Elman"), "lstm": M("LSTM"), "gru": M("GRU")},
            when={"view": ("walk", "matrix", "check")},
        ),
        Choice(
            name="source",
            label=M("Series"),
            options=dict(
                zip(SOURCES, (M("Toy"), M("Seattle's warmth"), M("Apple's price"), M("Your numbers")), strict=True)
            ),
            hint=M("Toy: the first value is to be held. Of a series: the next value is to be forecast."),
        ),
        Words(name="own", label=M("Your numbers"), default=OWN, when={"source": ("own",)}),
        Real(
            name="radius",
            label=M("Spectral radius"),
            low=0.2,
            high=2.0,
            default=0.9,
            hint=M("Every recurrent matrix is a rotation times this number."),
        ),
        Choice(
            name="activation",
            label=M("Activation"),
            options={"tanh": M("tanh"), "relu": M("ReLU"), "linear": M("linear")},
            hint=M("Of the Elman network; LSTM and GRU keep their tanh."),
        ),
        Real(
            name="bias",
            label=M("Forget-gate bias"),
            low=-4.0,
            high=4.0,
            default=1.0,
            step=0.5,
            hint=M("Of the gate that keeps: the LSTM's forget gate, the GRU's update gate. Elman has none."),
        ),
        Whole(name="length", label=M("Length"), low=10, high=LONGEST, default=50, when={"view": ("reach",)}),
        Whole(name="seed", label=M("Seed"), low=0, high=20, default=0),
        Whole(
            name="tick",
            label=M("Forwards, then backwards"),
            low=1,
            high=2 * WALKED,
            default=2 * WALKED,
            inside=True,
            when={"view": ("walk",)},
        ),
        Whole(
            name="t",
            label=M("Loss of step"),
            low=1,
            high=SHOWN,
            default=SHOWN,
            inside=True,
            when={"view": ("matrix",)},
        ),
    ),
    exercise=NumberExercise(
        M(
            "A linear network has the spectral radius 0.9. After how many steps back is less than a hundredth of the "
            "gradient left for the first time? Calculate it, or read it off the figure."
        ),
        steps_to_a_hundredth,
        0.5,
        M("Right: {answer}, the first whole number above ln 0.01 / ln 0.9. With tanh it is sooner still."),
        M("Not yet. Every step multiplies the gradient by 0.9; choose “linear” under “Fading and exploding”."),
        decimals=0,
    ),
    sources=(
        Source(
            "P. J. Werbos",
            "Backpropagation through time: what it does and how to do it",
            "Proceedings of the IEEE 78, 1990",
        ),
        Source(
            "Y. Bengio, P. Simard, P. Frasconi",
            "Learning long-term dependencies with gradient descent is difficult",
            "IEEE Transactions on Neural Networks 5, 1994",
        ),
        Source(
            "R. Pascanu, T. Mikolov, Y. Bengio", "On the difficulty of training recurrent neural networks", "ICML, 2013"
        ),
        Source("F. A. Gers, J. Schmidhuber, F. Cummins", "Learning to forget", "Neural Computation 12, 2000"),
        Source(
            "R. Jozefowicz, W. Zaremba, I. Sutskever",
            "An empirical exploration of recurrent network architectures",
            "ICML, 2015",
        ),
    ),
    shipped=(WALK, MATRIX, CHECK, REACH),
    plays=("tick", "t"),
)
