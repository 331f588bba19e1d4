"""What the consular desk shows of one request: what it wants, what holds it up, what left the house."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.documents import permits, queries, rules, terms, words
from rumbo.documents.models import ConsularRequest, Transfer, TravelDocument
from rumbo.network import queries as network
from rumbo.network.models import Consulate
from rumbo.programmes import queries as programmes
from rumbo.ui import words as said


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the consulate wants, in words, with where it stands."""

    code: str
    label: str
    state: str
    shape: str
    word: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Left:
    """One transfer in words: how, what of the person, for what, until when."""

    row: Transfer
    label: str
    to_whom: str
    fields: str
    purpose: str


@dataclass(slots=True)
class Listed:
    """One request, as a list shows it."""

    row: ConsularRequest
    paper: str
    consulate: str
    shape: str
    stands: str
    items: list[Item] = field(default_factory=list)

    @property
    def wanted(self) -> list[Item]:
        """What is still to be gathered."""
        return [item for item in self.items if item.state == "WANTED"]

    @property
    def is_late(self) -> bool:
        """Whether its day has gone by."""
        return self.row.is_open and self.row.due_on < clock.today()


@dataclass(slots=True)
class Desk(Listed):
    """One request, as its page shows it."""

    asks: terms.Terms | None = None
    left: list[Left] = field(default_factory=list)
    held_there: list[TravelDocument] = field(default_factory=list)
    obstacle: str = ""
    travel: date | None = None
    not_before: date | None = None
    line: str = ""
    newer: terms.Terms | None = None

    @property
    def wants_ticket(self) -> bool:
        """Whether the consulate wants a ticket before it gives the paper."""
        return any(item.code == "TICKET" for item in self.items)

    @property
    def has_ticket(self) -> bool:
        """Whether there is a seat of which the consulate may be shown the itinerary."""
        return any(item.code == "TICKET" and item.state == "GATHERED" for item in self.items)

    @property
    def must_tell(self) -> bool:
        """Whether the consulate has it and was not told that it was stopped."""
        return rules.is_to_be_told(self.row.stopped_at, self.row.sent_on, self.row.stop_told_on)

    @property
    def how(self) -> str:
        """How the consulate takes requests in."""
        return str(words.APPOINTMENTS[self.asks.appointment]) if self.asks else ""

    @property
    def asks_of(self) -> str:
        """What a new entry about this paper begins with, as an address carries it."""
        about = {"country": self.row.country, "document": self.row.type}
        return urlencode({**about, "consulate": self.row.consulate})

    @property
    def refused(self) -> str:
        """Why the consulate said no."""
        return str(words.REFUSED.get(self.row.refusal, words.REFUSED["NO_REASON"]))

    @property
    def what_to_do(self) -> str:
        """What is done about the no."""
        return str(words.WHAT_TO_DO.get(self.row.refusal, words.WHAT_TO_DO["NO_REASON"]))

    @property
    def stopped(self) -> str:
        """Why it was stopped."""
        return str(words.STOPPED.get(self.row.stop_kind, ""))


def listed(rows: Sequence[ConsularRequest]) -> list[Listed]:
    """Put the requests of a list into words; the consulates of all are asked for at once."""
    named = queries.consulates_named({row.consulate for row in rows})
    return [
        Listed(
            row=row,
            paper=codes.label("document_type", row.type),
            consulate=_of_consulate(row, named.get(row.consulate)),
            shape=words.SHAPES[row.stands],
            stands=str(words.STANDS[row.stands]),
            items=_items(row),
        )
        for row in rows
    ]


def desk(row: ConsularRequest, reader: Reader) -> Desk:
    """Gather what the page of a request shows."""
    asks = terms.terms_named(row.terms)
    travel = queries.travel_day(row.case_id)
    return Desk(
        row=row,
        paper=codes.label("document_type", row.type),
        consulate=consulate_name(row),
        shape=words.SHAPES[row.stands],
        stands=str(words.STANDS[row.stands]),
        asks=asks,
        items=_items(row),
        left=transfers(reader, row),
        held_there=_held_there(reader, row),
        obstacle=_obstacle(row) if row.is_open else "",
        travel=travel,
        not_before=rules.issue_not_before(travel, asks.valid_days if asks else None),
        line=_line(row),
        newer=_newer(row) if row.stands == "GATHERING" else None,
    )


def _newer(row: ConsularRequest) -> terms.Terms | None:
    """What the consulate asks for by now, where that is no more what the request was opened with."""
    found = terms.terms_for(row.country, row.type, row.consulate, clock.today())
    return found if found.name != row.terms else None


def consulate_name(row: ConsularRequest) -> str:
    """Name the consulate, or the country where none was chosen."""
    return _of_consulate(row, queries.consulate_named(row.consulate))


def _of_consulate(row: ConsularRequest, named: Consulate | None) -> str:
    whose = str(named) if named is not None else said.country(row.country)
    return _("Consulado de %(country)s") % {"country": whose}


def transfers(reader: Reader, row: ConsularRequest) -> list[Left]:
    """What of a request has left the house, newest first, of what the reader may see."""
    rows = Transfer.objects.visible_to(reader).filter(request=row)
    return [left(one) for one in rows.order_by("-occurred_at", "-recorded_at")]


def left(row: Transfer) -> Left:
    """Put one transfer into words."""
    named = queries.consulate_named(row.to_whom)
    whom = str(named) if named else codes.label("consent_recipient", row.recipient)
    fields = [
        str(words.FIELDS.get(f) or codes.label("document_type", f.upper())) for f in row.fields
    ]
    return Left(
        row,
        str(words.TRANSFERS.get(row.kind, row.kind)),
        whom,
        said.sentence_list(fields),
        str(words.PURPOSES.get(row.purpose, row.purpose)),
    )


def consulates(row: ConsularRequest) -> list[tuple[str, str]]:
    """The consulates at which a request may be handed in."""
    found = network.consulates_of(row.country, row.case.office.country, clock.today())
    return [(one.code, str(one)) for one in found]


def lines(row: ConsularRequest) -> list[tuple[str, str]]:
    """The funding lines that may pay a fee of this file."""
    day = clock.today()
    mine = row.case.programme
    found = programmes.lines_for(mine, day) if mine else programmes.funding_lines_on(day)
    return [(line.code, str(line)) for line in found]


def _items(row: ConsularRequest) -> list[Item]:
    shape = {"WANTED": "wait", "GATHERED": "ok", "NOT_NEEDED": "note"}
    order = {code: at for at, code in enumerate(terms.item_codes())}
    found = sorted(row.items.all(), key=lambda one: order.get(one.code, len(order)))
    return [
        Item(
            one.code, terms.item(one.code), one.state, shape[one.state],
            str(words.ITEM_STATES[one.state]), one.on,
        )
        for one in found
    ]  # fmt: skip


def _held_there(reader: Reader, row: ConsularRequest) -> list[TravelDocument]:
    rows = TravelDocument.objects.visible_to(reader)
    mine = rows.filter(person=row.person_id, original_with="consulate", ended_at=None)
    return list(mine.order_by("occurred_at"))


def _obstacle(row: ConsularRequest) -> str:
    """Why nothing may leave now, in the sentence with which every verb refuses."""
    try:
        permits.require([row.person], "CONSULATE", clock.today())
    except Refusal as refusal:
        return str(refusal.sentence)
    return ""


def _line(row: ConsularRequest) -> str:
    if not row.funding_line:
        return ""
    named = {
        line.code: str(line)
        for line in programmes.funding_lines_on(row.fee_paid_on or clock.today())
    }
    return named.get(row.funding_line, row.funding_line)
