"""One explanation, or several that share their work: attribution, completeness and faithfulness of a target.

Imports torch only when called, so that a page may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from core.errors import UserError
from core.explain.completeness import completeness_error
from core.explain.registry import DEFAULT_METHOD, get_method
from core.explain.types import Explanation
from core.messages import M

if TYPE_CHECKING:
    from core.explain.faithfulness import Faithfulness
    from core.task import Evidence

Target = tuple[int, ...]


def explain(
    evidence: Evidence,
    target: Target,
    method: str = DEFAULT_METHOD,
    reference: str | None = None,
    seed: int = 0,
    **options: Any,
) -> Explanation:
    """What one number of the answer rests on.

    target: index along each output axis, from 0 (step, quantile). reference: a name in evidence.references, the
    first one by default. seed: of the random orders, and of methods that draw. options: the method's own.
    Raises UserError for a target, reference or method that does not exist, and where the network's answer or an
    attribution is not a number.
    """
    return explain_targets(evidence, [target], method, reference, seed, **options)[0]


def explain_steps(
    evidence: Evidence,
    steps: Sequence[int],
    quantile_index: int,
    method: str = DEFAULT_METHOD,
    reference: str | None = None,
    seed: int = 0,
    **options: Any,
) -> list[Explanation]:
    """One quantile at several steps of a forecast, both counted from 0; the steps share their forward passes."""
    targets = [(step, quantile_index) for step in steps]
    return explain_targets(evidence, targets, method, reference, seed, **options)


def explain_targets(
    evidence: Evidence,
    targets: Sequence[Target],
    method: str = DEFAULT_METHOD,
    reference: str | None = None,
    seed: int = 0,
    **options: Any,
) -> list[Explanation]:
    """An explanation a target, all against one reference; arguments and errors as of `explain`."""
    from core.explain.answers import values_of
    from core.explain.device import attribution_mode
    from core.explain.faithfulness import faithfulness

    function = get_method(method).load()
    name, baseline = _reference(evidence, reference)
    for target in targets:
        _check_target(evidence, target)
    if not targets:
        return []
    with attribution_mode(evidence.module):
        ends = values_of(evidence, targets, (evidence.inputs, baseline))  # (2, N)
        _refuse_nan(ends, M("answer"))
        attributions = [
            tensor.double().numpy() for tensor in function(evidence, targets, baseline, seed=seed, **options)
        ]
        for values in attributions:
            _refuse_nan(values, M("attribution"))
        checks = faithfulness(evidence, targets, baseline, attributions, seed=seed)
    return [
        _explanation(evidence, targets[i], method, name, ends[:, i], tuple(values[i] for values in attributions), check)
        for i, check in enumerate(checks)
    ]


def _explanation(
    evidence: Evidence,
    target: Target,
    method: str,
    reference: str,
    ends: np.ndarray,
    attributions: tuple[np.ndarray, ...],
    check: Faithfulness,
) -> Explanation:
    """One target's explanation. ends: f(x) and f(reference), (2,). attributions: (T, F) an input."""
    output, reference_output = (float(value) for value in ends)
    return Explanation(
        target=tuple(target),
        target_labels=tuple(labels[place] for labels, place in zip(evidence.outputs, target, strict=True)),
        method=method,
        reference=reference,
        output=output,
        reference_output=reference_output,
        attributions=attributions,
        axes=evidence.axes,
        completeness_error=completeness_error(attributions, output, reference_output),
        deletion_gain=check.deletion_gain,
        deletion=check.deletion,
        insertion_gain=check.insertion_gain,
        insertion=check.insertion,
    )


def _reference(evidence: Evidence, name: str | None) -> tuple[str, Any]:
    """The name and tensors of a reference; the first one without a name."""
    names = tuple(evidence.references)
    if name is None and names:
        name = names[0]
    if name not in evidence.references:
        raise UserError(
            M("There is no reference called “{name}” for this prediction.", name=str(name)),
            M("Choose one of: {names}.", names=names),
        )
    return name, evidence.references[name]


def _check_target(evidence: Evidence, target: Target) -> None:
    """Raises UserError unless the target names one number of the answer."""
    sizes = tuple(len(labels) for labels in evidence.outputs)
    if len(target) == len(sizes) and all(0 <= place < size for place, size in zip(target, sizes, strict=True)):
        return
    raise UserError(
        M("The answer has no number at {target}: its shape is {sizes}.", target=f"{tuple(target)}", sizes=f"{sizes}"),
        M("Choose an index from 0 up to one below each of these sizes."),
    )


def _refuse_nan(values: np.ndarray, what: M) -> None:
    """Raises UserError where a value is not a number, rather than drawing it as nothing."""
    wrong = int(np.count_nonzero(~np.isfinite(values)))
    if wrong:
        raise UserError(
            M(
                "{count} of {total} values of the {what} are not finite numbers.",
                count=wrong,
                total=values.size,
                what=what,
            ),
            M("Check the inputs of this window, or choose another reference or method."),
        )
