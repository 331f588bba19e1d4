"""Whether people may go from one file to another: asked by the verb, and by the page before it."""

from datetime import datetime

from rumbo.access.values import Actor
from rumbo.casework import errors, kinship, refusals, rules
from rumbo.casework.models import Case, SideExit
from rumbo.casework.queries.kin import kin_of
from rumbo.casework.values import Regrouping
from rumbo.common import clock

# Who sets aside what a child is owed, with a written reason.
PROTECT = frozenset({"protection", "child_officer"})


def require_may_regroup(
    actor: Actor, row: Case, there: Case | None, asked: Regrouping, when: datetime
) -> None:
    """A word, both files before departure and of one office, no pause, and no rule broken.

    Raises the refusal of the first that is not so.
    """
    if not asked.word.said.strip() or asked.word.on > clock.day_of(when):
        raise errors.family_word_needed()
    for file in (row, *([there] if there is not None else [])):
        if not rules.may_withdraw(file.stage):
            raise errors.already_left() if file.is_open else errors.case_is_over()
    if there is not None:
        _require_two_files(row, there)
    going = _going(row, there, asked, when)
    known = kinship.broken(going.if_grown)
    for rule in kinship.broken(going):
        if not rule.may_set_aside:
            raise errors.siblings_parted() if rule in known else refusals.siblings_of_unknown_age()
        if not actor.roles & PROTECT or not asked.why.strip():
            raise errors.child_without_parents() if rule in known else refusals.age_not_known()


def broken_by(
    row: Case, there: Case | None, asked: Regrouping, when: datetime
) -> list[kinship.Rule]:
    """The rules about children that it would break; refuses where nobody goes, or nobody of this file."""
    return kinship.broken(_going(row, there, asked, when))


def require_may_join(actor: Actor, row: Case, there: Case) -> None:
    """The same of siblings whom protection joins, but a word; the office that gives its file does it.

    Everybody of a file goes, so that no rule about children can be broken.
    """
    if row.pk == there.pk:
        raise errors.nothing_to_end()
    if row.office_id not in {there.office_id, actor.office}:
        raise errors.other_office(row.office.name)
    for file in (row, there):
        if not rules.may_withdraw(file.stage):
            raise errors.already_left()
    _require_no_pause(row, there)


def _going(row: Case, there: Case | None, asked: Regrouping, when: datetime) -> kinship.Going:
    day = clock.day_of(when)
    members = kin_of(row, day)
    leaving = frozenset(p.pk for p in asked.people)
    if not leaving <= {m.person for m in members}:
        raise errors.not_of_this_case()
    going = kinship.Going(
        members=members, leaving=leaving, there=kin_of(there, day) if there is not None else ()
    )
    if not leaving or (there is None and going.everybody_goes):
        raise errors.nobody_stays()
    return going


def _require_two_files(row: Case, there: Case) -> None:
    if there.pk == row.pk:
        raise errors.same_file()
    if there.office_id != row.office_id:
        raise errors.of_two_offices()
    _require_no_pause(row, there)


def _require_no_pause(row: Case, there: Case) -> None:
    if SideExit.objects.filter(case__in=[row, there], kind="ON_HOLD", ended_at=None).exists():
        raise errors.in_pause()
