"""Scores and speed of the shipped writers: python -m bench.text_generate DATA [--three-minutes]

DATA is the folder that holds text/. Nats a character on the held-out tenths, which no checkpoint has trained on;
characters a second, warm, one thread; how much of the six-eight form what is written keeps. With --three-minutes a
network of the shipped kind is also trained on tiny Shakespeare for at most three minutes of one core and scored.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import torch

from bench.machine import head, table
from core.task import silent
from core.text.generate import plays, poem
from core.text.generate.fitting import fit, nats_a_character
from core.text.generate.predictor import Generator
from core.text.generate.sampling import Sampling
from core.text.generate.shipped import SHAKESPEARE
from core.text.generate.types import Parts
from core.text.tasks import shipped_predictor

CHARACTERS = 3000
THREE_MINUTES_EPOCHS = 1.6
"""Passes over the training part of tiny Shakespeare that fit into three minutes of one core."""


def speed(writer: Generator) -> float:
    """Characters a second, the second of two runs."""
    for _ in range(2):
        began = time.perf_counter()
        text = writer.generate("", CHARACTERS, Sampling(seed=1)).output
    return len(text) / (time.perf_counter() - began)


def three_minutes(tiny: str) -> list[str]:
    """CPU seconds and held-out nats of a training on tiny Shakespeare alone."""
    parts = Parts(*plays.held_out_split(tiny))
    recipe = replace(SHAKESPEARE, training=replace(SHAKESPEARE.training, epochs=THREE_MINUTES_EPOCHS))
    began = time.process_time()
    writer, _checks = fit(parts, recipe, silent)
    seconds = time.process_time() - began
    return ["trained here", f"{nats_a_character(writer, parts.held_out):.3f}", f"{seconds:.0f} CPU s of training"]


def main() -> None:
    """The table, and the verse form as the card tells it."""
    torch.set_num_threads(1)
    folder = Path(sys.argv[1]) / "text"
    tiny = (folder / "tinyshakespeare.txt").read_text()
    held_out = {
        "shakespeare": plays.held_out_split(tiny)[2],
        "kieu": poem.parts(poem.verses((folder / "truyen_kieu.txt").read_text()))[2],
    }
    print(head("Writing, held-out tenths"))
    rows = [["checkpoint", "nats a character", "characters a second"]]
    for name, text in held_out.items():
        writer = cast(Generator, shipped_predictor(name))
        rows.append([name, f"{nats_a_character(writer, text):.3f}", f"{speed(writer):.0f}"])
    if "--three-minutes" in sys.argv:
        rows.append(three_minutes(tiny))
    print(table(rows))
    print("\nKiều, verse form (card):", cast(Generator, shipped_predictor("kieu")).card["verse"])


if __name__ == "__main__":
    main()
