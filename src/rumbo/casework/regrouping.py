"""Whether people may go from one file to another: asked by the verb, and by the page before it."""

from datetime import datetime

from rumbo.access.values import Actor
from rumbo.casework import errors, kinship, rules
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
    for rule in broken_by(row, there, asked, when):
        if not rule.may_set_aside:
            raise errors.siblings_parted()
        if not actor.roles & PROTECT or not asked.why.strip():
            raise errors.child_without_parents()


def broken_by(
    row: Case, there: Case | None, asked: Regrouping, when: datetime
) -> list[kinship.Rule]:
    """The rules about children that it would break; refuses where nobody goes, or nobody of this file."""
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
    return kinship.broken(going)


def _require_two_files(row: Case, there: Case) -> None:
    if there.pk == row.pk:
        raise errors.same_file()
    if there.office_id != row.office_id:
        raise errors.of_two_offices()
    if SideExit.objects.filter(case__in=[row, there], kind="ON_HOLD", ended_at=None).exists():
        raise errors.in_pause()
