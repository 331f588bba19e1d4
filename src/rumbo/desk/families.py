"""What a change of who travels with whom would do, said before it; and what was changed before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.access.queries import names_of
from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.lookup import name_for, numbers_told
from rumbo.casework.models import Case, FamilyChange
from rumbo.casework.queries.kin import as_placed_there, later_changes
from rumbo.casework.regrouping import PROTECT, broken_by
from rumbo.casework.rules import SEATED
from rumbo.casework.values import Regrouping
from rumbo.common import codes
from rumbo.counselling import queries as counselling
from rumbo.desk import correcting
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.values import Place
from rumbo.ui import words


@dataclass(frozen=True, slots=True)
class Side:
    """One file as it would stand: its number ("" where it is new), and its people with what they are."""

    number: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class Done:
    """One change that was made: a sentence, the family's word, when, by whom, and how it was taken back."""

    id: UUID
    sentence: str
    word: str
    why: str
    when: datetime
    who: str
    undone: str
    may_undo: bool


def sides(case: Case, asked: Regrouping, day: date) -> list[Side]:
    """Both files as they would stand."""
    members = counselling.members(case)
    leaving = {p.pk for p in asked.people}
    going = [m for m in members if m.person_id in leaving]
    staying = [m for m in members if m.person_id not in leaving]
    there = counselling.members(asked.to) if asked.to is not None else []
    come = {p.person: p for p in as_placed_there(going, there, asked.relation, day)}
    found = [Side(asked.to.number if asked.to else "", [*_told(there), *_told(going, come)])]
    if staying:
        found.insert(0, Side(case.number, _told(staying)))
    return found


def _told(members: Sequence[GroupMember], places: dict[UUID, Place] | None = None) -> list[str]:
    told = []
    for m in members:
        relation = places[m.person_id].relation if places else m.relation
        name = m.person.full_name or _("Sin nombre")
        told.append(f"{name} · {codes.label('relation', relation)}")
    return told


def consequences(case: Case, asked: Regrouping, when: datetime, day: date) -> list[str]:
    """What follows from a change, in sentences, before anything is written."""
    said = [
        _("Protección deja de lado esta regla, con su motivo: %(rule)s") % {"rule": rule.say}
        for rule in broken_by(case, asked.to, asked, when)
    ]
    said += [*_of_seats(case, asked.to), *_of_decisions(case, asked.to)]
    said += _of_children(case, asked, day)
    files = [case, *([asked.to] if asked.to is not None else [])]
    if len({any(m.person.sealed for m in counselling.members(file)) for file in files}) > 1:
        said.append(_("Uno de los expedientes es reservado: quedan reservadas todas las personas."))
    if asked.to is not None and len(asked.people) == len(counselling.members(case)):
        said.append(
            _("Nadie queda en el expediente %(number)s: se cierra, y su historia se conserva.")
            % {"number": case.number}
        )
    return [
        *said,
        _("Lo que cada persona firmó, sus documentos y sus tareas abiertas van con ella."),
        _("Puede deshacerse mientras nadie haya salido ni haya otro cambio después."),
    ]


def _of_seats(case: Case, there: Case | None) -> list[str]:
    said = []
    if case.stage in SEATED:
        said.append(_("Los lugares apartados de quienes cambian quedan libres en seguida."))
    if there is not None and there.stage in SEATED:
        said.append(
            _("Los lugares de la otra familia quedan libres: esperan lugar para todas juntas.")
        )
    return said


def _of_decisions(case: Case, there: Case | None) -> list[str]:
    if there is None:
        return (
            [_("La decisión de elegibilidad sigue para cada parte; coordinación verá si vale.")]
            if casework.is_decided(case)
            else []
        )
    if casework.is_decided(there) or casework.is_decided(case):
        return [_("La elegibilidad se decide de nuevo para quienes quedan juntos.")]
    return []


def _of_children(case: Case, asked: Regrouping, day: date) -> list[str]:
    """Who would count as a child alone, and for whom it must be signed anew."""
    members = counselling.members(case)
    leaving = {p.pk for p in asked.people}
    lost = [
        m
        for m in members
        if m.guardian_id is not None and (m.guardian_id in leaving) is not (m.person_id in leaving)
    ]
    said = []
    if any(counselling.live_guardian_declaration(m.person_id) for m in lost):
        said.append(str(correcting.SIGNED.say))
    children = [m for m in lost if not counselling.is_adult(m.person, day)]
    if children:
        said.append(
            _("Alguien del grupo cuenta como menor sin su familia: la vía de niñez lo verá hoy.")
        )
    return said


def may_take_back(row: FamilyChange, reader: Reader) -> bool:
    """Whether it falls to a reader: what protection joined, to it, where the people are now."""
    if row.kind != "JOIN":
        return True
    here = reader.offices is None or row.other.office_id in reader.offices
    return here and bool(reader.roles & PROTECT)


def on_undoing(row: FamilyChange) -> list[str]:
    """What follows from taking a change back, in sentences."""
    files = (row.case, row.other)
    said = [_("Cada persona vuelve al expediente en que estaba, con el mismo parentesco.")]
    if any(file.stage in SEATED for file in files):
        said.append(_("Los lugares apartados de los dos expedientes quedan libres."))
    if row.before.get("decisions"):
        said.append(_("Lo que se había decidido de cada familia vale de nuevo."))
    if row.kind == "SPLIT":
        said.append(_("El expediente %(number)s se cierra.") % {"number": row.other.number})
    if row.empties:
        said.append(_("El expediente %(number)s se abre otra vez.") % {"number": row.case.number})
    if row.kind == "JOIN":
        said.append(_("Si siguen siendo hermanas o hermanos, ninguno viaja sin el otro."))
    if row.case.office_id != row.other.office_id:
        said.append(
            _("Sus personas vuelven a la oficina %(office)s.") % {"office": row.case.office.name}
        )
    if any(m.person.sealed for file in files for m in counselling.members(file)):
        said.append(_("Un expediente que quedó reservado sigue reservado."))
    return said


def history(case: Case, reader: Reader) -> list[Done]:
    """The changes of a file, the last first, as this reader may see them."""
    rows = FamilyChange.objects.visible_to(reader).select_related("case__office", "other__office")
    found = sorted(
        [*rows.filter(case=case), *rows.filter(other=case)], key=lambda one: one.recorded_at
    )[::-1]
    who = names_of({key for one in found for key in (one.decided_by, one.undone_by) if key})
    went = {UUID(one["person"]) for row in found for one in row.before.get("places", [])}
    people = {p.pk: p for p in Person.objects.visible_to(reader).filter(pk__in=went)}
    made = _came(found, reader)
    numbers = numbers_told({file.number for row in found for file in (row.case, row.other)}, reader)
    return [
        _done(row, reader, who, [people[p] for p in made[row.pk] if p in people], numbers)
        for row in found
    ]


def _came(changes: Sequence[FamilyChange], reader: Reader) -> dict[UUID, list[UUID]]:
    keys = {UUID(key): row.pk for row in changes for key in row.before.get("made", [])}
    found: dict[UUID, list[UUID]] = {row.pk: [] for row in changes}
    rows = GroupMember.objects.visible_to(reader).filter(pk__in=keys).order_by("position")
    for key, person in rows.values_list("pk", "person_id"):
        found[keys[key]].append(person)
    return found


def _done(
    row: FamilyChange,
    reader: Reader,
    who: Mapping[object, str],
    people: Sequence[Person],
    numbers: Collection[str],
) -> Done:
    names = words.sentence_list([name_for(p, reader) for p in people]) or _("Alguien")
    one, other = (file.number if file.number in numbers else "" for file in (row.case, row.other))
    told = {
        "people": names, "one": one or _("otro expediente"), "other": other or _("otro expediente")
    }  # fmt: skip
    own = _("%(people)s: de %(one)s a un expediente propio, %(other)s.")
    said = {
        "SPLIT": own if other else _("%(people)s: de %(one)s a un expediente propio."),
        "MOVE": _("%(people)s: de %(one)s a la familia de %(other)s."),
        "LINK": _("La familia de %(one)s pasó completa a %(other)s: %(people)s."),
        "JOIN": _("Protección juntó a hermanas y hermanos: de %(one)s a %(other)s, %(people)s."),
    }
    undone = ""
    if row.undone_at is not None:
        undone = _("Se deshizo %(day)s, por %(who)s.") % {
            "day": words.day_table(row.undone_at),
            "who": who.get(row.undone_by, ""),
        }
    return Done(
        id=row.pk,
        sentence=said[row.kind] % told,
        word=row.family_word,
        why=row.why,
        when=row.occurred_at,
        who=who.get(row.decided_by, ""),
        undone=undone,
        may_undo=bool(
            one and other and not undone and may_take_back(row, reader) and not later_changes(row)
        ),
    )
