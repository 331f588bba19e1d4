# ruff: noqa: C901, PLR0911, PLR1714, SIM110, SIM114 (plain if-sentences are what this reading is)
"""A second reading of the rules, in plain if-sentences over the raw file, written apart from the house.

It imports nothing of Rumbo: where the two readings differ, one of them has misread the page.
"""

import calendar
from datetime import date
from typing import Any

Raw = dict[str, Any]
Lacks = list[tuple[str, str]]
ORDER = ("BOOK", "CONFIRM", "BOARD")


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def birthday(born: date, years: int) -> date:
    """The day on which someone completes so many years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def reached(person: Raw, years: int, on: date | None, *, latest: bool) -> bool | None:
    """Whether an age is reached on a day, on the latest or earliest birth date; None: not known."""
    born = day(person.get("birth_date"))
    if born is None or on is None or person.get("age_disputed") is not False:
        return None
    precision = person.get("birth_date_precision") or "day"
    if precision in ("year", "age"):
        born = date(born.year, 12, 31) if latest else date(born.year, 1, 1)
    if precision == "month":
        last = calendar.monthrange(born.year, born.month)[1]
        born = date(born.year, born.month, last if latest else 1)
    return on >= birthday(born, years)


def adult(raw: Raw, person: Raw) -> bool:
    on = day((raw.get("travel") or {}).get("date")) or day(raw.get("today"))
    return reached(person, 18, on, latest=True) is True


def twelve(raw: Raw, person: Raw) -> bool:
    on = day((raw.get("travel") or {}).get("date"))
    return reached(person, 12, on, latest=False) is not False


def track(raw: Raw, person: Raw) -> bool:
    if adult(raw, person):
        return False
    for other in raw["persons"]:
        if other["id"] == person["id"] or other["id"] != person.get("guardian_id"):
            continue
        if person.get("relation_to_guardian") in ("PARENT", "LEGAL_GUARDIAN") and adult(raw, other):
            return False
    return True


def plain(name: str) -> str:
    return " ".join(name.split()).lower()


def two(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return False
    return plain(one) != plain(other)


def understood(person: Raw, said: Raw) -> bool:
    if said.get("interpreter") == "INDEPENDENT":
        return True
    return bool(person.get("language")) and person.get("language") == said.get("language")


def own_lacks(raw: Raw, person: Raw) -> Lacks:
    """What one person lacks alone."""
    found: Lacks = []
    found += lacks_in_screening(raw, person)
    found += lacks_in_deciding(raw, person)
    found += lacks_in_mpp(raw, person)
    found += lacks_on_the_child_track(raw, person)
    found += lacks_with_a_parent(raw, person)
    found += lacks_in_the_programme(raw, person)
    found += lacks_in_papers(raw, person)
    found += lacks_in_health(raw, person)
    found += lacks_at_the_end(raw, person)
    return found


def lacks_in_screening(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    consent = person.get("data_consent") or {}
    given = consent.get("on") and not consent.get("withdrawn_on")
    if adult(raw, person):
        given = given and consent.get("by") == "SELF"
    else:
        given = given and consent.get("by") in ("GUARDIAN", "AUTHORITY")
    if not given:
        found.append(("DATA_CONSENT", "BOOK"))
    screen = person.get("screened") or {}
    alone_asked = adult(raw, person) or twelve(raw, person) or track(raw, person)
    if not screen.get("on") or not screen.get("by"):
        found.append(("SCREENED", "BOOK"))
    elif alone_asked and not screen.get("alone"):
        found.append(("SCREENED", "BOOK"))
    elif track(raw, person) and not screen.get("child_officer"):
        found.append(("SCREENED", "BOOK"))
    fear = person.get("fear") or {}
    if alone_asked and not (fear.get("asked_on") and fear.get("alone")):
        found.append(("FEAR_ASKED", "BOOK"))
    if not fear_settled(person, fear):
        found.append(("FEAR_RESOLVED", "BOOK"))
    return found


def fear_settled(person: Raw, fear: Raw) -> bool:
    answer, resolution = fear.get("answer"), fear.get("resolution")
    if resolution == "ASYLUM" or resolution == "PENDING":
        return False
    if answer == "NO":
        return True
    if answer is None:
        return fear.get("asked_on") is None  # nobody asked: only the question is missing
    asked, resolved = day(fear.get("asked_on")), day(fear.get("resolved_on"))
    explained = day((person.get("counselling") or {}).get("asylum_on"))
    if resolution != "RETURN" or not asked or not resolved or not explained:
        return False
    if resolved < asked or explained < asked:
        return False
    return two(fear.get("resolved_by"), fear.get("second_officer"))


def lacks_in_deciding(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    decides = adult(raw, person) or track(raw, person)
    talk = person.get("counselling") or {}
    topics = set(talk.get("topics") or [])
    if decides and not (talk.get("on") and len(topics) == 7 and understood(person, talk)):
        found.append(("COUNSELLED", "BOOK"))
    if decides and not talk.get("asylum_on"):
        found.append(("ASYLUM_EXPLAINED", "BOOK"))
    status = person.get("status")
    claim = person.get("asylum_claim") or {}
    if status is None:
        found.append(("ASYLUM_CLAIM_SETTLED", "BOOK"))
    if status in ("ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"):
        parts = ("effects_explained_on", "own_decision_on", "protection_officer")
        if any(not claim.get(part) for part in parts):
            found.append(("ASYLUM_CLAIM_SETTLED", "BOOK"))
    finding = person.get("custody_finding") or {}
    if person.get("in_custody") is not False and not (finding.get("by") and finding.get("counsel")):
        found.append(("NOT_IN_CUSTODY", "BOOK"))
    will = person.get("voluntariness") or {}
    assessed = will.get("assessed_on") and will.get("by")
    if decides and not (assessed and will.get("free") and will.get("alone")):
        found.append(("FREE_DECISION", "BOOK"))
    if decides and not (assessed and will.get("informed")):
        found.append(("INFORMED_DECISION", "BOOK"))
    if adult(raw, person) and not (will.get("capacity") or will.get("decision_maker")):
        found.append(("CAPACITY", "BOOK"))
    return found + lacks_of_survivors(person)


def lacks_of_survivors(person: Raw) -> Lacks:
    found: Lacks = []
    survivor = person.get("survivor") or {}
    flags = (survivor.get("kidnapping"), survivor.get("family_violence"))
    safe = survivor.get("safety_finding_on") and survivor.get("rights_explained_on")
    if True in flags:
        if not safe:
            found.append(("SAFETY_OF_SURVIVORS", "BOOK"))
    elif None in flags:
        found.append(("SAFETY_OF_SURVIVORS", "BOOK"))
    case = person.get("trafficking") or {}
    if case.get("flag") is None:
        found.append(("TRAFFICKING_CLEARED", "BOOK"))
    if case.get("flag"):
        host = case.get("host_cleared_on") and case.get("host_cleared_by")
        cleared = False
        if case.get("share_with_origin") is True:
            cleared = bool(host and case.get("origin_cleared_on"))
        if case.get("share_with_origin") is False:
            cleared = bool(host) and two(case.get("host_cleared_by"), case.get("second_officer"))
        if not cleared:
            found.append(("TRAFFICKING_CLEARED", "BOOK"))
    return found


def lacks_in_mpp(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    mpp = person.get("mpp") or {}
    told = adult(raw, person) or (track(raw, person) and twelve(raw, person))
    inside, keeps = mpp.get("in_mpp"), mpp.get("keeps_case")
    if inside is not False and told:
        if inside is None or len(set(mpp.get("explained") or [])) < 5:
            found.append(("MPP_EXPLAINED", "BOOK"))
        if inside is None or not mpp.get("understood"):
            found.append(("MPP_UNDERSTOOD", "BOOK"))
    if inside is False or keeps is False:
        return found
    hearing = day(mpp.get("court_date"))
    paper = day((mpp.get("reentry_paper") or {}).get("valid_until"))
    lasts = hearing is not None and paper is not None and paper >= hearing
    if inside is None or keeps is None or not hearing:
        found.append(("COURT_DATE_RECORDED", "CONFIRM"))
    if inside is None or keeps is None or not (lasts or mpp.get("no_guarantee_signed_on")):
        found.append(("REENTRY_PAPER", "CONFIRM"))
    return found


def lacks_on_the_child_track(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    heard_asked = track(raw, person) or twelve(raw, person)
    if not adult(raw, person) and heard_asked and not person.get("child_heard_on"):
        found.append(("CHILD_HEARD", "BOOK"))
    if not track(raw, person):
        return found
    best = person.get("best_interests") or {}
    consent = person.get("guardian_consent_origin") or {}
    lives = consent.get("on") and not consent.get("withdrawn_on")
    receiver, escort = person.get("receiver") or {}, person.get("escort") or {}
    travel = raw.get("travel") or {}
    if not person.get("guardian_assigned"):
        found.append(("GUARDIAN_ASSIGNED", "BOOK"))
    if not person.get("family_traced"):
        found.append(("FAMILY_TRACED", "BOOK"))
    if best.get("decision") != "RETURN" or not best.get("on"):
        found.append(("BEST_INTERESTS", "BOOK"))
    if travel.get("origin") is None:
        found.append(("CHILD_BY_AIR", "BOOK"))
    if travel.get("origin") == "MEX" and travel.get("mode") != "AIR":
        found.append(("CHILD_BY_AIR", "BOOK"))
    if not lives and not consent.get("dispensed_by_authority_on"):
        found.append(("GUARDIAN_CONSENT_ORIGIN", "CONFIRM"))
    if not receiver.get("name") or not receiver.get("confirmed"):
        found.append(("RECEIVER_CONFIRMED", "CONFIRM"))
    if not escort.get("name") or not escort.get("specialised"):
        found.append(("CHILD_ESCORT", "CONFIRM"))
    if not person.get("handover_arranged"):
        found.append(("HANDOVER_ARRANGED", "CONFIRM"))
    return found


def lacks_with_a_parent(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    if adult(raw, person):
        return found
    relation = person.get("relation_to_guardian")
    if relation is None:
        found.append(("PARENTAGE_SHOWN", "BOOK"))
        found.append(("OTHER_PARENT", "CONFIRM"))
    if relation in ("PARENT", "LEGAL_GUARDIAN") and not person.get("parentage_shown"):
        found.append(("PARENTAGE_SHOWN", "BOOK"))
    if relation == "PARENT" and not other_parent(raw, person):
        found.append(("OTHER_PARENT", "CONFIRM"))
    signed = person.get("guardian_declaration") or {}
    live = signed.get("by") and signed.get("capacity") and signed.get("on")
    if not live or signed.get("withdrawn_on"):
        found.append(("GUARDIAN_DECLARATION", "CONFIRM"))
    return found


def other_parent(raw: Raw, person: Raw) -> bool:
    other = person.get("other_parent") or {}
    state = other.get("state")
    if state in ("SOLE_CUSTODY", "DECEASED", "DISPENSED"):
        return other.get("paper") is True
    if (person.get("survivor") or {}).get("family_violence") is not False:
        return False
    guardian = person.get("guardian_id")
    for one in raw["persons"]:
        related = guardian and (one["id"] == guardian or one.get("guardian_id") == guardian)
        if related and (one.get("survivor") or {}).get("family_violence") is True:
            return False
    if state == "CONSENTED":
        return bool(other.get("on"))
    if state != "TRAVELS_TOO" or track(raw, person):
        return False
    rest = [one for one in raw["persons"] if one["id"] not in (person["id"], guardian)]
    return any(adult(raw, one) for one in rest)


def lacks_in_the_programme(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    on = day((raw.get("travel") or {}).get("date"))
    decision = person.get("eligibility") or {}
    signed = two(decision.get("decided_by"), decision.get("countersigned_by"))
    if not signed or not decision.get("on") or not decision.get("live"):
        found.append(("ELIGIBLE", "BOOK"))
    if not raw.get("country_open") or on is None:
        found.append(("COUNTRY_OPEN", "BOOK"))
    begins, ends = day(raw.get("agreement_from")), day(raw.get("agreement_until"))
    if raw.get("programme") is None or on is None or begins is None or ends is None:
        found.append(("AGREEMENT_LIVE", "BOOK"))
    elif on < begins or on > ends:
        found.append(("AGREEMENT_LIVE", "BOOK"))
    if person.get("legal_bar") is not False:
        found.append(("NO_LEGAL_BAR", "BOOK"))
    told = raw.get("receiving_side") or {}
    answered = told.get("answered_on") is not None
    mode = (raw.get("travel") or {}).get("mode")
    if mode != "LAND" or track(raw, person) or person.get("care_needs") is not False:
        if not told.get("told_on") or not answered:
            found.append(("RECEIVING_SIDE_TOLD", "CONFIRM"))
    elif not told.get("told_on"):
        found.append(("RECEIVING_SIDE_TOLD", "CONFIRM"))
    return found


def lacks_in_papers(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    travel = raw.get("travel") or {}
    destination, arrives = travel.get("destination"), day(travel.get("arrives"))
    permit = person.get("residence_permit") or {}
    until = day(permit.get("valid_until"))
    resident = permit.get("country") == destination and until and arrives and until >= arrives
    national = destination in (person.get("nationalities") or [])
    if destination is None or not (national or resident):
        found.append(("ENTRY_RIGHT", "BOOK"))
    carries = [one for one in person.get("documents") or [] if carried(raw, person, one)]
    at_hand = [one for one in carries if one.get("original_with") in ("person", "escort", "office")]
    if not carries:
        found.append(("TRAVEL_DOCUMENT", "CONFIRM"))
    elif not at_hand:
        found.append(("TRAVEL_DOCUMENT", "BOARD"))
    leave = person.get("exit_paper") or {}
    on, leave_until = day(travel.get("date")), day(leave.get("valid_until"))
    if leave.get("needed") is None:
        found.append(("EXIT_PAPER", "CONFIRM"))
    if leave.get("needed") and (on is None or leave_until is None or leave_until < on):
        found.append(("EXIT_PAPER", "CONFIRM"))
    stops = person.get("transit")
    if stops is None or any(not s.get("country") or not s.get("allowed") for s in stops):
        found.append(("TRANSIT_ALLOWED", "CONFIRM"))
    return found


def carried(raw: Raw, person: Raw, paper: Raw) -> bool:
    travel = raw.get("travel") or {}
    arrives, until = day(travel.get("arrives")), day(paper.get("valid_until"))
    if arrives is None or until is None or until < arrives:
        return False
    kind, issuer = paper.get("type"), paper.get("issuer")
    by_own_country = issuer is not None and issuer in (person.get("nationalities") or [])
    if kind == "PASSPORT":
        return True
    if kind == "LAISSEZ_PASSER":
        return adult(raw, person) or by_own_country
    if kind == "MINOR_PERMIT":
        return by_own_country and not adult(raw, person)
    if kind == "NATIONAL_ID" and adult(raw, person) and travel.get("mode") == "LAND":
        four = ("GTM", "HND", "SLV", "NIC")
        if travel.get("origin") in ("MEX", "GTM") and travel.get("destination") in four:
            return by_own_country and issuer in four
    return False


def lacks_in_health(raw: Raw, person: Raw) -> Lacks:
    travel = raw.get("travel") or {}
    on = day(travel.get("date"))
    health = person.get("health") or {}
    until = day(health.get("valid_until"))
    unfit = [("FIT_TO_TRAVEL", "CONFIRM")]
    if on is None or until is None or until < on or not health.get("on"):
        return unfit
    if health.get("result") not in ("FIT", "FIT_WITH_CONDITIONS", "FIT_WITH_ESCORT"):
        return unfit
    if health.get("result") == "FIT_WITH_ESCORT" and not health.get("escort"):
        return unfit
    child = person.get("pregnancy") or {}
    if child.get("status") != "YES":
        return []
    counted, mode = day(child.get("on")), travel.get("mode")
    if child.get("weeks") is None or counted is None or mode is None:
        return unfit
    weeks = child["weeks"]
    left = (on - counted).days
    while left >= 7:
        weeks, left = weeks + 1, left - 7
    if mode == "LAND" and weeks >= 34:
        return unfit
    if mode != "LAND" and weeks >= 36:
        return unfit
    if mode != "LAND" and weeks >= 32 and child.get("multiple") is not False:
        return unfit
    if weeks >= 28 and not child.get("certificate"):
        return unfit
    return []


def lacks_at_the_end(raw: Raw, person: Raw) -> Lacks:
    found: Lacks = []
    travel = raw.get("travel") or {}
    if adult(raw, person) and not declared(person, travel.get("date")):
        found.append(("DECLARATION", "CONFIRM"))
    today = raw.get("today")
    if today is None or person.get("reconfirmed_on") != today or travel.get("date") != today:
        found.append(("RECONFIRMED", "BOARD"))
    return found


def declared(person: Raw, on: str | None) -> bool:
    signed = person.get("declaration") or {}
    counselled = day((person.get("counselling") or {}).get("on"))
    signed_on = day(signed.get("on"))
    if not signed_on or not counselled or signed_on < counselled:
        return False
    if signed.get("withdrawn_on") or not signed.get("witness"):
        return False
    if on is None or signed.get("travel") != on:
        return False
    wording, oldest = day(signed.get("wording")), day(signed.get("oldest_accepted_wording"))
    if not wording or not oldest or wording < oldest:
        return False
    if not signed.get("read_aloud") and not person.get("can_read"):
        return False
    return understood(person, signed)


def parents(raw: Raw, child: Raw) -> set[str]:
    relation = child.get("relation_to_guardian")
    state = (child.get("other_parent") or {}).get("state")
    found = set()
    for one in raw["persons"]:
        if one["id"] == child["id"]:
            continue
        if one["id"] == child.get("guardian_id") and relation in ("PARENT", "LEGAL_GUARDIAN", None):
            found.add(one["id"])
        unclear = state == "TRAVELS_TOO" or (state is None and relation in ("PARENT", None))
        if unclear and adult(raw, one):
            found.add(one["id"])
    return found


def split_holds(raw: Raw, going: list[Raw]) -> bool:
    split = raw.get("split") or {}
    if not split.get("decided_by") or not split.get("family_agreed_on") or not going:
        return False
    ids = {one["id"] for one in going}
    for child in going:
        if not adult(raw, child) and not parents(raw, child) <= ids:
            return False
    return True


def undated(value: Any) -> Any:
    """Without knowing what day it is, nothing is known to have happened."""
    if isinstance(value, list):
        return [undated(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {k: undated(v) for k, v in value.items() if k != "on" and not k.endswith("_on")}


def read(raw: Raw) -> tuple[dict[str, set[tuple[str, str]]], tuple[bool, ...]]:
    """What each person lacks, with the gate, and the three answers of the file."""
    if raw.get("today") is None:
        raw = undated(raw)
    own = {one["id"]: own_lacks(raw, one) for one in raw["persons"]}
    found = {who: set(rows) for who, rows in own.items()}
    stays: dict[str, set[str]] = {}
    for place, gate in enumerate(ORDER):
        upto = ORDER[: place + 1]
        behind = {who for who, rows in own.items() if any(g in upto for _, g in rows)}
        going = [one for one in raw["persons"] if one["id"] not in behind]
        stays[gate] = set()
        if behind and split_holds(raw, going):
            stays[gate] = behind
        elif behind:
            for one in going:
                found[one["id"]].add(("GROUP_TOGETHER", gate))
    answers = []
    for place, gate in enumerate(ORDER):
        upto = ORDER[: place + 1]
        counted = [who for who in found if who not in stays[gate]]
        answers.append(not any(g in upto for who in counted for _, g in found[who]))
    return found, tuple(answers)
