"""`rumbo erase`: what was let go leaves the row history too."""

import typer


def register(app: typer.Typer) -> None:
    """Add the command to `rumbo`."""
    app.command("erase")(erase)


def erase() -> None:
    """Borra los expedientes cuyo plazo venció y así se decidió, y del historial a quien lo pidió."""
    # The rooms need Django, which the command opens before it calls this.
    from django.utils.translation import gettext as _  # noqa: PLC0415

    from rumbo.casework import emptying, erasing  # noqa: PLC0415
    from rumbo.casework.models import Case  # noqa: PLC0415
    from rumbo.casework.signals import erasure_ended  # noqa: PLC0415

    for one in emptying.erase_files():
        typer.echo(
            _("%(number)s: borrado. %(rows)s anotaciones y %(files)s archivos.")
            % {"number": one.number, "rows": one.rows, "files": one.files}
        )
    gone = erasing.erase_who_asked()
    typer.echo(_("Versiones del historial que ya no nombran a nadie: %(gone)s.") % {"gone": gone})
    erasure_ended.send(Case)
