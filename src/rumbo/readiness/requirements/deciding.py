"""Rows on deciding: consent, counselling, a free and informed decision, the declaration, the last word."""

from rumbo.readiness.codes import TOPICS
from rumbo.readiness.facts import Counselling, Declaration, Facts, Person
from rumbo.readiness.requirements.people import is_adult
from rumbo.readiness.requirements.row import BOARD, BOOK, CONFIRM, Row, Words
from rumbo.readiness.requirements.whom import ADULTS, ADULTS_AND_TRACK, EVERYONE


def data_consent_lives(person: Person, facts: Facts) -> bool:
    """Consent was given by the right person and not taken back."""
    consent = person.data_consent
    givers = ("SELF",) if is_adult(person, facts) else ("GUARDIAN", "AUTHORITY")
    return consent.on is not None and consent.withdrawn_on is None and consent.by in givers


def was_understood(person: Person, said: Counselling | Declaration) -> bool:
    """In the person's own language, or with an interpreter who is no relative or fellow traveller."""
    in_own_language = person.language is not None and said.language == person.language
    return in_own_language or said.interpreter == "INDEPENDENT"


def is_counselled(person: Person, _facts: Facts) -> bool:
    """Every topic was explained, on a date, in words the person understands."""
    counselling = person.counselling
    every_topic = set(TOPICS) <= set(counselling.topics or ())
    return counselling.on is not None and every_topic and was_understood(person, counselling)


def asylum_is_explained(person: Person, _facts: Facts) -> bool:
    """Nobody decides to return without knowing that asylum exists."""
    return person.counselling.asylum_on is not None


def is_assessed(person: Person) -> bool:
    """A finding counts with its date and the name of who made it."""
    return person.voluntariness.assessed_on is not None and person.voluntariness.by is not None


def decides_freely(person: Person, _facts: Facts) -> bool:
    """No pressure was found, speaking with the person alone."""
    found = person.voluntariness
    return is_assessed(person) and found.free is True and found.alone is True


def decides_informed(person: Person, _facts: Facts) -> bool:
    """The person knows enough to decide."""
    return is_assessed(person) and person.voluntariness.informed is True


def can_decide(person: Person, _facts: Facts) -> bool:
    """The person can decide, or someone the law names decides."""
    found = person.voluntariness
    return found.capacity is True or found.decision_maker is not None


def has_declared(person: Person, facts: Facts) -> bool:
    """The person signed for this journey, in words that were understood, before a witness."""
    signed = person.declaration
    return (
        signed.on is not None
        and signed.withdrawn_on is None
        and signed.witness is not None
        and _is_after_counselling(person)
        and facts.travel.date is not None
        and signed.travel == facts.travel.date
        and _wording_is_accepted(signed)
        and was_understood(person, signed)
        and (signed.read_aloud is True or person.can_read is True)
    )


def _is_after_counselling(person: Person) -> bool:
    signed, counselled = person.declaration.on, person.counselling.on
    return signed is not None and counselled is not None and signed >= counselled


def _wording_is_accepted(signed: Declaration) -> bool:
    wording, oldest = signed.wording, signed.oldest_accepted_wording
    return wording is not None and oldest is not None and wording >= oldest


def has_said_it_again(person: Person, facts: Facts) -> bool:
    """Said again today, and today is the day of travel."""
    today = facts.today
    return today is not None and person.reconfirmed_on == today == facts.travel.date


DATA_CONSENT = Row(
    code="DATA_CONSENT",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "consentimiento para tratar los datos, registrado y vigente: propio; "
        "por una niña o niño, de su tutor o de la autoridad",
        "consent to process recorded and live: own; for a child by guardian or authority",
    ),
    met=data_consent_lives,
    whose="registrar",
    text=Words(
        "Falta el consentimiento vigente para tratar sus datos "
        "(el propio o, si es menor de edad, el de su tutor o la autoridad).",
        "Consent to process the data is missing or was withdrawn "
        "(the person's own or, for a child, the guardian's or the authority's).",
    ),
    source=Words(
        "Manual de protección de datos de la OIM, principio 4 (dossier 9)",
        "IOM Data Protection Manual, principle 4 (dossier 9)",
    ),
)
COUNSELLED = Row(
    code="COUNSELLED",
    gate=BOOK,
    whom=ADULTS_AND_TRACK,
    met_when=Words(
        "explicados todos los temas (programa, alternativas, asilo, condiciones en el origen, "
        "derechos, desistimiento, qué se paga), en la lengua de la persona o con intérprete "
        "que no sea pariente ni compañero de viaje",
        "all topics (programme, alternatives, asylum, conditions at origin, rights, withdrawal, "
        "what is paid), in the person's language or with an interpreter who is no relative or "
        "fellow traveller",
    ),
    met=is_counselled,
    whose="counsellor",
    text=Words(
        "Falta completar la consejería: todos los temas, en su lengua o con intérprete independiente.",
        "Counselling is not complete: every topic, in the person's language or with an "
        "independent interpreter.",
    ),
    source=Words(
        "Marco AVRR de la OIM, principio 1; dossier 2 y 4.3; S3",
        "IOM AVRR Framework, principle 1; dossier 2 and 4.3; S3",
    ),
)
ASYLUM_EXPLAINED = Row(
    code="ASYLUM_EXPLAINED",
    gate=BOOK,
    whom=ADULTS_AND_TRACK,
    met_when=Words("asilo explicado en una fecha", "asylum explained on a date"),
    met=asylum_is_explained,
    whose="counsellor",
    text=Words(
        "Falta explicarle que puede pedir asilo y cómo hacerlo, con la fecha.",
        "It has not been explained, on a date, that asylum can be asked for and how.",
    ),
    source=Words("Dossier 3.4; S3 (nota de las caravanas)", "Dossier 3.4; S3 (caravan note)"),
)
FREE_DECISION = Row(
    code="FREE_DECISION",
    gate=BOOK,
    whom=ADULTS_AND_TRACK,
    met_when=Words(
        "se constató libertad, a solas, con fecha y nombre",
        "freedom found, assessed alone, with date and name",
    ),
    met=decides_freely,
    whose="counsellor",
    text=Words(
        "Falta constatar, a solas con la persona, que decide libremente y sin presiones.",
        "It has not been found, alone with the person, that the decision is free of pressure.",
    ),
    source=Words(
        "Marco AVRR de la OIM, principio 1: libertad de elección (dossier 0.2)",
        "IOM AVRR Framework, principle 1: freedom of choice (dossier 0.2)",
    ),
)
INFORMED_DECISION = Row(
    code="INFORMED_DECISION",
    gate=BOOK,
    whom=ADULTS_AND_TRACK,
    met_when=Words(
        "se constató información suficiente, con fecha y nombre",
        "information found sufficient, with date and name",
    ),
    met=decides_informed,
    whose="counsellor",
    text=Words(
        "Falta constatar que tiene la información suficiente para decidir.",
        "It has not been found that the person has enough information to decide.",
    ),
    source=Words(
        "Marco AVRR de la OIM, principio 1: decisión informada (dossier 0.2)",
        "IOM AVRR Framework, principle 1: informed decision (dossier 0.2)",
    ),
)
CAPACITY = Row(
    code="CAPACITY",
    gate=BOOK,
    whom=ADULTS,
    met_when=Words(
        "puede decidir, o decide quien la ley designa",
        "has capacity, or a legal decision-maker decides",
    ),
    met=can_decide,
    whose="counsellor",
    text=Words(
        "Falta constatar que puede decidir por sí misma, o nombrar a quien decide conforme a la ley.",
        "It has not been found that the person can decide, or who decides by law is not named.",
    ),
    source=Words("Dossier 0.2 y 2.2 (NO_CAPACITY)", "Dossier 0.2 and 2.2 (NO_CAPACITY)"),
)
DECLARATION = Row(
    code="DECLARATION",
    gate=CONFIRM,
    whom=ADULTS,
    met_when=Words(
        "propia, el día de la consejería o después, para este viaje, con un texto todavía aceptado, "
        "en la lengua de la persona o con intérprete independiente, leída en voz alta salvo que se "
        "sepa que lee, con testigo y sin retirar",
        "own, on or after counselling, for this travel date, in a wording still accepted, in the "
        "person's language or with an independent interpreter, read aloud unless the person is "
        "known to read, witnessed, not withdrawn",
    ),
    met=has_declared,
    whose="counsellor",
    text=Words(
        "Falta su declaración de retorno voluntario para este viaje: vigente, entendida y con testigo.",
        "The declaration of voluntary return for this journey is missing: live, understood and "
        "witnessed.",
    ),
    source=Words("Dossier 2 (etapa 6) y 4.2", "Dossier 2 (stage 6) and 4.2"),
)
RECONFIRMED = Row(
    code="RECONFIRMED",
    gate=BOARD,
    whom=EVERYONE,
    met_when=Words(
        "lo dijo otra vez, hoy, el día del viaje (una niña o niño, al oírlo su tutor o acompañante)",
        "said again, today, on the day of travel (a child by guardian or escort's hearing)",
    ),
    met=has_said_it_again,
    whose="field",
    text=Words(
        "Falta que confirme hoy, día del viaje, que quiere viajar; puede desistir sin dar razones.",
        "The wish to travel has not been said again today, on the day of travel; the person may "
        "withdraw without giving reasons.",
    ),
    source=Words(
        "Dossier 0.3: se puede desistir hasta el día de la salida",
        "Dossier 0.3: withdrawal is possible until the day of departure",
    ),
)
