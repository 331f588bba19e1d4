"""Scans: looked at before they are kept, sealed on disk, opened with a note of who did."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed import files
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, rules
from rumbo.documents.models import KeptFile
from rumbo.documents.values import NewFile
from rumbo.documents.words import DESTROYED, KINDS
from rumbo.registry.models import Person

KEEP = ("documents", "registrar", "counsellor", "protection", "child_officer", "movements")
DESTROY = ("documents", "coordinator")


def keep_file(
    *,
    actor: Actor,
    case: Case,
    person: Person | None = None,
    kind: str,
    file: NewFile,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> KeptFile:
    """Keep a scan, sealed under its id: PDF, JPG or PNG by how it begins, 20 MB at most."""
    with verb(actor, *KEEP):
        if person is not None:
            counselling.member_of(case, person)
            if not counselling.has_data_consent(person):
                raise counselling_errors.no_data_consent()
        media_type = _require_a_scan(file.content, kind)
        when = at or clock.now()
        made = KeptFile(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            kind=kind,
            name=rules.safe_name(file.name, media_type),
            media_type=media_type,
            size=len(file.content),
            by=actor.id,
            occurred_at=when,
        )
        made.save(force_insert=True)
        files.save(made.id, file.content)
        _say(actor, "documents.file_kept", made, when)
    return made


def open_file(*, actor: Actor, file: KeptFile, at: datetime | None = None) -> bytes:
    """Open a kept scan for somebody who may see it, and write down that they did."""
    with verb(actor):
        content = files.read(file.id)
        _say(actor, "documents.file_opened", file, at or clock.now())
        if file.person_id is not None:
            audit.note_reading(actor=actor, person=file.person_id, page="documents.file")
    return content


def destroy_file(*, actor: Actor, file: KeptFile, why: str, at: datetime | None = None) -> KeptFile:
    """Take a scan off the disk, with a reason (a code of words.DESTROYED); that it was there stays."""
    with verb(actor, *DESTROY):
        if why not in DESTROYED:
            raise errors.unknown_code("why")
        row: KeptFile = KeptFile.objects.select_for_update().get(pk=file.pk)
        if row.destroyed_at is not None:
            raise errors.file_is_gone()
        row.destroyed_at = at or clock.now()
        row.save(update_fields=["destroyed_at"])
        files.destroy(row.id)
        _say(actor, f"documents.file_destroyed_{why.lower()}", row, row.destroyed_at)
    return row


def _require_a_scan(content: bytes, kind: str) -> str:
    if kind not in KINDS:
        raise errors.unknown_code("kind")
    if not content:
        raise errors.file_is_empty()
    if len(content) > rules.LARGEST_FILE:
        raise errors.file_too_large()
    media_type = rules.kind_of_file(content)
    if media_type is None:
        raise errors.not_a_scan()
    return media_type


def _say(actor: Actor, code: str, file: KeptFile, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=file.person_id,
        case=file.case_id,
        compartment=file.compartment,
        file=file.id,
    )
