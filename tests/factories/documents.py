"""Papers for tests, recorded through the same verbs that people use."""

from datetime import date, datetime
from typing import Any

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.counselling import actions as counselling
from rumbo.documents import actions as documents
from rumbo.documents.models import ConsularRequest, TravelDocument
from rumbo.documents.values import NewDocument, NewFile, NewRequest
from rumbo.protection.models import FearAnswer, Screening
from rumbo.registry.models import Person
from tests import factories

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nnothing of anybody\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
JPG = b"\xff\xd8\xff\xe0" + b"\x00" * 32


def passport(**changes: Any) -> NewDocument:
    """A Honduran passport with years to go."""
    values: dict[str, Any] = {
        "type": "PASSPORT",
        "issuer": "HND",
        "number": "E123456",
        "valid_until": date(2030, 1, 1),
        "original_with": "person",
    }
    return NewDocument(**{**values, **changes})


def recorded(
    case: Case, person: Person | None = None, at: datetime = factories.MONDAY, **changes: Any
) -> TravelDocument:
    """A passport of somebody of a case."""
    return documents.record_document(
        actor=SYSTEM,
        case=case,
        person=person or factories.people_of(case)[0],
        document=passport(**changes),
        at=at,
    )


def scan(name: str = "pasaporte.pdf", content: bytes = PDF) -> NewFile:
    """A scan as it comes from a booth."""
    return NewFile(name=name, content=content)


def shares(case: Case, *recipients: str, given: bool = True) -> None:
    """Everybody of a case answers for these recipients."""
    for person in factories.people_of(case):
        counselling.record_share_consents(
            actor=SYSTEM,
            case=case,
            person=person,
            answers=dict.fromkeys(recipients, given),
            at=factories.MONDAY,
        )


def screened(case: Case, *codes: str, fear: str = "NO") -> None:
    """Everybody of a case was screened and asked."""
    for person in factories.people_of(case):
        about = {"office": case.office, "case": case, "person": person}
        Screening.objects.create(
            **about, alone=True, codes=list(codes), in_custody=False, in_mpp=False
        )
        FearAnswer.objects.create(**about, alone=True, answer=fear)


def asked(case: Case, person: Person | None = None, **changes: Any) -> ConsularRequest:
    """A laissez-passer that somebody screened, without fear, wants of Tapachula; all yes is said."""
    who = person or factories.people_of(case)[0]
    if not Screening.objects.filter(person=who).exists():
        screened(case)
        shares(case, "CONSULATE")
    values = {"type": "LAISSEZ_PASSER", "country": "HND", "consulate": "HN-TAP", **changes}
    return documents.ask_consulate(
        actor=SYSTEM, case=case, person=who, request=NewRequest(**values), at=factories.MONDAY
    )


def gathered(request: ConsularRequest) -> ConsularRequest:
    """Everything that the consulate wants is here, or not needed."""
    for code in request.items.values_list("code", flat=True):
        documents.gather_item(actor=SYSTEM, request=request, code=code, at=factories.MONDAY)
    return request


def sent(case: Case, **changes: Any) -> ConsularRequest:
    """A request that the consulate has."""
    request = gathered(asked(case, **changes))
    return documents.send_request(actor=SYSTEM, request=request, at=factories.MONDAY)
