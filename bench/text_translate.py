"""Translate: accuracy on held-out wordings of dates, BLEU and chrF beside the memory (from the cards), seconds a text.

`python -m bench.text_translate` scores the handwritten wordings of dates anew and times both checkpoints, warm, on one
thread; the scores of software wording were taken once, on the test part, when the checkpoint was made.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import cast

import torch

from core.text.tasks import shipped_predictor
from core.text.translate.dates.evaluation import BLIND, handwritten
from core.text.translate.dates.examples import LISTS
from core.text.translate.predictor import TranslationPredictor

RESULTS = Path(__file__).parent / "results" / "text_translate.txt"
SHORT = {"dates": "Monday the 3rd of May, 2021", "en-vi": "Your password has been changed."}


def main() -> None:
    """Writes the results and prints them."""
    torch.set_num_threads(1)
    lines = [f"Translate, {time.strftime('%Y-%m-%d')}, torch {torch.__version__}, one thread"]
    dates = cast(TranslationPredictor, shipped_predictor("dates"))
    for which in LISTS | BLIND:
        for name, rows in handwritten(Random(1), which).items():
            right = sum(dates.detail(row.text).best.text == row.target for row in rows)
            lines.append(f"dates, {name}: {right} of {len(rows)} right ({right / len(rows):.1%})")
    for name, text in SHORT.items():
        lines.append(f"{name}: {_seconds(cast(TranslationPredictor, shipped_predictor(name)), text):.3f} CPU s a text")
    lines += [f"{name}: {scores}" for name, scores in shipped_predictor("en-vi").card["scores"].items()]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _seconds(predictor: TranslationPredictor, text: str, times: int = 20) -> float:
    """CPU seconds of one translation with the usual beam, after a first one."""
    predictor.translate([text])
    began = time.process_time()
    for _ in range(times):
        predictor.translate([text])
    return (time.process_time() - began) / times


if __name__ == "__main__":
    main()
