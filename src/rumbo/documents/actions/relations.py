"""What papers showed of a child's family falls when somebody else answers for the child."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents.models import OtherParent, Parentage
from rumbo.registry.models import Person


def unsettle_family(*, actor: Actor, case: Case, child: Person, at: datetime | None = None) -> bool:
    """Begin anew with whose child this is: what was shown was shown of somebody else.

    For the verb that changes who answers for a child. Gives whether anything had been shown.
    """
    with verb(actor):
        when = at or clock.now()
        counselling.member_of(case, child)
        shown = Parentage.objects.filter(child=child).order_by("occurred_at", "recorded_at").last()
        other = (
            OtherParent.objects.filter(child=child).order_by("occurred_at", "recorded_at").last()
        )
        times = {"office_id": child.office_id, "by": actor.id, "occurred_at": when}
        had = shown is not None and shown.shown
        if had:
            Parentage.objects.create(child=child, shown=False, **times)
            audit.record(
                actor=actor, code="documents.parentage_not_shown", at=when, person=child.id,
                case=case.id,
            )  # fmt: skip
        if other is not None and other.state != "MISSING":
            OtherParent.objects.create(child=child, state="MISSING", has_paper=False, **times)
            audit.record(
                actor=actor, code="documents.other_parent", at=when, person=child.id, case=case.id
            )
            had = True
    return had
