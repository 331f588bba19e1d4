"""What the panel and the pages of direct assistance show of each survivor."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rumbo.access import queries as access
from rumbo.access.values import Reader
from rumbo.assistance import queries, rules, words
from rumbo.assistance.models import JointRisk, OriginConsent, Service, Voucher
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.counselling import queries as counselling
from rumbo.protection import queries as protection
from rumbo.protection.models import SurvivorFinding
from rumbo.registry.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class ShownVoucher:
    """A voucher with its state in words."""

    row: Voucher
    state: "StrOrPromise"
    shape: str
    payee: "StrOrPromise"


@dataclass(frozen=True, slots=True)
class ShownService:
    """A service with the sums that were asked for it."""

    row: Service
    kind: str
    vouchers: list[ShownVoucher]


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One part of the matrix, as the two who looked found it."""

    part: str
    ours: str
    done: str
    theirs: str
    theirs_done: str
    is_grave: bool


@dataclass(frozen=True, slots=True)
class ShownRisk:
    """A joint assessment: its matrix, both conclusions, and who signed each."""

    row: JointRisk
    lines: list[RiskLine]
    finding: str
    second_finding: str
    together: str
    by: str
    second_by: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Helped:
    """One survivor of a file with what is done for them."""

    person: Person
    services: list[ShownService]
    risk: ShownRisk | None
    yes: OriginConsent | None
    finding: SurvivorFinding | None


def panel(case: Case, reader: Reader) -> list[Helped]:
    """Give each survivor of a file, as far as the reader may know that there is one."""
    people = [member.person for member in counselling.members(case)]
    helped = queries.survivors_seen(reader, people)
    services = queries.services_of(case, reader)
    sums: dict[UUID, list[ShownVoucher]] = {}
    for row in queries.vouchers_of(case, reader):
        sums.setdefault(row.service_id, []).append(voucher(row))
    yes, risks = queries.live_yes_seen(case, reader), queries.newest_risks(case, reader)
    findings = protection.newest_seen(SurvivorFinding, reader, [one.pk for one in helped])
    return [
        Helped(
            person=person,
            services=[
                ShownService(row, codes.label("assistance_service", row.kind), sums.get(row.pk, []))
                for row in services
                if row.person_id == person.pk
            ],
            risk=risk(risks[person.pk]) if person.pk in risks else None,
            yes=yes.get(person.pk),
            finding=findings.get(person.pk),
        )
        for person in helped
    ]


def voucher(row: Voucher) -> ShownVoucher:
    """Put where a voucher stands into words."""
    payee = row.payee or words.NEUTRAL
    return ShownVoucher(row, words.STATES[row.state], words.SHAPES[row.state], payee)


def risk(row: JointRisk) -> ShownRisk:
    """Put a joint assessment into words."""
    names = access.names_of({row.by, row.second_by})
    together = rules.most_careful([row.finding, row.second_finding]) if row.second_at else ""
    return ShownRisk(
        row=row,
        lines=[_line(part, row) for part in rules.MATRIX],
        finding=codes.label("risk_finding", row.finding),
        second_finding=codes.label("risk_finding", row.second_finding) if row.second_at else "",
        together=codes.label("risk_finding", together) if together else "",
        by=names.get(row.by, ""),
        second_by=names.get(row.second_by, ""),
        is_safe=together in rules.RETURN_IS_SAFE,
    )


def _line(part: str, row: JointRisk) -> RiskLine:
    ours, theirs = row.ours.get(part, {}), row.theirs.get(part, {})
    levels = {ours.get("level"), theirs.get("level")}
    return RiskLine(
        part=codes.label("risk_part", part),
        ours=_level(ours),
        done=ours.get("mitigation", ""),
        theirs=_level(theirs),
        theirs_done=theirs.get("mitigation", ""),
        is_grave="HIGH" in levels,
    )


def _level(told: dict[str, str]) -> str:
    return codes.label("risk_level", told["level"]) if told.get("level") else ""


def emergency(
    case: Case, reader: Reader, people: "Sequence[UUID]"
) -> "dict[UUID, list[tuple[str, str]]]":
    """What somebody reads in an emergency: the services that run, and the risk; no sum and no payee."""
    found: dict[UUID, list[tuple[str, str]]] = {person: [] for person in people}
    for row in queries.services_of(case, reader):
        if row.person_id in found and row.ended_on is None:
            kind = codes.label("assistance_service", row.kind)
            said = f"{kind}: {row.provider}"
            found[row.person_id].append((_("Servicio en curso"), said))
            if row.notes:
                found[row.person_id].append((_("Notas del servicio"), row.notes))
    for person, held in queries.newest_risks(case, reader).items():
        if person in found:
            found[person] += _risk_lines(risk(held))
    return found


def _risk_lines(one: ShownRisk) -> list[tuple[str, str]]:
    """The conclusion first, then each risk that is grave."""
    lines = [(_("Riesgo de volver"), one.together or one.finding)]
    lines += [(line.part, f"{line.ours}. {line.done}") for line in one.lines if line.is_grave]
    return lines
