"""The stations of the timeline: what was new, what it was used for, its paper, and where it runs in this app."""

from __future__ import annotations

from dataclasses import dataclass

from core.labs.lab import Source
from core.messages import M, Message


@dataclass(frozen=True)
class Station:
    """pages: files in pages/ where it runs, best first; those that are not there are left out."""

    name: str
    year: int
    title: Message
    idea: Message
    use: Message
    source: Source
    pages: tuple[str, ...] = ()
    here: Message | None = None


STATIONS: tuple[Station, ...] = (
    Station(
        "hopfield",
        1982,
        M("Hopfield network"),
        M(
            "Every unit is tied to every other, and the network falls into the nearest of the patterns it has stored: "
            "memory as a state that a system comes to rest in."
        ),
        M("Associative memory: a damaged pattern is completed. It tied physics to learning; Nobel Prize in 2024."),
        Source(
            "J. J. Hopfield",
            "Neural networks and physical systems with emergent collective computational abilities",
            "PNAS 79, 1982",
        ),
        ("lab_inside",),
        M("Its smallest relative is the latch: one unit with two states of rest."),
    ),
    Station(
        "jordan",
        1986,
        M("Jordan network"),
        M("The output of the step before is fed back, so that a network produces sequences, one act after the other."),
        M("Models of speech and of movements: plans that unfold in time."),
        Source("M. I. Jordan", "Serial order: a parallel distributed processing approach", "ICS Report 8604, 1986"),
        ("backtest", "weather"),
        M("A model of the forecasts, and of “Elman against Jordan” on this page."),
    ),
    Station(
        "elman",
        1990,
        M("Elman network"),
        M("The hidden state itself is fed back: the network learns what to remember, not only what it said."),
        M("Found word classes in raw sentences; the simple recurrent network of every textbook since."),
        Source("J. L. Elman", "Finding structure in time", "Cognitive Science 14, 1990"),
        ("lab_inside", "backtest"),
        M("Unrolled and with editable weights in “Inside the cell”, and a model of the forecasts."),
    ),
    Station(
        "bptt",
        1990,
        M("Backpropagation through time"),
        M("Unroll the network over the sequence and send the error back through every copy: all gradients at once."),
        M("How recurrent networks have been trained ever since, here too."),
        Source(
            "P. J. Werbos",
            "Backpropagation through time: what it does and how to do it",
            "Proceedings of the IEEE 78, 1990",
        ),
        ("lab_bptt", "lab_inside"),
        M("Every training in this app runs on it."),
    ),
    Station(
        "lstm",
        1997,
        M("LSTM"),
        M(
            "A cell state that is added to instead of multiplied, with gates that write, read and (since 2000) forget: "
            "the error no longer vanishes on its way back."
        ),
        M("Speech recognition, translation and handwriting on telephones in the 2010s; forecasting to this day."),
        Source("S. Hochreiter, J. Schmidhuber", "Long short-term memory", "Neural Computation 9, 1997"),
        ("weather", "lab_inside"),
        M("The default model of the forecasts; gate by gate in “Inside the cell”."),
    ),
    Station(
        "bidirectional",
        1997,
        M("Bidirectional network"),
        M("A second network reads the sequence backwards, so that each step knows what comes after it as well."),
        M("Tagging words and phonemes, where the whole sequence is there before the answer is due."),
        Source(
            "M. Schuster, K. K. Paliwal",
            "Bidirectional recurrent neural networks",
            "IEEE Trans. Signal Processing 45, 1997",
        ),
        ("lab_shapes", "lab_bidirectional", "classify"),
        M("It restores Vietnamese accents in “Shapes of sequences”."),
    ),
    Station(
        "ctc",
        2006,
        M("Connectionist temporal classification"),
        M("The loss sums over every way in which labels and blanks can lie in time: no alignment has to be known."),
        M("Recognisers of speech and handwriting that are trained from end to end, without cutting the sound by hand."),
        Source(
            "A. Graves, S. Fernández, F. Gomez, J. Schmidhuber", "Connectionist temporal classification", "ICML, 2006"
        ),
        ("transcribe",),
    ),
    Station(
        "encoder-decoder",
        2014,
        M("Encoder–decoder"),
        M("One network reads a sequence into a vector, another writes a sequence from it: lengths need not agree."),
        M("Machine translation, summaries, replies to mails."),
        Source(
            "I. Sutskever, O. Vinyals, Q. V. Le", "Sequence to sequence learning with neural networks", "NeurIPS, 2014"
        ),
        ("translate", "lab_shapes"),
        M("It turns number words into digits in “Shapes of sequences”."),
    ),
    Station(
        "gru",
        2014,
        M("GRU"),
        M("Two gates and one state instead of three gates and two: a convex step from the old state to the new."),
        M("Wherever an LSTM is a little too slow or too large."),
        Source(
            "K. Cho et al.",
            "Learning phrase representations using RNN encoder–decoder for statistical machine translation",
            "EMNLP, 2014",
        ),
        ("lab_inside", "backtest"),
        M("Gate by gate in “Inside the cell”, and a model of the forecasts."),
    ),
    Station(
        "attention",
        2014,
        M("Attention"),
        M("While it writes, the decoder looks back at all states of the encoder and weighs them anew at every step."),
        M("Translation of long sentences; Google's translator of 2016 was an LSTM with attention."),
        Source(
            "D. Bahdanau, K. Cho, Y. Bengio",
            "Neural machine translation by jointly learning to align and translate",
            "ICLR 2015, first shown in 2014",
        ),
        ("translate", "backtest"),
        M("The encoder–decoder with attention is a model of the forecasts."),
    ),
    Station(
        "ntm",
        2014,
        M("Neural Turing machine"),
        M("A network with a memory beside it, which it reads and writes at places that it chooses softly."),
        M("Learning small programs, such as copying and sorting, from examples; forerunner of memory networks."),
        Source("A. Graves, G. Wayne, I. Danihelka", "Neural Turing machines", "arXiv:1410.5401, 2014"),
        ("lab_ntm", "answer"),
        M("A relative of it, a memory of sentences that is read in several hops, answers in “Answer”."),
    ),
    Station(
        "transformer",
        2017,
        M("Transformer"),
        M("No recurrence: every step looks at every other at once, so that training runs in parallel over time."),
        M("Language models of every size. Its cost grows with the square of the length."),
        Source("A. Vaswani et al.", "Attention is all you need", "NeurIPS, 2017"),
        ("backtest", "weather"),
        M("A model of the forecasts, as a yardstick without recurrence."),
    ),
    Station(
        "s4",
        2021,
        M("Structured state spaces (S4)"),
        M("Recurrence without the squashing: a linear state can be computed as one long convolution, in parallel."),
        M("Sequences of tens of thousands of steps, such as raw sound."),
        Source(
            "A. Gu, K. Goel, C. Ré",
            "Efficiently modeling long sequences with structured state spaces",
            "ICLR 2022, first shown in 2021",
        ),
    ),
    Station(
        "mamba",
        2023,
        M("Mamba"),
        M("The step size Δ of the state space depends on the input: linear in the state, yet able to forget at will."),
        M("Language and genomes at a cost that grows with the length, not its square."),
        Source(
            "A. Gu, T. Dao",
            "Mamba: linear-time sequence modeling with selective state spaces",
            "arXiv:2312.00752, 2023",
        ),
    ),
    Station(
        "xlstm",
        2024,
        M("xLSTM"),
        M("The LSTM with exponential gates and a matrix as its cell state, which stores pairs of key and value."),
        M("Language models and forecasts with a memory of fixed size."),
        Source("M. Beck et al.", "xLSTM: extended long short-term memory", "NeurIPS, 2024"),
    ),
    Station(
        "mingru",
        2024,
        M("minGRU and minLSTM"),
        M(
            "Gates that look at the input alone make the recurrence linear in the state: it is trained in parallel by "
            "a scan, as a tree of pairs, and still runs step by step."
        ),
        M("Shows how much of the old cells is needed; recurrent models are studied again."),
        Source("L. Feng et al.", "Were RNNs all we needed?", "arXiv:2410.01201, 2024"),
    ),
)
