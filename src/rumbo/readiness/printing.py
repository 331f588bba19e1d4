"""The table of requirements in the reader's language, read from the code that judges."""

import json
from dataclasses import dataclass

from rumbo.common import codes
from rumbo.readiness.limits import DATA
from rumbo.readiness.requirements import TABLE
from rumbo.readiness.requirements.group import GROUP_TOGETHER


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of the table in words."""

    code: str
    gate: str
    protects: bool
    whom: str
    met_when: str
    turns: list[str]
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a clinic or an authority may change, with its source."""

    name: str
    value: str
    source: str


def rows(lang: str) -> list[Printed]:
    """Every row in its order; the gate of the group's row is empty: it is judged at each."""
    return [
        Printed(
            code=row.code,
            gate="" if row is GROUP_TOGETHER else codes.label("gate", row.gate, lang),
            protects=row.protects,
            whom=row.whom.words.said(lang),
            met_when=row.met_when.said(lang),
            turns=[
                codes.label("turn", one, lang)
                for one in (row.whose, row.whose_on_child_track)
                if one
            ],
            text=row.text.said(lang),
            source=row.source.said(lang),
        )
        for row in TABLE
    ]


def limits(lang: str) -> list[Limit]:
    """Every limit with its source."""
    found = json.loads((DATA / "limits.json").read_text(encoding="utf-8"))
    return [
        Limit(entry["label"][lang], _shown(entry["value"], lang), entry["source"][lang])
        for entry in found.values()
    ]


def _shown(value: object, lang: str) -> str:
    if isinstance(value, list):
        return ", ".join(codes.label("country", str(one), lang) for one in value)
    return str(value)
