"""What the taggers of gaps and of letters say: states of both directions, answers, and how often they are right."""

from __future__ import annotations

from typing import Any

import torch

from core.labs.bidirectional.names import PHRASE, READINGS, SHOWN, STEPS, WAIT
from core.labs.bidirectional.tasks import gaps, tags, waits
from core.labs.bidirectional.training import count, network
from core.labs.shapes.answers import checked
from core.labs.shapes.data import examples, letters_of
from core.labs.shapes.words import accented, bare
from core.models.kernel import kernel_weights

TRIED = 2000


@torch.no_grad()
def trace(reading: str, sequence: str) -> dict[str, Any]:
    """states: direction -> (T, H). share: of every tag (T, 3). right: the tags (T,). weights: by direction, V, c."""
    x = torch.tensor(SHOWN[sequence], dtype=torch.float32)
    tagger: Any = network(f"gaps-{reading}")
    weights = {}
    for way, kernel in tagger.kernels.items():
        w_x, w_h, b_x, b_h = kernel_weights(kernel)
        weights[way] = {"w_x": w_x[:, 0], "w_h": w_h, "b": b_x + b_h}
    return {
        "states": {way: states[0] for way, states in tagger.states(x[None, :, None]).items()},
        "share": tagger(x[None, :, None])[0].softmax(-1),
        "right": tags(x[None])[0],
        "weights": weights,
        "answer": {"v": tagger.answer.weight, "c": tagger.answer.bias},
    }


@torch.no_grad()
def errors() -> dict[str, Any]:
    """reading -> share of wrong tags in all, by place, and by how far ahead the next mark lies; on TRIED sequences.

    parameters: of the tagger, about as many for every reading.
    """
    x = gaps(TRIED, STEPS, torch.Generator().manual_seed(77))
    wanted, ahead = tags(x), waits(x)
    found = {}
    for reading in READINGS:
        tagger = network(f"gaps-{reading}")
        wrong = (tagger(x[..., None]).argmax(-1) != wanted).float()
        by_wait = [float(wrong[ahead == wait].mean()) for wait in WAIT]
        found[reading] = {
            "all": float(wrong.mean()),
            "place": wrong.mean(0),
            "wait": by_wait,
            "parameters": count(tagger),
        }
    return found


@torch.no_grad()
def changed(reading: str, sequence: str, place: int) -> list[float]:
    """How far the shares of each tag move (T,) where the value at `place` (from 1) is turned: +1, −1, or 0 to +1."""
    tagger, x = network(f"gaps-{reading}"), torch.tensor(SHOWN[sequence], dtype=torch.float32)
    other = x.clone()
    other[place - 1] = -x[place - 1] if x[place - 1] else 1.0
    moved = [tagger(values[None, :, None])[0].softmax(-1) for values in (x, other)]
    return [float(value) for value in (moved[0] - moved[1]).abs().sum(-1) / 2]


@torch.no_grad()
def accents(phrase: str) -> dict[str, Any]:
    """A phrase without accents, and what both networks make of it, a letter at a time; UserError where it has none."""
    letters = list(checked(bare(phrase)[:PHRASE], PHRASE))
    x, known = letters_of("".join(letters))[None], accented()
    answers = {}
    for reading in ("forward", "both"):
        share = network(f"accents-{reading}")(x)[0].softmax(-1)[: len(letters)]
        best = share.max(-1)
        answers[reading] = {"letters": [known[place] for place in best.indices.tolist()], "sure": best.values}
    return {"letters": letters, **answers}


@torch.no_grad()
def accents_right() -> dict[str, Any]:
    """reading -> share of right letters on phrases held out, of all and of those that may carry an accent."""
    x, wanted, held = examples("aligned")
    x, wanted = x[held], wanted[held]
    known = {letter: place for place, letter in enumerate(accented())}
    open_to_two = {known[letter] for letter in accented() if sum(bare(letter) == bare(other) for other in known) > 1}
    real = wanted >= 0
    open_ = real & torch.isin(wanted, torch.tensor(sorted(open_to_two)))
    found: dict[str, Any] = {"phrases": int(held.sum()), "letters": int(open_.sum())}
    for reading in ("forward", "both"):
        model = network(f"accents-{reading}")
        right = (model(x).argmax(-1) == wanted).float()
        shares = {"all": float(right[real].mean()), "open": float(right[open_].mean())}
        found[reading] = {**shares, "parameters": count(model)}
    return found
