"""`rumbo intake`: a booth's sheet from the command line."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def intake(
    sheet: Annotated[Path, typer.Argument(help="La hoja: CSV o XLSX.")],
    year_first: Annotated[
        bool, typer.Option("--year-first", help="Las fechas cortas empiezan por el año.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Dónde escribir las correcciones (CSV).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Imprime los números como JSON.")] = False,
) -> None:
    """Lee la hoja de un módulo: cada fila queda registrada, por mirar o por corregir."""
    # The rooms need Django, which the command opens before it calls this.
    from rumbo.access.values import SYSTEM  # noqa: PLC0415
    from rumbo.exchange.actions import import_sheet  # noqa: PLC0415
    from rumbo.exchange.intake import report as papers  # noqa: PLC0415
    from rumbo.exchange.progress import shown_on_a_terminal  # noqa: PLC0415

    with shown_on_a_terminal() as progress:
        reading = import_sheet(actor=SYSTEM, path=sheet, year_first=year_first, progress=progress)
    if report is not None:
        papers.write(reading, report)
    counts = reading.counts.as_dict()
    if as_json:
        sys.stdout.write(json.dumps(counts) + "\n")
        return
    for line in papers.summary(reading):
        typer.echo(line)


def readable(sheet: Path, **_: object) -> None:
    """Refuse what is no sheet before a database is opened for it."""
    from rumbo.exchange.intake.sheet import read  # noqa: PLC0415 - only this command needs it

    read(sheet)


def register(app: typer.Typer) -> None:
    """Add the command to `rumbo`."""
    intake.check_first = readable  # type: ignore[attr-defined]
    app.command()(intake)
