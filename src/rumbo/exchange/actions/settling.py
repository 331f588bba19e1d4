"""Mending a sheet's rows and settling its suspicions: a person decides, and the row goes on."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.casework.rules import may_withdraw
from rumbo.common import clock
from rumbo.exchange import errors, queries, rereading, taking
from rumbo.exchange.intake.rows import Row
from rumbo.exchange.models import IntakeRow, SheetFamily
from rumbo.protection import actions as protection
from rumbo.registry import actions as registry
from rumbo.registry.models import Person
from rumbo.registry.values import NewGroup

CORRECTORS = ("registrar", "counsellor", "protection", "child_officer", "coordinator")


def mend_row(
    *,
    actor: Actor,
    row: IntakeRow,
    cells: Mapping[str, str],
    base_version: int | None = None,
    at: datetime | None = None,
) -> IntakeRow:
    """Take a row to correct with these cells mended; refuse while anything cannot be read.

    The row as it came stays sealed as it was. A mended row that resembles somebody waits as a
    suspicion; any other is registered and joins its family. Where it resembles somebody reserved,
    who mends learns nothing: the row is registered, and protection finds the pair.
    """
    with verb(actor, *CORRECTORS):
        when = at or clock.now()
        mine = _locked(row, base_version)
        judged = rereading.judge(mine, cells, clock.day_of(when), _sites(actor, mine))
        if judged.faults:
            raise errors.still_wrong([(fault.column, fault.code) for fault in judged.faults])
        match = judged.same_as[0] if judged.same_as else None
        known = _resembled(match.ref if match else None)
        if match is not None and known is not None and not _is_hidden(known, actor):
            mine.outcome = "suspected_duplicate"
            mine.resembles = known
            mine.probability = match.probability
            mine.reasons = list(match.reasons)
            mine.raw = {**mine.raw, **cells}
            mine.version += 1
            mine.save()
            return mine
        _register(actor, mine, judged, when)
        audit.record(actor=actor, code="exchange.row_mended", at=when, person=mine.person_id)
        if match is not None and known is not None and mine.person is not None:
            registry.suspect_duplicate(
                actor=actor,
                earlier=known,
                later=mine.person,
                probability=match.probability,
                reasons=list(match.reasons),
                at=when,
            )
    return mine


def _resembled(ref: object) -> Person | None:
    """The registered person that a row resembles most, where it is one."""
    return Person.objects.filter(pk=ref).first() if isinstance(ref, UUID) else None


def _is_hidden(known: Person, actor: Actor) -> bool:
    """Whether that somebody is registered here is protection's alone to know."""
    return known.sealed and "protection" not in actor.roles


def settle_suspected(
    *,
    actor: Actor,
    row: IntakeRow,
    same: bool,
    base_version: int | None = None,
    at: datetime | None = None,
) -> IntakeRow:
    """Say of a suspected row whether it is the person it resembles, or somebody new."""
    with verb(actor, *CORRECTORS):
        when = at or clock.now()
        mine = _locked(row, base_version)
        known = mine.resembles or (mine.resembles_row.person if mine.resembles_row else None)
        if same and known is not None:
            mine.person, mine.case = known, _case_of(known)
            _settle(mine, actor, when)
            audit.record(actor=actor, code="exchange.row_is_known", at=when, person=known.id)
            _raise_signals(actor, mine, rereading.judge(mine, {}, clock.day_of(when)), when)
            return mine
        judged = rereading.judge(mine, {}, clock.day_of(when))
        if judged.faults:
            mine.outcome, mine.faults = "to_correct", rereading.remarks(judged)
            mine.version += 1
            mine.save()
            return mine
        _register(actor, mine, judged, when)
        audit.record(actor=actor, code="exchange.row_mended", at=when, person=mine.person_id)
    return mine


def set_row_aside(
    *, actor: Actor, row: IntakeRow, why: str, at: datetime | None = None
) -> IntakeRow:
    """Set a row aside that is nobody's registration (a test line, a heading), with a reason."""
    with verb(actor, *CORRECTORS):
        if not why.strip():
            raise errors.reason_needed()
        mine = _locked(row, None)
        mine.outcome = "set_aside"
        mine.raw = {**mine.raw, "__why__": why}
        _settle(mine, actor, at or clock.now())
        audit.record(actor=actor, code="exchange.row_set_aside", at=at)
    return mine


def _sites(actor: Actor, mine: IntakeRow) -> frozenset[str] | None:
    """The sites a mended row may be of: of the actor's offices, and of the row's own."""
    theirs = queries.sites_of(actor)
    return None if theirs is None else theirs | {mine.office.code}


def _locked(row: IntakeRow, base_version: int | None) -> IntakeRow:
    mine: IntakeRow = IntakeRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if mine.settled_at is not None:
        raise errors.already_settled()
    if base_version is not None and mine.version != base_version:
        raise changed_meanwhile()
    return mine


def _settle(mine: IntakeRow, actor: Actor, when: datetime) -> None:
    mine.settled_by, mine.settled_at = actor.id, when
    mine.version += 1
    mine.save()


def _register(actor: Actor, mine: IntakeRow, judged: Row, when: datetime) -> None:
    office = Office.objects.filter(code=judged.entry.site).first() or mine.office
    told = taking.new_group([judged], when, office.zone)
    family = _family_of(mine)
    if family is None or not may_withdraw(family.case.stage):
        case = _open_anew(actor, office, mine, told)
    else:
        registry.join_group(actor=actor, office=office, group=family.group, new=told)
        case = family.case
    mine.person = Person.objects.get(pk=told.people[0].id)
    mine.case, mine.outcome = case, "registered"
    _settle(mine, actor, when)
    _raise_signals(actor, mine, judged, when)


def _raise_signals(actor: Actor, mine: IntakeRow, judged: Row, when: datetime) -> None:
    """What the row says that cannot wait is raised for whoever it turned out to be."""
    told = taking.signals(judged)
    if told != taking.NOTHING and mine.case is not None and mine.person is not None:
        protection.intake_signals(
            actor=actor, case=mine.case, person=mine.person, signals=told, at=when
        )


def _open_anew(actor: Actor, office: Office, mine: IntakeRow, told: NewGroup) -> Case:
    """A case of their own; whoever of the same folio is mended next joins it."""
    group = registry.register_group(actor=actor, office=office, group=told)
    case = casework.open_case(
        actor=actor,
        office=office,
        group=group,
        site=told.site,
        at=told.at,
        urgent=mine.child_alone,
    )
    if mine.family_key is not None:
        SheetFamily.objects.update_or_create(
            sheet=mine.sheet,
            family_key=mine.family_key,
            defaults={"group": group, "case": case},
        )
    return case


def _family_of(mine: IntakeRow) -> SheetFamily | None:
    if mine.family_key is None:
        return None
    found = SheetFamily.objects.filter(sheet=mine.sheet, family_key=mine.family_key)
    return found.select_related("group", "case").first()


def _case_of(person: Person) -> Case | None:
    membership = person.memberships.filter(left_at=None).select_related("group__case").first()
    return membership.group.case if membership else None
