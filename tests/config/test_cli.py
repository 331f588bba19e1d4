"""The command `rumbo` from outside: what it prints and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from rumbo import __version__
from rumbo.config.rooms import ROOMS

SRC = Path(__file__).parents[2] / "src" / "rumbo"


def rumbo(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "rumbo.config.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SRC.parent)} | environment,
    )


def test_every_room_is_listed() -> None:
    assert {path.parent.name for path in SRC.glob("*/__init__.py")} == set(ROOMS)


def test_it_says_its_version() -> None:
    assert rumbo("--version").stdout == f"rumbo {__version__}\n"


@pytest.mark.parametrize("command", ["serve", "check", "backup", "restore"])
def test_every_command_explains_itself(command: str) -> None:
    done = rumbo(command, "--help")
    assert done.returncode == 0
    assert "--help" in done.stdout


def test_help_loads_neither_django_models_nor_the_heavy_libraries() -> None:
    code = (
        "import sys; from rumbo.config.cli import build; build();"
        "heavy = {'django.db.models', 'ortools', 'polars', 'duckdb', 'altair', 'typst', 'granian'};"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize(
    "words", [["nonsense"], ["serve", "--port", "0"], ["serve", "--port", "x"]]
)
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    assert rumbo(*words).returncode == 2


def test_what_check_does_not_understand_is_one_sentence_and_wrong_usage(tmp_path: Path) -> None:
    done = rumbo("check", "--set", "bogus", RUMBO_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("«bogus» no se entiende")
    assert len(done.stderr.splitlines()) == 1


def test_a_refusal_is_a_sentence_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = rumbo("serve", RUMBO_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 1
    assert done.stderr.startswith("No se puede escribir en ")
    assert len(done.stderr.splitlines()) == 1


def test_a_variable_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = rumbo("check", RUMBO_HOME=str(tmp_path), RUMBO_THREADS="many")
    assert done.returncode == 1
    assert "RUMBO_THREADS" in done.stderr
    assert "many" not in done.stderr
