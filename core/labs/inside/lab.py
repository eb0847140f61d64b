"""Lab: inside the cell. What a recurrent cell computes at every step, and what its hidden state is good for."""

from __future__ import annotations

from core.labs.inside import little
from core.labs.inside.steps import HELD, PULSES, STEPS
from core.labs.knobs import Choice, Whole, Words
from core.labs.lab import Lab, NumberExercise, Source, Story
from core.labs.shipped import Shipped, grid
from core.messages import M

LITTLE = Shipped(
    "inside",
    "little-runs",
    "core.labs.inside.little:run",
    grid(net_name=(*little.NETS, little.TRAINED), pulses=tuple(PULSES), edits=("",)),
)
GATES = Shipped("inside", "gates", "core.labs.inside.gates:trace", grid(cell=("lstm", "gru"), sequence=tuple(HELD)))
MEMORY = Shipped(
    "inside",
    "memory",
    "core.labs.inside.memory:operate",
    (
        *grid(cell=("elman", "lstm", "gru"), surgery=("none",), step=(6,)),
        *grid(cell=("elman", "lstm", "gru"), surgery=("erase", "freeze", "swap"), step=(6,)),
    ),
)


def the_self_weight_keeps() -> bool:
    """The latch still answers 1 at step 7 after a pulse at step 2; with half a self-weight nothing is left."""
    kept = LITTLE(net_name="latch", pulses="two", edits="")["output"][6]
    lost = LITTLE(net_name="latch", pulses="two", edits="h1>h1:0.5")["output"][6]
    return bool(kept > 0.9 and abs(lost) < 0.15)


def gates_forget_when_told() -> bool:
    """Where store is 1 the mean of the LSTM's forget gates is less than half of what it is elsewhere."""
    forget = GATES(cell="lstm", sequence="a")["gates"]["forget"]
    told = [t for t, (_value, store) in enumerate(HELD["a"]) if store]
    return 2 * mean_at(forget, told) < mean_at(forget, [t for t in range(STEPS) if t not in told])


def the_state_is_the_memory() -> bool:
    """After the swap each sequence answers what the other one had stored, until it is told to store again."""
    plain, swapped = (MEMORY(cell="gru", surgery=surgery, step=6) for surgery in ("none", "swap"))
    return all(
        abs(swapped[here]["output"][t] - plain[there]["output"][t]) < 0.2 and abs(plain[here]["output"][t]) > 0.8
        for here, there in (("a", "b"), ("b", "a"))
        for t in range(5, 8)
    )


def frozen_is_deaf() -> bool:
    """Frozen at step 6, sequence a keeps its old answer after step 10, where it was told to store the opposite."""
    plain, frozen = (MEMORY(cell="gru", surgery=surgery, step=6)["a"]["output"] for surgery in ("none", "freeze"))
    return bool(plain[12] < -0.8 and frozen[12] > 0.8 and len({round(value, 6) for value in frozen[5:]}) == 1)


def mean_at(gate: list[list[float]], steps: list[int]) -> float:
    """Mean over units and the given steps of a gate (T, H)."""
    return sum(sum(gate[t]) / len(gate[t]) for t in steps) / len(steps)


def least_weight_that_keeps() -> float:
    """The self-weight of one unit above which a state never fades: found by halving, with the cell's own equation."""
    low, high = 0.5, 1.5
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (low, middle) if _keeps(middle) else (middle, high)
    return (low + high) / 2


def _keeps(weight: float) -> bool:
    import torch

    from core.models.elman import elman_update

    h, nothing = torch.tensor([0.8], dtype=torch.float64), torch.zeros(1, dtype=torch.float64)
    for _ in range(400):
        h = elman_update(nothing, h, nothing[:, None], torch.full((1, 1), weight, dtype=torch.float64), nothing)
    return float(h) > 0.1


LAB = Lab(
    name="inside",
    title=M("Inside the cell"),
    question=M("What does a recurrent cell compute at each step, and what is its hidden state good for?"),
    stories=(
        Story(
            "latch",
            M("One weight holds the memory"),
            M(
                "A pulse comes at step 2 and the output is still close to 1 at step 7: unit h₁ feeds itself through "
                "the weight h₁ → h₁ = 1.5. Set that weight to 0.5 and play again: the memory fades within three steps."
            ),
            {"view": "unrolled", "net": "latch", "pulses": "two", "step": 6, "edge": "h1>h1"},
            the_self_weight_keeps,
            ("step", "edge", "w"),
        ),
        Story(
            "gates",
            M("Forget when told"),
            M(
                "This LSTM was trained to hold a value until told to take another. At steps 2 and 10 “store” is 1, and "
                "there its forget gates fall, in the mean to less than half of what they are elsewhere: the old value "
                "is dropped as the new one comes in."
            ),
            {"view": "gates", "gated": "lstm", "sequence": "a", "step": 10},
            gates_forget_when_told,
            ("step", "unit", "gated"),
        ),
        Story(
            "swap",
            M("Swap the states"),
            M(
                "Both sequences stored a value at step 2: one +1, the other −1. Before step 6 their hidden states are "
                "exchanged, and each answers with the other's value: what it knows of the past is the state alone."
            ),
            {"view": "memory", "cell": "gru", "surgery": "swap", "at": 6},
            the_state_is_the_memory,
            ("surgery", "at"),
        ),
        Story(
            "freeze",
            M("A frozen state is deaf"),
            M(
                "From step 6 on the state is no longer updated. At step 10 the first sequence is told to store −1, but "
                "its answer stays at +1: without an update nothing gets in."
            ),
            {"view": "memory", "cell": "gru", "surgery": "freeze", "at": 6},
            frozen_is_deaf,
            ("surgery", "at", "cell"),
        ),
    ),
    knobs=(
        Choice(
            name="view",
            label=M("View"),
            options={
                "unrolled": M("Unrolled network"),
                "gates": M("Gate by gate"),
                "memory": M("State as memory"),
                "train": M("Train it"),
            },
        ),
        Choice(
            name="net",
            label=M("Network"),
            options={
                "latch": M("Latch, 2 units"),
                "ring": M("Swinging, 2 units"),
                "delay": M("Delay line, 3 units"),
                "trained": M("Trained, 4 units"),
            },
            when={"view": ("unrolled",)},
        ),
        Choice(
            name="pulses",
            label=M("Input"),
            options={"two": M("Two pulses"), "one": M("One pulse"), "many": M("Many pulses")},
            when={"view": ("unrolled",)},
        ),
        Words(name="edge", label=M("Weight"), default="h1>h1", when={"view": ("unrolled",)}),
        Words(name="w", label=M("Changed weights"), when={"view": ("unrolled",)}),
        Choice(name="gated", label=M("Cell"), options={"lstm": M("LSTM"), "gru": M("GRU")}, when={"view": ("gates",)}),
        Choice(
            name="sequence",
            label=M("Sequence"),
            options={"a": M("Sequence A"), "b": M("Sequence B")},
            when={"view": ("gates",)},
        ),
        Whole(name="unit", label=M("Unit"), low=1, high=4, default=1, inside=True, when={"view": ("gates",)}),
        Choice(
            name="cell",
            label=M("Cell"),
            options={"gru": M("GRU"), "lstm": M("LSTM"), "elman": M("Elman")},
            when={"view": ("memory",)},
        ),
        Choice(
            name="surgery",
            label=M("Intervention"),
            options={"none": M("None"), "erase": M("Erase"), "freeze": M("Freeze"), "swap": M("Swap")},
            when={"view": ("memory",)},
        ),
        Whole(name="at", label=M("Before step"), low=2, high=STEPS, default=6, inside=True, when={"view": ("memory",)}),
        Whole(name="seed", label=M("Seed"), low=0, high=99, default=0, inside=True, when={"view": ("train",)}),
        Whole(name="updates", label=M("Updates"), low=0, high=1500, default=0, inside=True, when={"view": ("train",)}),
        Whole(
            name="step",
            label=M("Time step"),
            low=1,
            high=STEPS,
            default=6,
            inside=True,
            when={"view": ("unrolled", "gates")},
        ),
    ),
    exercise=NumberExercise(
        M(
            "A unit without input, h[t] = tanh(w h[t−1]), starts at 0.8. Above which weight w does it never forget "
            "that? Try values for h₁ → h₁ in the latch."
        ),
        least_weight_that_keeps,
        0.06,
        M(
            "Right: {answer}. Near zero, tanh has slope 1, so a state shrinks at every step while w < 1; above, there "
            "is a level at which w and tanh balance, and the state stays there."
        ),
        M("Not yet. Set h₁ → h₁ to 0.8 and to 1.2 in the latch and look at the end of the sequence."),
        decimals=1,
    ),
    sources=(
        Source("J. L. Elman", "Finding structure in time", "Cognitive Science 14, 1990"),
        Source("S. Hochreiter, J. Schmidhuber", "Long short-term memory", "Neural Computation 9, 1997"),
        Source("F. A. Gers, J. Schmidhuber, F. Cummins", "Learning to forget", "Neural Computation 12, 2000"),
        Source("K. Cho et al.", "Learning phrase representations using RNN encoder–decoder", "EMNLP, 2014"),
        Source("D. Sussillo, O. Barak", "Opening the black box", "Neural Computation 25, 2013"),
    ),
    shipped=(LITTLE, GATES, MEMORY),
    plays=("step",),
    train="core.labs.inside.training:train",
)
