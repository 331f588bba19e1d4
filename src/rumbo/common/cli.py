"""`rumbo keys`: which keys there are, a new one for everything, an old one forgotten."""

import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to `rumbo`."""
    keys = typer.Typer(help="Las llaves con que se cifra.", no_args_is_help=True)
    keys.command("show")(show)
    keys.command("rotate")(rotate)
    keys.command("forget")(forget)
    app.add_typer(keys, name="keys")


def show() -> None:
    """Dice qué llaves hay, por su número, y cuánto cifra cada una; nunca las llaves."""
    # The rooms need Django, which the command opens before it calls this.
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.common.sealed import keyring, rotation  # noqa: PLC0415

    ring, used = keyring.load(), rotation.in_use()
    for number in sorted({*ring.keys, *used}):
        told = {"number": number, "used": used[number]}
        if number == ring.current:
            typer.echo(_("Llave %(number)s: cifra ahora; datos: %(used)s.") % told)
        elif number in ring.keys:
            typer.echo(_("Llave %(number)s: solo abre; datos: %(used)s.") % told)
        else:
            typer.echo(_("Llave %(number)s: FALTA en el llavero; datos: %(used)s.") % told)


def rotate() -> None:
    """Hace una llave nueva y cifra todo con ella; si se interrumpe, repetirla sigue donde quedó."""
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.common.sealed import rotation  # noqa: PLC0415

    if sys.stderr.isatty():
        with typer.progressbar(length=1, label=_("Cifrar de nuevo"), file=sys.stderr) as bar:

            def shown(done: int, whole: int) -> None:
                bar.length = whole
                bar.update(done - bar.pos)

            number = rotation.rotate(shown)
    else:
        number = rotation.rotate()
    typer.echo(_("Todo está cifrado con la llave %(number)s.") % {"number": number})
    typer.echo(_("Guarde bajo custodia el llavero nuevo; el anterior abre los respaldos de antes."))


def forget(
    number: Annotated[int, typer.Argument(metavar="N", help="Número de la llave.")],
) -> None:
    """Quita del llavero una llave con la que ya no hay nada cifrado."""
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.common.sealed import rotation  # noqa: PLC0415

    rotation.forget(number)
    typer.echo(_("La llave %(number)s ya no está en el llavero.") % {"number": number})
