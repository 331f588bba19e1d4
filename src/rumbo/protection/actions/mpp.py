"""Somebody with a case in the United States: each point explained, and said back in own words."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.counselling import wording
from rumbo.protection import errors, queries, rules, signals, tasks
from rumbo.protection.models import MppStanding, MppStep
from rumbo.protection.values import NewMpp, NewMppStep, NewReentry
from rumbo.registry.models import Person

ACCOMPANY = ("counsellor", "protection", "child_officer")
# Whoever keeps papers writes down the paper to enter again, and nothing else of a case.
PAPERS = (*ACCOMPANY, "documents")


def record_mpp(
    *, actor: Actor, case: Case, person: Person, mpp: NewMpp, at: datetime | None = None
) -> MppStanding:
    """Write down what was told of each point and what the person keeps (domain.md 0.9, 8).

    Understood is what somebody said again in their own words; a tick alone is not enough.
    """
    with verb(actor, *ACCOMPANY):
        counselling.member_of(locked(case), person)
        if not mpp.in_mpp and (mpp.explained or mpp.keeps_case):
            raise errors.not_in_mpp()
        if mpp.understood and not mpp.own_words.strip():
            raise errors.own_words_needed()
        when = at or clock.now()
        before = queries.newest(MppStanding, person)
        made: MppStanding = MppStanding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            in_mpp=mpp.in_mpp,
            explained=[point for point in rules.MPP_POINTS if point in mpp.explained],
            understood=mpp.understood,
            own_words=mpp.own_words,
            keeps_case=mpp.keeps_case,
            court_date=mpp.court_date,
            reentry_valid_until=mpp.reentry_valid_until
            or (before.reentry_valid_until if before else None),
            no_guarantee_signed_on=mpp.no_guarantee_signed_on,
            notes=mpp.notes,
            wording=wording.current("mpp").version if mpp.explained else "",
            reentry_kind=before.reentry_kind if before else "",
            reentry_number=before.reentry_number if before else None,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="protection.mpp_noted", at=when, person=person.id, case=case.id
        )
        is_told = len(made.explained) == len(rules.MPP_POINTS) and made.understood is True
        if is_told or not made.in_mpp:
            tasks.finish("MPP", actor=actor, case=case, person=person, at=when)
        if made.in_mpp and _answers_alone(case, person, when) and not queries.had_legal_aid(person):
            tasks.open_for(rules.MPP_LEGAL_AID, actor=actor, case=case, person=person, at=when)
        elif not made.in_mpp:
            tasks.finish("MPP_LEGAL_AID", actor=actor, case=case, person=person, at=when)
    return made


def record_reentry(
    *, actor: Actor, case: Case, person: Person, reentry: NewReentry, at: datetime | None = None
) -> MppStanding:
    """Write down a court date and the paper to enter again, with its day; what was explained stands.

    The desk that keeps papers writes it too: it is their turn (requirements.md REENTRY_PAPER). Only
    of somebody whose case in the north was written down before.
    """
    with verb(actor, *PAPERS):
        counselling.member_of(locked(case), person)
        before = queries.newest(MppStanding, person)
        if before is None or not before.in_mpp:
            raise errors.not_in_mpp()
        if reentry.kind and reentry.kind not in codes.LISTS["reentry_paper"]:
            raise errors.reentry_unknown()
        if bool(reentry.kind) != (reentry.valid_until is not None):
            raise errors.reentry_day_needed()
        when = at or clock.now()
        made: MppStanding = MppStanding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            in_mpp=True,
            explained=before.explained,
            understood=before.understood,
            own_words=before.own_words,
            keeps_case=before.keeps_case,
            court_date=reentry.court_date,
            reentry_valid_until=reentry.valid_until,
            reentry_kind=reentry.kind,
            reentry_number=reentry.number.strip(),
            no_guarantee_signed_on=before.no_guarantee_signed_on,
            wording=before.wording,
            notes=before.notes,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="protection.reentry_noted", at=when, person=person.id, case=case.id
        )
    return made


def note_mpp_step(
    *, actor: Actor, case: Case, person: Person, step: NewMppStep, at: datetime | None = None
) -> MppStep:
    """Write down one line of how somebody was accompanied: a talk, legal aid, a special case.

    To whom somebody is led leaves the house only with their live yes for institutions; that they
    did not want it is written down without. A special case opens protection's task.
    """
    with verb(actor, *ACCOMPANY):
        counselling.member_of(locked(case), person)
        standing = queries.newest(MppStanding, person)
        if standing is None or not standing.in_mpp:
            raise errors.not_in_mpp()
        when = at or clock.now()
        _require_sound(step, person, clock.day_of(when, case.office.zone))
        made = MppStep(
            id=new_id(),
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            kind=step.kind,
            on=step.on,
            to=step.to.strip(),
            answer=step.answer.strip(),
            notes=step.notes.strip(),
            occurred_at=when,
        )
        made.save(force_insert=True)
        if made.to:
            signals.named_outside.send(
                MppStep, case=case, person=person, to_whom=made.to, actor=actor, at=when
            )
        audit.record(
            actor=actor, code="protection.mpp_step", at=when, person=person.id, case=case.id,
            kind=f"mpp_step:{made.kind}",
        )  # fmt: skip
        if made.kind == "LEGAL_AID":
            tasks.finish("MPP_LEGAL_AID", actor=actor, case=case, person=person, at=when)
        if made.kind == "SPECIAL_CASE":
            tasks.open_for(rules.MPP_SPECIAL, actor=actor, case=case, person=person, at=when)
    return made


def _require_sound(step: NewMppStep, person: Person, today: date) -> None:
    """A kind that there is, of a day that came; who is named to somebody agreed to it."""
    if step.kind not in codes.LISTS["mpp_step"]:
        raise errors.mpp_step_unknown()
    if step.on > today:
        raise errors.step_in_future(today)
    if step.to.strip() and not counselling.may_share(person, "REFERRAL_BODIES", today):
        raise errors.no_yes_for_referral()
    if step.kind in rules.MPP_REFERRALS and not (step.to.strip() or step.answer.strip()):
        raise errors.referral_says_nothing()


def _answers_alone(case: Case, person: Person, when: datetime) -> bool:
    """Whether legal aid is offered to somebody: to adults and children alone; else to the parent."""
    today = clock.day_of(when, case.office.zone)
    return counselling.is_adult(person, today) or counselling.is_child_alone(case, person, today)
