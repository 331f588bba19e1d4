"""Rows on the journey itself: who decided it, whether the way is open, health, those who wait there."""

from rumbo.readiness.facts import Facts, Person, Pregnancy
from rumbo.readiness.limits import LIMITS
from rumbo.readiness.requirements.people import are_two_people, is_on_child_track
from rumbo.readiness.requirements.row import BOOK, CONFIRM, Row, Words
from rumbo.readiness.requirements.whom import EVERYONE, whom


def is_eligible(person: Person, _facts: Facts) -> bool:
    """Two different people decided it, and neither took it back."""
    decision = person.eligibility
    decided_by_two = are_two_people(decision.decided_by, decision.countersigned_by)
    return decided_by_two and decision.on is not None and decision.live is True


def way_is_open(_person: Person, facts: Facts) -> bool:
    """Host, origin and area are open on the travel date."""
    return facts.country_open is True and facts.travel.date is not None


def has_a_programme(_person: Person, facts: Facts) -> bool | None:
    """Every file has one; not known where its name was left out."""
    return None if facts.programme is None else True


def agreement_covers_the_day(_person: Person, facts: Facts) -> bool:
    """The agreement had begun and has not ended on the travel date."""
    begins, day, ends = facts.agreement_from, facts.travel.date, facts.agreement_until
    if begins is None or day is None or ends is None:
        return False
    return begins <= day <= ends


def is_fit(person: Person, facts: Facts) -> bool:
    """A professional said so, it still holds on the travel date, and a pregnancy allows it."""
    health, day = person.health, facts.travel.date
    if health.on is None or health.valid_until is None or day is None or health.valid_until < day:
        return False
    accompanied = health.result == "FIT_WITH_ESCORT" and health.escort is not None
    fit = accompanied or health.result in ("FIT", "FIT_WITH_CONDITIONS")
    return fit and pregnancy_allows(person.pregnancy, facts)


def pregnancy_allows(pregnancy: Pregnancy, facts: Facts) -> bool:
    """Nobody is tested or made to say; who says yes is not carried beyond the weeks that are safe."""
    if pregnancy.status != "YES":
        return True
    weeks = weeks_on_the_day(pregnancy, facts)
    limit = _weeks_refused(pregnancy, facts)
    if weeks is None or limit is None or weeks >= limit:
        return False
    return weeks < LIMITS.pregnancy_certificate_from_weeks or pregnancy.certificate is True


def weeks_on_the_day(pregnancy: Pregnancy, facts: Facts) -> int | None:
    """Weeks on the travel date: those written, and the whole weeks since they were counted."""
    if pregnancy.weeks is None or pregnancy.on is None or facts.travel.date is None:
        return None
    return pregnancy.weeks + (facts.travel.date - pregnancy.on).days // 7


def _weeks_refused(pregnancy: Pregnancy, facts: Facts) -> int | None:
    mode = facts.travel.mode
    if mode == "LAND":
        return LIMITS.pregnancy_no_land_from_weeks
    if mode is None:
        return None
    if pregnancy.multiple is False:
        return LIMITS.pregnancy_no_air_from_weeks
    return LIMITS.pregnancy_no_air_multiple_from_weeks


def receiving_side_knows(person: Person, facts: Facts) -> bool:
    """Those who receive were told; where more is at stake they answered as well."""
    told = facts.receiving_side
    answer_not_asked = (
        facts.travel.mode == "LAND"
        and person.care_needs is False
        and not is_on_child_track(person, facts)
    )
    return told.told_on is not None and (told.answered_on is not None or answer_not_asked)


ELIGIBLE = Row(
    code="ELIGIBLE",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "decidido y refrendado por dos personas distintas, ambas firmas vigentes",
        "decided and countersigned by two different people, both live",
    ),
    met=is_eligible,
    whose="officer",
    text=Words(
        "Falta la decisión de elegibilidad vigente, con la firma de dos personas distintas.",
        "The live eligibility decision, signed by two different people, is missing.",
    ),
    source=Words("Dossier 2 (etapa 5) y 2.2", "Dossier 2 (stage 5) and 2.2"),
)
COUNTRY_OPEN = Row(
    code="COUNTRY_OPEN",
    gate=BOOK,
    whom=EVERYONE,
    met_when=Words(
        "acogida, origen y zona abiertos el día del viaje",
        "host, origin and area open on the travel date",
    ),
    met=way_is_open,
    whose="coordinator",
    text=Words(
        "Falta que el país y la zona de retorno estén abiertos el día del viaje.",
        "The country and the area of return are not known to be open on the travel date.",
    ),
    source=Words("Dossier 0.10 (RRDDP)", "Dossier 0.10 (RRDDP)"),
)
AGREEMENT_LIVE = Row(
    code="AGREEMENT_LIVE",
    gate=BOOK,
    whom=whom("el programa", "programme", has_a_programme),
    met_when=Words(
        "el convenio cubre el día del viaje (desde y hasta)",
        "agreement covers the travel date (from and until)",
    ),
    met=agreement_covers_the_day,
    whose="coordinator",
    text=Words(
        "Falta un convenio del programa que cubra el día del viaje.",
        "No agreement of the programme covers the travel date.",
    ),
    text_not_known=Words(
        "Falta saber con qué programa viaja, para comprobar su convenio.",
        "The programme is not known, so its agreement cannot be checked.",
    ),
    source=Words("Dossier 0.10; S4", "Dossier 0.10; S4"),
)
FIT_TO_TRAVEL = Row(
    code="FIT_TO_TRAVEL",
    gate=CONFIRM,
    whom=EVERYONE,
    met_when=Words(
        "apta, apta con condiciones, o apta con acompañante nombrado; vigente el día del viaje. Con "
        "embarazo, por aire o en viaje mixto no se lleva desde "
        f"{LIMITS.pregnancy_no_air_from_weeks}+0 semanas "
        f"({LIMITS.pregnancy_no_air_multiple_from_weeks}+0 si es múltiple), por tierra desde "
        f"{LIMITS.pregnancy_no_land_from_weeks}+0 [confirmar con un médico], certificado desde "
        f"{LIMITS.pregnancy_certificate_from_weeks}+0; sin semanas o sin su fecha no cumple, y si no "
        "se sabe si es múltiple cuenta como que sí. A nadie se le hace prueba ni se le obliga a "
        "decirlo: sin dato, no, y prefiere no decirlo no detienen",
        "FIT, FIT_WITH_CONDITIONS, or FIT_WITH_ESCORT with the escort named; valid on the travel "
        f"date. Pregnancy YES: AIR and MIXED refuse {LIMITS.pregnancy_no_air_from_weeks}+0 and more "
        f"({LIMITS.pregnancy_no_air_multiple_from_weeks}+0 multiple), LAND "
        f"{LIMITS.pregnancy_no_land_from_weeks}+0 [confirm with a physician], certificate from "
        f"{LIMITS.pregnancy_certificate_from_weeks}+0; weeks or `on` not known is not met, "
        "`multiple` not known counts as true. Nobody is tested or made to say: left out, NO and "
        "PREFERS_NOT_TO_SAY do not block",
    ),
    met=is_fit,
    whose="health",
    text=Words(
        "Falta una valoración de salud que permita este viaje y siga vigente ese día.",
        "A health finding that allows this journey and still holds on that day is missing.",
    ),
    source=Words(
        "Dossier 2 (etapa 8) y 3.3; confirmar con un médico",
        "Dossier 2 (stage 8) and 3.3; confirm with a physician",
    ),
)
RECEIVING_SIDE_TOLD = Row(
    code="RECEIVING_SIDE_TOLD",
    gate=CONFIRM,
    protects=False,
    whom=EVERYONE,
    met_when=Words(
        "aviso enviado; y contestado, si viaja por aire o en viaje mixto, está en la vía de niñez o "
        "necesita cuidados",
        "notice sent; answered as well, if the mode is AIR or MIXED, or the person is on the child "
        "track, or care_needs is true",
    ),
    met=receiving_side_knows,
    whose="movements",
    text=Words(
        "Falta avisar a quienes le reciben o, si el viaje lo pide, que contesten.",
        "Those who receive the person have not been told or, where the journey asks it, have not "
        "answered.",
    ),
    source=Words("Dossier 2 (etapa 10, ABN) y 1.1", "Dossier 2 (stage 10, ABN) and 1.1"),
)
