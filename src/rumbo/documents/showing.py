"""What the panel of papers shows of each person, as sentences: gathered in a few queries."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.counselling import queries as counselling
from rumbo.documents import queries, rules
from rumbo.documents.models import (
    ConsularRequest,
    Custody,
    ExitPaper,
    KeptFile,
    LegalCheck,
    OtherParent,
    Parentage,
    ResidenceRight,
    TransitCheck,
    TravelDocument,
)
from rumbo.documents.words import KINDS
from rumbo.registry.models import Person
from rumbo.ui import words


@dataclass(frozen=True, slots=True)
class Line:
    """Something in words with its state: ok, wait or note."""

    state: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as one line: what it is, until when against the journey, who has the original."""

    row: TravelDocument
    label: str
    standing: Line
    holder: str
    receipt: Custody | None


@dataclass(slots=True)
class Shown:
    """One person of the panel."""

    person: Person
    is_child: bool
    papers: list[Paper] = field(default_factory=list)
    needs: list[Line] = field(default_factory=list)
    exit_paper: Line | None = None
    legal: Line | None = None
    transit: Line | None = None
    residence: Line | None = None
    parentage: Line | None = None
    other_parent: Line | None = None
    requests: list[ConsularRequest] = field(default_factory=list)
    files: list[tuple[KeptFile, str]] = field(default_factory=list)


def panel(case: Case, reader: Reader) -> list[Shown]:
    """Give each person of a case with the papers that the reader may see."""
    today, travel = clock.today(), queries.travel_day(case)
    members = counselling.members(case)
    people = [member.person_id for member in members]
    papers = queries.by_person(reader, TravelDocument, people)
    exits = queries.by_person(reader, ExitPaper, people)
    legal = queries.by_person(reader, LegalCheck, people)
    transit = queries.by_person(reader, TransitCheck, people)
    homes = queries.by_person(reader, ResidenceRight, people)
    parents = queries.by_person(reader, Parentage, people)
    others = queries.by_person(reader, OtherParent, people)
    asked = queries.by_person(reader, ConsularRequest, people)
    files = queries.by_person(reader, KeptFile, people)
    receipts = _receipts(reader, [p.pk for rows in papers.values() for p in rows])
    found = []
    for member in members:
        person, key = member.person, member.person_id
        one = Shown(person, is_child=not counselling.is_adult(person, travel or today))
        live = [p for p in papers[key] if p.is_live]
        one.papers = [_paper(p, travel, today, receipts.get(str(p.pk))) for p in live]
        one.needs = _needs(live, travel, today)
        one.exit_paper = _exit(exits[key], travel or today)
        one.legal = _legal(legal[key])
        one.transit = _transit(transit[key])
        one.residence = _residence(homes[key])
        if one.is_child:
            one.parentage = _parentage(parents[key])
            one.other_parent = _other_parent(others[key])
        one.requests = [
            r
            for r in asked[key]
            if r.is_open or rules.is_to_be_told(r.stopped_at, r.sent_on, r.stop_told_on)
        ]
        one.files = [(f, str(KINDS.get(f.kind, f.kind))) for f in files[key] if not f.destroyed_at]
        found.append(one)
    return found


def standing_of(until: date | None, travel: date | None, today: date) -> Line:
    """Say how long a paper lasts against the day of travel (or today, where none is declared)."""
    ends = {"day": words.day_table(until) if until else ""}
    against = rules.lasts_until(until, travel or today)
    if against == "UNKNOWN":
        return Line("wait", _("falta saber hasta cuándo vale"))
    if until is not None and until < today:
        return Line("wait", _("venció el %(day)s") % ends)
    if against == "OVER":
        return Line("wait", _("vence el %(day)s, antes del viaje") % ends)
    if against == "EDGE" and travel is not None:
        detail = _("Sirve solo si llega ese mismo día.")
        return Line("wait", _("vence el mismo día del viaje"), detail)
    return Line("ok", _("vale hasta el %(day)s") % ends)


def _receipts(reader: Reader, papers: list[object]) -> dict[str, Custody]:
    rows = Custody.objects.visible_to(reader).filter(document_id__in=papers)
    return {str(row.document_id): row for row in rows.order_by("occurred_at", "recorded_at")}


def _paper(row: TravelDocument, travel: date | None, today: date, receipt: Custody | None) -> Paper:
    label = _("%(type)s de %(country)s") % {
        "type": codes.label("document_type", row.type),
        "country": words.country(row.issuer),
    }
    if row.type == "BIRTH_CERTIFICATE" and row.valid_until is None:
        standing = Line("note", _("acredita de quién es hija o hijo"))
    else:
        standing = standing_of(row.valid_until, travel, today)
    return Paper(row, label, standing, _holder(row, receipt), receipt)


def _holder(row: TravelDocument, receipt: Custody | None) -> str:
    if not row.original_with:
        return _("Falta saber quién tiene el original.")
    if row.original_with == "lost":
        return _("El original está perdido.")
    holder = codes.label("original_with", row.original_with)
    if receipt is not None and receipt.handed_to and receipt.held_by == row.original_with:
        named = {"holder": holder, "name": receipt.handed_to}
        return _("El original lo tiene: %(holder)s (%(name)s).") % named
    return _("El original lo tiene: %(holder)s.") % {"holder": holder}


def _needs(live: list[TravelDocument], travel: date | None, today: date) -> list[Line]:
    carried = [p for p in live if p.type in rules.TRAVEL_TYPES]
    if not carried:
        return [Line("wait", _("Falta un documento para viajar."))]
    last = rules.best(p.valid_until for p in carried)
    day = travel or today
    if last is None or last < day:
        return [Line("wait", _("Falta un documento que valga hasta la llegada."))]
    if all(p.original_with in {"", "consulate", "inm", "lost"} for p in carried):
        return [Line("wait", _("Falta tener el original a la mano para el día de la salida."))]
    return []


def _exit(rows: list[ExitPaper], day: date) -> Line:
    if not rows:
        return Line("wait", _("falta saber si lo necesita"))
    row = rows[-1]
    if not row.needed:
        return Line("ok", _("no lo necesita"))
    if row.valid_until is None:
        return Line("wait", _("lo necesita y todavía no lo tiene"))
    told = {"type": codes.label("exit_paper", row.type), "day": words.day_table(row.valid_until)}
    if row.valid_until < day:
        return Line("wait", _("%(type)s: vence el %(day)s, antes del viaje") % told)
    return Line("ok", _("%(type)s: vale hasta el %(day)s") % told)


def _legal(rows: list[LegalCheck]) -> Line:
    if not rows:
        return Line("wait", _("falta revisarlo"))
    day = {"day": words.day_table(rows[-1].occurred_at)}
    if rows[-1].bar:
        return Line("stop", _("algo le impide salir; revisado el %(day)s") % day)
    return Line("ok", _("nada; revisado el %(day)s") % day)


def _transit(rows: list[TransitCheck]) -> Line:
    if not rows:
        return Line("wait", _("falta revisarlos"))
    newest: dict[str, bool | None] = {}
    for row in rows:
        if row.country:
            newest[row.country] = row.allowed
        else:
            newest.clear()
    if not newest:
        return Line("ok", _("ninguno"))
    barred = [words.country(c) for c, allowed in newest.items() if allowed is not True]
    if barred:
        named = {"countries": words.sentence_list(barred)}
        return Line("wait", _("falta que le permitan pasar por %(countries)s") % named)
    named = {"countries": words.sentence_list([words.country(c) for c in newest])}
    return Line("ok", _("puede pasar por %(countries)s") % named)


def _residence(rows: list[ResidenceRight]) -> Line | None:
    row = rows[-1] if rows else None
    if row is None or row.valid_until is None:
        return None
    told = {"country": words.country(row.country), "day": words.day_table(row.valid_until)}
    return Line("note", _("Puede residir en %(country)s hasta el %(day)s.") % told)


def _parentage(rows: list[Parentage]) -> Line:
    if not rows or not rows[-1].shown:
        return Line("wait", _("falta acreditarla"))
    if rows[-1].shown_by == "CONSULATE":
        return Line("ok", _("la acreditó el consulado"))
    return Line("ok", _("la acredita un documento"))


def _other_parent(rows: list[OtherParent]) -> Line:
    if not rows or rows[-1].state == "MISSING":
        return Line("wait", _("falta resolverla"))
    return Line("note", codes.label("other_parent", rows[-1].state))
