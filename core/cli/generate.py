"""`generate`: text written after a prompt, token by token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from core.cli.output import Output, decimals
from core.cli.text import Explain, SavedRun, TextFile, lines_of, predictor, report
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.text.generate.predictor import Generator
    from core.text.types import TextAnswer

TASK = "generate"


def generate(
    prompt: Annotated[
        str | None, typer.Option("--prompt", metavar="TEXT", help="What comes before; empty by default.")
    ] = None,
    file: TextFile = None,
    length: Annotated[int, typer.Option("--length", help="Characters to write.")] = 400,
    temperature: Annotated[float, typer.Option("--temperature", help="0 takes the likeliest; 1 is the model.")] = 0.8,
    top_k: Annotated[int, typer.Option("--top-k", help="Keep the k likeliest; 0 keeps all.")] = 0,
    top_p: Annotated[float, typer.Option("--top-p", help="Keep the likeliest that reach p; 1 keeps all.")] = 1.0,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same text.")] = 0,
    shipped: Annotated[
        str | None, typer.Option("--shipped", metavar="NAME", help="shakespeare (default) or kieu.")
    ] = None,
    run: SavedRun = None,
    explain: Explain = False,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the JSON; - for standard output.")
    ] = None,
) -> None:
    """Write on from a prompt."""
    from core.text.generate.predictor import checked_length
    from core.text.generate.sampling import Sampling

    sampling = Sampling(temperature, top_k, top_p, seed).checked()
    checked_length(length)
    prompts = _prompts(prompt, file)
    Output(json)  # refuses a file that cannot be written before the work is done
    generator, name = predictor(TASK, _shipped(shipped, run), run)
    writer = cast("Generator", generator)
    answers = [writer.generate(text, length, sampling, explain) for text in prompts]
    Output(json).note([message for answer in answers for message in _replacements(answer)])
    report(TASK, name, answers, json, _line)


def _prompts(prompt: str | None, file: Path | None) -> list[str]:
    """One prompt, empty where none is given, or one a line of the file."""
    if prompt is not None and file is not None:
        raise UserError(M("Give either --prompt or --file."), M("--file takes one prompt a line."))
    return [prompt or ""] if file is None else lines_of(file)


def _shipped(shipped: str | None, run: str | None) -> str:
    from core.text.tasks import SHIPPED

    names = [name for name, entry in SHIPPED.items() if entry.task == TASK]
    if shipped is not None and run is not None:
        raise UserError(M("Give either --shipped or --run."), M("--run takes a saved run instead of a shipped one."))
    if shipped is not None and shipped not in names:
        raise UserError(
            M("No checkpoint for this task is called “{name}”.", name=shipped),
            M("Choose one of these: {names}.", names=names),
        )
    return shipped or names[0]


def _replacements(answer: TextAnswer) -> list[M]:
    signs = answer.evidence.get("replaced", {})
    return (
        [
            M(
                "The model does not know {signs}; read instead: {others}.",
                signs=_quoted(signs),
                others=_quoted(signs.values()),
            )
        ]
        if signs
        else []
    )


def _quoted(signs: object) -> list[str]:
    return [f"“{sign}”" for sign in cast("list[str]", signs)]


def _line(answer: TextAnswer) -> str:
    """The prompt and what was written after it, then its confidence, and with --explain each token's probability."""
    lines = [answer.input + answer.output, f"  confidence {decimals(answer.confidence, 3)} (geometric mean per token)"]
    lines += [
        f"  {step['text']!r:>10}  {decimals(step['probability'], 3)}   "
        + ", ".join(f"{token!r} {decimals(value, 3)}" for token, value in step["alternatives"])
        for step in answer.evidence.get("steps", [])
    ]
    return "\n".join(lines)
