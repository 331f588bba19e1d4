"""Writes the history of rows that bench/worlds.py wrote without it, as the triggers would have done."""

from typing import Any

# How often a row was written after it was made, where that is more than once in a while.
WRITTEN = {
    "casework_case": 8,
    "registry_person": 2,
    "movements_departure": 5,
    "reception_arrival": 1,
}
OWN = {"pgh_created_at": "recorded_at", "pgh_obj_id": "id"}


def write(connection: Any) -> int:
    """Let every row that a report counts have been made, and written as often again; give versions.

    Each version says what the row says today: what a past day's report reads is as much as in a
    programme of so many files, and tells the same as today's.
    """
    from django.apps import apps  # noqa: PLC0415 - Django is open only now

    from rumbo.statistics.queries import COUNTED  # noqa: PLC0415

    versions = 0
    events = {getattr(one, "pgh_tracked_model", None): one for one in apps.get_models()}
    with connection.cursor() as cursor:
        for model in COUNTED:
            columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
            again = WRITTEN.get(model._meta.db_table, 0)
            cursor.execute(
                f"INSERT INTO {events[model]._meta.db_table} ({', '.join([*OWN, *columns])}, pgh_label)"
                f" SELECT {', '.join([*OWN.values(), *columns])},"
                " CASE n WHEN 0 THEN 'insert' ELSE 'update' END"
                f" FROM {model._meta.db_table}, generate_series(0, {again}) n ORDER BY n, id"
            )
            versions += cursor.rowcount
    connection.commit()
    return versions
