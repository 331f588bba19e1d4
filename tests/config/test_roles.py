"""What each role of the database may and may not do."""

import pytest
from django.db import ProgrammingError, connection, transaction

from rumbo.config.postgres import grants


def may(role: str, right: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
        (answer,) = cursor.fetchone()
    return bool(answer)


def test_tests_run_as_the_serving_role(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("rumbo_app", False, False, False)


def test_the_serving_role_owns_nothing(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE r.rolname = 'rumbo_app'"
        )
        assert cursor.fetchone() == (0,)


def test_the_serving_role_cannot_make_tables(db) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (n int)")


def test_there_are_append_only_tables_to_judge(db) -> None:
    assert {"audit_journalentry", "access_userevent"} <= set(grants.append_only_tables())


@pytest.mark.parametrize("right", ["SELECT", "INSERT"])
def test_history_and_journal_can_be_read_and_added_to(db, right: str) -> None:
    assert all(may("rumbo_app", right, table) for table in grants.append_only_tables())


@pytest.mark.parametrize("right", ["UPDATE", "DELETE"])
def test_history_and_journal_can_never_be_changed(db, right: str) -> None:
    assert not any(may("rumbo_app", right, table) for table in grants.append_only_tables())


def test_ordinary_tables_can_be_changed(db) -> None:
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE")
    assert all(may("rumbo_app", right, "access_user") for right in rights)


def test_only_the_keys_of_the_search_can_be_emptied_whole(owner_role, db) -> None:
    with owner_role():
        grants.apply()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
    emptied = {table for table in tables if may("rumbo_app", "TRUNCATE", table)}
    assert emptied == {"registry_searchkey", "registry_searchkeyeven"}


def test_migrations_are_the_owners_business(db) -> None:
    assert may("rumbo_app", "SELECT", "django_migrations")
    assert not may("rumbo_app", "INSERT", "django_migrations")


def test_the_reporting_role_reads_no_table(report_role, db) -> None:
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        report_role(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM access_user")


def test_the_reporting_role_reads_views_made_for_reports(owner_role, report_role, db) -> None:
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("CREATE VIEW report_offices AS SELECT count(*) AS n FROM access_office")
        cursor.execute("CREATE VIEW other_offices AS SELECT count(*) AS n FROM access_office")
        grants.apply()
    with report_role(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM report_offices")
        assert cursor.fetchone() is not None
    assert not may("rumbo_report", "SELECT", "other_offices")
