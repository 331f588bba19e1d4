"""A survivor with a service and a voucher, through the same verbs that people use."""

from datetime import date
from typing import Any

from rumbo.access import actions as access
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM, Actor
from rumbo.assistance import actions as assistance
from rumbo.assistance import rules
from rumbo.assistance.models import Service, Voucher
from rumbo.assistance.values import NewService, NewVoucher, Receipt, RiskView
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.protection import actions as protection
from rumbo.registry.models import Person
from tests import factories
from tests.factories import MONDAY, ready

DAY = date(2025, 3, 3)
DRAWN = "M10 10L40 20L80 15"


def funded() -> None:
    """The fund as it is shipped."""
    ready.reference()


def survivor(at: Office | None = None, *, kidnapped: bool = True) -> tuple[Case, Person]:
    """Somebody alone who was kidnapped, as protection wrote down."""
    case = factories.registered(factories.new_person(), at=at)
    person = factories.people_of(case)[0]
    protection.record_survivor(
        actor=factories.actor("protection", at=at),
        case=case,
        person=person,
        kidnapping=kidnapped,
        family_violence=False,
        at=MONDAY,
    )
    return case, person


def service(actor: Actor, case: Case, person: Person, **changes: Any) -> Service:
    """A roof for some nights, which the person said yes to."""
    values: dict[str, Any] = {
        "kind": "SHELTER",
        "provider": "Casa Amparo",
        "agreed_on": DAY,
        "starts_on": DAY,
        **changes,
    }
    return assistance.arrange_service(
        actor=actor, case=case, person=person, service=NewService(**values), at=MONDAY
    )


def voucher(actor: Actor, of: Service, minor: int = 150_00, **changes: Any) -> Voucher:
    """A sum asked for a service."""
    values: dict[str, Any] = {
        "amount": Money(minor),
        "payee_kind": "ORGANISATION",
        "payee": "Casa Amparo",
        **changes,
    }
    return assistance.request_voucher(
        actor=actor, service=of, voucher=NewVoucher(**values), at=MONDAY
    )


def approved(minor: int = 150_00, at: Office | None = None, **changes: Any) -> Voucher:
    """A sum that one officer asked for and another approved."""
    case, person = survivor(at)
    asking = factories.actor("protection", at=at)
    made = voucher(asking, service(asking, case, person), minor, **changes)
    other = factories.actor("protection", at=at)
    return assistance.approve_voucher(actor=other, voucher=made, at=MONDAY)


def receipt(minor: int = 150_00, **changes: Any) -> Receipt:
    """A receipt signed on the screen."""
    values: dict[str, Any] = {
        "amount": Money(minor),
        "received_by": "Rosa Amparo",
        "strokes": DRAWN,
        **changes,
    }
    return Receipt(**values)


def view(finding: str = "MEASURES", **levels: str) -> RiskView:
    """A look at each part of the matrix: low, but for what is given."""
    matrix = {
        part: {"level": levels.get(part, "LOW"), "mitigation": "Se cambia de barrio."}
        for part in rules.MATRIX
    }
    return RiskView(matrix=matrix, finding=finding, notes="Se habló con ella dos veces.")


def origin(code: str = "TGU") -> Office:
    """An office in the country of return."""
    return access.open_office(
        actor=SYSTEM, code=code, name="Tegucigalpa", country="HND", zone="America/Tegucigalpa"
    )


def origin_may_know(case: Case, person: Person, on: date = DAY) -> Office:
    """A survivor says yes to letting an office of their country know."""
    office = origin()
    assistance.let_origin_know(
        actor=factories.actor("protection"), case=case, person=person, office=office, given_on=on,
        at=MONDAY,
    )  # fmt: skip
    return office
