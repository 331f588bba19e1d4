"""The closed lists a figure may be broken down by, so that every code has a row and a name."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import pycountry
from babel import Locale
from babel.dates import get_month_names

Lang: TypeAlias = Literal["es", "en"]
DATA = Path(__file__).parent / "data"
LIST_OF = {"applied_to_regularise": "yes_no", "surveyed": "yes_no"}
COUNTRIES = frozenset({"country_of_registration", "country_of_return", "nationality"})
OPEN = COUNTRIES | {"month", "site"}


@cache
def _lists() -> Mapping[str, Mapping[str, list[str]]]:
    lists: Mapping[str, Mapping[str, list[str]]] = json.loads(
        (DATA / "codes.json").read_text(encoding="utf-8")
    )
    return lists


def closed(attribute: str) -> tuple[str, ...] | None:
    """Return the codes of a closed list in their published order; nothing for an open one."""
    codes = _lists().get(LIST_OF.get(attribute, attribute))
    return None if codes is None else tuple(codes)


@cache
def country_codes() -> frozenset[str]:
    """Return every ISO alpha-3 code, so that a misspelt country is seen as one."""
    return frozenset(country.alpha_3 for country in pycountry.countries)


def label(attribute: str, code: str, lang: Lang) -> str:
    """Return what a reader sees for a code: never the code itself where a name exists."""
    if attribute in COUNTRIES:
        return _country(code, lang)
    if attribute == "month":
        return month_name(code, lang)
    if attribute == "site":
        return code.replace("+", " + ")
    return _lists()[LIST_OF.get(attribute, attribute)][code][0 if lang == "es" else 1]


@cache
def _country(code: str, lang: Lang) -> str:
    country = pycountry.countries.get(alpha_3=code)
    name = Locale(lang).territories.get(country.alpha_2) if country else None
    return str(name or code)


def month_name(code: str, lang: Lang, width: str = "wide") -> str:
    """Return `noviembre de 2018` for `2018-11`, or the short form for an axis."""
    year, month = code.split("-")
    name = get_month_names("abbreviated" if width == "short" else "wide", locale=lang)[int(month)]
    if width == "short":
        return str(name).rstrip(".")
    return f"{name} de {year}" if lang == "es" else f"{name} {year}"
