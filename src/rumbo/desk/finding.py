"""What a search shows: people one may see with their files, and masks with a way to ask for access."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.desk import about, places
from rumbo.desk.asking import Question
from rumbo.desk.collecting import address
from rumbo.exchange.queries import people_of_folio
from rumbo.movements.queries import seated
from rumbo.registry import queries
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.queries import Hit
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import document
from rumbo.registry.rules.reasons import sayable
from rumbo.registry.rules.reasons import words as in_words
from rumbo.ui import words

HINTS = "desk.hints"
KEPT = 60
# A given name, a surname and an age: little, but what people remember.
LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Found:
    """One result: a person with a file, or a mask (`token` asks for access to it)."""

    name: str = ""
    detail: str = ""
    number: str = ""
    url: str = ""
    stage: str = ""
    why: str = ""
    token: str = ""
    is_warning: bool = False
    asked: bool = False


def answer(
    question: Question, reader: Reader, session: SessionBase, *, may_ask: bool
) -> list[Found]:
    """Look up what was asked, as this reader may see it."""
    if question.case_number and (found := _of_case(question.case_number, reader)):
        return found
    if question.code is not None and (number := casework.number_of(question.code)):
        return answer(Question(case_number=number), reader, session, may_ask=may_ask)
    return of_hits(_hits(question, reader), reader, session, may_ask=may_ask)


def _hits(question: Question, reader: Reader) -> list[Hit]:
    """Who may be meant, those of other offices as masks: logged and limited alike."""
    if question.case_number:
        return _elsewhere(question.case_number, reader)
    if question.code is not None or question.folio:
        return _of_paper(question, reader)
    if question.document or question.phone:
        return _of_number(question, reader)
    if question.readings:
        return queries.look_up_readings(reader, question.readings, least=LEAST)
    return []


def _of_paper(question: Question, reader: Reader) -> list[Hit]:
    """Whose a printed code is, or a folio of a booth's sheet."""
    if question.code is not None:
        return queries.look_up_file(reader, seated(question.code), "SAME_CODE")
    return queries.look_up_file(reader, _of_folio(question.folio, reader), "SAME_FOLIO")


def _of_folio(folio: str, reader: Reader) -> list[Person]:
    """Who came under a folio of a booth's sheet; of a family of another office its first person alone.

    Two booths give the same folio to two families: all of them are shown.
    """
    people = list(people_of_folio(folio))
    seen = set(
        Person.objects.visible_to(reader)
        .filter(pk__in=[p.pk for p in people])
        .values_list("pk", flat=True)
    )
    group = queries.families_of([p.pk for p in people])
    told: set[object] = set()
    found = []
    for person in people:
        theirs = group.get(person.pk)
        if person.pk in seen or theirs not in told:
            found.append(person)
        told.add(theirs)
    return found


def _of_number(question: Question, reader: Reader) -> list[Hit]:
    """Who holds this paper or gave this telephone: bare digits may be either."""
    found: dict[UUID, Hit] = {}
    if question.document:
        told = Features(document_number=question.document)
        hits = queries.look_up(reader, told, least=0.0)
        found |= {h.person_id: h for h in hits if _has_paper(h, question.document)}
    if question.phone:
        for hit in queries.look_up_phone(reader, question.phone):
            found.setdefault(hit.person_id, hit)
    return list(found.values())


def _elsewhere(number: str, reader: Reader) -> list[Hit]:
    """The first person of another office's file, as a mask: whoever has its number may ask for it."""
    return queries.look_up_file(reader, casework.first_of_file(number))


def _has_paper(hit: Hit, number: str) -> bool:
    """Whether somebody holds this paper, or one that is one letter apart; a mask holds the very one."""
    if hit.person is None:
        return hit.is_hint
    theirs, asked = document(hit.person.known("document_number")), document(number)
    apart = sum(a != b for a, b in zip(theirs, asked, strict=False))
    return len(theirs) == len(asked) and apart <= 1


def of_hits(
    hits: Sequence[Hit], reader: Reader, session: SessionBase, *, may_ask: bool
) -> list[Found]:
    """Show hits in their order; those of other offices as masks."""
    seen = [(h.person, _why(h, masked=False), h.is_warning) for h in hits if h.person is not None]
    found = shown(seen, reader)
    masks = [hit for hit in hits if hit.person is None and hit.is_hint]
    asked = queries.asked_for(reader, [hit.person_id for hit in masks]) if masks else set()
    for hit in masks:
        waits = hit.person_id in asked
        token = _hint(session, hit.person_id) if may_ask and not waits else ""
        why = _why(hit, masked=True)
        found.append(Found(why=why, token=token, is_warning=hit.is_warning, asked=waits))
    return found


def _why(hit: Hit, *, masked: bool) -> str:
    reasons = hit.likeness.reasons
    if masked:
        reasons = sayable(reasons)
    return in_words(reasons, words.language())


def _hint(session: SessionBase, person: UUID) -> str:
    """A word for a mask that this session alone can turn back: an id would tell the day of it."""
    kept: dict[str, str] = session.get(HINTS, {})
    known = next((token for token, value in kept.items() if value == str(person)), None)
    if known is not None:
        return known
    token = secrets.token_urlsafe(12)
    session[HINTS] = dict([*kept.items(), (token, str(person))][-KEPT:])
    return token


def behind(token: str, session: SessionBase) -> UUID | None:
    """The person behind a mask that this session was shown."""
    value = session.get(HINTS, {}).get(token)
    return UUID(value) if value else None


def _of_case(number: str, reader: Reader) -> list[Found]:
    case = Case.objects.visible_to(reader).filter(number=casework.goes_on_as(number)).first()
    if case is None:
        return []
    rows = GroupMember.objects.visible_to(reader).filter(group=case.group_id, left_at=None)
    people = [m.person for m in rows.order_by("position").select_related("person")]
    return shown([(p, "", False) for p in people if _may_see(p, reader)], reader)


def _may_see(person: Person, reader: Reader) -> bool:
    return not person.sealed or bool(reader.roles & {"protection", "child_officer"})


def shown(people: Sequence[tuple[Person, str, bool]], reader: Reader) -> list[Found]:
    """People with their files, as rows."""
    ids = [person.id for person, _why, _warning in people]
    rows = GroupMember.objects.visible_to(reader).filter(person__in=ids, left_at=None)
    group = dict(rows.values_list("person_id", "group_id"))
    files = Case.objects.visible_to(reader).filter(group__in=group.values())
    cases: dict[Any, Case] = {case.group_id: case for case in files}
    today = words.today()
    return [
        _row(person, why, cases.get(group.get(person.id)), today, is_warning=warning)
        for person, why, warning in people
        if _may_see(person, reader)
    ]


def _row(person: Person, why: str, case: Case | None, today: date, *, is_warning: bool) -> Found:
    years = person.age_on(today)
    parts = [
        words.age(person.birth_date, today) if years is not None and person.birth_date else "",
        places.home_of(person),
        about.countries(person),
    ]
    parts = list(dict.fromkeys(parts))
    if case is None:
        url = address("desk:opened", person=person.id)
        return Found(
            name=person.full_name,
            detail=" · ".join(filter(None, parts)),
            number=_("Expediente de otra oficina, abierto para usted"),
            url=url,
            why=why,
            is_warning=is_warning,
        )
    return Found(
        name=person.full_name,
        detail=" · ".join(filter(None, parts)),
        number=case.number,
        url=address("desk:case", case=case.id),
        stage=codes.label("stage", case.stage),
        why=why,
        is_warning=is_warning,
    )
