"""What a translation rests on as tidy frames, for charts and downloads."""

from __future__ import annotations

import math

import pandas as pd

from core.text.translate.predictor import Translation, Written

GLUE = "‑"
"""Shown before a piece that goes on with the word before it."""


def shown(piece: str) -> str:
    """A piece as a reader sees it: spaces visible, the end of the output as a sign."""
    if piece.strip("▁ ") == "":
        return "␣" if piece else "⏎"
    return piece.removeprefix("▁")


def labels(pieces: tuple[str, ...]) -> list[str]:
    """Pieces as a reader sees them; of a vocabulary of subwords those inside a word get GLUE."""
    words = any(piece.startswith("▁") for piece in pieces)
    return [
        GLUE + piece if words and piece.isalpha() and number else shown(piece) for number, piece in enumerate(pieces)
    ]


def attention_table(source: tuple[str, ...], written: Written) -> pd.DataFrame:
    """A row a link: target_index, target, source_index, source, weight (0 to 1, a target's links sum to 1)."""
    read, wrote = labels(source), labels(written.pieces)
    rows = [
        (t, wrote[t], s, read[s], weight)
        for t, row in enumerate(written.attention[: len(wrote)])
        for s, weight in enumerate(row)
    ]
    return pd.DataFrame(rows, columns=["target_index", "target", "source_index", "source", "weight"])


def pieces_table(written: Written) -> pd.DataFrame:
    """A row a piece written: index, piece, probability (0 to 1), copied, unknown."""
    return pd.DataFrame(
        {
            "index": range(1, len(written.pieces) + 1),
            "piece": labels(written.pieces),
            "probability": [math.exp(value) for value in written.log_p[: len(written.pieces)]],
            "copied": written.copied,
            "unknown": written.unknown,
        }
    )


def tree_table(found: Translation) -> pd.DataFrame:
    """A row a kept token: node, parent (-1 at first), step, piece, total (log-probability so far), best, end."""
    best, node = set[int](), found.best.node
    while node >= 0:
        best.add(node)
        node = found.nodes[node][0].parent
    rows = [
        (number, node.parent, node.step + 1, shown(piece), node.total, number in best, piece == "")
        for number, (node, piece) in enumerate(found.nodes)
    ]
    return pd.DataFrame(rows, columns=["node", "parent", "step", "piece", "total", "best", "end"])


def beams_table(found: Translation) -> pd.DataFrame:
    """A row an output of the search, best first: rank, output, score, probability."""
    return pd.DataFrame(
        {
            "rank": range(1, len(found.beams) + 1),
            "output": [beam.text for beam in found.beams],
            "score": [beam.score for beam in found.beams],
            "probability": [math.exp(sum(beam.log_p)) for beam in found.beams],
        }
    )
