"""Due diligence: a finding for a host, an origin or an area of it; stopping and allowing returns."""

from datetime import date, datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.ids import new_id
from rumbo.network.models import Country, Department
from rumbo.programmes import errors, queries
from rumbo.programmes.models import DueDiligence
from rumbo.programmes.rules.openness import STRICTNESS, Finding, outdone_by

# Returns are allowed by the coordinator alone; whoever answers for protection may stop them too.
DECIDES = ("coordinator",)
STOPS = ("coordinator", "protection")


def record_finding(
    *,
    actor: Actor,
    finding: Finding,
    base_version: int | None = None,
    at: datetime | None = None,
) -> DueDiligence:
    """Add a due-diligence finding; the latest rules, older rows stay as they were.

    `finding.code` names the new row; left blank, it gets one. `base_version` is how many findings
    of this host and origin somebody had read.
    """
    errors.in_order(finding.valid_from, finding.valid_until)
    if finding.finding not in STRICTNESS:
        raise errors.unknown_finding(finding.finding)
    if not finding.source.strip():
        raise errors.no_source()
    with verb(actor, *(STOPS if finding.finding == "SUSPENDED" else DECIDES)):
        _require_new(finding, base_version)
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


def _require_new(finding: Finding, base_version: int | None) -> None:
    """Decide about a way one at a time, on what stands now, and only where the decision counts."""
    Country.objects.select_for_update(no_key=True).get(pk=finding.origin)
    known = queries.findings_of(finding.host, finding.origin)
    if base_version is not None and base_version != len(known):
        raise changed_meanwhile()
    if (
        finding.area
        and not Department.objects.filter(pk=finding.area, country=finding.origin).exists()
    ):
        raise errors.area_elsewhere()
    if (other := outdone_by(finding, known)) is not None:
        raise errors.outdone(other.finding, other.valid_from)
