"""`rumbo keys index`: a fresh key for the search index."""

import sys

import typer


def register(app: typer.Typer) -> None:
    """Add the command to those of the keys."""
    for group in app.registered_groups:
        if group.name == "keys" and group.typer_instance is not None:
            group.typer_instance.command("index")(index)


def index() -> None:
    """Hace una llave nueva para buscar y archiva a todas con ella; si se interrumpe, repetirla sigue."""
    # The rooms need Django, which the command opens before it calls this.
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.registry import rekeying  # noqa: PLC0415

    if sys.stderr.isatty():
        with typer.progressbar(length=1, label=_("Archivar de nuevo"), file=sys.stderr) as bar:

            def shown(done: int, whole: int) -> None:
                bar.length = whole
                bar.update(done - bar.pos)

            number = rekeying.rotate(shown)
    else:
        number = rekeying.rotate()
    typer.echo(_("Se busca con la llave %(number)s del índice.") % {"number": number})
    typer.echo(_("Guarde bajo custodia el llavero nuevo; el anterior abre los respaldos de antes."))
