"""A Splink tuned with care, without Rumbo's keys and comparisons: what `rumbo match` has to beat.

It is given all that a careful user would make by hand: sounds of names, sets of names in any order,
both parents together, estimated ages told apart, 19 blocking rules, term frequencies, u from random
pairs and m from three sessions of expectation maximisation. It never reads the truth.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import corpus

from rumbo.registry.rules.names import document, sound, tokens

RULES = (
    "doc",
    "doc_even",
    "doc_odd",
    "all_names",
    "born, g1",
    "born, g2",
    "born, s1",
    "born, s2",
    "turned, surnames",
    "month_day, g1, s1",
    "month_day, surnames",
    "month_day, g1, s2",
    "year, g1, surnames",
    "year, given, s1",
    "year, given, s2",
    "g1, s1, s2",
    "given, surnames",
    "g1, mother",
    "g1, father",
)


def row(number: int, told: Any) -> dict[str, Any]:
    """Everything that Splink compares or blocks by, of one registration."""
    given = [sound(t) for t in tokens(told.given_names)]
    surnames = [sound(t) for t in (*tokens(told.surname_1), *tokens(told.surname_2))]
    born, exact = told.birth_date, told.precision == "day"
    plain = document(told.document_number) or None
    low, high = sorted((born.month, born.day))
    return {
        "unique_id": number,
        "given": " ".join(sorted(given)) or None,
        "surnames": " ".join(sorted(surnames)) or None,
        "all_names": " ".join(sorted(given + surnames)) or None,
        "given_set": sorted(set(given)),
        "surname_set": sorted(set(surnames)),
        "g1": given[0] if given else None,
        "g2": given[1] if len(given) > 1 else None,
        "s1": surnames[0] if surnames else None,
        "s2": surnames[1] if len(surnames) > 1 else None,
        "born": born.isoformat() if exact else None,
        "turned": f"{born.year}-{low}-{high}" if exact else None,
        "month_day": f"{born.month}-{born.day}" if exact else None,
        "year": born.year,
        "month": born.month,
        "day": born.day,
        "estimated": not exact,
        "sex": told.sex or None,
        "nat": told.nationality or None,
        "place": told.place or None,
        "doc": plain,
        "doc_even": plain[::2] if plain else None,
        "doc_odd": plain[1::2] if plain else None,
        "mother": " ".join(sound(t) for t in tokens(told.mother)) or None,
        "father": " ".join(sound(t) for t in tokens(told.father)) or None,
    }


def level(sql: str, label: str, **more: Any) -> dict[str, Any]:
    """One level of a comparison."""
    return {"sql_condition": sql, "label_for_charts": label, **more}


OTHER = level("ELSE", "other")


def names(key: str, group: str, first: str) -> dict[str, Any]:
    """Compare one kind of name as a set, term frequencies on whole agreement and on the first."""
    shared = f"len(list_intersect({group}_l, {group}_r))"
    fewest = f"least(len({group}_l), len({group}_r))"
    return {
        "output_column_name": key,
        "comparison_levels": [
            level(f"{key}_l IS NULL OR {key}_r IS NULL", "null", is_null_level=True),
            level(f"{key}_l = {key}_r AND {fewest} > 1", "all", tf_adjustment_column=key),
            level(f"{key}_l = {key}_r", "the only one", tf_adjustment_column=key),
            level(
                f"{first}_l = {first}_r AND {shared} = {fewest}",
                "first, others missing",
                tf_adjustment_column=first,
            ),
            level(f"{shared} = {fewest}", "contained"),
            level(f"jaro_winkler_similarity({key}_l, {key}_r) >= 0.92", "all nearly"),
            level(
                f"{first}_l = {first}_r", "first, others differ", tf_adjustment_column=first
            ),
            level(f"{shared} > 0", "one shared"),
            level(f"jaro_winkler_similarity({first}_l, {first}_r) >= 0.88", "first nearly"),
            OTHER,
        ],
    }


def parents() -> dict[str, Any]:
    """Compare both parents together."""

    def alike(one: str) -> str:
        return f"jaro_winkler_similarity({one}_l, {one}_r) >= 0.9"

    def unlike(one: str) -> str:
        return f"jaro_winkler_similarity({one}_l, {one}_r) < 0.9"

    known = "coalesce(mother_l, father_l) IS NULL OR coalesce(mother_r, father_r) IS NULL"
    apart = "(mother_l IS NULL OR mother_r IS NULL) AND (father_l IS NULL OR father_r IS NULL)"
    return {
        "output_column_name": "parents",
        "comparison_levels": [
            level(f"({known}) OR ({apart})", "null", is_null_level=True),
            level(f"{alike('mother')} AND {alike('father')}", "both"),
            level(
                f"({alike('mother')} AND {unlike('father')}) OR"
                f" ({alike('father')} AND {unlike('mother')})",
                "one of two",
            ),
            level(f"{alike('mother')} OR {alike('father')}", "the one known"),
            level(f"{unlike('mother')} AND {unlike('father')}", "neither"),
            OTHER,
        ],
    }


def dates() -> dict[str, Any]:
    """Compare birth dates; an age told is a date estimated."""
    vague = "(estimated_l OR estimated_r)"
    years = "abs(year_l - year_r)"
    return {
        "output_column_name": "born",
        "comparison_levels": [
            level("year_l IS NULL OR year_r IS NULL", "null", is_null_level=True),
            level("born_l = born_r", "same"),
            level("turned_l = turned_r", "day and month exchanged"),
            level(f"{vague} AND year_l = year_r", "estimated, same year"),
            level(f"{vague} AND {years} = 1", "estimated, one year off"),
            level(f"{vague} AND {years} = 2", "estimated, two years off"),
            level(f"{vague}", "estimated, far"),
            level("year_l = year_r AND month_l = month_r", "day off"),
            level("year_l = year_r AND day_l = day_r", "month off"),
            level(f"month_day_l = month_day_r AND {years} IN (1, 2, 10)", "year near"),
            level("month_day_l = month_day_r", "year off"),
            level("year_l = year_r", "year only"),
            OTHER,
        ],
    }


def plain(column: str, *, told: bool = False) -> dict[str, Any]:
    """Compare a closed value, with its term frequency where that tells something."""
    more = {"tf_adjustment_column": column} if told else {}
    return {
        "output_column_name": column,
        "comparison_levels": [
            level(f"{column}_l IS NULL OR {column}_r IS NULL", "null", is_null_level=True),
            level(f"{column}_l = {column}_r", "same", **more),
            OTHER,
        ],
    }


def documents() -> dict[str, Any]:
    """Compare document numbers, one slip allowed."""
    return {
        "output_column_name": "doc",
        "comparison_levels": [
            level("doc_l IS NULL OR doc_r IS NULL", "null", is_null_level=True),
            level("doc_l = doc_r", "same"),
            level("damerau_levenshtein(doc_l, doc_r) <= 1", "one slip"),
            OTHER,
        ],
    }


def match(file: Path) -> Iterable[tuple[int, int, float]]:
    """Give the pairs that Splink finds: two places in the corpus and a probability."""
    import pyarrow as pa  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, block_on  # noqa: PLC0415

    rules = [block_on(*(c.strip() for c in rule.split(","))) for rule in RULES]
    settings = {
        "link_type": "dedupe_only",
        "comparisons": [
            names("given", "given_set", "g1"),
            names("surnames", "surname_set", "s1"),
            dates(),
            documents(),
            parents(),
            plain("sex"),
            plain("nat", told=True),
            plain("place"),
        ],
        "blocking_rules_to_generate_predictions": rules,
        "retain_matching_columns": False,
    }
    table = pa.Table.from_pylist([row(n, r.told) for n, r in enumerate(corpus.rows(file))])
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings, log_level="ERROR")
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("doc"), block_on("born", "g1", "s1"), block_on("born", "surnames")], recall=0.7
    )
    train.estimate_u_using_random_sampling(max_pairs=3e6, seed=1)
    for rule in (
        block_on("born", "g1"),
        block_on("given", "surnames"),
        block_on("doc"),
    ):
        train.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0)
    found = linker.inference.predict(threshold_match_probability=0.001).as_pyarrow_table()
    columns = ("unique_id_l", "unique_id_r", "match_probability")
    return zip(*(found[name].to_pylist() for name in columns), strict=True)
