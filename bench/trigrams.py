"""The usual way beside ours: names in the clear under a trigram index, re-ranked by birth date.

It needs a PostgreSQL with its contrib modules installed beside this project (Debian's
`postgresql-contrib`); where there is none, it says so and measures nothing.
"""

import argparse
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import corpus
import psycopg
from corpus import Row

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import sound, tokens

ASKED = 300
PORT = 54329
FIND = """
    SELECT person FROM (
        SELECT person, born, similarity(heard, %(heard)s) AS alike FROM people
        WHERE heard %% %(heard)s ORDER BY alike DESC LIMIT 200
    ) AS found
    ORDER BY alike + CASE WHEN born = %(born)s THEN 0.5
        WHEN extract(year FROM born) = extract(year FROM %(born)s::date) THEN 0.2 ELSE 0 END DESC
    LIMIT 10
"""


def heard(told: Features) -> str:
    """All names by their sound, in order."""
    names = " ".join((told.given_names, told.surname_1, told.surname_2))
    return " ".join(sound(token) for token in tokens(names))


def programs() -> Path | None:
    """Where a PostgreSQL with contrib lies, the newest first."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        version = folder.parent.name
        if Path(f"/usr/share/postgresql/{version}/extension/pg_trgm.control").exists():
            return folder
    return None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A cluster of its own that is thrown away; give how to reach it."""
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    become = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if root else {}
    data = Path(tempfile.mkdtemp(prefix="rumbo-trigrams-"))
    if root:
        shutil.chown(data, user)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True, "cwd": "/"}
    try:
        subprocess.run([binaries / "initdb", "-D", data / "db", "-U", user, "-E", "UTF8"], **become, **quiet)  # type: ignore[call-overload]  # noqa: E501, S603
        options = f"-k {data} -c listen_addresses= -p {PORT} -c shared_buffers=256MB -c fsync=off"
        control = [binaries / "pg_ctl", "-D", data / "db", "-w"]
        subprocess.run([*control, "-o", options, "start"], **become, **quiet)  # type: ignore[call-overload]  # noqa: S603
        try:
            yield f"host={data} port={PORT} dbname=postgres user={user}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **become, **quiet)  # type: ignore[call-overload]  # noqa: S603
    finally:
        shutil.rmtree(data, ignore_errors=True)


def measure(
    folder: Path,
    told: argparse.Namespace,
    shapes: Mapping[str, Callable[[Row], Features]],
    said: Callable[[str], None],
) -> None:
    """Fill the table with the same rows, ask the same queries, print the same columns."""
    binaries = programs()
    if binaries is None:
        said("\nNo PostgreSQL with pg_trgm is installed here: the trigrams are not measured.")
        return
    asked = corpus.asked(corpus.make(folder, told.people + 10_000, told.seed), told.asked, told.seed)
    with server(binaries) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE people (person int, heard text, born date)")
        with connection.cursor() as cursor, cursor.copy("COPY people FROM STDIN") as copy:
            for row in asked.kept:
                copy.write_row((row.person, heard(row.told), row.told.birth_date))
        connection.execute("CREATE INDEX ON people USING gin (heard gin_trgm_ops)")
        connection.execute("VACUUM ANALYZE people")
        said(f"\nTrigrams on the same rows, {min(ASKED, len(asked.present))} of the same queries:\n")
        said("| asked with | recall@10 | first | p50 | p95 | p99 |")
        said("|---|---|---|---|---|---|")
        for name in ("names and date", "names and age"):
            times, tenth, first = [], 0, 0
            some = asked.present[:ASKED]
            for row in some:
                query = shapes[name](row)
                began = time.perf_counter()
                found = connection.execute(
                    FIND, {"heard": heard(query), "born": query.birth_date}
                ).fetchall()
                times.append((time.perf_counter() - began) * 1000)
                people = [person for (person,) in found]
                tenth += row.person in people
                first += people[:1] == [row.person]
            times.sort()
            said(
                f"| {name} | {tenth / len(some):.4f} | {first / len(some):.4f}"
                f" | {times[len(times) // 2]:.1f} ms | {times[int(len(times) * 0.95)]:.1f} ms"
                f" | {times[int(len(times) * 0.99)]:.1f} ms |"
            )
