"""Serves the house: migrations first, then the web server and the worker, until Ctrl-C."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.common.home import is_demo
from rumbo.common.refusal import Refusal
from rumbo.config import environment, home, installation
from rumbo.config.worker import Worker


def serve(*, host: str, port: int, first: Callable[[], None] | None = None) -> None:
    """Do what comes first, then serve until interrupted and stop everything that was started."""
    require_free(host, port)
    home.prepare()
    _migrate_named_server()
    with installation.opened():
        _require_modest_role()
        if first is not None:
            first()
        if not is_demo():
            _invite(host, port)
        typer.echo(_("Rumbo está en %(address)s") % {"address": address(host, port)})
        typer.echo(_("Para terminar: Ctrl-C."))
        # The web server makes its own process: no connection of ours may cross into it.
        installation.close_connections()
        with _working():
            _serve_pages(host, port)


def migrate() -> None:
    """Bring the tables up to date and stop."""
    _migrate_named_server()
    with installation.opened():
        pass


def address(host: str, port: int) -> str:
    """Return the address to type into a browser."""
    return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/"  # noqa: S104 - shown only


def _migrate_named_server() -> None:
    table = environment.read()
    if table.database_url:
        installation.migrate(table.owner_database_url or table.database_url)


def require_free(host: str, port: int) -> None:
    """Refuse before anything is started where the port is another's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            raise Refusal(
                "serve.port_taken",
                gettext_lazy("El puerto %(port)s de %(host)s está ocupado; elija otro con --port."),
                port=port,
                host=host,
            ) from None


def _require_modest_role() -> None:
    """Refuse to serve as a role for which row-level security does not count."""
    from django.db import connection  # noqa: PLC0415 - Django is set up only now

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles"
            " WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        )
        found = cursor.fetchone()
    if found is not None:
        raise Refusal(
            "serve.superuser",
            gettext_lazy(
                "Rumbo no sirve con el papel %(role)s, que se salta la seguridad por filas: "
                "indique en DATABASE_URL un papel sin SUPERUSER ni BYPASSRLS."
            ),
            role=found[0],
        )


def _invite(host: str, port: int) -> None:
    """Make the one administrator of a new real home, known only by a link that works once."""
    from rumbo.access import actions as access  # noqa: PLC0415 - Django is set up only now
    from rumbo.access.links import one_time_path  # noqa: PLC0415

    user = access.invite_first_administrator()
    if user is None:
        return
    path = one_time_path(user)
    typer.echo(
        _("Administrador nuevo: %(user)s. Abra este enlace, que sirve una sola vez: %(link)s")
        % {"user": user.get_username(), "link": address(host, port).rstrip("/") + path}
    )


@contextmanager
def _working() -> Iterator[None]:
    """Run the worker of deferred jobs beside the pages."""
    worker = Worker()
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def _serve_pages(host: str, port: int) -> None:
    from granian import Granian  # noqa: PLC0415 - only serving needs it
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    table = environment.read()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    Granian(
        "rumbo.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=table.threads,
        backpressure=table.threads * 16,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()
