"""The passes of the report with DuckDB on the same files: which of the two the extract is counted with."""

import duckdb

from rumbo.statistics.mirror import counting, store
from rumbo.statistics.mirror.cuts import DAY, Asked


def passes(asked: Asked) -> int:
    """Count each combination as Polars does; how many there are in all."""
    extract = store.load()
    assert extract is not None
    files = [str(store.folder() / name / "returns.parquet") for name in extract.parts]
    late = asked.until + DAY
    found = 0
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE VIEW r AS SELECT * FROM read_parquet(?) WHERE seen <= ? AND returned_on <= ?"
            " AND (hidden_seen IS NULL OR hidden_seen > ?)".replace("?", "{}").format(
                files, *(f"DATE '{day}'" for day in (late, asked.until, late))
            )
        )
        for columns in counting.PASSES:
            names = ", ".join(columns)
            query = f"SELECT {names}, count(*) FROM r GROUP BY {names}"  # noqa: S608
            found += len(connection.execute(query).fetchall())
    return found
