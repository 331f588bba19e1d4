"""Break-glass: opening for hours what one's post does not give, watched, and reviewed by another."""

import uuid
from datetime import datetime

from rumbo.access import errors, queries, rules
from rumbo.access.entry import verb
from rumbo.access.models import BreakGlass, Office
from rumbo.access.values import Actor, FileInDanger
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id


def break_glass(
    *,
    actor: Actor,
    file: FileInDanger,
    compartment: str,
    reason: str,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> BreakGlass:
    """Open one compartment of one file for three hours, to read; what is open already is given back.

    Whoever watches over data finds it on their page at once, and somebody else reviews it within a
    day. What a post gives already needs no emergency.
    """
    with verb(actor, *rules.MAY_BREAK):
        if actor.id is None or compartment not in rules.BREAKABLE:
            raise errors.not_your_role()
        if len(reason.strip()) < rules.SHORTEST_REASON:
            raise errors.reason_needed()
        when = at or clock.now()
        office = Office.objects.get(pk=file.office)
        here = queries.office_codes_of(actor, clock.day_of(when))
        opens = rules.opened_by(
            compartment, actor.roles, own_office=here is None or office.code in here
        )
        if not opens:
            raise errors.yours_already()
        same = BreakGlass.objects.live_at(when).filter(
            by=actor.id, case_id=file.case, compartment=compartment, role__in=actor.roles
        )
        if (found := same.first()) is not None:
            return found
        made = BreakGlass(
            id=id or new_id(),
            office=office,
            case_id=file.case,
            group_id=file.group,
            people_ids=list(file.people),
            number=file.number,
            compartment=compartment,
            opens=sorted(opens),
            by=actor.id,
            role=next(role for role in rules.MAY_BREAK if role in actor.roles),
            reason=reason.strip(),
            occurred_at=when,
            until=when + rules.OPEN_FOR,
        )
        made.save(force_insert=True)
        _note(actor, made, "access.glass_broken", when, what=f"compartment:{compartment}")
    return made


def close_glass(*, actor: Actor, glass: BreakGlass, at: datetime | None = None) -> BreakGlass:
    """End an emergency access before its hours are over: only who opened it, who needs it no more."""
    with verb(actor, *rules.MAY_BREAK):
        row = BreakGlass.objects.select_for_update(of=("self",)).get(pk=glass.pk)
        if row.by != actor.id:
            raise errors.not_your_role()
        when = at or clock.now()
        if not row.is_live_at(when):
            raise errors.closed_already()
        row.closed_at = when
        row.save(update_fields=["closed_at"])
        _note(actor, row, "access.glass_closed", when)
    return row


def review_glass(
    *,
    actor: Actor,
    glass: BreakGlass,
    finding: str,
    words: str,
    at: datetime | None = None,
) -> BreakGlass:
    """Say whether an emergency access was justified, and why: never who opened it, and only once.

    One that was not justified is closed at once.
    """
    with verb(actor, *rules.REVIEWERS):
        when = at or clock.now()
        everywhere = queries.office_codes_of(actor, clock.day_of(when)) is None
        if actor.id is None or not rules.watches(actor.roles, everywhere=everywhere):
            raise errors.not_your_role()
        row = BreakGlass.objects.select_for_update(of=("self",)).get(pk=glass.pk)
        if row.by == actor.id:
            raise errors.same_person_twice()
        if row.reviewed_at is not None:
            raise errors.reviewed_already()
        if finding not in rules.FINDINGS or len(words.strip()) < rules.SHORTEST_REASON:
            raise errors.finding_needed()
        row.finding, row.words = finding, words.strip()
        row.reviewed_by, row.reviewed_at = actor.id, when
        # What nobody can justify is not read for the rest of its hours.
        if finding == rules.NOT_JUSTIFIED and row.is_live_at(when):
            row.closed_at = when
        row.save(update_fields=["finding", "words", "reviewed_by", "reviewed_at", "closed_at"])
        _note(actor, row, f"access.glass_reviewed.{finding}", when)
    return row


def _note(actor: Actor, row: BreakGlass, code: str, when: datetime, **told: str) -> None:
    """Tell it in the journal of the file, to those for whom that compartment exists."""
    audit.record(
        actor=actor, code=code, at=when, case=row.case_id, compartment=row.compartment,
        glass=row.id, **told,
    )  # fmt: skip
