"""Opens the demonstration: a new home is marked and played, then served with its sign-ins."""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from django.utils.translation import gettext_lazy as _

from rumbo.common.home import home, is_demo
from rumbo.common.refusal import Refusal
from rumbo.config import serving
from rumbo.config.home import is_empty, mark_demo, was_played
from rumbo.config.rooms import has_module


def run(*, host: str, port: int, smaller: Sequence[str] = ()) -> None:
    """Serve a demonstration; where real work is done, serve that and add nobody.

    `smaller` are options of `rumbo demo` for a world that is played in less time.
    """
    folder = home()
    if not is_demo(folder) and (os.environ.get("DATABASE_URL") or not is_empty(folder)):
        serving.serve(host=host, port=port)
        return
    serving.require_free(host, port)
    mark_demo()
    if not was_played():
        _play(smaller)
    serving.serve(host=host, port=port, first=_show_sign_ins)


def _play(smaller: Sequence[str]) -> None:
    """Play the demo world in a process of its own, whose memory is then given back."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "rumbo.config.cli", "demo", *smaller],
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise Refusal("demo.not_played", _("La demostración no se pudo preparar."))


def _show_sign_ins() -> None:
    if has_module("demo", "sign_ins"):
        for line in import_module("rumbo.demo.sign_ins").lines():
            typer.echo(line)
