"""Rows for people with a case under the Migrant Protection Protocols: what a return does to that case."""

from rumbo.readiness.codes import MPP_POINTS
from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.requirements.row import BOOK, CONFIRM, Row, Words
from rumbo.readiness.requirements.whom import IN_MPP, KEEPS_MPP_CASE

NOT_KNOWN = Words(
    "Falta saber si tiene un caso MPP y si lo conserva, para explicarle lo que el retorno le hace.",
    "It is not known whether there is an MPP case and whether it is kept, so what a return does to "
    "it cannot be explained.",
)


def mpp_is_explained(person: Person, _facts: Facts) -> bool:
    """Every consequence was explained, point by point."""
    return set(MPP_POINTS) <= set(person.mpp.explained or ())


def mpp_is_understood(person: Person, _facts: Facts) -> bool:
    """The person said it back in their own words."""
    return person.mpp.understood is True


def court_date_is_known(person: Person, _facts: Facts) -> bool:
    """Nobody keeps a case without knowing when it is heard."""
    return person.mpp.court_date is not None


def may_come_back_or_knows_the_risk(person: Person, _facts: Facts) -> bool:
    """A paper that lasts to the hearing, or a signature that coming back is not guaranteed."""
    if person.mpp.no_guarantee_signed_on is not None:
        return True
    until, hearing = person.mpp.reentry_paper.valid_until, person.mpp.court_date
    return until is not None and hearing is not None and until >= hearing


MPP_EXPLAINED = Row(
    code="MPP_EXPLAINED",
    gate=BOOK,
    whom=IN_MPP,
    met_when=Words(
        "cada punto: abandono del caso, fecha de audiencia, documento humanitario, reingreso no "
        "garantizado, ayuda en casos especiales",
        "each point: case abandoned, court date, humanitarian paper, re-entry not guaranteed, "
        "special-case help",
    ),
    met=mpp_is_explained,
    whose="counsellor",
    text=Words(
        "Falta explicarle, punto por punto, qué pasa con su caso MPP si retorna.",
        "What a return does to the MPP case has not been explained point by point.",
    ),
    text_not_known=NOT_KNOWN,
    source=Words("Dossier 0.9 y 8; S2, S4", "Dossier 0.9 and 8; S2, S4"),
)
MPP_UNDERSTOOD = Row(
    code="MPP_UNDERSTOOD",
    gate=BOOK,
    whom=IN_MPP,
    met_when=Words("lo repitió con sus propias palabras", "taught back in own words"),
    met=mpp_is_understood,
    whose="counsellor",
    text=Words(
        "Falta que cuente con sus propias palabras qué pasa con su caso MPP.",
        "The person has not yet told in their own words what happens to the MPP case.",
    ),
    text_not_known=NOT_KNOWN,
    source=Words("Dossier 0.9 y 8; S2, S4", "Dossier 0.9 and 8; S2, S4"),
)
COURT_DATE_RECORDED = Row(
    code="COURT_DATE_RECORDED",
    gate=CONFIRM,
    protects=False,
    whom=KEEPS_MPP_CASE,
    met_when=Words("fecha de audiencia conocida", "court date known"),
    met=court_date_is_known,
    whose="counsellor",
    text=Words(
        "Falta la fecha de su audiencia, porque conserva su caso.",
        "The court date is missing, and the case is kept.",
    ),
    text_not_known=NOT_KNOWN,
    source=Words("Dossier 8; S4", "Dossier 8; S4"),
)
REENTRY_PAPER = Row(
    code="REENTRY_PAPER",
    gate=CONFIRM,
    protects=False,
    whom=KEEPS_MPP_CASE,
    met_when=Words(
        "documento vigente hasta la audiencia; o firmó, de todos modos, que el reingreso no está "
        "garantizado",
        "paper valid to the court date; or signed, all the same, that re-entry is not guaranteed",
    ),
    met=may_come_back_or_knows_the_risk,
    whose="documents",
    text=Words(
        "Falta un documento de reingreso vigente hasta su audiencia, o su firma de que el reingreso "
        "no está garantizado.",
        "A re-entry paper valid to the court date is missing, or a signature that re-entry is not "
        "guaranteed.",
    ),
    text_not_known=NOT_KNOWN,
    source=Words(
        "Dossier 8 (las fuentes discrepan sobre el reingreso); S4",
        "Dossier 8 (the sources disagree on re-entry); S4",
    ),
)
