"""The commands that belong to the installation itself: serve, run, check, migrate."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

Port = Annotated[int, typer.Option(min=1, max=65535, help="Puerto.")]
Host = Annotated[str, typer.Option(help="Dirección en que se sirve.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `rumbo`."""
    app.command("serve")(serve)
    app.command("run", hidden=True)(run)
    app.command("check")(check)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("migrate", hidden=True)(migrate)


def serve(port: Port = 8000, host: Host = "127.0.0.1") -> None:
    """Sirve Rumbo; en una instalación nueva crea un administrador con un enlace de un solo uso."""
    import_module("rumbo.config.serving").serve(host=host, port=port)


def run(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    rows: Annotated[int | None, typer.Option("--rows", min=30, hidden=True)] = None,
    days: Annotated[int | None, typer.Option("--days", min=0, max=45, hidden=True)] = None,
) -> None:
    """Abre la demostración (la prepara si la carpeta es nueva) y la sirve."""
    asked = {"--rows": rows, "--days": days}
    smaller = [f"{name}={number}" for name, number in asked.items() if number is not None]
    import_module("rumbo.config.demonstration").run(host=host, port=port, smaller=smaller)


def migrate() -> None:
    """Actualiza las tablas de la base de datos."""
    import_module("rumbo.config.serving").migrate()


def check(
    settle: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NOMBRE=TEXTO", help="Anota algo como resuelto."),
    ] = None,
) -> None:
    """Dice qué está mal en la instalación, cada cosa con su remedio, y si admite personas reales."""
    import_module("rumbo.config.report").check(settle or [])


def backup(file: Path) -> None:
    """Guarda la base de datos y los archivos cifrados en FILE, sin las llaves."""
    import_module("rumbo.config.backup").backup(file.absolute())


def restore(file: Path) -> None:
    """Recupera FILE en una carpeta nueva que ya tiene su llavero."""
    import_module("rumbo.config.backup").restore(file.absolute())
