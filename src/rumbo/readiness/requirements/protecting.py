"""Rows on protection: the screen, fear, asylum, custody, survivors."""

from datetime import date

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.requirements.people import are_two_people, is_on_child_track
from rumbo.readiness.requirements.row import BOOK, Row, Words
from rumbo.readiness.requirements.whom import ASKED_ALONE, EVERYONE, either, whom

CLAIMS = ("ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY")


def is_screened(person: Person, facts: Facts) -> bool:
    """Screened by an officer, alone where age asks it, by a child officer on the child track."""
    screen = person.screened
    if screen.on is None or screen.by is None:
        return False
    if is_on_child_track(person, facts) and screen.child_officer is not True:
        return False
    return screen.alone is True or ASKED_ALONE.applies(person, facts) is False


def fear_is_asked(person: Person, _facts: Facts) -> bool:
    """The question was put on a date, with nobody else listening."""
    return person.fear.asked_on is not None and person.fear.alone is True


def was_asked_of_fear(person: Person, _facts: Facts) -> bool:
    """Asked on a date; an answer of fear counts even where the date was not written down."""
    fear = person.fear
    spoke_of_fear = fear.answer in ("YES", "UNSURE") or fear.resolution in ("ASYLUM", "PENDING")
    return fear.asked_on is not None or spoke_of_fear


def fear_is_resolved(person: Person, _facts: Facts) -> bool:
    """No fear; or a fear that two officers, after explaining asylum, found the return may answer."""
    fear = person.fear
    if fear.resolution in ("ASYLUM", "PENDING"):
        return False
    if fear.answer == "NO":
        return True
    return (
        fear.answer in ("YES", "UNSURE")
        and fear.resolution == "RETURN"
        and _not_before(fear.resolved_on, fear.asked_on)
        and _not_before(person.counselling.asylum_on, fear.asked_on)
        and are_two_people(fear.resolved_by, fear.second_officer)
    )


def _not_before(later: date | None, earlier: date | None) -> bool:
    return later is not None and earlier is not None and later >= earlier


def has_an_asylum_status(person: Person, _facts: Facts) -> bool | None:
    """A claim or a protection that a return would end."""
    return None if person.status is None else person.status in CLAIMS


def claim_is_settled(person: Person, _facts: Facts) -> bool:
    """The person knows what is given up, decided it on a date, and an officer found it so."""
    claim = person.asylum_claim
    return (
        claim.effects_explained_on is not None
        and claim.own_decision_on is not None
        and claim.protection_officer is not None
    )


def is_free_to_go(person: Person, _facts: Facts) -> bool:
    """Not detained, or found to decide freely with counsel of the person's own."""
    finding = person.custody_finding
    return person.in_custody is False or (finding.by is not None and finding.counsel is not None)


def survived_violence(person: Person, _facts: Facts) -> bool | None:
    """Kidnapping or family violence was flagged."""
    return either(person.survivor.kidnapping, person.survivor.family_violence)


def survivor_is_safe(person: Person, _facts: Facts) -> bool:
    """Safety was looked into and the rights of a victim were explained."""
    survivor = person.survivor
    return survivor.safety_finding_on is not None and survivor.rights_explained_on is not None


def trafficking_is_cleared(person: Person, _facts: Facts) -> bool:
    """Two offices cleared it; or, where the origin office must not know, two officers of the host."""
    found = person.trafficking
    if found.host_cleared_on is None or found.host_cleared_by is None:
        return False
    if found.share_with_origin is False:
        return are_two_people(found.host_cleared_by, found.second_officer)
    return found.share_with_origin is True and found.origin_cleared_on is not None


SCREENED = Row(
    code="SCREENED",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "tamizaje rápido hecho en una fecha por un oficial; a solas para personas adultas, niñas y "
        "niños desde los 12 y la vía de niñez (ahí, por un oficial de protección a la infancia)",
        "rapid screen done on a date, by an officer; alone for adults, children from 12 and the "
        "child track (there by a child-protection officer)",
    ),
    met=is_screened,
    whose="counsellor",
    text=Words(
        "Falta el tamizaje rápido, con fecha y nombre, y a solas cuando la edad lo pide "
        "(en la vía de niñez, por un oficial de protección a la infancia).",
        "The rapid screen is missing, with date and name, and alone where age asks it "
        "(on the child track by a child-protection officer).",
    ),
    source=Words("Dossier 2 (etapa 4) y 4.4", "Dossier 2 (stage 4) and 4.4"),
)
FEAR_ASKED = Row(
    code="FEAR_ASKED",
    gate=BOOK,
    whom=ASKED_ALONE,
    met_when=Words("preguntado en una fecha, a solas", "asked on a date, alone"),
    met=fear_is_asked,
    whose="counsellor",
    whose_on_child_track="child_officer",
    text=Words(
        "Falta preguntarle, a solas y con la fecha, si teme volver.",
        "The person has not been asked, alone and on a date, about fear of returning.",
    ),
    source=Words(
        "Dossier 3.4; principio de no devolución",
        "Dossier 3.4; principle of non-refoulement",
    ),
)
FEAR_RESOLVED = Row(
    code="FEAR_RESOLVED",
    gate=BOOK,
    whom=whom(
        "a quien se le preguntó (a quien no, solo le falta que se le pregunte)",
        "everyone who was asked (who was not lacks FEAR_ASKED alone)",
        was_asked_of_fear,
    ),
    met_when=Words(
        "contestó que no; o que sí o que no sabe, y se resolvió que puede retornar el día de la "
        "pregunta o después, con el asilo explicado el día de la pregunta o después, resuelto por "
        "un oficial de protección y confirmado por otra persona. Pendiente de resolver, o que pida "
        "asilo, nunca cumplen",
        "NO; or YES/UNSURE with resolution RETURN on or after the question, asylum explained on or "
        "after the question, resolved by a protection officer and confirmed by another person. "
        "PENDING and ASYLUM are never met",
    ),
    met=fear_is_resolved,
    whose="protection",
    text=Words(
        "Falta resolver lo que dijo sobre su temor de volver, con asilo explicado y dos personas "
        "que lo confirmen; mientras tanto no viaja.",
        "What was said about fear of returning is not resolved, with asylum explained and two "
        "people confirming; until then nobody travels on it.",
    ),
    source=Words(
        "Dossier 2.2 y 3.4; principio de no devolución",
        "Dossier 2.2 and 3.4; principle of non-refoulement",
    ),
)
ASYLUM_CLAIM_SETTLED = Row(
    code="ASYLUM_CLAIM_SETTLED",
    gate=BOOK,
    whom=whom(
        "quien pidió asilo, está refugiada o tiene protección complementaria",
        "status ASYLUM_SEEKER, REFUGEE, COMPLEMENTARY",
        has_an_asylum_status,
    ),
    met_when=Words(
        "efectos explicados, decisión propia con fecha y constatación de un oficial de protección",
        "effects explained, own dated decision, a protection officer's finding",
    ),
    met=claim_is_settled,
    whose="protection",
    text=Words(
        "Falta asentar su decisión sobre su solicitud o condición de asilo: efectos explicados, "
        "decisión propia con fecha y oficial de protección.",
        "The decision on the asylum claim or status is not settled: effects explained, own dated "
        "decision, protection officer.",
    ),
    text_not_known=Words(
        "Falta conocer su situación migratoria, para saber si tiene una solicitud de asilo que cuidar.",
        "The migration status is not known, so it is not known whether an asylum claim must be "
        "looked after.",
    ),
    source=Words("Dossier 2.2, 3.4 y 9 (principio 5)", "Dossier 2.2, 3.4 and 9 (principle 5)"),
)
NOT_IN_CUSTODY = Row(
    code="NOT_IN_CUSTODY",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "no está detenida; o lo constató un oficial de protección con defensa independiente",
        "not detained; or a protection officer's finding with independent counsel",
    ),
    met=is_free_to_go,
    whose="protection",
    text=Words(
        "Falta saber que no está detenida, o que protección constató su decisión con defensa "
        "independiente.",
        "It is not known that the person is not detained, or protection has made no finding with "
        "independent counsel.",
    ),
    source=Words(
        "Ley de Migración, arts. 115 a 120; dossier 0.4 y 2.2 (IN_DETENTION)",
        "Mexican Migration Act, arts. 115 to 120; dossier 0.4 and 2.2 (IN_DETENTION)",
    ),
)
SAFETY_OF_SURVIVORS = Row(
    code="SAFETY_OF_SURVIVORS",
    gate=BOOK,
    whom=whom(
        "indicio de secuestro o de violencia familiar",
        "kidnapping or family-violence flag",
        survived_violence,
    ),
    met_when=Words(
        "constatación de seguridad; derechos como víctima explicados",
        "safety finding; rights as a victim explained",
    ),
    met=survivor_is_safe,
    whose="protection",
    text=Words(
        "Falta la constatación de seguridad, o explicarle sus derechos como víctima.",
        "The safety finding is missing, or the rights as a victim have not been explained.",
    ),
    text_not_known=Words(
        "Falta saber si vivió secuestro o violencia familiar, para cuidar su seguridad.",
        "It is not known whether there was kidnapping or family violence, so safety cannot be "
        "looked after.",
    ),
    source=Words(
        "Dossier 2.2 y 4.4; Ley General de Víctimas", "Dossier 2.2 and 4.4; General Victims Act"
    ),
)
TRAFFICKING_CLEARED = Row(
    code="TRAFFICKING_CLEARED",
    gate=BOOK,
    whom=whom(
        "indicio de trata",
        "trafficking flag",
        lambda person, _facts: person.trafficking.flag,
    ),
    met_when=Words(
        "lo autorizó la oficina de acogida y también la de origen; si la persona no quiere que la de "
        "origen lo sepa: la de acogida y un segundo oficial de protección, otra persona",
        "host office cleared it, and the origin office too; where the survivor does not want the "
        "origin office to know: host office and a second protection officer, another person",
    ),
    met=trafficking_is_cleared,
    whose="protection",
    text=Words(
        "Falta la evaluación conjunta de protección que autoriza su retorno, con las dos firmas.",
        "Protection's joint assessment that clears the return is missing, with both signatures.",
    ),
    text_not_known=Words(
        "Falta saber si hay indicios de trata, para cuidar su seguridad.",
        "It is not known whether there are signs of trafficking, so safety cannot be looked after.",
    ),
    source=Words("Dossier 3.2; S1", "Dossier 3.2; S1"),
)
