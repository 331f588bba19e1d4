"""Taking back the yes to being registered, and saying it anew: the help goes on either way."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework import rules as casework_rules
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, FamilyContact, Task
from rumbo.common import clock
from rumbo.counselling import queries, signals
from rumbo.counselling.models import ShareConsent
from rumbo.registry import actions as registry
from rumbo.registry import errors as registry_errors
from rumbo.registry.models import DataConsent, Person
from rumbo.registry.values import NewConsent

HEAR = registry.HEAR  # whoever hears it writes it down
TAKEN_BACK = ("CONSENT_WITHDRAWN", "CONSENT_WITHDRAWN_STOP", "CONSENT_WITHDRAWN_SEAT")


def record_data_consent(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    consent: NewConsent,
    id: uuid.UUID | None = None,
) -> DataConsent:
    """Record a person's yes in their file; what an earlier withdrawal asked for ends with it.

    Permissions to share stay ended: each is asked for again.
    """
    with verb(actor):
        row = locked(case)
        queries.member_of(row, person)
        made = registry.record_consent(
            actor=actor, person=person, consent=consent, case=row.id, id=id
        )
        tasks = Task.objects.open().filter(case=row, person=person, code__in=TAKEN_BACK)
        for task in tasks:
            casework.finish_task(actor=actor, task=task, at=consent.at)
    return made


def withdraw_data_consent(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    note: str = "",
    base_version: int | None = None,
    at: datetime | None = None,
) -> DataConsent:
    """Take back a person's yes to the use of their data, at any stage; no reason is asked.

    Every permission to share and to call family ends with it. A seat is not taken away: the table
    of requirements keeps its gates closed until they say yes again. `note` is what the person wants
    to be kept, if anything; it is sealed, in the counsellor's task.
    """
    with verb(actor, *HEAR):
        row = locked(case, base_version)
        queries.member_of(row, person)
        when = at or clock.now()
        live = queries.data_consent(person)
        if live is None:
            known = DataConsent.objects.filter(person=person).exists()
            raise registry_errors.consent_ended() if known else registry_errors.no_consent()
        ended = registry.withdraw_consent(actor=actor, consent=live, case=row.id, at=when)
        was_shared = _end_permissions(actor, row, person, when)
        _tell(actor, row, person, note, when, was_shared=was_shared)
    return ended


def _end_permissions(actor: Actor, case: Case, person: Person, when: datetime) -> bool:
    """End what the person allowed besides; say whether anybody may have been told something."""
    shares = ShareConsent.objects.select_for_update().filter(person=person, withdrawn_at=None)
    given = [share.recipient for share in shares if share.given]
    for share in shares:
        share.withdrawn_at = when
        share.save(update_fields=["withdrawn_at"])
    if given:
        signals.sharing_ended.send(
            ShareConsent, case=case, person=person, recipients=given, actor=actor, at=when
        )
    called = FamilyContact.objects.filter(case=case, person=person, consent_withdrawn_on=None)
    for family in called.exclude(consent_on=None):
        casework.withdraw_family_consent(actor=actor, contact=family, at=when)
    return bool(given)


def _tell(
    actor: Actor, case: Case, person: Person, note: str, when: datetime, *, was_shared: bool
) -> None:
    """Tell those who must stop something today, and who goes on talking with the person."""
    casework.open_task(
        actor=actor, case=case, person=person, role="counsellor", code="CONSENT_WITHDRAWN",
        note=note, at=when,
    )  # fmt: skip
    if was_shared:
        casework.open_task(
            actor=actor, case=case, person=person, role="documents", urgent=True,
            code="CONSENT_WITHDRAWN_STOP", at=when,
        )  # fmt: skip
    if case.stage in casework_rules.SEATED:
        casework.open_task(
            actor=actor, case=case, person=person, role="movements", urgent=True,
            code="CONSENT_WITHDRAWN_SEAT", at=when,
        )  # fmt: skip
