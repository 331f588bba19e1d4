"""Opening and closing programmes and countries, and loading their files."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.ids import new_id
from rumbo.network import files
from rumbo.network.loading import Loaded, totals, upsert
from rumbo.programmes import errors
from rumbo.programmes.models import (
    RETURN_KINDS,
    Agreement,
    DueDiligence,
    EligibilityCriterion,
    Filed,
    FormalRequest,
    FundingLine,
    Opening,
    Programme,
)
from rumbo.programmes.rules.openness import STRICTNESS, Finding

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
        if not all(load.is_nothing for load in told.values()):
            audit.record(actor=actor, code="programmes.reference_loaded", **totals(told))
    return told


def record_request(
    *,
    actor: Actor,
    programme: str,
    requested_by: str,
    received_on: date,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> FormalRequest:
    """Keep a government's formal request, which is studied before a programme opens."""
    with verb(actor, "coordinator"):
        row = FormalRequest.objects.create(
            code=str(id or new_id()),
            programme=Programme.objects.get(code=programme),
            requested_by=requested_by,
            valid_from=received_on,
            from_file=False,
        )
        audit.record(actor=actor, code="programmes.requested", at=at, programme=programme)
    return row


def record_agreement(
    *,
    actor: Actor,
    programme: str,
    since: date,
    until: date | None,
    source: str = "",
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Agreement:
    """Keep an agreement with its dates; travel is covered from the first to the last day."""
    _in_order(since, until)
    with verb(actor, "coordinator"):
        row = Agreement.objects.create(
            code=str(id or new_id()),
            programme=Programme.objects.get(code=programme),
            valid_from=since,
            valid_until=until,
            source=source,
            from_file=False,
        )
        audit.record(actor=actor, code="programmes.agreed", at=at, programme=programme, since=since)
    return row


def open_programme(
    *,
    actor: Actor,
    programme: str,
    since: date,
    until: date | None = None,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Opening:
    """Open a programme: only with a formal request, an agreement and due diligence (S3, April 2019)."""
    _in_order(since, until)
    with verb(actor, "coordinator"):
        row = Programme.objects.select_for_update().get(code=programme)
        _require_openable(row, since)
        opening = Opening.objects.create(
            code=str(id or new_id()),
            programme=row,
            valid_from=since,
            valid_until=until,
            from_file=False,
        )
        audit.record(actor=actor, code="programmes.opened", at=at, programme=programme, since=since)
    return opening


def close_programme(
    *, actor: Actor, programme: str, on: date, at: datetime | None = None
) -> Sequence[Opening]:
    """Close a programme after a day: who is in it keeps their place in line, nobody new comes in."""
    with verb(actor, "coordinator"):
        rows = list(Opening.objects.select_for_update().live_on(on).filter(programme=programme))
        if not rows:
            raise errors.not_open(programme)
        for row in rows:
            row.valid_until = on
            row.from_file = False
            row.save(update_fields=["valid_until", "from_file"])
        audit.record(actor=actor, code="programmes.closed", at=at, programme=programme, on=on)
    return rows


def record_finding(*, actor: Actor, finding: Finding, at: datetime | None = None) -> DueDiligence:
    """Add a due-diligence finding; the latest rules, older rows stay as they were.

    `finding.code` names the new row; left blank, it gets one.
    """
    _in_order(finding.valid_from, finding.valid_until)
    if finding.finding not in STRICTNESS:
        raise errors.unknown_finding(finding.finding)
    if not finding.source.strip():
        raise errors.no_source()
    with verb(actor, "coordinator"):
        row = DueDiligence.objects.create(
            code=finding.code or str(new_id()),
            host_id=finding.host,
            origin_id=finding.origin,
            area_id=finding.area or None,
            finding=finding.finding,
            valid_from=finding.valid_from,
            valid_until=finding.valid_until,
            source=finding.source,
            note_es=finding.note_es,
            note_en=finding.note_en,
            from_file=False,
        )
        _tell(row, actor=actor, at=at)
    return row


def suspend_country(
    *,
    actor: Actor,
    host: str,
    origin: str,
    since: date,
    source: str,
    area: str = "",
    until: date | None = None,
) -> DueDiligence:
    """Stop returns from a host to an origin (or one area of it) from a day on."""
    found = Finding("", area, "SUSPENDED", since, until, source, host=host, origin=origin)
    return record_finding(actor=actor, finding=found)


def reopen_country(
    *, actor: Actor, host: str, origin: str, since: date, source: str, area: str = ""
) -> DueDiligence:
    """Allow returns again from a day on, by a new finding that is later than the suspension."""
    found = Finding("", area, "OPEN", since, None, source, host=host, origin=origin)
    return record_finding(actor=actor, finding=found)


def _tell(row: DueDiligence, *, actor: Actor, at: datetime | None) -> None:
    told: dict[str, Any] = {
        "host": f"country:{row.host_id}",
        "origin": f"country:{row.origin_id}",
        "finding": f"openness:{row.finding}",
        "since": row.valid_from,
    }
    if row.area is None:
        audit.record(actor=actor, code="programmes.finding_recorded", at=at, **told)
    else:
        told["area"] = row.area.name
        audit.record(actor=actor, code="programmes.area_finding_recorded", at=at, **told)


def _in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise errors.dates_out_of_order()


def _require_openable(programme: Programme, day: date) -> None:
    code = programme.code
    if Opening.objects.live_on(day).filter(programme=programme).exists():
        raise errors.already_open(code)
    if not FormalRequest.objects.filter(programme=programme, valid_from__lte=day).exists():
        raise errors.no_request(code)
    if not Agreement.objects.live_on(day).filter(programme=programme).exists():
        raise errors.no_agreement(code)
    if programme.kind in RETURN_KINDS and (missing := _not_studied(programme, day)):
        raise errors.not_studied(code, ", ".join(missing))


def _not_studied(programme: Programme, day: date) -> list[str]:
    """The pairs of host and origin that nobody studied; without named origins, hosts with none."""
    rows = DueDiligence.objects.live_on(day).filter(host__in=programme.hosts)
    studied = set(rows.values_list("host_id", "origin_id"))
    if programme.nationalities is None:
        return sorted(set(programme.hosts) - {host for host, _ in studied})
    wanted = {(h, o) for h in programme.hosts for o in programme.nationalities if h != o}
    return sorted(f"{host} → {origin}" for host, origin in wanted - studied)


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
