"""Decides as whom PostgreSQL runs, because it must never run as root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal

CANDIDATES = ("postgres", "rumbo", "nobody")


@dataclass(frozen=True)
class Runner:
    """The user that owns the cluster's files and runs its processes."""

    uid: int
    gid: int
    drops: bool

    def popen(self) -> dict[str, Any]:
        """Return what subprocess needs to become this user."""
        if not self.drops:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or folder to this user."""
        if self.drops:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Say whether this user may pass through every folder above a path."""
        if not self.drops:
            return True
        return all(self._passes(folder.stat()) for folder in path.resolve().parents)

    def _passes(self, found: os.stat_result) -> bool:
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def choose(base: Path) -> Runner:
    """Return the present user or, as root, the owner of what is there or an unprivileged user."""
    if os.geteuid() != 0:
        return Runner(os.geteuid(), os.getegid(), drops=False)
    if base.exists() and (owner := base.stat()).st_uid != 0:
        return Runner(owner.st_uid, owner.st_gid, drops=True)
    for name in CANDIDATES:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Runner(user.pw_uid, user.pw_gid, drops=True)
    raise Refusal(
        "postgres.no_unprivileged_user",
        _(
            "PostgreSQL no puede ejecutarse como root y no existe un usuario postgres, rumbo ni "
            "nobody; cree uno con: useradd --system rumbo"
        ),
    )
