"""Writing down what happened and who read whom."""

import hashlib
import json
import uuid
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from rumbo.audit.models import JournalEntry, JournalSeal, Reading
from rumbo.audit.sentences import SENTENCES
from rumbo.common import clock
from rumbo.common.many import fresh

_KEPT_AS_TOLD = {str, int, bool}


class Acting(Protocol):
    """Whoever acts: the access room's Actor is one."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> uuid.UUID | None: ...
    @property
    def office(self) -> uuid.UUID | None: ...


def entry(
    *,
    actor: Acting,
    code: str,
    at: datetime | None = None,
    person: uuid.UUID | None = None,
    case: uuid.UUID | None = None,
    compartment: str = "bio",
    **details: Any,
) -> JournalEntry:
    """Make an entry without writing it: for verbs that write many at once.

    `details` hold ids, codes ("list:CODE"), dates and numbers; never a name or a free text.
    """
    if code not in SENTENCES:
        raise KeyError(f"the journal has no sentence for {code}")
    return fresh(
        JournalEntry,
        occurred_at=at or clock.now(),
        recorded_at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        office_id=actor.office,
        code=code,
        person_id=person,
        case_id=case,
        compartment=compartment,
        details=details
        if all(type(told) in _KEPT_AS_TOLD for told in details.values())
        else json.loads(json.dumps(details, default=str)),
    )


def record(*, actor: Acting, code: str, **told: Any) -> JournalEntry:
    """Write one entry in the running transaction: it stands or falls with what it tells."""
    made = entry(actor=actor, code=code, **told)
    made.save(force_insert=True)
    return made


def note_reading(*, actor: Acting, person: uuid.UUID, page: str) -> None:
    """Write down that someone opened a person's page."""
    if actor.id is not None:
        Reading.objects.create(at=clock.now(), reader_id=actor.id, person_id=person, page=page)


def _line(item: JournalEntry) -> bytes:
    parts = [
        item.number, item.occurred_at.isoformat(), item.recorded_at.isoformat(), item.actor_kind,
        item.actor_id, item.office_id, item.code, item.person_id, item.case_id,
        item.compartment, json.dumps(item.details, sort_keys=True),
    ]  # fmt: skip
    return "\x1f".join(map(str, parts)).encode()


def _digest(before: bytes, first: int, last: int) -> bytes:
    digest = hashlib.sha256(before)
    rows = JournalEntry.objects.filter(number__gte=first, number__lte=last).order_by("number")
    for item in rows.iterator(2000):
        digest.update(_line(item))
    return digest.digest()


def seal_journal(*, actor: Acting) -> JournalSeal | None:
    """Close the journal's next stretch into the hash chain; None where nothing is new."""
    with transaction.atomic():
        before = JournalSeal.objects.order_by("-number").first()
        first = before.last_entry + 1 if before else 1
        newest = JournalEntry.objects.order_by("-number").values_list("number", flat=True).first()
        if newest is None or newest < first:
            return None
        made: JournalSeal = JournalSeal.objects.create(
            first_entry=first,
            last_entry=newest,
            digest=_digest(bytes(before.digest) if before else b"", first, newest),
            sealed_at=clock.now(),
        )
        record(actor=actor, code="audit.journal_sealed", last=newest)
    return made


def broken_seal(*, actor: Acting) -> JournalSeal | None:
    """Go through the chain; give the first stretch that is not what was sealed."""
    del actor
    before = b""
    for seal in JournalSeal.objects.order_by("number"):
        if _digest(before, seal.first_entry, seal.last_entry) != bytes(seal.digest):
            return seal
        before = bytes(seal.digest)
    return None
