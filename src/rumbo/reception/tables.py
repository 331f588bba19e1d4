"""The tables of reception, read from their files: offices, money, kits, and times of referrals."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rumbo.common.codes import active_language
from rumbo.common.money import Money


@dataclass(frozen=True, slots=True)
class Limit:
    """What a person is usually given for the way, and the most that may be given."""

    usual: Money
    ceiling: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """How a referral to a target is kept: who may read it, which answers it needs, by when."""

    compartment: str
    answer_within: int
    attend_within: int
    consents: tuple[str, ...]


@cache
def _file(name: str) -> Mapping[str, Any]:
    found = resources.files("rumbo.reception").joinpath(f"data/{name}.json")
    table: Mapping[str, Any] = json.loads(found.read_text(encoding="utf-8"))
    return table


def offices_of(centre: str) -> tuple[str, ...]:
    """Give the codes of the offices that may receive at a centre, the nearest first."""
    named = _file("offices")["offices"].get(centre)
    return tuple(named) if named else (centre, centre.partition("-")[2])


def onward_limit(country: str, people: int = 1) -> Limit:
    """Give what so many people are usually given in a country, and the most."""
    table = _file("onward")
    row = table["countries"].get(country, table["elsewhere"])
    amounts = (Money.of(row[name] * people, row["currency"]) for name in ("usual", "ceiling"))
    return Limit(*amounts)


def kit_for(age: int | None) -> str:
    """Choose the kit by age: the infant's for the smallest, the basic one for all others."""
    return "INFANT" if age is not None and age < _file("kits")["infant_until"] else "BASIC"


def kits() -> tuple[str, ...]:
    """List the kits that there are."""
    return tuple(_file("kits")["kits"])


def kit_name(kind: str, lang: str | None = None) -> str:
    """Name a kit."""
    return str(_file("kits")["kits"][kind][lang or active_language()])


def kit_cost(kind: str, country: str) -> Money:
    """Give what a kit costs where it is handed over, in the country's own money."""
    table = _file("kits")
    row = table["costs"].get(country, table["costs"]["elsewhere"])
    return Money.of(row[kind], row["currency"])


def kit_items(kind: str, lang: str | None = None) -> list[tuple[str, int]]:
    """List what is in a kit, each with how many."""
    rows = _file("kits")["kits"][kind]["items"]
    return [(row[lang or active_language()], row["quantity"]) for row in rows]


def terms(target: str) -> Terms:
    """Give how a referral to a target is kept."""
    table = _file("referrals")
    row = {**table["usual"], **table["targets"].get(target, {})}
    return Terms(
        compartment=row["compartment"],
        answer_within=row["answer_within"],
        attend_within=row["attend_within"],
        consents=("REFERRAL_BODIES", *row["consents"]),
    )


def school_papers(need: str, country: str) -> tuple[str, ...]:
    """Give the papers that a school need asks for in a country; nothing for any other need."""
    asked = _file("schooling")["needs"].get(need, {})
    return tuple(asked.get(country) or asked.get("*") or ())


def school_word(kind: str, code: str) -> str:
    """Name a school paper or an outcome (`papers`, `outcomes`) in the reader's language."""
    words = _file("schooling")[kind].get(code, {})
    return str(words.get(active_language()) or words.get("es") or code)


def school_outcomes() -> tuple[str, ...]:
    """List what may come of a child's schooling."""
    return tuple(_file("schooling")["outcomes"])
