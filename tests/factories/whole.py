"""Everything that is kept about people, as it stands: what is taken back must be as it was, to the row."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.casework.models import Case
from rumbo.registry.models import GroupMember, Person

Rows = dict[str, dict[Any, dict[str, Any]]]

# What counts how often something was changed, and since when: it goes on.
COUNTS = {"version", "stage_since", "undone_at", "undone_by", "why"}
COUNTED = {"casework.Case", "casework.Task", "casework.FamilyChange", "protection.Siblings"}


def whole(tables: Collection[str] = ()) -> Rows:
    """Every row about people by table and key, of these tables or of all; sealed values opened."""
    found: Rows = {}
    for model in apps.get_models():
        label = model._meta.label
        if (
            not issubclass(model, Scoped)
            or model is GroupMember
            or (tables and label not in tables)
        ):
            continue
        names = [f.attname for f in model._meta.concrete_fields]
        rows = {row.pk: {n: getattr(row, n) for n in names} for row in model._default_manager.all()}
        if rows or tables:
            found[label] = rows
    return found


def standing() -> dict[Any, tuple[Any, ...]]:
    """Who is with whom, and as what: a person's only live belonging."""
    rows = list(GroupMember.objects.filter(left_at=None))
    found = {
        m.person_id: (
            m.group_id, m.office_id, m.position, m.relation, m.guardian_id, m.guardian_relation,
        )
        for m in rows
    }  # fmt: skip
    assert len(found) == len(rows), "somebody is in two files"
    assert len(found) == Person.objects.count(), "somebody was lost"
    return found


def differing(before: Rows, after: Rows) -> list[str]:
    """What is not as it was, in words; what came since and lives on counts too."""
    told = []
    for label, rows in before.items():
        skipped = COUNTS if label in COUNTED else set()
        for key, row in rows.items():
            now = after[label].get(key, {})
            told += [
                f"{label} {key} {name}: {value} → {now.get(name)}"
                for name, value in row.items()
                if name not in skipped and now.get(name) != value
            ]
    return told + _left_over(before)


def _left_over(before: Rows) -> list[str]:
    """A file without people goes on, or is asked something, or somebody is asked what was not."""
    people = Q(group__members__left_at=None, group__members__isnull=False)
    empty = Case.objects.exclude(pk__in=Case.objects.filter(people).values("pk"))
    told = [f"{case.number} is empty and goes on" for case in empty if case.stage != "CLOSED"]
    tasks = [task for case in empty for task in case.tasks.filter(done_at=None)]
    tasks += [
        task
        for case in Case.objects.filter(pk__in=before["casework.Case"])
        for task in case.tasks.filter(done_at=None).exclude(pk__in=before.get("casework.Task", ()))
    ]
    return told + [f"task {task} is left over" for task in tasks]
