"""Rows on papers: the right to enter, no bar to leave, a valid document, the countries crossed."""

from rumbo.readiness.facts import Document, Facts, Person
from rumbo.readiness.limits import LIMITS
from rumbo.readiness.requirements.people import is_adult
from rumbo.readiness.requirements.row import BOOK, CONFIRM, AtTheDoor, Row, Words
from rumbo.readiness.requirements.whom import EVERYONE, whom

AT_HAND = ("person", "escort", "office")


def may_enter(person: Person, facts: Facts) -> bool:
    """A national of the destination, or with a residence right there that is valid on arrival."""
    travel, permit = facts.travel, person.residence_permit
    if travel.destination is None:
        return False
    if travel.destination in (person.nationalities or ()):
        return True
    lasts = permit.valid_until and travel.arrives and permit.valid_until >= travel.arrives
    return permit.country == travel.destination and bool(lasts)


def nothing_bars_leaving(person: Person, _facts: Facts) -> bool:
    """No duty as a witness, no criminal case, no custody order keeps the person here."""
    return person.legal_bar is False


def has_a_valid_document(person: Person, facts: Facts) -> bool:
    """A paper that carries this person on this journey and lasts to the day of arrival."""
    return any(_carries(paper, person, facts) for paper in person.documents or ())


def has_the_original_at_hand(person: Person, facts: Facts) -> bool:
    """The original of such a paper is with the person, the escort or the office."""
    return any(
        paper.original_with in AT_HAND and _carries(paper, person, facts)
        for paper in person.documents or ()
    )


def _carries(paper: Document, person: Person, facts: Facts) -> bool:
    arrives = facts.travel.arrives
    if arrives is None or paper.valid_until is None or paper.valid_until < arrives:
        return False
    if paper.type == "PASSPORT":
        return True
    own = paper.issuer is not None and paper.issuer in (person.nationalities or ())
    if not is_adult(person, facts):
        return own and paper.type in ("LAISSEZ_PASSER", "MINOR_PERMIT")
    if paper.type == "NATIONAL_ID":
        return own and _crosses_with_an_identity_card(paper, facts)
    return paper.type == "LAISSEZ_PASSER"


def _crosses_with_an_identity_card(paper: Document, facts: Facts) -> bool:
    travel = facts.travel
    return (
        travel.mode == "LAND"
        and travel.origin in LIMITS.identity_card_from
        and travel.destination in LIMITS.identity_card_to
        and paper.issuer in LIMITS.identity_card_to
    )


def exit_paper_is_valid(person: Person, facts: Facts) -> bool:
    """The paper the host country asks for still holds on the travel date."""
    until, day = person.exit_paper.valid_until, facts.travel.date
    return until is not None and day is not None and until >= day


def may_cross_every_country(person: Person, _facts: Facts) -> bool:
    """Each country on the way is known to let this person through; none is written as an empty list."""
    if person.transit is None:
        return False
    return all(stop.country is not None and stop.allowed is True for stop in person.transit)


ENTRY_RIGHT = Row(
    code="ENTRY_RIGHT",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "el destino es una de sus nacionalidades, o tiene ahí residencia vigente a la llegada",
        "destination is a nationality, or a residence right valid on arrival",
    ),
    met=may_enter,
    whose="documents",
    text=Words(
        "Falta acreditar que puede entrar al país de destino, por nacionalidad o residencia vigente.",
        "The right to enter the destination is not shown, by nationality or a valid residence right.",
    ),
    source=Words(
        "S3; dossier 1.1 y 2.2 (ID_UNVERIFIED)", "S3; dossier 1.1 and 2.2 (ID_UNVERIFIED)"
    ),
)
NO_LEGAL_BAR = Row(
    code="NO_LEGAL_BAR",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "sin restricción para salir (testigo, penal, custodia)",
        "no restriction to leave (witness, criminal, custody)",
    ),
    met=nothing_bars_leaving,
    whose="documents",
    text=Words(
        "Falta saber que ninguna restricción legal le impide salir (testigo, causa penal, custodia).",
        "It is not known that no legal restriction keeps the person here (witness, criminal case, "
        "custody).",
    ),
    source=Words(
        "Ley de Migración, art. 118; dossier 2.2 (LEGAL_RESTRICTION)",
        "Mexican Migration Act, art. 118; dossier 2.2 (LEGAL_RESTRICTION)",
    ),
)
TRAVEL_DOCUMENT = Row(
    code="TRAVEL_DOCUMENT",
    gate=CONFIRM,
    whom=EVERYONE,
    met_when=Words(
        "vigente el día de la llegada: pasaporte o salvoconducto; por tierra (nunca mixto) de "
        "México o Guatemala a Guatemala, Honduras, El Salvador o Nicaragua, para personas adultas, documento nacional de identidad emitido "
        "por una de sus nacionalidades y uno de esos cuatro; niñas y niños: pasaporte, o el "
        "salvoconducto o permiso que su consulado emite para menores. Dónde está el original se "
        "pregunta solo al abordar (persona, acompañante u oficina)",
        "valid on the day of arrival: passport or laissez-passer; by LAND (never MIXED) from MEX or "
        "GTM to GTM, HND, SLV or NIC, for adults, a national identity card whose issuer is one of "
        "the person's nationalities and one of these four; children: passport, or the laissez-passer "
        "or permit their consulate issues for minors. The place of the original is asked only at "
        "BOARD (person, escort or office)",
    ),
    met=has_a_valid_document,
    whose="documents",
    text=Words(
        "Falta un documento de viaje vigente el día de la llegada y válido para este viaje.",
        "A travel document valid on the day of arrival and for this journey is missing.",
    ),
    at_the_door=AtTheDoor(
        met=has_the_original_at_hand,
        text=Words(
            "Falta tener a la mano el original de su documento de viaje (la persona, quien acompaña "
            "o la oficina).",
            "The original of the travel document is not at hand (with the person, the escort or the "
            "office).",
        ),
    ),
    source=Words(
        "Convenio CA-4; dossier 2 (etapa 7), 3.1 y 5.3",
        "CA-4 agreement; dossier 2 (stage 7), 3.1, 5.3",
    ),
)
EXIT_PAPER = Row(
    code="EXIT_PAPER",
    gate=CONFIRM,
    protects=False,
    whom=whom(
        "donde la situación migratoria lo pide",
        "where the status asks it",
        lambda person, _facts: person.exit_paper.needed,
    ),
    met_when=Words("vigente el día del viaje", "valid on the travel date"),
    met=exit_paper_is_valid,
    whose="documents",
    text=Words(
        "Falta el documento migratorio de salida, vigente el día del viaje.",
        "The exit paper, valid on the travel date, is missing.",
    ),
    text_not_known=Words(
        "Falta saber si su situación migratoria pide un documento de salida.",
        "It is not known whether the migration status asks for an exit paper.",
    ),
    source=Words("Dossier 2 (etapa 7) y 8 (oficio de salida)", "Dossier 2 (stage 7) and 8"),
)
TRANSIT_ALLOWED = Row(
    code="TRANSIT_ALLOWED",
    gate=CONFIRM,
    whom=EVERYONE,
    met_when=Words(
        "se sabe que cada tránsito está permitido para su nacionalidad y documento, o "
        "que no cruza ninguno",
        "each transit known to be allowed for this person's nationality and document "
        "(`transit: []` when none)",
    ),
    met=may_cross_every_country,
    whose="documents",
    text=Words(
        "Falta saber que cada país de tránsito permite el paso con su nacionalidad y documento.",
        "It is not known that every country crossed allows passage with this nationality and document.",
    ),
    source=Words("Dossier 5 y 5.3", "Dossier 5 and 5.3"),
)
