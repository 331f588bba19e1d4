"""The joint assessment of risk: two look, two names conclude, and the survivor says who may know."""

import uuid
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.assistance import errors, queries, rules
from rumbo.assistance.actions.services import HELP
from rumbo.assistance.models import JointRisk, OriginConsent
from rumbo.assistance.values import Matrix, RiskView
from rumbo.audit import actions as audit
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.protection import actions as protection
from rumbo.protection.values import JointFinding
from rumbo.registry.models import Person


def let_origin_know(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    office: Office,
    given_on: date,
    at: datetime | None = None,
) -> OriginConsent:
    """Write down a survivor's own yes, with its day, that one office of their country may know.

    It is a consent of its own: the yes to telling a receiving mission of the arrival says nothing
    of this.
    """
    with verb(actor, *HELP):
        row, when = locked(case), at or clock.now()
        counselling.member_of(row, person)
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        if office.pk == case.office_id or office.country == case.office.country:
            raise errors.not_an_office_of_origin()
        if given_on > clock.day_of(when, row.office.zone):
            raise errors.agreement_needed()
        if (before := queries.live_yes(person)) is not None:
            if before.origin_office_id == office.pk:
                return before
            _end(before, actor, when)
        made = OriginConsent(
            id=new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            origin_office=office,
            given_on=given_on,
            occurred_at=when,
        )
        made.save(force_insert=True)
        _note(actor, case, person, "assistance.origin_may_know", when)
    return made


def stop_origin_knowing(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> OriginConsent:
    """Take the yes back: from this moment the office of origin sees nothing, nor concludes."""
    with verb(actor, *HELP):
        locked(case)
        row, when = queries.live_yes(person), at or clock.now()
        if row is None:
            raise errors.nothing_to_take_back()
        _end(row, actor, when)
        _note(actor, case, person, "assistance.origin_may_not_know", when)
        protection.keep_from_origin(actor=actor, case=case, person=person, at=when)
    return row


def assess_risk(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    view: RiskView,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> JointRisk:
    """Write down the first look, of the office that helps; with whom it is looked at is the survivor's.

    With an office of origin only while the survivor's yes to that very office lives.
    """
    with verb(actor, *HELP):
        row, when = locked(case), at or clock.now()
        counselling.member_of(row, person)
        if not row.is_open:
            raise casework_errors.case_is_over()
        if not counselling.has_data_consent(person):
            raise counselling_errors.no_data_consent()
        if not queries.is_survivor(person):
            raise errors.not_a_survivor()
        _require_whole(view)
        if view.origin_office is not None:
            _require_yes(person, view.origin_office)
        made = JointRisk(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            origin_office_id=view.origin_office,
            ours=_told(view.matrix),
            finding=view.finding,
            notes=view.notes.strip(),
            occurred_at=when,
        )
        made.save(force_insert=True)
        _note(actor, case, person, "assistance.risk_assessed", when)
        if made.finding == "NOT_SAFE":
            _settle(actor, made, "NOT_SAFE", when)
    return made


def conclude_risk(
    *,
    actor: Actor,
    risk: JointRisk,
    view: RiskView,
    is_of_origin: bool = False,
    at: datetime | None = None,
) -> JointRisk:
    """Write down the second look and conclusion: the origin office's, or a second officer's here.

    `is_of_origin` says that it is signed at the office of origin: refused the moment the survivor's
    yes no longer lives. Where it does not live, or was never given, a second officer here concludes.
    """
    with verb(actor, *HELP):
        locked(risk.case)
        row: JointRisk = JointRisk.objects.select_for_update(of=("self",)).get(pk=risk.pk)
        if row.second_at is not None:
            raise errors.concluded_already()
        if actor.id is None or row.by == actor.id:
            raise same_person_twice()
        _require_place(row, of_origin=is_of_origin)
        _require_whole(view)
        when = at or clock.now()
        row.theirs, row.second_finding = _told(view.matrix), view.finding
        row.second_by, row.second_at, row.second_notes = actor.id, when, view.notes.strip()
        row.version += 1
        row.save(
            update_fields=[
                "theirs", "second_finding", "second_by", "second_at", "second_notes", "version",
            ]
        )  # fmt: skip
        _note(actor, row.case, row.person, "assistance.risk_concluded", when)
        _settle(actor, row, rules.most_careful([row.finding, row.second_finding]), when)
    return row


def _settle(actor: Actor, row: JointRisk, finding: str, when: datetime) -> None:
    """Tell protection what follows: one word that it is not safe is enough, two clear the return.

    Only the assessment that holds settles anything: a newer one is concluded by itself.
    """
    newest = queries.newest_risk(row.person_id)
    if newest is None or newest.pk != row.pk:
        return
    protection.clear_jointly(
        actor=actor,
        case=row.case,
        person=row.person,
        joint=JointFinding(
            is_safe=finding in rules.RETURN_IS_SAFE,
            first_by=row.by,
            first_on=clock.day_of(row.occurred_at, row.case.office.zone),
            by_origin=row.origin_office_id is not None and _knows(row),
        ),
        at=when,
    )


def _knows(row: JointRisk) -> bool:
    """Whether the office of origin may know of an assessment now."""
    yes = queries.live_yes(row.person_id)
    return yes is not None and yes.origin_office_id == row.origin_office_id


def _require_place(row: JointRisk, *, of_origin: bool) -> None:
    """Who concludes: the office of origin while it may know, and nobody there once it may not."""
    is_shared = _knows(row)
    if of_origin and not is_shared:
        raise errors.no_yes_for_origin()
    if not of_origin and is_shared:
        raise errors.other_office_concludes()


def _require_yes(person: Person, office: uuid.UUID) -> None:
    yes = queries.live_yes(person)
    if yes is None or yes.origin_office_id != office:
        raise errors.no_yes_for_origin()


def _require_whole(view: RiskView) -> None:
    if missing := rules.unanswered(view.matrix):
        raise errors.matrix_unanswered([codes.label("risk_part", part) for part in missing])
    if view.finding not in rules.FINDINGS or not view.notes.strip():
        raise errors.finding_needed()
    if rules.too_light(view.finding, view.matrix):
        raise errors.finding_too_light()


def _told(matrix: Matrix) -> dict[str, dict[str, str]]:
    return {
        part: {
            "level": matrix[part]["level"],
            "mitigation": matrix[part].get("mitigation", "").strip(),
        }
        for part in rules.MATRIX
    }


def _end(row: OriginConsent, actor: Actor, when: datetime) -> None:
    row.withdrawn_at, row.withdrawn_by = when, actor.id
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _note(actor: Actor, case: Case, person: Person, code: str, when: datetime) -> None:
    audit.record(
        actor=actor, code=code, at=when, person=person.pk, case=case.pk, compartment="trafficking"
    )
