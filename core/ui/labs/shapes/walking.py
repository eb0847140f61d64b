"""What happens at a step of the walk through an unrolled model, in words and in numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.messages import M, Message, Number, Percent
from core.ui.labs import maths

COUNTRIES = {"JP": M("Japan"), "IT": M("Italy"), "VN": M("Vietnam"), "PL": M("Poland")}


def told(shape: str, found: dict[str, Any], step: int) -> Message:
    """What is read, remembered or answered at this step."""
    return TOLD[shape](found, step)


def shown(letter: str) -> str:
    """A letter as it can be seen: a blank has a sign."""
    return letter if letter.strip() else "␣"


def _one_to_many(found: dict[str, Any], step: int) -> Message:
    return M(
        "Step {step} of {count}: the answer for {hour} o'clock is {value} °F; each answer is read by the next step.",
        step=step,
        count=len(found["output"]),
        hour=step - 1,
        value=Number(found["output"][step - 1], 1),
    )


def _many_to_one(found: dict[str, Any], step: int) -> Message:
    shares = dict(zip(found["output"], found["so_far"][step - 1], strict=True))
    best = max(shares, key=shares.__getitem__)
    return M(
        "Step {step} of {count}: “{letter}” is read. Asked now, the model would say {country} ({share}).",
        step=step,
        count=len(found["input"]),
        letter=shown(found["input"][step - 1]),
        country=COUNTRIES[best],
        share=Percent(shares[best]),
    )


def _aligned(found: dict[str, Any], step: int) -> Message:
    count = len(found["input"])
    if step <= count:
        return M(
            "Step {step} of {count}: “{letter}” is read forwards. Nothing is answered yet: what follows is not known.",
            step=step,
            count=2 * count,
            letter=shown(found["input"][step - 1]),
        )
    t = 2 * count - step
    return M(
        "Step {step} of {count}: “{letter}” is read backwards; both sides are known, and “{written}” is answered "
        "({share}).",
        step=step,
        count=2 * count,
        letter=shown(found["input"][t]),
        written=shown(found["output"][t]),
        share=Percent(found["sure"][t]),
    )


def _encoder_decoder(found: dict[str, Any], step: int) -> Message:
    words, digits = found["input"], found["output"]
    count = len(words) + len(digits)
    if step <= len(words):
        return M("Step {step} of {count}: “{word}” is read.", step=step, count=count, word=words[step - 1])
    digit = str(digits[step - 1 - len(words)])
    return M(
        "Step {step} of {count}: {digit} is written; each digit is read by the next step.",
        step=step,
        count=count,
        digit=digit,
    )


TOLD: dict[str, Callable[[dict[str, Any], int], Message]] = {
    "one-to-many": _one_to_many,
    "many-to-one": _many_to_one,
    "aligned": _aligned,
    "encoder-decoder": _encoder_decoder,
}


def in_numbers(shape: str, found: dict[str, Any], step: int) -> tuple[str, ...]:
    """The last line of the equations with this step's numbers; none where nothing is answered at it."""
    if shape == "one-to-one":
        return (rf"y &= {maths.number(found['output'][0], 1)}",)
    if shape == "one-to-many":
        read = maths.number(found["output"][step - 2], 1) if step > 1 else r"\text{–}"
        return (rf"t = {step}: \quad y_{{t-1}} &= {read}, \quad y_t = {maths.number(found['output'][step - 1], 1)}",)
    if shape == "many-to-one":
        shares = r", \;".join(maths.number(share) for share in found["so_far"][step - 1])
        return (rf"t = {step}: \quad \text{{softmax}}(V \mathbf{{h}}_t + c) &= ({shares})",)
    if shape == "aligned":
        t = 2 * len(found["input"]) - step
        return (rf"t = {t + 1}: \quad \max y_t &= {maths.number(found['sure'][t])}",) if t < len(found["input"]) else ()
    written = found["output"][: max(0, step - len(found["input"]))]
    digits = r",\,".join(rf"y_{{{place}}} = {digit}" for place, digit in enumerate(written, 1))
    return (rf"t = {step}: \quad {digits.replace(' = ', ' &= ', 1)}",) if written else ()
