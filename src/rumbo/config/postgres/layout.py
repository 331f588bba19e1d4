"""Says where each file of the embedded database lies."""

import hashlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.config.postgres.runner import Runner

LONGEST_SOCKET_PATH = 99
SOCKET_NAME = ".s.PGSQL.5432.lock"
SHORTEST = Path(os.sep) / "tmp"
APART = Path("/var/lib/rumbo-databases")


@dataclass(frozen=True)
class Layout:
    """The folders of one home's database."""

    home: Path

    @property
    def base(self) -> Path:
        """The folder that belongs to the runner."""
        return self._door.resolve()

    @property
    def _door(self) -> Path:
        return self.home / "pg"

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """Where the server writes its log."""
        return self.base / "log"

    @property
    def passwords(self) -> Path:
        """Where the roles' passwords are kept, apart from what the runner may read."""
        return self.home / "keys" / "database"

    @property
    def copies(self) -> Path:
        """Where the programs are copied when the runner cannot reach them."""
        return self.base / "programs"

    @property
    def socket(self) -> Path:
        """A short folder for the socket, always the same for one home."""
        mark = hashlib.sha256(f"{os.geteuid()}:{self.home}".encode()).hexdigest()[:10]
        folder = Path(tempfile.gettempdir()) / f"rumbo-{mark}"
        if len(str(folder / SOCKET_NAME).encode()) > LONGEST_SOCKET_PATH:
            folder = SHORTEST / f"rumbo-{mark}"
        return folder

    def make(self, runner: Runner) -> None:
        """Make the folders with the rights they need, or refuse in a sentence."""
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.home.chmod(0o711 if runner.drops else 0o700)
        (self.home / "keys").mkdir(mode=0o700, exist_ok=True)
        self.passwords.mkdir(mode=0o700, exist_ok=True)
        if not self.base.exists():
            self._make_base(runner)
        if not runner.reaches(self.data):
            raise Refusal(
                "postgres.folder_closed",
                _(
                    "El usuario de PostgreSQL no puede entrar a %(folder)s; elija otra carpeta "
                    "con RUMBO_HOME, por ejemplo /var/lib/rumbo."
                ),
                folder=self.home,
            )
        self._make_socket(runner)

    def _make_base(self, runner: Runner) -> None:
        """Make the runner's folder; apart and linked, where the home's parents are closed."""
        folder = self._door
        if not runner.reaches(folder):
            APART.mkdir(mode=0o711, parents=True, exist_ok=True)
            folder = APART / secrets.token_hex(6)
            self._door.unlink(missing_ok=True)
            self._door.symlink_to(folder)
        folder.mkdir(mode=0o700)
        runner.own(folder)

    def _make_socket(self, runner: Runner) -> None:
        try:
            self.socket.mkdir(mode=0o700)
            runner.own(self.socket)
        except FileExistsError:
            pass
        found = self.socket.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != runner.uid:
            raise Refusal(
                "postgres.socket_folder_taken",
                _("La carpeta %(folder)s existe y no es de esta instalación; bórrela."),
                folder=self.socket,
            )
        if stat.S_IMODE(found.st_mode) != 0o700:
            raise Refusal(
                "postgres.socket_folder_open",
                _("Otros usuarios alcanzan la base de datos; ejecute: chmod 700 %(folder)s"),
                folder=self.socket,
            )
