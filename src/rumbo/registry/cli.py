"""`rumbo keys index`: a fresh key for the search index; `rumbo match`: who is in a file twice."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add a command to those of the keys, and one to the house's."""
    app.command(name="match")(match)
    for group in app.registered_groups:
        if group.name == "keys" and group.typer_instance is not None:
            group.typer_instance.command("index")(index)


def index() -> None:
    """Hace una llave nueva para buscar y archiva a todas con ella; si se interrumpe, repetirla sigue."""
    # The rooms need Django, which the command opens before it calls this.
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.registry import rekeying  # noqa: PLC0415

    told: set[str] = set()

    def waiting(_number: int) -> None:
        """Say it once: a sheet of thousands of rows may take minutes."""
        sentence = _(
            "Se espera a que termine lo que empezó antes; mientras tanto se encuentra a todas las personas."
        )
        if sentence not in told:
            told.add(sentence)
            typer.echo(sentence, err=True)

    if sys.stderr.isatty():
        with typer.progressbar(length=1, label=_("Archivar de nuevo"), file=sys.stderr) as bar:

            def shown(done: int, whole: int) -> None:
                bar.length = whole
                bar.update(done - bar.pos)

            number = rekeying.rotate(shown, waiting)
    else:
        number = rekeying.rotate(waiting=waiting)
    typer.echo(_("Se busca con la llave %(number)s del índice.") % {"number": number})
    typer.echo(_("Guarde bajo custodia el llavero nuevo; el anterior abre los respaldos de antes."))


def match(
    people: Annotated[
        Path, typer.Argument(metavar="PEOPLE.csv", help="Una persona registrada por fila.")
    ],
    out: Annotated[Path, typer.Option(help="Archivo en que se escriben los pares.")],
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Probabilidad desde la que se escribe un par.")
    ] = 0.9,
    spark: Annotated[
        str,
        typer.Option(
            metavar="MASTER",
            help="Dirección de un Spark (local[2], spark://…) en que se aprende y se juzga.",
        ),
    ] = "",
) -> None:
    """Busca en un archivo qué filas son la misma persona; aprende del archivo cuánto dice cada dato."""
    # Late: numpy is not for every command.
    from rumbo.registry.matching import matching  # noqa: PLC0415
    from rumbo.registry.matching.errors import MatchRefused  # noqa: PLC0415

    try:
        if sys.stderr.isatty():
            with typer.progressbar(length=1000, label="Comparar", file=sys.stderr) as bar:
                matching.match(
                    people,
                    out,
                    threshold=threshold,
                    spark=spark,
                    progress=lambda share: bar.update(int(share * 1000) - bar.pos),
                )
        else:
            matching.match(people, out, threshold=threshold, spark=spark)
    except MatchRefused as refused:
        typer.echo(refused.sentence, err=True)
        raise typer.Exit(1) from refused
