"""Scans, signatures and papers on disk, sealed: the folder alone says nothing of anybody."""

import os
import uuid
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import cipher

LARGEST = 20 * 1024 * 1024


def _path(file_id: uuid.UUID) -> Path:
    name = file_id.hex
    return Path(settings.RUMBO_HOME) / "files" / name[-2:] / name


def save(file_id: uuid.UUID, content: bytes) -> None:
    """Keep `content` under its id, sealed, whole or not at all (20 MB at most)."""
    if len(content) > LARGEST:
        raise Refusal("sealed.file_too_large", _("El archivo pesa más de 20 MB."))
    target = _path(file_id)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(cipher.seal(content, f"file:{file_id}"))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def read(file_id: uuid.UUID) -> bytes:
    """Open a kept file; refuse where it is gone or damaged."""
    try:
        return cipher.unseal(_path(file_id).read_bytes(), f"file:{file_id}")
    except FileNotFoundError:
        raise Refusal("sealed.file_missing", _("Ese archivo ya no está.")) from None


def destroy(file_id: uuid.UUID) -> None:
    """Take a file off the disk; one that is gone already is no fault."""
    _path(file_id).unlink(missing_ok=True)
