"""A file that cannot wait is marked so, whenever that is learned and not at its opening alone."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock


def make_urgent(*, actor: Actor, case: Case, at: datetime | None = None) -> None:
    """Put an open file among those that cannot wait; one that is there already stays as it is."""
    with verb(actor):
        row = locked(case)
        if row.urgent or not row.is_open:
            return
        row.urgent = True
        row.save(update_fields=["urgent"])
        audit.record(
            actor=actor, code="casework.made_urgent", at=at or clock.now(), case=row.id
        )  # fmt: skip
