"""What was handed over before there was a ledger, posted once as if it had been there."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import locks
from rumbo.programmes.models import Posting
from rumbo.reception import paying
from rumbo.reception.models import Kit, OnwardMoney

OPENS = ("finance", "coordinator")


def open_books(*, actor: Actor) -> list[Refusal]:
    """Post each fare and kit that stands, that a line pays, and that no posting is about.

    Each at the rate of its own day; done twice, it posts nothing more. A kit that no line could pay
    when it was given stays as it is: the journal has said so.
    """
    with verb(actor, *OPENS):
        posted = Exists(Posting.objects.filter(about=OuterRef("pk")))
        unpaid = JournalEntry.objects.filter(
            code="reception.kit_not_charged",
            case_id=OuterRef("case_id"),
            person_id=OuterRef("person_id"),
        )
        fares = OnwardMoney.objects.live().exclude(case__funding_line="").filter(~posted)
        kits = Kit.objects.live().exclude(case__funding_line="").filter(~posted, ~Exists(unpaid))
        locks.lock_cases({row.case_id for row in (*fares, *kits)})
        refused = []
        for row in fares.select_related("case", "arrival").order_by("id"):
            try:
                with transaction.atomic():
                    paying.charge_fare(actor=actor, payment=row, at=row.occurred_at)
            except Refusal as refusal:
                refused.append(refusal)
                _say(actor, "reception.fare_not_posted", row)
            else:
                _say(actor, "reception.books_opened", row)
        for row in kits.select_related("case", "arrival").order_by("id"):
            _say(actor, "reception.books_opened", row)
            paying.charge_kit(actor=actor, kit=row, at=row.occurred_at)
    return refused


def _say(actor: Actor, code: str, row: Kit | OnwardMoney) -> None:
    audit.record(
        actor=actor, code=code, at=clock.now(), compartment="finance", case=row.case_id,
        person=row.person_id,
    )  # fmt: skip
