"""The two shipped checkpoints: training, calibration, the score on what was never looked at, and the card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from core.messages import M
from core.models.translator import Translator
from core.task import Progress, Report, Run
from core.text.corpora import text_folder
from core.text.translate.calibration import Calibration, expected_error
from core.text.translate.characters import Characters
from core.text.translate.dates.evaluation import Asked, generated, handwritten, right
from core.text.translate.dates.examples import PIVOT
from core.text.translate.dates.training import fit_dates
from core.text.translate.fitting import Fitted
from core.text.translate.kinds import KINDS
from core.text.translate.memory import TranslationMemory
from core.text.translate.pairs.catalogues import FOLDER
from core.text.translate.pairs.cleaning import Pair, sides
from core.text.translate.pairs.corpus import origins, read_pairs
from core.text.translate.pairs.splitting import ALIKE, Split, split
from core.text.translate.pairs.training import HELD, fit_pairs
from core.text.translate.predictor import TranslationPredictor, Vocabulary, rebuild
from core.text.translate.scoring import likeness, score

CALIBRATED_ON = 600
"""Held-out texts that the confidence is fitted on; the test part is another."""


def train_dates(data: Path | None, report: Report, seed: int) -> Run:
    """Makes the checkpoint of dates again; its examples are generated, so `data` is not needed."""
    fitted, signs = fit_dates(report, seed)
    return finished_dates(fitted.module, signs, fitted.seconds, seed, report)


def train_en_vi(data: Path | None, report: Report, seed: int) -> Run:
    """Makes the checkpoint of software wording again from the catalogues."""
    pairs = read_pairs(text_folder(data) / FOLDER, report)
    report(Progress(0.03, M("Keeping what is alike on one side")))
    parts = split(pairs, HELD, seed)
    fitted, tokens = fit_pairs(parts.training, parts.validation, report, seed)
    return finished_pairs(fitted, tokens, parts, origins(pairs), seed, report)


def finished_dates(module: Translator, signs: Characters, seconds: float, seed: int, report: Report) -> Run:
    """Calibrates on held-out wordings, scores on others, and writes the card."""
    raw = halved(TranslationPredictor(module, signs, KINDS["dates"], Calibration(), {}))
    draw = Random(f"dates {seed}")
    report(Progress(0.97, M("Scoring")))
    calibrated = Calibration.fit(*_sure_and_right(raw, generated(draw, CALIBRATED_ON)))
    tests = {"generated": generated(draw, CALIBRATED_ON), **handwritten(draw)}
    tests |= {f"{name}_again": rows for name, rows in handwritten(Random(1)).items()}
    tests |= handwritten(Random(1), "later_") | handwritten(Random(1), "third_")
    ready = TranslationPredictor(raw.module, signs, raw.kind, calibrated, {})
    scores = {name: _accuracy(ready, rows) for name, rows in tests.items()}
    dated = [row for name in ("generated", "en", "vi") for row in tests[name]]
    return _run(ready, dates_card(scores, _calibration_error(ready, dated), seconds, module, seed))


def finished_pairs(
    fitted: Fitted, tokens: Vocabulary, parts: Split, sources: list[dict[str, object]], seed: int, report: Report
) -> Run:
    """Calibrates on the validation part, scores on the test part beside the translation memory, and writes the card."""
    raw = halved(TranslationPredictor(fitted.module, tokens, KINDS["pairs"], Calibration(), {}))
    report(Progress(0.97, M("Scoring")))
    held = parts.validation[:CALIBRATED_ON]
    calibrated = calibrated_on(raw, held)
    ready = TranslationPredictor(raw.module, tokens, raw.kind, calibrated, {})
    found = [ready.detail(pair.source) for pair in parts.test]
    texts, truths = sides(parts.test)
    ours = [answer.best.text for answer in found]
    memory = TranslationMemory(*sides(parts.training)).translate(texts)
    scores = {"network": score(ours, truths).to_json(), "memory": score(memory, truths).to_json()}
    alike = [likeness(output, truth) for output, truth in zip(ours, truths, strict=True)]
    error = expected_error([answer.confidence for answer in found], alike)
    return _run(ready, pairs_card(scores, error, parts, sources, fitted, seed))


def halved(predictor: TranslationPredictor) -> TranslationPredictor:
    """The predictor as it will be read back, at half precision, so that what is scored is what is shipped."""
    return rebuild(predictor.to_run())


def calibrated_on(predictor: TranslationPredictor, pairs: Sequence[Pair]) -> Calibration:
    """Confidence as the likeness to expect."""
    found = [predictor.detail(pair.source).best for pair in pairs]
    alike = [likeness(best.text, pair.target) for best, pair in zip(found, pairs, strict=True)]
    return Calibration.fit([best.score for best in found], alike)


def _sure_and_right(predictor: TranslationPredictor, rows: Sequence[Asked]) -> tuple[list[float], list[float]]:
    found = [predictor.detail(row.text) for row in rows]
    return [f.best.score for f in found], [float(right(f.best.text, row)) for f, row in zip(found, rows, strict=True)]


def _accuracy(predictor: TranslationPredictor, rows: Sequence[Asked]) -> float:
    return sum(right(predictor.detail(row.text).best.text, row) for row in rows) / len(rows)


def _calibration_error(predictor: TranslationPredictor, rows: Sequence[Asked]) -> float:
    score_, outcomes = _sure_and_right(predictor, rows)
    return expected_error([predictor.calibration(value) for value in score_], outcomes)


def _run(predictor: TranslationPredictor, card: dict[str, Any]) -> Run:
    predictor.card = card
    return predictor.to_run()


def dates_card(scores: dict[str, float], error: float, seconds: float, module: Translator, seed: int) -> dict[str, Any]:
    """What a reader should know before trusting the checkpoint of dates."""
    return {
        "name": "dates",
        "title": "Dates in English and Vietnamese wordings to ISO 8601",
        "data": [
            {"name": "generated from CLDR formats and names (Babel) and wordings of our own", "licence": "Unicode-3.0"}
        ],
        "split": "Every tenth wording of the generator, by check sum, and all wordings written down by hand in "
        "unseen.py, unseen_later.py and unseen_third.py of core/text/translate/dates are never trained on; wordings "
        "that differ in commas, dots, quotes or spaces fall on one side. What the network of before misread of the "
        "three lists told which kinds of wording the generator lacked, so none of them is blind any more.",
        "scores": {name: round(value, 4) for name, value in scores.items()},
        "calibration_error": round(error, 4),
        "measured": "Share of exact answers, date and weekday, beam 4: `generated` on held-out wordings with noise, "
        "dates beyond 1900 to 2099 and texts that are no date among them; `en` and `vi` on the handwritten wordings, "
        "`en_noisy` and `vi_noisy` on the same with slips, missing accents and words around them; `_again` with other "
        "dates, those of bench.text_translate; `later_` and `third_` on a second and a third list of wordings.",
        "limits": [
            "Numeric dates are read day first: 3/5/2021 is 3 May 2021.",
            f"Years of two digits: {PIVOT} to 99 are 19xx, 00 to {PIVOT - 1} are 20xx.",
            "Lunar dates are labelled, not converted; relative dates (tomorrow) and ranges are refused.",
            "Trained mostly on the years 1900 to 2099.",
        ],
        **_training_facts(module, seconds, seed),
    }


def pairs_card(
    scores: dict[str, dict[str, float]],
    error: float,
    parts: Split,
    sources: list[dict[str, object]],
    fitted: Fitted,
    seed: int,
) -> dict[str, Any]:
    """What a reader should know before trusting the checkpoint of software wording."""
    return {
        "name": "en-vi",
        "title": "English to Vietnamese, wording of software",
        "data": sources,
        "licence": "The texts are under the licences named beside them; none is shipped, only weights trained on them.",
        "split": f"Sources alike but for case, digits, punctuation or placeholders, and sources joined by a chain of "
        f"near-duplicates (cosine of character n-grams of at least {ALIKE}), are on one side. "
        f"{len(parts.training)} pairs are trained on, {len(parts.validation)} choose the epoch, "
        f"{len(parts.test)} test.",
        "pairs": {"training": len(parts.training), "validation": len(parts.validation), "test": len(parts.test)},
        "scores": scores,
        "calibration_error": round(error, 4),
        "measured": "sacrebleu's BLEU and chrF and the share of exact matches on the test part, placeholders as marks, "
        "beam 4. The memory gives the translation of the training source nearest by character n-grams. The test part "
        "was used once, after training.",
        "limits": [
            "A translator for short software wording: menus, settings, messages. Not for conversation or prose.",
            "Reads up to 300 characters, was trained on messages of at most 110.",
            "Names of programs and rare words may be translated wrongly with high confidence.",
        ],
        **_training_facts(fitted.module, fitted.seconds, seed),
    }


def _training_facts(module: Translator, seconds: float, seed: int) -> dict[str, Any]:
    return {
        "parameters": sum(weights.numel() for weights in module.parameters()),
        "train_seconds": round(seconds),
        "seed": seed,
        "made": dt.date.today().isoformat(),
    }
