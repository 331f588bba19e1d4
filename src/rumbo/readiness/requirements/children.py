"""Rows for children: heard, accompanied by someone who may, and sent home only where that is best."""

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.limits import LIMITS
from rumbo.readiness.requirements.people import (
    guardian_in_file,
    is_adult,
    is_child,
    is_on_child_track,
)
from rumbo.readiness.requirements.row import BOOK, CONFIRM, Row, Words
from rumbo.readiness.requirements.whom import CHILD_TRACK, CHILDREN, CHILDREN_HEARD, both, whom

RELATION_NOT_KNOWN = Words(
    "Falta saber qué parentesco une a la niña o niño con quien le acompaña.",
    "It is not known how the child is related to whoever accompanies it.",
)


def is_heard(person: Person, _facts: Facts) -> bool:
    """The child was heard, on a date."""
    return person.child_heard_on is not None


def is_with_parent_or_guardian(person: Person, facts: Facts) -> bool | None:
    """A child whose relation says parent or legal guardian; not known where the relation is not."""
    relation = person.relation_to_guardian
    named = None if relation is None else relation in ("PARENT", "LEGAL_GUARDIAN")
    return both(is_child(person, facts), named)


def parentage_is_shown(person: Person, _facts: Facts) -> bool:
    """A document or the consulate shows it; a word does not."""
    return person.parentage_shown is True


def has_a_guardian(person: Person, _facts: Facts) -> bool:
    """The authority named someone to look after the child's interests."""
    return person.guardian_assigned is not None


def family_is_traced(person: Person, _facts: Facts) -> bool:
    """The authority of origin found the family and assessed it."""
    return person.family_traced is True


def return_is_best(person: Person, _facts: Facts) -> bool:
    """The panel determined, on a date, that returning is best for the child."""
    return person.best_interests.decision == "RETURN" and person.best_interests.on is not None


def is_on_track_from_where_children_fly(person: Person, facts: Facts) -> bool | None:
    """On the child track, leaving from a country whose children on the track fly."""
    origin = facts.travel.origin
    flies = None if origin is None else origin in LIMITS.children_by_air_from
    return both(is_on_child_track(person, facts), flies)


def goes_by_air(_person: Person, facts: Facts) -> bool:
    """The journey is by air all the way."""
    return facts.travel.mode == "AIR"


def has_a_guardians_declaration(person: Person, _facts: Facts) -> bool:
    """An adult with authority signed for the child and did not take it back."""
    signed = person.guardian_declaration
    return (
        signed.by is not None
        and signed.capacity is not None
        and signed.on is not None
        and signed.withdrawn_on is None
    )


def guardian_at_home_agrees(person: Person, _facts: Facts) -> bool:
    """The guardian in the country of origin agrees, or the authority dispensed with it in writing."""
    consent = person.guardian_consent_origin
    lives = consent.on is not None and consent.withdrawn_on is None
    return lives or consent.dispensed_by_authority_on is not None


def is_a_parents_child(person: Person, facts: Facts) -> bool | None:
    """A child whose relation is to a parent; not known where the relation is not."""
    relation = person.relation_to_guardian
    return both(is_child(person, facts), None if relation is None else relation == "PARENT")


def other_parent_is_settled(person: Person, facts: Facts) -> bool:
    """The other parent agrees or travels too, or a paper says why that is not asked.

    After family violence nobody asks the other parent anything, so only a paper settles it.
    """
    other = person.other_parent
    if other.state in ("SOLE_CUSTODY", "DECEASED", "DISPENSED"):
        return other.paper is True
    if person.survivor.family_violence is not False or _family_fled(person, facts):
        return False
    if other.state == "TRAVELS_TOO":
        return both_parents_are_in_file(person, facts)
    return other.state == "CONSENTED" and other.on is not None


def _family_fled(person: Person, facts: Facts) -> bool:
    """Violence flagged for the child's guardian, or a child of the same guardian, counts for all."""
    return person.guardian_id is not None and any(
        other.survivor.family_violence is True
        for other in facts.persons
        if person.guardian_id in (other.id, other.guardian_id)
    )


def both_parents_are_in_file(person: Person, facts: Facts) -> bool:
    """The parent the child names, and at least one more adult who can be the other."""
    guardian = guardian_in_file(person, facts)
    if guardian is None or person.relation_to_guardian != "PARENT":
        return False
    return any(
        is_adult(other, facts)
        for other in facts.persons
        if other.id not in (person.id, guardian.id)
    )


def receiver_is_confirmed(person: Person, _facts: Facts) -> bool:
    """Someone with a name waits for the child."""
    return person.receiver.name is not None and person.receiver.confirmed is True


def has_a_trained_escort(person: Person, _facts: Facts) -> bool:
    """Someone with a name, trained for children, travels with the child."""
    return person.escort.name is not None and person.escort.specialised is True


def handover_is_arranged(person: Person, _facts: Facts) -> bool:
    """It is settled who hands the child over to whom, and where."""
    return person.handover_arranged is True


CHILD_HEARD = Row(
    code="CHILD_HEARD",
    gate=BOOK,
    whom=CHILDREN_HEARD,
    met_when=Words("escuchada o escuchado en una fecha", "heard on a date"),
    met=is_heard,
    whose="child_officer",
    text=Words(
        "Falta escuchar a la niña, niño o adolescente, con la fecha.",
        "The child has not been heard, on a date.",
    ),
    source=Words(
        "Convención sobre los Derechos del Niño, art. 12; dossier 3.1 (CHILD_VIEWS)",
        "Convention on the Rights of the Child, art. 12; dossier 3.1 (CHILD_VIEWS)",
    ),
)
PARENTAGE_SHOWN = Row(
    code="PARENTAGE_SHOWN",
    gate=BOOK,
    whom=whom(
        "niñas y niños con madre, padre o tutor",
        "children with a parent or guardian",
        is_with_parent_or_guardian,
    ),
    met_when=Words(
        "acreditado por un documento o el consulado", "shown by a document or the consulate"
    ),
    met=parentage_is_shown,
    whose="registrar",
    text=Words(
        "Falta acreditar el parentesco o la tutela con un documento o por el consulado.",
        "Parentage or guardianship has not been shown by a document or the consulate.",
    ),
    text_not_known=RELATION_NOT_KNOWN,
    source=Words("Dossier 2.4 y 3.1", "Dossier 2.4 and 3.1"),
)
GUARDIAN_ASSIGNED = Row(
    code="GUARDIAN_ASSIGNED",
    gate=BOOK,
    whom=CHILD_TRACK,
    met_when=Words("tutor de la autoridad, con nombre", "authority's guardian named"),
    met=has_a_guardian,
    whose="child_officer",
    text=Words(
        "Falta que la autoridad (PPNNA) nombre a quien tutela a la niña o niño.",
        "The authority (PPNNA) has not named a guardian for the child.",
    ),
    source=Words(
        "Ley de Migración, art. 112; dossier 3.1", "Mexican Migration Act, art. 112; dossier 3.1"
    ),
)
FAMILY_TRACED = Row(
    code="FAMILY_TRACED",
    gate=BOOK,
    whom=CHILD_TRACK,
    met_when=Words(
        "localizada y evaluada por la autoridad del origen",
        "traced and assessed by the authority of origin",
    ),
    met=family_is_traced,
    whose="child_officer",
    text=Words(
        "Falta que la autoridad del país de origen localice y evalúe a su familia.",
        "The authority of origin has not traced and assessed the family.",
    ),
    source=Words("Dossier 3.1 (FAMILY_TRACING)", "Dossier 3.1 (FAMILY_TRACING)"),
)
BEST_INTERESTS = Row(
    code="BEST_INTERESTS",
    gate=BOOK,
    whom=CHILD_TRACK,
    met_when=Words("determinación a favor del retorno", "determination in favour of RETURN"),
    met=return_is_best,
    whose="panel",
    text=Words(
        "Falta la determinación del interés superior a favor del retorno.",
        "There is no best-interests determination in favour of return.",
    ),
    source=Words(
        "Convención sobre los Derechos del Niño, art. 3; dossier 3.1 (BID)",
        "Convention on the Rights of the Child, art. 3; dossier 3.1 (BID)",
    ),
)
CHILD_BY_AIR = Row(
    code="CHILD_BY_AIR",
    gate=BOOK,
    protects=False,
    whom=whom(
        "vía de niñez, cuando sale de México",
        "child track, when travel.origin is MEX",
        is_on_track_from_where_children_fly,
    ),
    met_when=Words(
        "viaja por aire (S2: todos volaron; una excepción pide la razón del panel y un segundo nombre)",
        "mode AIR (S2: all flew; an override needs the panel's reason and a second name)",
    ),
    met=goes_by_air,
    whose="movements",
    text=Words(
        "Falta que la niña o niño viaje por aire; otra vía pide la razón del panel y un segundo nombre.",
        "The child does not travel by air; another way needs the panel's reason and a second name.",
    ),
    text_not_known=Words(
        "Falta saber de qué país sale, para decidir si la niña o niño viaja por aire.",
        "The country of departure is not known, so it is not known whether the child must fly.",
    ),
    source=Words("S2; dossier 0.7", "S2; dossier 0.7"),
)
GUARDIAN_DECLARATION = Row(
    code="GUARDIAN_DECLARATION",
    gate=CONFIRM,
    whom=CHILDREN,
    met_when=Words(
        "declaración vigente de madre, padre, tutor o autoridad",
        "live declaration of a parent, legal guardian or the authority",
    ),
    met=has_a_guardians_declaration,
    whose="counsellor",
    text=Words(
        "Falta la declaración vigente de su madre, padre, tutor o la autoridad.",
        "The live declaration of a parent, legal guardian or the authority is missing.",
    ),
    source=Words("Dossier 0.6 y 4.2 (cláusula 12)", "Dossier 0.6 and 4.2 (clause 12)"),
)
GUARDIAN_CONSENT_ORIGIN = Row(
    code="GUARDIAN_CONSENT_ORIGIN",
    gate=CONFIRM,
    whom=CHILD_TRACK,
    met_when=Words(
        "consentimiento vigente del tutor en el país de origen, o dispensado por escrito por la autoridad",
        "live consent of the guardian in the country of origin, or dispensed with in writing by the "
        "authority",
    ),
    met=guardian_at_home_agrees,
    whose="child_officer",
    text=Words(
        "Falta el consentimiento vigente de su tutor en el origen, o la dispensa escrita de la autoridad.",
        "The live consent of the guardian in the country of origin is missing, or the authority's "
        "written dispensation.",
    ),
    source=Words("Dossier 3.1 (GUARDIAN_CONSENT_ORIGIN)", "Dossier 3.1 (GUARDIAN_CONSENT_ORIGIN)"),
)
OTHER_PARENT = Row(
    code="OTHER_PARENT",
    gate=CONFIRM,
    whom=whom(
        "niñas y niños a cargo de su madre o de su padre",
        "every child with relation PARENT",
        is_a_parents_child,
    ),
    met_when=Words(
        "consintió, viaja también (ambos en el expediente), o custodia exclusiva, fallecimiento o "
        "dispensa con el papel. Donde hay indicio de violencia familiar, consentir o viajar también "
        "no cumplen, y nunca se contacta a la otra persona",
        "consented, travels too (both in the file), or sole custody, deceased, dispensed with the "
        "paper. Where family violence is flagged consented and travels too are not met, and the "
        "other parent is never contacted",
    ),
    met=other_parent_is_settled,
    whose="documents",
    text=Words(
        "Falta resolver la autorización de su otra madre o padre, o el papel que la suple; "
        "si hubo violencia familiar, no se le contacta.",
        "The other parent's authorisation is not settled, nor the paper that stands for it; after "
        "family violence the other parent is not contacted.",
    ),
    text_not_known=RELATION_NOT_KNOWN,
    source=Words("Dossier 2.2 (CUSTODY_DISPUTE) y 3.1", "Dossier 2.2 (CUSTODY_DISPUTE) and 3.1"),
)
RECEIVER_CONFIRMED = Row(
    code="RECEIVER_CONFIRMED",
    gate=CONFIRM,
    whom=CHILD_TRACK,
    met_when=Words(
        "una persona o autoridad con nombre, confirmada", "a named person or authority confirmed"
    ),
    met=receiver_is_confirmed,
    whose="child_officer",
    text=Words(
        "Falta confirmar a la persona o autoridad que recibirá a la niña o niño.",
        "The person or authority who will receive the child is not confirmed.",
    ),
    source=Words("Dossier 3.1 (reglas firmes)", "Dossier 3.1 (hard rules)"),
)
CHILD_ESCORT = Row(
    code="CHILD_ESCORT",
    gate=CONFIRM,
    whom=CHILD_TRACK,
    met_when=Words(
        "con nombre, con formación para acompañar a la niñez", "named, trained for children"
    ),
    met=has_a_trained_escort,
    whose="movements",
    text=Words(
        "Falta nombrar a quien le acompaña, con formación para acompañar a la niñez.",
        "An escort trained for children is not named.",
    ),
    source=Words(
        "Ley de Migración, art. 112; dossier 3.1", "Mexican Migration Act, art. 112; dossier 3.1"
    ),
)
HANDOVER_ARRANGED = Row(
    code="HANDOVER_ARRANGED",
    gate=CONFIRM,
    whom=CHILD_TRACK,
    met_when=Words("quién entrega a quién y dónde", "who hands over to whom, where"),
    met=handover_is_arranged,
    whose="child_officer",
    text=Words(
        "Falta acordar quién entrega a la niña o niño, a quién y dónde.",
        "It is not arranged who hands the child over to whom, and where.",
    ),
    source=Words("Dossier 3.1 (HANDOVER_ARRANGED)", "Dossier 3.1 (HANDOVER_ARRANGED)"),
)
