"""Splink learns what each level is worth, without labels, and says how likely each pattern is."""

from typing import Any

import numpy as np

from rumbo.registry.matching import levels
from rumbo.registry.matching.levels import COMPARISONS, UNKNOWN, Patterns
from rumbo.registry.rules.weights import Floats

LEARNT_FROM = 500_000  # pairs
WEIGHTY = 5_000  # pairs of one person among them, beside those made up
ROUNDS = 25


def probabilities(patterns: Patterns, *, spark: str = "") -> Floats:
    """Give every pattern's probability, in the order of the patterns.

    In DuckDB, in memory, or on a Spark cluster with the same settings. Splink is told of pairs that were compared already: the left of each two rows carries the
    levels, and both carry the number of the pair, by which it joins them.
    """
    from splink import Linker, block_on

    prior, shares = patterns.first()
    settings = {
        "link_type": "link_only",
        "probability_two_random_records_match": min(max(prior, 1e-9), 0.999),
        "comparisons": [_comparison(name, *shares[name]) for name in COMPARISONS],
        "blocking_rules_to_generate_predictions": [block_on("unique_id")],
        "retain_matching_columns": False,
        "max_iterations": ROUNDS,
    }
    linker = Linker(_tables(_api(spark), "met", _met(patterns)), settings, log_level="ERROR")
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("unique_id"),
        estimate_without_term_frequencies=True,
        fix_u_probabilities=True,
        populate_probability_two_random_records_match_from_trained_values=True,
        record_sample_proportion=1.0,
    )
    learnt = linker.misc.save_model_to_json()
    judge: Any = Linker(
        _tables(_api(spark), "all", levels.apart(patterns.codes)), learnt, log_level="ERROR"
    )
    found = judge.inference.predict().as_pyarrow_table()
    places = found["unique_id_l"].to_numpy()
    judged = np.zeros(len(patterns.codes))
    judged[places] = found["match_probability"].to_numpy()
    return judged


def _api(spark: str) -> Any:
    if spark:
        from rumbo.registry.matching import spark as cluster  # noqa: PLC0415

        return cluster.api(spark)
    from splink import DuckDBAPI

    return DuckDBAPI()


def _met(patterns: Patterns) -> dict[str, Any]:
    """Give as many rows of each pattern as pairs have it, thinned evenly where they are many.

    Where they are few they are repeated, so that the made-up ones weigh little.
    """
    total, same = patterns.counts.sum(), patterns.same.sum()
    times_over = max(1.0, np.ceil(WEIGHTY / max(same, 1)))
    until = np.cumsum(patterns.counts) * min(times_over, LEARNT_FROM / max(total, 1))
    times = np.diff(np.r_[0, np.round(until).astype(np.int64)])
    met = np.repeat(patterns.codes, times)
    return levels.apart(np.concatenate([met, levels.anchors()]))


def _tables(api: Any, kind: str, columns: dict[str, Any]) -> list[Any]:
    import pyarrow as pa  # noqa: PLC0415

    number = len(next(iter(columns.values())))
    left = {"unique_id": pa.array(np.arange(number))}
    left |= {name: pa.array(column.astype(np.int16)) for name, column in columns.items()}
    right = {"unique_id": left["unique_id"]}
    right |= {name: pa.nulls(number, pa.int16()) for name in columns}
    return [
        api.register(pa.table(left), dataset_display_name=f"{kind}_a"),
        api.register(pa.table(right), dataset_display_name=f"{kind}_b"),
    ]


def _comparison(name: str, same: Floats, other: Floats) -> dict[str, Any]:
    known = [level for level in range(COMPARISONS[name]) if level or name not in UNKNOWN]
    found: list[dict[str, Any]] = []
    if name in UNKNOWN:
        found.append({"sql_condition": f"{name}_l = 0", "is_null_level": True})
    for level in known:
        last = level == known[-1]
        found.append(
            {
                "sql_condition": "ELSE" if last else f"{name}_l = {level}",
                "label_for_charts": str(level),
                "m_probability": float(same[level]),
                "u_probability": float(other[level]),
            }
        )
    return {"output_column_name": name, "comparison_levels": found}
