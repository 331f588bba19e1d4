"""Makes the three roles, so that the serving one can neither own, bypass nor see too much."""

import psycopg
from psycopg import sql

from rumbo.config.postgres.cluster import DATABASE, NAMES, Cluster, Role

ATTRIBUTES = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
MADE: tuple[Role, ...] = ("owner", "app", "report")


def ensure(cluster: Cluster, *, for_tests: bool = False) -> None:
    """Make the roles and the database if they are missing; changes nothing when run again."""
    with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if not known.issuperset(NAMES.values()):
            for role in MADE:
                _make(connection, role, cluster.passwords[role], known=known)
        if for_tests:
            connection.execute("ALTER ROLE rumbo_owner CREATEDB")
            connection.execute("GRANT rumbo_app, rumbo_report TO rumbo_owner")
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(NAMES["owner"])
                )
            )
            connection.execute(
                sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE))
            )
            connection.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(
                    sql.Identifier(DATABASE),
                    sql.Identifier(NAMES["app"]),
                    sql.Identifier(NAMES["report"]),
                )
            )


def _make(
    connection: psycopg.Connection[tuple[object, ...]],
    role: Role,
    password: str,
    *,
    known: set[str],
) -> None:
    verb = "ALTER" if NAMES[role] in known else "CREATE"
    connection.execute(
        sql.SQL("{} ROLE {} " + ATTRIBUTES + " PASSWORD {}").format(
            sql.SQL(verb), sql.Identifier(NAMES[role]), sql.Literal(password)
        )
    )
