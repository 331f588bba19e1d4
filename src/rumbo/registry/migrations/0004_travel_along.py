"""Files reserved before whoever travels along was reserved as well: their groups are, once."""

from typing import Any

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def reserve_whoever_travels_along(apps: Any, _editor: Any) -> None:
    """Reserve everybody of a group in which one name is reserved and another is not."""
    person, member = apps.get_model("registry", "Person"), apps.get_model("registry", "GroupMember")
    entry, pair = (
        apps.get_model("audit", "JournalEntry"),
        apps.get_model("registry", "PossibleDuplicate"),
    )
    here = member.objects.filter(left_at=None)
    groups = here.filter(person__sealed=True).values("group")
    open_names = here.filter(group__in=groups, person__sealed=False)
    people = set(open_names.values_list("person_id", flat=True))
    now = timezone.now()
    person.objects.filter(pk__in=people).update(sealed=True, version=F("version") + 1)
    for name in ("earlier", "later"):
        pair.objects.filter(**{f"{name}__in": people}).update(compartment="protection")
    entry.objects.bulk_create(
        entry(
            occurred_at=now,
            recorded_at=now,
            actor_kind="system",
            code="registry.sealed",
            person_id=one,
            compartment="protection",
            details={"why": "seal_reason:TRAVELS_ALONG"},
        )
        for one in sorted(people)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_history_by_statement"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(reserve_whoever_travels_along, migrations.RunPython.noop),
    ]
