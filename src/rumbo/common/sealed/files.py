"""Scans, signatures and papers on disk, sealed: the folder alone says nothing of anybody."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import cipher

LARGEST = 20 * 1024 * 1024


def folder() -> Path:
    """Say where the files of this home lie."""
    return Path(settings.RUMBO_HOME) / "files"


def _path(file_id: uuid.UUID) -> Path:
    name = file_id.hex
    return folder() / name[-2:] / name


def save(file_id: uuid.UUID, content: bytes) -> None:
    """Keep `content` under its id, sealed, whole or not at all (20 MB at most)."""
    if len(content) > LARGEST:
        raise Refusal("sealed.file_too_large", _("El archivo pesa más de 20 MB."))
    _write(file_id, cipher.seal(content, f"file:{file_id}"))


def _write(file_id: uuid.UUID, sealed: bytes, *, only_over_itself: bool = False) -> None:
    target = _path(file_id)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    if only_over_itself and not target.exists():
        draft.unlink()
        return
    draft.replace(target)


def read(file_id: uuid.UUID) -> bytes:
    """Open a kept file; refuse where it is gone or damaged."""
    try:
        return cipher.unseal(_path(file_id).read_bytes(), f"file:{file_id}")
    except FileNotFoundError:
        raise Refusal("sealed.file_missing", _("Ese archivo ya no está.")) from None


def kept() -> Iterator[uuid.UUID]:
    """Name every file that is kept."""
    for path in sorted(folder().glob("??/*")):
        if not path.suffix:
            yield uuid.UUID(hex=path.name)


def written_at(file_id: uuid.UUID) -> float | None:
    """Say when a file was written, in seconds since 1970; nothing where it is gone."""
    try:
        return _path(file_id).stat().st_mtime
    except FileNotFoundError:
        return None


def key_number(file_id: uuid.UUID) -> int | None:
    """Say which key sealed a file; nothing where it is gone."""
    try:
        with _path(file_id).open("rb") as file:
            start = file.read(8)
    except FileNotFoundError:
        return None
    return cipher.key_number(start) if len(start) == 8 else None


def reseal(file_id: uuid.UUID) -> None:
    """Seal a kept file with the key of today; one that was destroyed meanwhile stays gone."""
    try:
        sealed = _path(file_id).read_bytes()
    except FileNotFoundError:
        return
    _write(file_id, cipher.reseal(sealed, f"file:{file_id}"), only_over_itself=True)


def destroy(file_id: uuid.UUID) -> None:
    """Take a file off the disk; one that is gone already is no fault."""
    _path(file_id).unlink(missing_ok=True)
