"""Reading direct assistance: who may be helped, what the fund has left, what waits for whom."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, Sum

from rumbo.access.models import Office
from rumbo.access.values import Reader
from rumbo.assistance import rules
from rumbo.assistance.models import (
    FundEntry,
    JointRisk,
    OriginConsent,
    Payment,
    Service,
    Voucher,
)
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.programmes.models import FundingLine
from rumbo.protection import queries as protection
from rumbo.protection.models import SurvivorFinding, TraffickingClearance
from rumbo.registry.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What somebody told the screen that opens this door, until two officers say otherwise.
TOLD = ("VOT", "KIDNAPPING_VICTIM", "DEBT_BONDAGE")
_COMPARTMENTS = ("protection", "trafficking")


def is_survivor(person: Person | UUID) -> bool:
    """Whether somebody was trafficked or kidnapped, as protection holds it: for verbs."""
    clearance = protection.newest(TraffickingClearance, person)
    finding = protection.newest(SurvivorFinding, person)
    if (clearance is not None and clearance.flag) or (finding is not None and finding.kidnapping):
        return True
    told = set(protection.flags_of(person, _COMPARTMENTS)).intersection(TOLD)
    # A finding of two officers that it was not so outweighs what the screen was told.
    was_trafficking = bool(told - {"KIDNAPPING_VICTIM"}) and clearance is None
    return was_trafficking or ("KIDNAPPING_VICTIM" in told and finding is None)


def survivors_seen(reader: Reader, people: Collection[Person]) -> list[Person]:
    """Of these people, those whom direct assistance is for; nobody without the compartment."""
    if not reader.sees("trafficking"):
        return []
    return [person for person in people if is_survivor(person)]


def fund_lines(day: date) -> "QuerySet[FundingLine]":
    """The line of money that pays on a day: one, or several one after another."""
    return FundingLine.objects.live_on(day).filter(code=rules.FUND)


def fund_standing(day: date) -> rules.Standing:
    """What the fund has, promised and gave in all offices together."""
    total = sum(fund_lines(day).values_list("amount_minor", flat=True))
    return standing_of(total)


def standing_of(total: int) -> rules.Standing:
    """Where a fund of this size stands by its ledger."""
    rows = FundEntry.objects.filter(fund=rules.FUND).order_by().values_list("kind")
    return rules.standing(total, dict(rows.annotate(sum=Sum("amount_minor"))))


def currency(day: date) -> str:
    """The currency in which the fund pays."""
    return fund_lines(day).values_list("currency", flat=True).first() or "USD"


def services_of(case: Case, reader: Reader) -> list[Service]:
    """The services of a file, the newest first."""
    rows = Service.objects.visible_to(reader).filter(case=case).select_related("person")
    return list(rows.order_by("-starts_on", "-recorded_at"))


def vouchers_of(case: Case, reader: Reader) -> list[Voucher]:
    """The vouchers of a file with what money knows of them, the oldest first."""
    rows = Voucher.objects.visible_to(reader).filter(case=case)
    return list(rows.select_related("payment").order_by("occurred_at", "recorded_at"))


def has_open_vouchers(service: Service) -> bool:
    """Whether a sum asked for a service is neither given nor taken back."""
    return bool(Voucher.objects.filter(service=service, state__in=rules.OPEN).exists())


def vouchers_to_do(reader: Reader) -> "QuerySet[Voucher]":
    """Vouchers that wait for the second person or to be given, at the reader's offices."""
    rows = Voucher.objects.visible_to(reader).filter(state__in=rules.OPEN)
    found: QuerySet[Voucher] = rows.select_related("case").order_by("due_on", "occurred_at")
    return found


def look_by(voucher: Voucher) -> date:
    """By when the second person looks at a voucher."""
    asked = clock.day_of(voucher.occurred_at)
    return min(voucher.due_on, asked + timedelta(days=rules.LOOKED_AT_WITHIN))


def ledger_seen(reader: Reader) -> Any:
    """The fund's ledger, for whoever answers for money or for survivors."""
    return FundEntry.objects.visible_to(reader).select_related("payment", "office")


def payments_seen(reader: Reader) -> Any:
    """What finance may see of vouchers: payee, amount, reference and state."""
    return Payment.objects.visible_to(reader)


def live_yes(person: Person | UUID) -> OriginConsent | None:
    """The survivor's yes that one office of their country may know, where it lives."""
    rows = OriginConsent.objects.filter(person=person, withdrawn_at=None)
    found: OriginConsent | None = rows.select_related("origin_office").first()
    return found


def live_yes_seen(case: Case, reader: Reader) -> dict[UUID, OriginConsent]:
    """The live yes of each survivor of a file, by person."""
    rows = OriginConsent.objects.visible_to(reader).filter(case=case, withdrawn_at=None)
    return {row.person_id: row for row in rows.select_related("origin_office")}


def newest_risks(case: Case, reader: Reader) -> dict[UUID, JointRisk]:
    """The joint assessment that holds of each survivor of a file."""
    rows = JointRisk.objects.visible_to(reader).filter(case=case)
    return {row.person_id: row for row in rows.order_by("occurred_at", "recorded_at")}


def newest_risk(person: Person | UUID) -> JointRisk | None:
    """The joint assessment that holds of somebody: for verbs."""
    rows = JointRisk.objects.filter(person=person)
    found: JointRisk | None = rows.order_by("-occurred_at", "-recorded_at").first()
    return found


def is_found_unsafe(person: Person | UUID) -> bool:
    """Whether a joint look said that going back is not safe, and no later one was concluded since."""
    rows = JointRisk.objects.filter(person=person).order_by("-occurred_at", "-recorded_at")
    for row in rows:
        if "NOT_SAFE" in (row.finding, row.second_finding):
            return True
        if row.second_at is not None:
            return False
    return False


def shared_with_me(reader: Reader) -> "QuerySet[JointRisk]":
    """Joint assessments of other offices that survivors let this reader's office see, still open."""
    rows = JointRisk.objects.visible_to(reader).open().exclude(origin_office=None)
    if reader.offices is not None:
        rows = rows.filter(origin_office_id__in=reader.offices).filter(
            ~Q(office_id__in=reader.offices)
        )
    found: QuerySet[JointRisk] = rows.select_related("person", "origin_office", "office")
    return found


def offices_of_origin(case: Case) -> "QuerySet[Office]":
    """Offices of other countries than the file's own: where a survivor may be received."""
    return Office.objects.exclude(country=case.office.country).order_by("name")
