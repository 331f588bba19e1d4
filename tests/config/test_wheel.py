"""The wheel holds all that serving needs: it works with no checkout, no Node and no network."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from rumbo.config.postgres.snapshot import COPY
from rumbo.exchange import practice
from rumbo.ui import assets, messages
from tests.installed import ROOT, environment, new_home, serving, status

DEEP = os.environ.get("RUMBO_DEEP") == "1"
PARTS = (
    "src",
    "examples",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".gitignore",
)


def checkout(folder: Path, *left_out: str) -> Path:
    """A checkout as it is cloned, with the fonts that were fetched once and no catalogue compiled."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.mo", *left_out)
    for name in (*PARTS, *assets.LISTS):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copyfile(source, folder / name)
    return folder


def build(source: Path, target: Path, **told: str) -> "subprocess.CompletedProcess[str]":
    """Build a wheel from a checkout."""
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=source,
        env=environment(target / "home", **told) | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a fresh checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / "checkout").mkdir()
    done = build(checkout(folder / "checkout"), folder / "dist")
    assert done.returncode == 0, done.stderr
    (found,) = (folder / "dist").glob("rumbo-*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_the_wheel_holds_the_fonts_and_all_that_pages_load(names: set[str]) -> None:
    static = "rumbo/ui/static"
    assert {f"{static}/vendor/{name}" for name in assets.FILES.values()} <= names
    shipped = [path for path in (ROOT / "src").glob("rumbo/*/static/**/*") if path.is_file()]
    assert len(shipped) > len(assets.FILES)
    assert {path.relative_to(ROOT / "src").as_posix() for path in shipped} <= names


def test_the_wheel_holds_the_compiled_catalogue_of_every_room(names: set[str]) -> None:
    rooms = [room for room in messages.rooms() if messages.catalogue_of(room).is_file()]
    compiled = [messages.catalogue_of(room).with_suffix(".mo") for room in rooms]
    assert len(compiled) > 20
    assert {path.relative_to(ROOT / "src").as_posix() for path in compiled} <= names
    assert "rumbo/ui/locale/es/LC_MESSAGES/django.mo" in names


def test_the_wheel_holds_templates_data_migrations_and_the_copy_of_the_tables(
    names: set[str],
) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src/rumbo"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\n")
    tracked = {name.removeprefix("src/") for name in listed if name and (ROOT / name).is_file()}
    assert not tracked - names
    for pattern in ("*/templates/**/*.html", "*/data/**/*", "*/migrations/*.py"):
        found = [path for path in (ROOT / "src/rumbo").glob(pattern) if path.is_file()]
        kept = {f"rumbo/{path.relative_to(ROOT / 'src/rumbo').as_posix()}" for path in found}
        assert len(kept) > 15
        assert not kept - names
    assert f"rumbo/{COPY.relative_to(ROOT / 'src/rumbo').as_posix()}" in names


def test_the_wheel_holds_the_practice_sheets_letter_by_letter(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for name in practice.NAMES:
            kept = packed.read(f"rumbo/exchange/data/{name}.csv")
            assert kept == (practice.CHECKOUT / f"{name}.csv").read_bytes()


def test_the_wheel_puts_rumbo_on_the_path_and_nothing_else_beside_it(
    wheel: Path, names: set[str]
) -> None:
    tops = {name.split("/")[0] for name in names}
    (info,) = tops - {"rumbo"}
    assert re.fullmatch(r"rumbo-[\w.]+\.dist-info", info)
    with zipfile.ZipFile(wheel) as packed:
        told = packed.read(f"{info}/entry_points.txt").decode()
    assert "rumbo = rumbo.config.cli:main" in told
    assert not [name for name in names if name.endswith((".pyc", ".new", "keyring.json"))]


def test_no_wheel_is_packed_without_its_fonts(tmp_path: Path) -> None:
    (tmp_path / "checkout").mkdir()
    source = checkout(tmp_path / "checkout", "vendor")
    done = build(
        source,
        tmp_path / "dist",
        npm_config_registry="http://127.0.0.1:9/",
        npm_config_fetch_retries="0",
        npm_config_cache=str(tmp_path / "cache"),
    )
    assert done.returncode != 0
    assert "Connect this machine" in done.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """A fresh environment with the wheel; what it depends on is seen where it is installed."""
    place = tmp_path / "venv"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*pip, "install", "--no-deps", "--no-index", "--quiet", str(wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (site,) = place.glob("lib/python*/site-packages")
    (site / "depends.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place


@pytest.mark.skipif(not DEEP, reason="installs a wheel and plays a world: bin/test --deep does")
def test_the_installed_wheel_serves_from_an_empty_folder_without_node(
    installed: Path, tmp_path: Path
) -> None:
    empty, nothing = tmp_path / "empty", tmp_path / "nothing-on-the-path"
    empty.mkdir()
    nothing.mkdir()
    assert shutil.which("node", path=str(nothing)) is None
    rumbo = str(installed / "bin" / "rumbo")
    with new_home() as home:
        told = environment(home, PATH=str(nothing), HOME=str(tmp_path))
        del told["PYTHONPATH"]
        where = subprocess.run(  # noqa: S603 - our own arguments
            [str(installed / "bin" / "python"), "-c", "import rumbo; print(rumbo.__file__)"],
            env=told,
            cwd=empty,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert where.startswith(str(installed))
        with serving(home, told=told, command=[rumbo], folder=empty) as (address, said):
            assert said.count("/password/reset/") == 1
            assert status(f"{address}/health/") == 200
            font = f"{address}/static/vendor/source-sans-3-latin.woff2"
            with urllib.request.urlopen(font, timeout=10) as answer:  # noqa: S310 - our own
                assert answer.status == 200
                assert answer.read(4) == b"wOF2"
            for name in ("ui/rumbo.css", "ui/keys.js", "django_htmx/htmx-2.min.js"):
                assert status(f"{address}/static/{name}") == 200
            asked = urllib.request.Request(  # noqa: S310 - our own
                f"{address}/accounts/login/", headers={"Accept-Language": "en"}
            )
            with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310 - our own
                assert "NOT YET FOR REAL PEOPLE" in answer.read().decode()
        checked = subprocess.run(  # noqa: S603 - our own arguments
            [rumbo, "check"], env=told, cwd=empty, capture_output=True, text=True, check=False
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
    with new_home() as home:
        told |= {"RUMBO_HOME": str(home)}
        played = ("run", "--rows=30", "--days=1")
        with serving(home, *played, told=told, command=[rumbo], folder=empty) as (address, said):
            assert "Entre con un clic" in said
            assert status(f"{address}/accounts/login/") == 200
    assert not list(empty.iterdir())
