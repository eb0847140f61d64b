"""A written text as tidy tables: a row a token, the columns of one choice, a hidden unit, the couplets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from core.text.generate.example import Written
from core.text.generate.sampling import Sampling, choose
from core.text.generate.verse import Form

LIKELIEST = 3
CANDIDATES = 12
"""Tokens shown of one choice; the one drawn is always among them."""


def token_table(made: Written) -> pd.DataFrame:
    """token, probability (the model's own), and the likeliest tokens at its place with theirs, a row a token."""
    rows = []
    for place, (token, probability) in enumerate(zip(made.tokens, made.probabilities, strict=True)):
        own = made.columns(place).probability
        best = np.argsort(-own, kind="stable")[:LIKELIEST]
        rows.append((token, probability, [(made.vocabulary[number], float(own[number])) for number in best]))
    return pd.DataFrame(rows, columns=["token", "probability", "likeliest"])


def choice_table(made: Written, place: int, sampling: Sampling) -> pd.DataFrame:
    """The arithmetic of the choice at `place` under `sampling`, with the random number that was drawn there.

    token, logit, own (softmax of the logits), scaled (logit / T), probability (softmax of scaled), kept, final, chosen
    (drawn under these settings) and written (what stands in the text), for the likeliest tokens, likeliest first.
    """
    worked = made.columns(place, sampling)
    drawn = choose(worked.drawn_from, made.draws[place])
    stands = made.vocabulary.index(made.tokens[place])
    order = np.argsort(-worked.probability, kind="stable")
    shown = [*order[:CANDIDATES]]
    shown += [number for number in dict.fromkeys((drawn, stands)) if number not in shown]
    return pd.DataFrame(
        {
            "token": [made.vocabulary[number] for number in shown],
            "logit": worked.logits[shown],
            "own": worked.probability[shown],
            "scaled": worked.scaled[shown],
            "probability": worked.softened[shown],
            "kept": worked.kept[shown],
            "final": worked.drawn_from[shown],
            "chosen": [number == drawn for number in shown],
            "written": [number == stands for number in shown],
        }
    )


def unit_table(made: Written, number: int) -> pd.DataFrame:
    """token and activation of the found unit at position `number` of made.found, a row a token."""
    return pd.DataFrame({"token": made.tokens, "activation": made.units[:, number].astype(float)})


def couplet_table(form: Form, lines: list[str]) -> pd.DataFrame:
    """six, eight (the lines), syllables, and for each rhyme its words and whether it is kept, a row a couplet."""
    spoken = [line for line in lines if line.strip()]
    rows = []
    for couplet in form.couplets:
        at = spoken.index(lines[couplet.line], 0)
        row: dict[str, str | bool | None] = {
            "six": lines[couplet.line],
            "eight": spoken[at + 1],
            "syllables": "{} + {}".format(*couplet.syllables),
        }
        for name, found in (("inner", couplet.inner), ("link", couplet.link)):
            row[name] = f"{found.first} – {found.second}" if found else ""
            row[f"{name}_kept"] = None if found is None else found.kept
        rows.append(row)
    return pd.DataFrame(rows)
