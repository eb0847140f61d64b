"""The two checkpoints that ship: how each is made again from its data, scored, and described on its card."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.models.language_model import LanguageModelConfig
from core.task import Report, Run
from core.text.corpora import text_folder
from core.text.generate import plays, poem
from core.text.generate.example import with_example
from core.text.generate.fitting import Recipe, fit, nats_a_character
from core.text.generate.predictor import Generator
from core.text.generate.sampling import Sampling
from core.text.generate.types import Parts
from core.text.generate.units import find_units
from core.text.generate.verse_score import verse_card
from core.training.truncated import TruncatedSettings

SHAKESPEARE = Recipe(
    cut="characters",
    opening="\n\n",
    network=LanguageModelConfig(vocabulary=0, kernel="lstm", embedding=64, hidden=384),
    training=TruncatedSettings(epochs=2.4, streams=32, steps=64, learning_rate=3e-3, averaging=0.995, checks=10),
)
KIEU = Recipe(
    cut="halves",
    opening=".\n",  # as couplets end in the poem; a lone line break it never read leaves it between lines
    network=LanguageModelConfig(vocabulary=0, kernel="lstm", embedding=96, hidden=256, dropout=0.5),
    training=TruncatedSettings(
        epochs=45.0, streams=16, steps=56, learning_rate=4e-3, averaging=0.985, warm_up=30, checks=45, patience=10
    ),
    verse=True,
)
"""Chosen on the validation parts: see bench/results/text_generate.txt."""


def train_shakespeare(data: Path | None, report: Report, seed: int) -> Run:
    """Tiny Shakespeare and the plays it does not hold; the last tenth is read once, for the score on the card."""
    tiny = (text_folder(data) / "tinyshakespeare.txt").read_text()
    training, validation, held_out = plays.held_out_split(tiny)
    others = plays.other_plays(tiny)
    began = time.process_time()
    parts = Parts("".join(others.values()) + training, validation, held_out)
    generator, checks = fit(parts, seeded(SHAKESPEARE, seed), report)
    card = {
        "title": "Shakespeare",
        "language": "en",
        "data": f"Tiny Shakespeare without its last tenth, and {len(others)} other plays from the package shakespeare "
        "0.6 (Project Gutenberg)",
        "licence": "public domain",
        "split": "The last 10 % of tiny Shakespeare (111,540 characters) is held out and was never trained or tuned "
        "on; the 5 % before it choose the weights. Plays that tiny Shakespeare holds any part of are not taken from "
        "the package, and long lines that stand in it are removed from the others.",
        "limits": "Writes in the manner of the plays, without a plan: persons, metre and grammar hold for a few "
        "lines, sense does not. Knows only the 65 signs of tiny Shakespeare.",
    }
    score = {"held_out_nats": nats_a_character(generator, held_out), "held_out_characters": len(held_out)}
    generator.card = card | score | training_facts(generator, checks, time.process_time() - began, parts, seed)
    find_units(generator, validation, held_out)
    return with_example(generator, "", 420, Sampling(0.7, seed=seed)).to_run()


def train_kieu(data: Path | None, report: Report, seed: int) -> Run:
    """The Tale of Kiều without its last tenth, and how much of its form what is written keeps."""
    verses = poem.verses((text_folder(data) / "truyen_kieu.txt").read_text())
    training, validation, held_out = poem.parts(verses)
    began = time.process_time()
    parts = Parts(training, validation, held_out)
    generator, checks = fit(parts, seeded(KIEU, seed), report)
    card = {
        "title": "Truyện Kiều",
        "language": "vi",
        "data": "Truyện Kiều by Nguyễn Du (1820), 3,258 verses",
        "licence": "public domain",
        "split": "By verses, in order: 80 % are trained on, the next 10 % choose the weights, the last 10 % are held "
        "out and were never trained or tuned on.",
        "told": "Beside each token the network is told its place in the couplet and the sound of the rhyme that is "
        "due, both read off what was written before. Which rimes answer a sound is learned from the poem; nothing is "
        "cut from what may be drawn.",
        "limits": "One poem of 3,258 verses is little: turns of phrase of the poem come back word for word, and lines "
        "make little sense together. Reads and writes only the letters of the poem.",
    }
    score = {"held_out_nats": nats_a_character(generator, held_out), "held_out_characters": len(held_out)}
    facts = training_facts(generator, checks, time.process_time() - began, parts, seed)
    generator.card = card | score | facts | verse_card(generator, held_out)
    find_units(generator, validation, held_out)
    return with_example(generator, "", 300, Sampling(0.7, seed=seed)).to_run()


def seeded(recipe: Recipe, seed: int) -> Recipe:
    """The recipe with another seed."""
    return replace(recipe, training=replace(recipe.training, seed=seed))


def training_facts(
    generator: Generator, checks: list[Any], cpu_seconds: float, parts: Parts, seed: int
) -> dict[str, Any]:
    """What every card says about its training."""
    best = min(checks, key=lambda check: check.validation_loss)
    return {
        "measured": "Mean −ln p of every character of the held-out part, read once from its start with the state "
        "carried along, in nats a character.",
        "training_characters": len(parts.training),
        "validation_nats": nats_a_character(generator, parts.validation),
        "best_update": best.update,
        "parameters": sum(value.numel() for value in generator.model.parameters()),
        "cpu_seconds": round(cpu_seconds),
        "seed": seed,
    }
