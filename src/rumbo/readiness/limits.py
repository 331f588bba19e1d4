"""The numbers that a clinic or an authority may change, read from one file that says where each comes from."""

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Every limit the table uses, by name; data/limits.json holds the values and their sources."""

    adult_from_years: int
    heard_from_years: int
    oldest_age_years: int
    pregnancy_certificate_from_weeks: int
    pregnancy_no_air_from_weeks: int
    pregnancy_no_air_multiple_from_weeks: int
    pregnancy_no_land_from_weeks: int
    pregnancy_longest_weeks: int
    identity_card_from: list[str]
    identity_card_to: list[str]
    children_by_air_from: list[str]


LIMITS = Limits(
    **{
        key: entry["value"]
        for key, entry in json.loads((DATA / "limits.json").read_text(encoding="utf-8")).items()
    }
)
COUNTRIES = frozenset((DATA / "countries.txt").read_text(encoding="utf-8").split())
