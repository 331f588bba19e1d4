"""Takes what names anybody out of files that were decided to be erased; only the owning role may.

Rows stay with their codes and days, so that figures already published remain true: what is sealed,
every former version of it, every file on the disk and every search key goes. Of a birth date only a
year is left: that which gives the age at which they arrived. Money's own table keeps payee and amount: its audit outlives the file (domain.md 9).
Who opened a file in an emergency, when, and who reviewed it, stays; what they wrote of the person goes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from rumbo.access.models import BreakGlass, Scoped
from rumbo.access.values import SYSTEM
from rumbo.audit import actions as audit
from rumbo.casework.models import Case, Retention, Step
from rumbo.casework.rules import ERASED_AFTER
from rumbo.casework.signals import people_erased
from rumbo.common import clock
from rumbo.common.sealed import files, orphans
from rumbo.common.sealed.fields import SealedField, SealedJSON
from rumbo.registry.models import AccessRequest, GroupMember, Person, SearchKey, SearchKeyEven
from rumbo.registry.rules.ages import years_on
from rumbo.registry.rules.features import ERASED

INSTEAD = ERASED
# Whom a row names beside whom it is about.
BESIDE = frozenset({"guardian", "resembles"})
# What is about a file or a person and hangs on no office's scope.
UNSCOPED = (AccessRequest, BreakGlass)


@dataclass(frozen=True, slots=True)
class Erased:
    """What `rumbo erase` took out of one file: its certificate."""

    number: str
    rows: int
    files: int


def erase_files() -> list[Erased]:
    """Empty each file that was decided to be erased days ago and is not yet; say what of each."""
    decided = clock.now() - timedelta(days=ERASED_AFTER)
    waiting = Retention.objects.filter(
        decision="ERASE", ended_at=None, erased_at=None, occurred_at__lte=decided
    )
    found = []
    for row in waiting.select_related("case").order_by("occurred_at"):
        with transaction.atomic():
            found.append(_erase(row))
    return found


def rewrite_history(model: type[models.Model], ids: Collection[UUID], columns: list[str]) -> None:
    """Put what stands now in the place of every former version; a version opens like its row."""
    event = next(
        (m for m in apps.get_models() if getattr(m, "pgh_tracked_model", None) is model), None
    )
    if event is None or not ids or not columns:
        return
    assigned = sql.SQL(", ").join(
        sql.SQL("{0} = m.{0}").format(sql.Identifier(column)) for column in columns
    )
    query = sql.SQL(
        "UPDATE {event} e SET {assigned} FROM {table} m WHERE e.pgh_obj_id = m.id AND m.id = ANY(%s)"
    ).format(
        event=sql.Identifier(event._meta.db_table),
        assigned=assigned,
        table=sql.Identifier(model._meta.db_table),
    )
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(), [list(ids)])


def _erase(row: Retention) -> Erased:
    case, now = row.case, clock.now()
    people = _only_here(case)
    emptied = gone = 0
    for model in apps.get_models():
        if issubclass(model, (Scoped, *UNSCOPED)) and model is not Retention:
            rows, destroyed = _empty(model, case, people)
            emptied, gone = emptied + rows, gone + destroyed
    for _heard, more in people_erased.send(Case, people=people, instead=INSTEAD):
        emptied += _number(more)
    _forget_keys(people)
    row.erased_at, row.rows, row.files = now, emptied, gone
    row.save(update_fields=["erased_at", "rows", "files"])
    audit.record(
        actor=SYSTEM, code="casework.file_erased", at=now, case=case.pk, rows=emptied, files=gone
    )
    return Erased(case.number, emptied, gone)


def _number(answer: object) -> int:
    """How many rows a room emptied; one without a word emptied none."""
    return answer if isinstance(answer, int) else 0


def _only_here(case: Case) -> set[UUID]:
    """The people of a file who are in no other that is kept."""
    here = GroupMember.objects.filter(group=case.group_id).values_list("person_id", flat=True)
    others = GroupMember.objects.filter(person__in=list(here)).exclude(group=case.group_id)
    erased = Retention.objects.filter(decision="ERASE", ended_at=None).values("case__group")
    kept = set(others.exclude(group__in=erased).values_list("person_id", flat=True))
    return set(here) - kept


def _empty(model: type[models.Model], case: Case, people: set[UUID]) -> tuple[int, int]:
    """Empty what is sealed in the rows of one table, and destroy their files."""
    fields: list[Any] = list(model._meta.concrete_fields)
    sealed = [f for f in fields if isinstance(f, SealedField)]
    scans = [f for f in fields if orphans.names_a_file(f)]
    is_file = bool(getattr(model, "IS_A_FILE", False))
    where = _whose(model, case, people)
    if where is None or not (sealed or scans or is_file):
        return 0, 0
    rows, gone = list(model._default_manager.filter(where)), 0
    for row in rows:
        gone += _destroy(row, [f.name for f in scans], is_file=is_file)
        for field in sealed:
            setattr(row, field.name, _nothing(field))
        names = [f.name for f in (*sealed, *scans)]
        if isinstance(row, Person):
            names += _of_person(row, _arrived_on(case))
        row.save(update_fields=names)
    columns = [f.column for f in (*sealed, *scans)]
    columns += ["birth_date", "birth_precision"] if model is Person else []
    rewrite_history(model, [row.pk for row in rows], columns)
    return len(rows), gone


def _whose(model: type[models.Model], case: Case, people: set[UUID]) -> models.Q | None:
    """Which rows of a table are of a file: by its case, its people, or the row they hang on."""
    if model is Person:
        return models.Q(pk__in=people)
    if model is BreakGlass:
        # Nobody is within everybody: an opening that named no one is of its own file alone.
        theirs = models.Q(people_ids__contained_by=list(people), people_ids__len__gt=0)
        return models.Q(case_id=case.pk) | theirs
    found = _by(model, "", case, people)
    if found is None:
        for field in model._meta.concrete_fields:
            other = field.related_model
            if isinstance(other, type) and issubclass(other, Scoped) and field.is_relation:
                found = _by(other, f"{field.name}__", case, people)
                if found is not None:
                    break
    return found


def _by(model: type[models.Model], before: str, case: Case, people: set[UUID]) -> models.Q | None:
    """By the person where a row has one, else by the file alone."""
    persons = [
        f.name
        for f in model._meta.concrete_fields
        if f.related_model is Person and f.name not in BESIDE
    ]
    has_case = any(f.name == "case" for f in model._meta.concrete_fields)
    if persons:
        found = models.Q()
        for name in persons:
            found |= models.Q(**{f"{before}{name}__in": people})
        if has_case:
            nobodys = {f"{before}{name}": None for name in persons}
            found |= models.Q(**{f"{before}case": case}, **nobodys)
        return found
    return models.Q(**{f"{before}case": case}) if has_case else None


def _nothing(field: Any) -> Any:
    if field.null:
        return None
    return {} if isinstance(field, SealedJSON) else ""


def _of_person(row: Person, arrived: date | None) -> list[str]:
    """A word where the name stood, and of the birth only a year."""
    row.identity = {"given_names": INSTEAD}
    if row.birth_date is None:
        return []
    year = row.birth_date.year
    row.birth_precision = "year" if row.birth_precision in {"day", "month"} else row.birth_precision
    if arrived is not None and (told := arrived.year - years_on(row.birth_date, arrived)) != year:
        # Their birthday was still to come: the report of that day goes on telling the same age.
        year, row.birth_precision = told, "age"
    row.birth_date = date(year, 1, 1)
    return ["birth_date", "birth_precision"]


def _arrived_on(case: Case) -> date | None:
    """The day on which the people of a file arrived, where their office is."""
    step = Step.objects.filter(case=case, to_stage="ARRIVED").order_by("occurred_at").last()
    return clock.day_of(step.occurred_at, case.office.zone) if step is not None else None


def _destroy(row: models.Model, scans: Iterable[str], *, is_file: bool) -> int:
    ids = [getattr(row, name) for name in scans] + ([row.pk] if is_file else [])
    kept = [one for one in ids if one is not None]
    for one in kept:
        transaction.on_commit(partial(files.destroy, one))
    for name in scans:
        setattr(row, name, None)
    return len(kept)


def _forget_keys(people: set[UUID]) -> None:
    """Nobody is found any more by a name that is gone."""
    numbers = list(Person.objects.filter(pk__in=people).values_list("search_no", flat=True))
    for model in (SearchKey, SearchKeyEven):
        model.objects.filter(person_no__in=numbers).delete()
