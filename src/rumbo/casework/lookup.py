"""The one door to a case for every room: a file with a sealed person is protection's alone."""

import unicodedata
from collections.abc import Collection, Iterable
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.access.values import Reader
from rumbo.audit import actions as audit
from rumbo.casework import queries
from rumbo.casework.models import Case
from rumbo.registry.models import GroupMember, Person

SEALED_FOR = frozenset({"protection", "child_officer"})


def knows_sealed(reader: Reader) -> bool:
    """Whether a reader may open the file of a sealed person."""
    return bool(reader.roles & SEALED_FOR)


def name_for(person: Person, reader: Reader, case_number: str = "") -> str:
    """The name of somebody, or that it is reserved, with the number that stands for it."""
    if not person.sealed or knows_sealed(reader):
        return person.full_name
    reserved = _("Nombre reservado")
    return f"{reserved} · {case_number}" if case_number else reserved


def name_order(person: Person | None, reader: Reader) -> tuple[int, str]:
    """Where a name sorts, accents aside; one that is reserved tells nothing by its place."""
    if person is None or (person.sealed and not knows_sealed(reader)):
        return 1, ""
    said = f"{person.known('surname_1')} {person.known('surname_2')} {person.full_name}"
    plain = unicodedata.normalize("NFKD", said).casefold()
    return 0, "".join(c for c in plain if not unicodedata.combining(c))


def case_or_404(request: PersonalRequest, case: UUID) -> Case:
    """Give a case that the reader may see, with nobody in it whom they may not.

    One that everybody left is read by whoever may read where they are now.
    """
    rows = Case.objects.visible_to(request.reader).select_related("office")
    found: Case = visible_or_404(rows, request.reader, pk=case)
    if not knows_sealed(request.reader) and reserved_among([found.pk]):
        raise Http404
    return found


def pair_or_404(
    request: PersonalRequest, case: UUID, person: UUID, page: str
) -> tuple[Case, Person]:
    """Give a case and one person of its group; that somebody read about them is written down."""
    found = case_or_404(request, case)
    member = visible_or_404(
        GroupMember.objects.visible_to(request.reader).select_related("person"),
        request.reader,
        group=found.group_id,
        person=person,
        left_at=None,
    )
    audit.note_reading(actor=request.actor, person=member.person_id, page=page)
    return found, member.person


def open_or_404(request: PersonalRequest, person: Person) -> None:
    """Stop who asks for a paper of somebody sealed, or of who travels with them."""
    if knows_sealed(request.reader):
        return
    groups = GroupMember.objects.filter(person=person, left_at=None).values_list("group", flat=True)
    if person.sealed or any(_has_sealed(group) for group in groups):
        raise Http404


def _has_sealed(group: UUID) -> bool:
    members = GroupMember.objects.filter(group=group, left_at=None, person__sealed=True)
    return members.exists()


def reserved_among(cases: Iterable[UUID]) -> set[UUID]:
    """Of these cases, those with somebody sealed in their group: protection's alone.

    Where nobody is any more, those of which somebody is now sealed, or with somebody sealed.
    """
    asked = set(cases)
    rows = GroupMember.objects.filter(group__case__in=asked, left_at=None)
    live = list(rows.values_list("group__case", "person__sealed"))
    empty = asked - {case for case, _sealed in live}
    found = {case for case, sealed in live if sealed}
    return found | _left_for_reserved(empty) if empty else found


def _left_for_reserved(empty: Collection[UUID]) -> set[UUID]:
    """Whoever was ever in a file counts: not only the first of those who left it last."""
    rows = GroupMember.objects.filter(group__case__in=empty)
    ever = list(rows.values_list("group__case", "person", "person__sealed"))
    with_sealed = GroupMember.objects.filter(
        person__in={person for _case, person, _sealed in ever}, left_at=None,
        group__members__left_at=None, group__members__person__sealed=True,
    )  # fmt: skip
    hidden = set(with_sealed.values_list("person", flat=True))
    return {case for case, person, sealed in ever if sealed or person in hidden}


def numbers_told(numbers: Iterable[str], reader: Reader) -> set[str]:
    """Of these numbers, those that a reader may be told.

    Of files of their offices, or whose people are in one of theirs now; never of a reserved one.
    """
    now = {number: queries.goes_on_as(number) for number in set(numbers)}
    if not now:
        return set()
    files = dict(Case.objects.filter(number__in=now).values_list("number", "pk"))
    theirs = Case.objects.visible_to(reader).filter(number__in={*now, *now.values()})
    seen = set(theirs.values_list("number", flat=True))
    hidden = set() if knows_sealed(reader) else reserved_among(files.values())
    return {n for n, pk in files.items() if pk not in hidden and {n, now[n]} & seen}
