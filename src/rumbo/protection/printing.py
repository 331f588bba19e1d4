"""From a hand-over to its act: signed, or to be signed where there is no connection."""

import json
from datetime import UTC, date
from uuid import UUID
from zoneinfo import ZoneInfo

from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.pdf import Lang, Letterhead
from rumbo.common.sealed import files
from rumbo.common.sealed.keyedhash import blind
from rumbo.protection import queries, words
from rumbo.protection.models import Handover
from rumbo.protection.print import papers
from rumbo.registry.models import Person


def act(row: Handover, lang: Lang, page: str = "") -> bytes:
    """Print a signed act, with its signatures and the code that shows it was not changed.

    `page` is where anybody may ask whether the act is genuine: its QR code leads there.
    """
    office = row.receiving_office or row.case.office
    local = row.occurred_at.astimezone(ZoneInfo(office.zone))
    made = papers.Act(
        letterhead=Letterhead(organisation="Rumbo", office=office.name, folio=row.case.number),
        end=row.end,
        number=row.number,
        child=row.person.full_name,
        born=_born(row.person),
        nationality=_nationality(row.person, lang),
        place=row.place,
        on=clock.day_of(row.occurred_at, office.zone),
        at=local.time(),
        giver=_side(row.giver, _strokes(row.giver_signature)),
        taker=_side(row.taker, _strokes(row.taker_signature)),
        with_it=row.notes,
        code=f"{row.number} {seal_of(row)}",
        page=page,
    )
    return papers.act_pdf(made, lang=lang)


def blank(case: Case, person: Person, end: str, lang: Lang) -> bytes:
    """Print the sheet to sign by hand: who is expected, and lines for the document shown."""
    row = queries.way(case, person).now
    escort = papers.Side(name=row.escort)
    guardian = papers.Side(name=row.guardian_assigned)
    receiver = papers.Side(
        name=str(row.receiver.get("name") or ""), behalf=str(row.receiver.get("relation") or "")
    )
    giver, taker = (guardian, escort) if end == "DEPARTURE" else (escort, receiver)
    made = papers.Act(
        letterhead=Letterhead(organisation="Rumbo", office=case.office.name, folio=case.number),
        end=end,
        child=person.full_name,
        born=_born(person),
        nationality=_nationality(person, lang),
        giver=giver,
        taker=taker,
        code=case.number,
    )
    return papers.act_pdf(made, lang=lang)


def seal_of(row: Handover) -> str:
    """Sixteen signs that change when anything of an act does; only this home can make them."""
    told = {
        "number": row.number,
        "person": str(row.person_id),
        "end": row.end,
        "at": row.occurred_at.astimezone(UTC).isoformat(timespec="seconds"),
        "place": row.place,
        "giver": row.giver,
        "taker": row.taker,
    }
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return blind("handover", text).hex()[:16].upper()


def _side(told: dict[str, str], strokes: str) -> papers.Side:
    kind = str(words.PAPERS.get(told.get("document_type", ""), ""))
    document = " ".join(part for part in (kind, told.get("document_number", "")) if part)
    return papers.Side(
        name=told.get("name", ""),
        behalf=told.get("behalf") or told.get("relation", ""),
        document=document,
        strokes=strokes,
    )


def _strokes(file: UUID | None) -> str:
    return "" if file is None else files.read(file).decode()


def _born(person: Person) -> date | None:
    return person.birth_date if person.birth_precision == "day" else None


def _nationality(person: Person, lang: Lang) -> str:
    return ", ".join(codes.label("country", code, lang) for code in person.nationalities)
