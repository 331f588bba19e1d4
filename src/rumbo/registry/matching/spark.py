"""The same settings on Spark, the extra `spark`: for a registry whose patterns one machine cannot count.

Only levels go there, some small numbers a pair: no names.
"""

from tempfile import mkdtemp
from typing import Any, Final

_PARTS: Final = 4


def api(master: str) -> Any:
    """Give Splink's door to a Spark cluster, such as `local[2]` or `spark://host:7077`."""
    # The extra may be missing, and it starts a Java machine.
    from pyspark.sql import SparkSession  # type: ignore[import-not-found] # noqa: PLC0415
    from splink import SparkAPI

    session = (
        SparkSession.builder.master(master)
        .appName("rumbo match")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", str(_PARTS))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    # Each round of learning builds on the last: kept as a plan alone it would grow without end.
    session.sparkContext.setCheckpointDir(mkdtemp(prefix="rumbo-spark-"))
    # Levels are compared as numbers: Splink's own functions for texts, a Java archive, are not needed.
    door: Any = SparkAPI
    return door(
        spark_session=session,
        break_lineage_method="checkpoint",
        num_partitions_on_repartition=_PARTS,
        register_udfs_automatically=False,
    )
