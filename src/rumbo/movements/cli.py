"""`rumbo plan`: a movement plan from a file of groups, departures, centres and funds."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rumbo.movements.planning.planner import Progress


class Lang(StrEnum):
    """The languages of the reasons."""

    es = "es"
    en = "en"


def register(app: typer.Typer) -> None:
    """Add the command to the house's command line."""
    app.command(name="plan")(plan)


def plan(
    instance: Annotated[
        Path, typer.Argument(metavar="INSTANCE.json", help="Grupos, salidas, centros y fondos.")
    ],
    out: Annotated[Path, typer.Option(help="Archivo en que se escribe el plan.")],
    seconds: Annotated[
        float, typer.Option(min=1, max=86_400, help="Tiempo para buscar, en segundos.")
    ] = 60.0,
    seed: Annotated[int, typer.Option(min=0, help="Semilla: la misma, el mismo plan.")] = 1,
    lang: Annotated[Lang, typer.Option(help="Idioma de las razones: es o en.")] = Lang.es,
) -> None:
    """Propone quién viaja cuándo, en qué y pagado por quién, con prueba de cuánto podría mejorar."""
    # Late: numpy is not for every command.
    from rumbo.movements.planning import output, reading  # noqa: PLC0415
    from rumbo.movements.planning.errors import PlanRefused  # noqa: PLC0415
    from rumbo.movements.planning.planner import Search  # noqa: PLC0415

    try:
        search = Search(reading.load(instance), seconds, seed, _line).run()
    except PlanRefused as refused:
        for sentence in refused.sentences(lang.value):
            typer.echo(f"{instance.name}: {sentence}", err=True)
        raise typer.Exit(1) from refused
    written = json.dumps(output.written(search, lang.value), ensure_ascii=False, indent=1)
    try:
        out.write_text(f"{written}\n", "utf-8")
    except OSError as error:
        typer.echo(
            f"{out.name}: no se pudo escribir aquí / it could not be written here.", err=True
        )
        raise typer.Exit(1) from error


def _line(progress: "Progress") -> bool:
    """On a terminal, best so far, proven gap and seconds on one line; nothing in a pipe."""
    if sys.stderr.isatty():
        gap = f"{100 * progress.gap:.2f} %" if progress.gap < 1 else "…"
        sys.stderr.write(f"\r{progress.objective:14.1f}   ≤ {gap:>8}   {progress.seconds:6.1f} s ")
        sys.stderr.flush()
    return True
