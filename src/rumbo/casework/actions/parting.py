"""A file of their own for people who leave one: same day of asking, what was decided goes on."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import rules
from rumbo.casework.actions.opening import open_case
from rumbo.casework.actions.steps import move
from rumbo.casework.actions.tasks import open_task
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.registry.models import TravelGroup


def own_file(*, actor: Actor, case: Case, at: datetime) -> Case:
    """Open an empty file beside one, as far on its way as that: who asks for it brings the people."""
    with verb(actor):
        group = TravelGroup.objects.create(
            office_id=case.office_id, sheet_folio=case.group.sheet_folio, occurred_at=at
        )
        other = open_case(
            actor=actor,
            office=case.office,
            group=group,
            site=case.site,
            requested_on=case.requested_on,
            at=at,
            urgent=case.urgent,
        )
        for stage in rules.way_to_preparation(case.stage):
            move(actor=actor, case=other, to=stage, at=at)
        live = case.decisions.filter(revoked_at=None, countersigned_at__isnull=False)
        if (decision := live.first()) is not None:
            _carry_over(actor, decision, other, at)
    return other


def _carry_over(actor: Actor, decision: EligibilityDecision, other: Case, when: datetime) -> None:
    names = (
        "office_id", "eligible", "reasons", "programme", "funding_line", "why", "decided_by",
        "countersigned_by", "countersigned_at",
    )  # fmt: skip
    EligibilityDecision.objects.create(
        case=other,
        proposed={**decision.proposed, "carried_over_from": str(decision.pk)},
        occurred_at=decision.occurred_at,
        **{name: getattr(decision, name) for name in names},
    )
    other.programme, other.funding_line = decision.programme, decision.funding_line
    other.save(update_fields=["programme", "funding_line"])
    open_task(actor=actor, case=other, role="coordinator", code="DECIDE_ANEW", at=when)
