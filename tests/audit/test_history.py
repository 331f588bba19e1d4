"""Every version of a row is kept, who wrote it included, one by one and many at once."""

import uuid
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from pghistory.models import Context

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework.models import Step
from rumbo.common.many import insert_many
from tests.factories import office, registered

pytestmark = pytest.mark.django_db

ACTOR = Actor(kind="system", id=uuid.UUID(int=7), office=None)


def versions(row: models.Model) -> list[Any]:
    history = apps.get_model(row._meta.app_label, f"{row._meta.object_name}Event")
    return list(history._default_manager.filter(pgh_obj=row.pk).order_by("pgh_id"))


def same(row: models.Model, version: Any) -> bool:
    """Say whether a version holds what the row holds, column by column."""
    row.refresh_from_db()
    names = [f.name for f in row._meta.concrete_fields]
    return all(getattr(version, f) == getattr(row, f) for f in names)


def test_a_new_row_has_one_version_that_equals_it_and_names_who_wrote_it() -> None:
    here = office()
    (version,) = versions(here)
    assert version.pgh_label == "insert"
    assert same(here, version)
    assert version.pgh_context.metadata == {"actor": "system", "kind": "system"}


def test_many_new_rows_have_a_version_each_and_all_name_who_wrote_them() -> None:
    case = registered()
    rows = [
        Step(id=uuid.uuid4(), office=case.office, case=case, to_stage="COUNSELLING")
        for _ in range(50)
    ]
    with verb(ACTOR):
        insert_many(rows)
    told = [versions(row) for row in rows]
    assert [len(one) for one in told] == [1] * 50
    assert all(same(row, one[0]) for row, one in zip(rows, told, strict=True))
    assert {one[0].pgh_context.metadata["actor"] for one in told} == {str(ACTOR.id)}
    assert len({one[0].pgh_context_id for one in told}) == 1


def test_each_changed_row_has_a_new_version_and_the_unchanged_have_none() -> None:
    one, two = office("TAP"), office("TIJ", "Tijuana")
    model = type(one)
    with verb(ACTOR):
        model.objects.filter(pk__in=[one.pk, two.pk]).update(name="Tijuana")
    assert [v.pgh_label for v in versions(one)] == ["insert", "update"]
    assert same(one, versions(one)[1])
    assert versions(one)[1].pgh_context.metadata["actor"] == str(ACTOR.id)
    assert [v.pgh_label for v in versions(two)] == ["insert"]


def test_deleted_rows_leave_their_last_version_and_who_deleted_them() -> None:
    case = registered()
    steps = list(Step.objects.filter(case=case))
    with verb(ACTOR):
        Step.objects.filter(pk__in=[s.pk for s in steps]).delete()
    assert steps
    for step in steps:
        last = versions(step)[-1]
        assert last.pgh_label == "delete"
        assert last.to_stage == step.to_stage
        assert last.pgh_context.metadata["actor"] == str(ACTOR.id)


def test_who_wrote_is_written_once_for_a_verb_of_many_rows() -> None:
    before = Context.objects.count()
    case = registered()
    with verb(ACTOR):
        between = Context.objects.count()
        insert_many(
            [
                Step(id=uuid.uuid4(), office=case.office, case=case, to_stage="SCREENING")
                for _ in range(20)
            ]
        )
    assert between > before
    assert Context.objects.count() == between + 1


def test_every_table_with_a_history_writes_new_changed_and_deleted_rows_into_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgtype::int FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgname LIKE 'pgtrigger_%%'"
        )
        found = Counter((table, _kind(kind)) for table, kind in cursor.fetchall())
    tables = {
        tracked._meta.db_table
        for m in apps.get_models()
        if (tracked := getattr(m, "pgh_tracked_model", None))
    }
    assert len(tables) > 50
    wanted = ("insert by statement", "update by row", "delete by statement")
    assert found == {(table, kind): 1 for table in tables for kind in wanted}


def _kind(bits: int) -> str:
    """Read a trigger's bits: 1 by row, 4 insert, 8 delete, 16 update."""
    name = {4: "insert", 8: "delete", 16: "update"}[bits & 28]
    return f"{name} by {'row' if bits & 1 else 'statement'}"
