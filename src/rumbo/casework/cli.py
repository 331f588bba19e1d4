"""`rumbo erase`: what was let go leaves the row history too."""

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `rumbo`."""
    app.command("erase")(erase)


def erase() -> None:
    """Borra también del historial el nombre y el teléfono de quien pidió que se borraran."""
    # The rooms need Django, which the command opens before it calls this.
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.casework import erasing  # noqa: PLC0415

    gone = erasing.erase_who_asked()
    typer.echo(_("Versiones del historial que ya no nombran a nadie: %(gone)s.") % {"gone": gone})
