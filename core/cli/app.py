"""The list of commands, and how a failure ends: exit 2 and one line on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from core.cli import answer, backtest, classify, examples, forecast, generate, labs, models, train, translate, tune
from core.errors import UserError

app = typer.Typer(
    help="Honest, explained forecasts with recurrent networks.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("forecast")(forecast.forecast)
app.command("backtest")(backtest.backtest)
app.command("tune")(tune.tune)
app.command("classify")(classify.classify)
app.command("generate")(generate.generate)
app.command("train")(train.train)
app.command("answer")(answer.answer)
app.command("train-reader")(answer.train_reader)
app.command("translate")(translate.translate)
app.command("examples")(examples.examples)
app.command("labs")(labs.labs)
app.add_typer(models.app, name="models")


def main(arguments: Sequence[str]) -> int:
    """Runs one command; 0 on success, 2 on input that cannot be used, 130 when interrupted."""
    try:
        code = app(args=list(arguments) or ["--help"], prog_name="python -m core", standalone_mode=False)
    except UserError as error:
        return fail(f"{error.message} {error.hint or ''}")
    except typer.TyperException as error:
        return fail(f"{error.format_message().rstrip('.')}. See --help for the options.")
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0


def fail(text: str) -> int:
    """Says on one line of standard error why nothing was done."""
    print("Error:", " ".join(text.split()), file=sys.stderr)
    return 2
