"""A model of a reader's own text, trained as a background job with a sample of what it writes at every check."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import UserError
from core.messages import M
from core.store import save_run
from core.store.atomic import write_whole
from core.task import Report
from core.text.cleaning import composed
from core.text.generate.types import Parts

if TYPE_CHECKING:
    from core.text.generate.fitting import Recipe

TEXT_FILE, SAMPLES_FILE = "text.txt", "samples.json"
LEAST_CHARACTERS = 2_000
MOST_CHARACTERS = 5_000_000
HELD_OUT, VALIDATION = 0.1, 0.1
SAMPLE_LENGTH = 240
CHECKS = 12
PASSES_MOST = 40.0
"""Passes over the text that are planned at most; a short text is learned by heart before."""
CHARACTERS_A_SECOND = 15_000
"""Roughly what a hidden layer of OWN_HIDDEN reads in training; only the plan of the learning rate rests on it."""
OWN_HIDDEN = 192


@dataclass(frozen=True)
class OwnSettings:
    """seconds: of training, at most. name: what the run is saved under."""

    name: str
    seconds: float = 60.0
    seed: int = 0


def checked_text(text: str) -> str:
    """The text as it is trained on; UserError where it is too short, too long or of one sign."""
    plain = composed(text).strip("\n") + "\n"
    if len(plain) < LEAST_CHARACTERS:
        raise UserError(
            M(
                "The text has {count} characters; learning to write takes {least}.",
                count=len(plain.strip()),
                least=LEAST_CHARACTERS,
            ),
            M("Paste more, or give a file: a few pages at least, better a whole book."),
        )
    if len(plain) > MOST_CHARACTERS:
        raise UserError(
            M("The text has {count} characters; the limit is {most}.", count=len(plain), most=MOST_CHARACTERS),
            M("Leave some of it out."),
        )
    if len(set(plain)) < 5:
        raise UserError(
            M("The text has only {count} different signs.", count=len(set(plain))),
            M("Give one in words."),
        )
    return plain


def own_arguments(settings: OwnSettings) -> dict[str, Any]:
    """Arguments of `train_job`, plain JSON; the text goes into the job's folder by `save_text`."""
    return {"settings": asdict(settings)}


def save_text(text: str, folder: Path) -> None:
    """Leaves the text for the job."""
    (folder / TEXT_FILE).write_text(text, encoding="utf-8")


def read_samples(folder: Path) -> list[dict[str, Any]]:
    """What the model wrote at each check so far: fraction, validation_loss, text."""
    path = folder / SAMPLES_FILE
    samples: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return samples


def train_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Trains on the text in `folder` and saves the run under the name asked for."""
    from core.text.generate.example import with_example
    from core.text.generate.fitting import fit, nats_a_character
    from core.text.generate.predictor import Generator
    from core.text.generate.sampling import Sampling
    from core.text.generate.units import find_units
    from core.training.truncated import Check

    settings = OwnSettings(**arguments["settings"])
    text = checked_text((folder / TEXT_FILE).read_text(encoding="utf-8"))
    parts = split(text)
    samples: list[dict[str, Any]] = []

    def keep_sample(generator: Generator, check: Check) -> None:
        answer = generator.generate("", SAMPLE_LENGTH, Sampling(0.7, seed=settings.seed))
        samples.append({"fraction": check.fraction, "validation_loss": check.validation_loss, "text": answer.output})
        write_whole(folder / SAMPLES_FILE, json.dumps(samples, ensure_ascii=False).encode())

    recipe = recipe_for(parts.training, settings)
    generator, checks = fit(parts, recipe, report, keep_sample, cpu_limit=settings.seconds)
    best = min(check.validation_loss for check in checks)
    generator.card = {
        "title": settings.name,
        "data": f"A text of {len(text):,} characters, given by the reader",
        "licence": "the reader's own",
        "split": "In order: 80 % trained on, the next 10 % choose the weights, the last 10 % held out.",
        "measured": "Mean −ln p of every character of the held-out part, in nats a character.",
        "held_out_nats": nats_a_character(generator, parts.held_out),
        "held_out_characters": len(parts.held_out),
        "validation_nats": best,
        "training_characters": len(parts.training),
        "parameters": sum(value.numel() for value in generator.model.parameters()),
        "cpu_seconds": round(checks[-1].cpu_seconds),
        "seed": settings.seed,
        "limits": "Trained for a minute or so on one text: it picks up spelling and layout, hardly sense.",
    }
    find_units(generator, parts.validation, parts.held_out)
    with_example(generator, "", 300, Sampling(0.7, seed=settings.seed))
    save_run(generator.to_run(), settings.name, overwrite=True)


def split(text: str) -> Parts:
    """Training, validation and held-out part, in order."""
    first, second = (int(share * len(text)) for share in (1 - HELD_OUT - VALIDATION, 1 - HELD_OUT))
    return Parts(text[:first], text[first:second], text[second:])


def opening_of(text: str) -> str:
    """The sign after which a new part of the text begins: a line break, in a text of one line a space."""
    return next((sign for sign in "\n ." if sign in text), text[0])


def recipe_for(text: str, settings: OwnSettings) -> Recipe:
    """Settings that fit the training text: few streams for a short one, passes that the time allows."""
    from core.models.language_model import LanguageModelConfig
    from core.text.generate.fitting import Recipe
    from core.training.truncated import TruncatedSettings

    characters = len(text)
    streams = max(4, min(32, characters // 4_000))
    passes = min(PASSES_MOST, settings.seconds * CHARACTERS_A_SECOND / characters)
    return Recipe(
        cut="characters",
        opening=opening_of(text),
        network=LanguageModelConfig(vocabulary=0, embedding=48, hidden=OWN_HIDDEN, dropout=0.2),
        training=TruncatedSettings(
            epochs=passes, streams=streams, steps=48, checks=CHECKS, warm_up=30, averaging=0.98, seed=settings.seed
        ),
    )
