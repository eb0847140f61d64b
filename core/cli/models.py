"""`models`: saved runs, listed, shown, exported, imported and deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.options import Json
from core.cli.output import Output, check_writable, table, write_whole
from core.cli.sources import read_bytes
from core.errors import UserError
from core.messages import M, format_value

if TYPE_CHECKING:
    from core.store import RunSummary

app = typer.Typer(help="Saved runs: list, show, export, import, delete.", rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of a saved run.")]


@app.command("list")
def list_models(json: Json = None) -> None:
    """List the saved runs."""
    from core.store import list_runs

    output = Output(json)
    runs = list_runs()
    output.json([summary_json(run) for run in runs])
    if not runs:
        output.say("No run is saved yet; `python -m core forecast … --save NAME` saves one.")
        return
    header = ["name", "task", "model", "series", "saved (UTC)", "kB"]
    output.say(*table(header, [summary_row(run) for run in runs]))


@app.command("show")
def show_model(name: Name, json: Json = None) -> None:
    """Show the card of a saved run."""
    output = Output(json)
    run = find(name)
    output.json(summary_json(run))
    output.say(f"{run.name}: {run.task}, {run.model}, saved {format_value(run.created)} UTC.", "")
    output.say(*table(["card", ""], [[key, _short(value, key)] for key, value in run.card.items()]))


@app.command("export")
def export_model(
    name: Name, file: Annotated[Path, typer.Argument(metavar="FILE", help="The zip file to write.")]
) -> None:
    """Write a saved run to one file."""
    from core.store import pack_run

    check_writable(file)
    write_whole(file, pack_run(name))
    print(f"Wrote {name} to {file}.")


@app.command("import")
def import_model(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A file that export wrote.")] = None,
    hub: Annotated[str | None, typer.Option("--hub", metavar="REPO_ID", help="A repository on a hub instead.")] = None,
    revision: Annotated[str | None, typer.Option("--revision", help="Branch, tag or commit of the repository.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="Save it under another name.")] = None,
) -> None:
    """Take a run from a file or a hub; HF_ENDPOINT names another hub."""
    from core.store import import_from_hub, unpack_run

    if (file is None) == (hub is None):
        raise UserError(M("Give either a file or --hub."), M("--hub takes a repository id, owner/name."))
    if hub is not None:
        saved = import_from_hub(hub, name, revision)
        origin = find(saved).card["hub"]
        print(f"Saved {saved} from {origin['repository']}, revision {origin['revision']}.")
        return
    saved = unpack_run(read_bytes(file), name)  # type: ignore[arg-type]
    print(f"Saved {saved}.")


@app.command("delete")
def delete_model(name: Name) -> None:
    """Delete a saved run."""
    from core.store import delete_run

    delete_run(name)
    print(f"Deleted {name}.")


def find(name: str) -> RunSummary:
    """The saved run of that name; raises UserError naming the way to see those there are."""
    from core.store import list_runs

    for run in list_runs():
        if run.name == name:
            return run
    raise UserError(
        M("No run called {name} is saved.", name=name), M("See `python -m core models list` for those that are.")
    )


def summary_row(run: RunSummary) -> list[str]:
    """A run as a row of the list."""
    created = run.created.strftime("%Y-%m-%d %H:%M")
    return [run.name, run.task, run.model, str(run.card.get("series", "")), created, str(round(run.size_bytes / 1000))]


def summary_json(run: RunSummary) -> dict[str, object]:
    """A run as JSON."""
    return {
        "name": run.name,
        "task": run.task,
        "model": run.model,
        "created": run.created.isoformat(),
        "size_bytes": run.size_bytes,
        "card": run.card,
    }


def _short(value: object, name: str = "") -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_short(item)}" for key, item in value.items())
    if isinstance(value, list):
        return (", " if name == "targets" else " to ").join(_short(item) for item in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)
