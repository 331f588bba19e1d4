"""The command `rumbo`: joins each room's commands and opens the database for those that need it."""

import functools
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from importlib import import_module
from typing import Any, NoReturn

import typer

from rumbo import __version__
from rumbo.common.refusal import Refusal
from rumbo.config.rooms import rooms_with

NeedsNone = Callable[[Mapping[str, Any]], bool]
# Commands that work on files alone; all others find the database open.
WITHOUT_DATABASE: dict[str, NeedsNone] = {
    "readiness": lambda _given: True,
    "plan": lambda _given: True,
    "match": lambda _given: True,
    "sitrep": lambda given: bool(given.get("returns")),
    "serve": lambda _given: True,
    "run": lambda _given: True,
    "check": lambda _given: True,
    "migrate": lambda _given: True,
    "backup": lambda _given: True,
    "restore": lambda _given: True,
}
# Commands that rewrite what the serving role may only add to.
AS_OWNER = {"keys", "erase"}
REAL_WORK = {"intake"}
# Commands after which the database has to know that its tables have grown.
WRITES_MUCH = {"demo", "intake"}

app = typer.Typer(
    name="rumbo",
    help="El camino a casa: retorno voluntario asistido, de la caseta a la llegada.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def _rumbo(
    version: bool = typer.Option(False, "--version", help="Muestra la versión."),
) -> None:
    if version:
        typer.echo(f"rumbo {__version__}")
        raise typer.Exit


def build() -> typer.Typer:
    """Join the commands of all rooms and wrap those that need the database."""
    for room in rooms_with("cli"):
        if room != "config":
            import_module(f"rumbo.{room}.cli").register(app)
    import_module("rumbo.config.commands").register(app)
    _wrap(app, "")
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _wrap(group.typer_instance, str(group.name or group.typer_instance.info.name))
    return app


def _wrap(commands: typer.Typer, group: str) -> None:
    for command in commands.registered_commands:
        if command.callback is not None:
            name = command.name or command.callback.__name__.replace("_", "-")
            command.callback = _opening(group or name, command.callback)


def _opening(name: str, callback: Callable[..., Any]) -> Callable[..., Any]:
    """Open the database around a command, unless what it was given needs none."""

    @functools.wraps(callback)
    def opening(*args: Any, **given: Any) -> Any:
        needs_none = WITHOUT_DATABASE.get(name)
        if needs_none is not None and needs_none(given):
            return callback(*args, **given)
        if check_first := getattr(callback, "check_first", None):
            check_first(*args, **given)
        home = import_module("rumbo.config.home")
        installation = import_module("rumbo.config.installation")
        if name in REAL_WORK:
            home.refuse_real_work()
        with (
            home.playing() if name == "demo" else nullcontext(),
            installation.opened(as_owner=name in AS_OWNER) as cluster,
        ):
            answer = callback(*args, **given)
            if name in WRITES_MUCH:
                installation.count_rows(cluster)
            return answer

    return opening


def main() -> NoReturn:
    """Run the command; a refusal is one sentence and exit 1, wrong usage is exit 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        typer.main.get_command(build()).main(prog_name="rumbo")
    except Refusal as refusal:
        _say(refusal)
        sys.exit(1)
    sys.exit(0)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _say(refusal: Refusal) -> None:
    """Print a refusal's sentence in the language of RUMBO_LANGUAGE, Spanish otherwise."""
    import_module("rumbo.config.installation").set_up()
    typer.echo(refusal.sentence, err=True)


if __name__ == "__main__":
    main()
