"""Makes the kept copy of the tables anew from the migrations: python -m rumbo.config.keep_tables.

Another file to write to may be named after it, to see whether both are the same.
"""

import os
import sys
import tempfile
from pathlib import Path

import django

from rumbo.config.postgres import running, snapshot

# The older version in the wheel: both can read what it writes.
OLDEST = "16"


def main(to: Path = snapshot.COPY) -> int:
    """Migrate an empty throw-away database and keep a copy of its tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        with running(Path(folder) / "home", version=OLDEST, throw_away=True) as cluster:
            os.environ |= {"DATABASE_URL": cluster.url("owner"), "RUMBO_POOL": "0"}
            django.setup()
            snapshot.write(cluster, _migrate(), to)
    return 0


def _migrate() -> list[str]:
    """Migrate and return the module of every migration applied."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up only now
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    modules = [m.__module__ for m in MigrationLoader(connection).disk_migrations.values()]
    connection.close()
    return modules


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
