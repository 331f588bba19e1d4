"""Gives the serving and reporting roles their rights after each migration, and no more."""

from django.apps import apps
from django.db import connection, models, transaction
from pghistory.models import Event
from psycopg import sql

from rumbo.config.postgres.cluster import NAMES

APP = sql.Identifier(NAMES["app"])
REPORT = sql.Identifier(NAMES["report"])
# Beside every history table: what is only ever added to. A model may also say append_only = True.
APPEND_ONLY_ROOMS = {"audit"}
APPEND_ONLY_MODELS = {"registry.individuallink"}
READ_ONLY_TABLES = {"django_migrations"}
# What is made from other rows and answers no more may go at once: millions of dead rows would stay.
EMPTIED_WHOLE = {"registry_searchkey", "registry_searchkeyeven"}
REPORT_VIEWS = "report\\_%"

FOR_APP = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app}",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
    # A report for a past day is counted from tables of its own transaction.
    "GRANT TEMPORARY ON DATABASE {database} TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)
FOR_REPORT = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {report}",
    "GRANT USAGE ON SCHEMA public TO {report}",
)


def append_only_tables() -> list[str]:
    """Return the tables to which the serving role may add, and which it may never change."""
    return sorted({m._meta.db_table for m in apps.get_models() if _is_append_only(m)})


def apply() -> None:
    """Set the rights anew; runs as the owning role, after `migrate`."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        roles = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
        database = sql.Identifier(str(connection.settings_dict["NAME"]))
        statements: list[sql.Composed] = []
        if NAMES["app"] in roles:
            statements += [sql.SQL(text).format(app=APP, database=database) for text in FOR_APP]
            statements += _exceptions(tables)
        if NAMES["report"] in roles:
            statements += [sql.SQL(text).format(report=REPORT) for text in FOR_REPORT]
            cursor.execute(
                "SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewname LIKE %s",
                [REPORT_VIEWS],
            )
            statements += [
                sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(name), REPORT)
                for (name,) in cursor.fetchall()
            ]
        for statement in statements:
            cursor.execute(statement)


def _exceptions(tables: set[str]) -> list[sql.Composed]:
    closed = {
        "UPDATE, DELETE": set(append_only_tables()),
        "INSERT, UPDATE, DELETE": READ_ONLY_TABLES,
    }
    revoked = [
        sql.SQL("REVOKE {} ON {} FROM {}").format(sql.SQL(rights), sql.Identifier(table), APP)
        for rights, names in closed.items()
        for table in sorted(names & tables)
    ]
    return revoked + [
        sql.SQL("GRANT TRUNCATE ON {} TO {}").format(sql.Identifier(table), APP)
        for table in sorted(EMPTIED_WHOLE & tables)
    ]


def _is_append_only(model: type[models.Model]) -> bool:
    return (
        issubclass(model, Event)
        or model._meta.app_label in APPEND_ONLY_ROOMS
        or model._meta.label_lower in APPEND_ONLY_MODELS
        or getattr(model, "append_only", False) is True
    )
