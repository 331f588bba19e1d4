"""Mending what was written when somebody registered: the old reading is kept, the new one counts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors, index, queries
from rumbo.registry.models import Person, Profile
from rumbo.registry.rules import correcting
from rumbo.registry.values import Corrected, Correction

CORRECT = ("registrar", "counsellor", "protection", "child_officer")
# They alone open reserved files, and say that somebody is no child or needs no protection.
PROTECT = frozenset({"protection", "child_officer"})
COLUMNS = (
    "sex", "birth_date", "birth_precision", "age_disputed", "origin_country", "origin_department",
    "return_country", "return_department", "language", "needs_interpreter", "can_read",
    "contact_channel",
)  # fmt: skip


def correct_person(
    *,
    actor: Actor,
    person: Person,
    correction: Correction,
    base_version: int | None = None,
    presumed_child: bool = False,
    case: UUID | None = None,
    at: datetime | None = None,
) -> Corrected:
    """Write how a registration should have read; the journal says which parts, never what they say.

    Refuses what registration refuses. Who counted as a child (or is `presumed_child`) and is now
    said to be of age stays in doubt until protection says so; nothing else is written then.
    """
    with verb(actor, *CORRECT):
        when = at or clock.now()
        row: Person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        _require_may(actor, row, base_version)
        before = queries.as_registered(row)
        _require_sound(actor, row, before, correction)
        doubt = not _is_protection(actor) and correcting.stays_in_doubt(
            before, correction, clock.day_of(when), presumed=presumed_child
        )
        after = replace(correction, age_disputed=True) if doubt else correction
        fields = correcting.differing(before, after)
        if fields:
            _write(row, after, fields)
            told = [f"person_field:{code}" for code in fields]
            audit.record(
                actor=actor, code="registry.corrected", at=when, person=row.id, case=case,
                fields=told,
            )  # fmt: skip
    return Corrected(fields=fields, is_in_doubt=doubt and "BIRTH" in fields)


def _require_may(actor: Actor, row: Person, base_version: int | None) -> None:
    if row.sealed and not _is_protection(actor):
        raise errors.kept_by_protection()
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()


def _is_protection(actor: Actor) -> bool:
    """The system writes for nobody in particular: it takes no doubt away."""
    return bool(actor.roles & PROTECT)


def _require_sound(actor: Actor, row: Person, before: Correction, after: Correction) -> None:
    """As at registration; and what protects somebody is not corrected away at a desk."""
    if not any((after.identity.get(k) or "").strip() for k in ("given_names", "surname_1")):
        raise errors.no_name()
    if after.birth_date and after.birth_date > clock.day_of(row.occurred_at):
        raise errors.born_later()
    if _is_protection(actor):
        return
    if before.age_disputed and not after.age_disputed:
        raise errors.doubt_is_protections()
    status = after.profile.get("status", before.profile.get("status"))
    if before.profile.get("status") in correcting.PROTECTED and status not in correcting.PROTECTED:
        raise errors.status_is_protections()


def _write(row: Person, after: Correction, fields: tuple[str, ...]) -> None:
    filed = index.features_of(row)
    for name in COLUMNS:
        setattr(row, name, getattr(after, name))
    for name in ("identity", "place", "contact"):
        setattr(row, name, _known(getattr(after, name)))
    row.nationalities = list(after.nationalities)
    row.other_languages = list(after.other_languages)
    row.version += 1
    row.save(
        update_fields=[
            *COLUMNS, "identity", "place", "contact", "nationalities", "other_languages", "version",
        ]
    )  # fmt: skip
    if after.profile and {"STATUS", correcting.REPORT}.intersection(fields):
        profile = Profile.objects.select_for_update().get(person=row)
        for name, value in after.profile.items():
            setattr(profile, name, value)
        profile.save(update_fields=list(after.profile))
    index.forget_keys(row.search_no, filed)
    index.file_anew(row.search_no, index.features_of(row))


def _known(part: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in part.items() if v}
