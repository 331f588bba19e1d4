"""Loading programmes, agreements, money and findings from their files."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.network import files
from rumbo.network.loading import Loaded, totals, upsert
from rumbo.programmes import ledger
from rumbo.programmes.models import (
    Agreement,
    DueDiligence,
    EligibilityCriterion,
    ExchangeRate,
    Filed,
    FormalRequest,
    FundingLine,
    Opening,
    Programme,
)

ROOM = "rumbo.programmes"


def load_reference(*, actor: Actor) -> Mapping[str, Loaded]:
    """Make the tables say what the files say; rows that verbs wrote are never touched."""
    with verb(actor, "admin"):
        told: dict[str, Any] = {
            name: upsert(
                model,
                rows,
                closes=model._default_manager.filter(from_file=True),
                spared=set(
                    model._default_manager.filter(from_file=False).values_list("code", flat=True)
                ),
            )
            for name, model, rows in _tables()
        }
        ledger.fit_lines()
        if not all(load.is_nothing for load in told.values()):
            audit.record(actor=actor, code="programmes.reference_loaded", **totals(told))
    return told


def _tables() -> Iterator[tuple[str, type[Filed], list[dict[str, Any]]]]:
    """The tables in the order in which they refer to each other, with the rows of their files."""
    programmes = files.document("programmes", ROOM)["programmes"]
    nested = ("requests", "agreements", "openings")
    heads = [{k: v for k, v in p.items() if k not in nested} for p in programmes]
    versions = dict(Programme.objects.values_list("code", "version"))
    yield (
        "programmes",
        Programme,
        [
            {**row, "stream": row["stream"] or "", "version": versions.get(row["code"], 0)}
            for row in heads
        ],
    )
    yield (
        "requests",
        FormalRequest,
        [
            {
                "code": f"{p['code']}-R{n}",
                "programme": p["code"],
                "requested_by": row["requested_by"],
                "valid_from": date.fromisoformat(row["received_on"]),
            }
            for p in programmes
            for n, row in enumerate(p["requests"], start=1)
        ],
    )
    yield "agreements", Agreement, list(_spans(programmes, "agreements"))
    yield "openings", Opening, list(_spans(programmes, "openings"))
    yield (
        "due_diligence",
        DueDiligence,
        [{**row, "area": row["area"] or None} for row in files.rows("due_diligence", ROOM)],
    )
    yield (
        "funding",
        FundingLine,
        [{**row, **_dates(row)} for row in files.document("funding", ROOM)["funding"]],
    )
    yield (
        "rates",
        ExchangeRate,
        [
            {**row, **_dates(row), "rate": Decimal(row["rate"])}
            for row in files.document("rates", ROOM)["rates"]
        ],
    )
    criteria = files.document("criteria", ROOM)["criteria"]
    yield (
        "criteria",
        EligibilityCriterion,
        [{**row, "position": n} for n, row in enumerate(criteria, start=1)],
    )


def _spans(programmes: list[dict[str, Any]], nested: str) -> Iterator[dict[str, Any]]:
    for programme in programmes:
        for number, row in enumerate(programme[nested], start=1):
            code = f"{programme['code']}-{nested[0].upper()}{number}"
            yield {"code": code, "programme": programme["code"], **_dates(row)}


def _dates(row: Mapping[str, Any]) -> dict[str, date | None]:
    until = row["valid_until"]
    return {
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_until": date.fromisoformat(until) if until else None,
    }
