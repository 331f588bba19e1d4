"""What somebody reads of a compartment that was opened in an emergency: sentences, no buttons."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.counselling import queries as counselling
from rumbo.protection import queries, showing, signals
from rumbo.protection.models import (
    Assessment,
    FitnessFinding,
    Pregnancy,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.protection.showing import Guarded
from rumbo.registry.models import Person
from rumbo.ui.words import the_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

Line = tuple[str, str]


def told(case: Case, reader: Reader, compartment: str) -> list[tuple[Person, list[Line]]]:
    """Each person of a file with what this compartment holds of them, as far as the reader sees."""
    members = counselling.members(case)
    say = _TOLD.get(compartment)
    found = say(case, reader, [m.person_id for m in members]) if say else {}
    return [(m.person, found.get(m.person_id, [])) for m in members]


def _protection(case: Case, reader: Reader, people: "Sequence[UUID]") -> "dict[UUID, list[Line]]":
    screens = queries.newest_seen(Screening, reader, people)
    assessed = queries.newest_seen(Assessment, reader, people)
    return {
        one.person.pk: [
            *_of_screen(one, screens.get(one.person.pk)),
            *_of_fear(one),
            *_of_assessment(assessed.get(one.person.pk)),
        ]
        for one in showing.protection(case, reader)
    }


def _of_screen(one: Guarded, screen: Screening | None) -> list[Line]:
    lines = [(_("Contó"), ", ".join(one.flags))] if one.flags else []
    if one.in_custody:
        lines.append((_("Custodia"), _("Está bajo custodia de una autoridad.")))
    if one.next_step:
        lines.append((_("Vía de niñez"), one.next_step))
    if screen is not None and screen.notes:
        lines.append((_("Notas del tamizaje"), screen.notes))
    return lines


def _of_fear(one: Guarded) -> list[Line]:
    if one.fear is None:
        return []
    lines = [(_("¿Teme volver?"), codes.label("fear_answer", one.fear.answer))]
    if one.fear.words:
        lines.append((_("Con sus palabras"), one.fear.words))
    if one.fear.why:
        lines.append((_("En qué se apoya lo que decidió"), one.fear.why))
    return lines


def _of_assessment(row: Assessment | None) -> list[Line]:
    if row is None:
        return []
    shown = showing.assessed(row)
    return [
        (_("Valoración completa"), f"{shown.finding}. {shown.reasons}"),
        *((level, ". ".join(said)) for level, *said in shown.levels),
    ]


def _medical(case: Case, reader: Reader, people: "Sequence[UUID]") -> "dict[UUID, list[Line]]":
    del case
    found: dict[UUID, list[Line]] = {person: [] for person in people}
    for person, row in queries.newest_seen(FitnessFinding, reader, people).items():
        said = codes.label("health_result", row.result)
        found[person].append((_("Dictamen"), said))
        if row.valid_until:
            found[person].append((_("Vale hasta"), the_day(row.valid_until)))
        if row.notes:
            found[person].append((_("Notas de la clínica"), row.notes))
    for person, held in queries.newest_seen(Pregnancy, reader, people).items():
        said = codes.label("pregnancy_status", held.status)
        weeks = _("%(said)s, %(weeks)s semanas") % {"said": said, "weeks": held.weeks}
        found[person].append((_("Embarazo"), weeks if held.weeks else said))
    return found


def _trafficking(case: Case, reader: Reader, people: "Sequence[UUID]") -> "dict[UUID, list[Line]]":
    found: dict[UUID, list[Line]] = {person: [] for person in people}
    for person, row in queries.newest_seen(TraffickingClearance, reader, people).items():
        if row.flag:
            cleared = (
                _("con visto bueno de esta oficina")
                if row.host_cleared_on
                else _("sin visto bueno")
            )
            found[person].append((_("Posible caso de trata"), cleared))
        if row.notes:
            found[person].append((_("Notas"), row.notes))
    for person, held in queries.newest_seen(SurvivorFinding, reader, people).items():
        found[person] += _of_survivor(held)
    answers = signals.lines_wanted.send(Case, case=case, reader=reader, people=people)
    for _room, told_there in answers:
        more = _lines(told_there)
        found = {person: [*lines, *more.get(person, [])] for person, lines in found.items()}
    return found


def _lines(answer: object) -> "Mapping[UUID, list[Line]]":
    """What another room tells of each person; one without a word tells nothing."""
    return answer if isinstance(answer, Mapping) else {}


def _of_survivor(held: SurvivorFinding) -> list[Line]:
    kinds = [
        said
        for flag, said in (
            (held.kidnapping, _("secuestro")),
            (held.family_violence, _("violencia familiar o de género")),
        )
        if flag
    ]
    lines = [(_("Sobrevivió a"), ", ".join(kinds))] if kinds else []
    return [*lines, (_("Notas de su seguridad"), held.notes)] if held.notes else lines


_TOLD: "dict[str, Callable[[Case, Reader, Sequence[UUID]], dict[UUID, list[Line]]]]" = {
    "protection": _protection,
    "medical": _medical,
    "trafficking": _trafficking,
}
