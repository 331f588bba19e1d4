"""Files in which nothing is missing, to take one fact away from; raw as a FACTS file holds them."""

import copy
from typing import Any

TODAY = "2026-11-20"
WEEK = "2026-11-13"

TOPICS = [
    "programme",
    "alternatives",
    "asylum",
    "conditions_at_origin",
    "rights",
    "withdrawal",
    "what_is_paid",
]
MPP_POINTS = [
    "case_abandoned",
    "court_date",
    "humanitarian_paper",
    "reentry_not_guaranteed",
    "special_case_help",
]


def person(**changes: Any) -> dict[str, Any]:
    """What every person needs, of whatever age."""
    found: dict[str, Any] = {
        "birth_date_precision": "day",
        "age_disputed": False,
        "sex": "F",
        "nationalities": ["HND"],
        "status": "IRREGULAR",
        "care_needs": False,
        "language": "es",
        "can_read": True,
        "in_custody": False,
        "screened": {"on": WEEK, "by": "Marta Ixcoy", "alone": True, "child_officer": False},
        "counselling": {
            "on": WEEK,
            "topics": list(TOPICS),
            "asylum_on": WEEK,
            "language": "es",
            "interpreter": "NONE",
        },
        "fear": {"asked_on": WEEK, "alone": True, "answer": "NO"},
        "voluntariness": {
            "assessed_on": WEEK,
            "by": "Marta Ixcoy",
            "alone": True,
            "free": True,
            "informed": True,
            "capacity": True,
        },
        "eligibility": {
            "decided_by": "Julio Paz",
            "countersigned_by": "Nora Cruz",
            "on": WEEK,
            "live": True,
        },
        "transit": [{"country": "GTM", "allowed": True}],
        "documents": [
            {
                "type": "PASSPORT",
                "issuer": "HND",
                "valid_until": "2027-06-01",
                "original_with": "person",
            }
        ],
        "exit_paper": {"needed": True, "valid_until": "2026-12-10"},
        "legal_bar": False,
        "health": {"result": "FIT", "on": WEEK, "valid_until": "2026-12-01"},
        "pregnancy": {"status": "NO"},
        "trafficking": {"flag": False},
        "survivor": {"kidnapping": False, "family_violence": False},
        "mpp": {"in_mpp": False},
        "reconfirmed_on": TODAY,
    }
    found.update(changes)
    return found


def adult(**changes: Any) -> dict[str, Any]:
    """A woman of 30 who decided for herself."""
    found = person(
        id="adult",
        birth_date="1996-03-05",
        data_consent={"on": WEEK, "by": "SELF"},
        declaration={
            "on": WEEK,
            "travel": TODAY,
            "wording": "2026-05-01",
            "oldest_accepted_wording": "2026-05-01",
            "language": "es",
            "interpreter": "NONE",
            "read_aloud": True,
            "witness": "Luz Reyes",
        },
    )
    found.update(changes)
    return found


def son(**changes: Any) -> dict[str, Any]:
    """A boy of 13 who travels with his mother, `adult`."""
    found = person(
        id="son",
        birth_date="2013-02-01",
        sex="M",
        guardian_id="adult",
        relation_to_guardian="PARENT",
        data_consent={"on": WEEK, "by": "GUARDIAN"},
        guardian_declaration={"by": "Ana López", "capacity": "PARENT", "on": WEEK},
        child_heard_on=WEEK,
        parentage_shown=True,
        other_parent={"state": "CONSENTED", "on": WEEK, "paper": True},
    )
    found.update(changes)
    return found


def alone(**changes: Any) -> dict[str, Any]:
    """A boy of 15 on his own: everything that the child track asks."""
    found = person(
        id="alone",
        birth_date="2011-02-01",
        sex="M",
        relation_to_guardian="NONE",
        data_consent={"on": WEEK, "by": "AUTHORITY"},
        screened={"on": WEEK, "by": "Marta Ixcoy", "alone": True, "child_officer": True},
        guardian_declaration={"by": "PPNNA Chiapas", "capacity": "AUTHORITY", "on": WEEK},
        guardian_consent_origin={"on": WEEK},
        child_heard_on=WEEK,
        best_interests={"decision": "RETURN", "on": WEEK},
        guardian_assigned="Rosa Díaz, PPNNA",
        family_traced=True,
        receiver={"name": "Elena Mejía", "confirmed": True},
        escort={"name": "Iris Soto", "specialised": True},
        handover_arranged=True,
    )
    found.update(changes)
    return found


def file(*persons: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A journey by air from Mexico to Honduras today, with everything settled."""
    found: dict[str, Any] = {
        "today": TODAY,
        "programme": "AVR",
        "agreement_from": "2026-01-01",
        "agreement_until": "2026-12-31",
        "country_open": True,
        "travel": {
            "date": TODAY,
            "mode": "AIR",
            "origin": "MEX",
            "destination": "HND",
            "arrives": TODAY,
        },
        "receiving_side": {"told_on": WEEK, "answered_on": WEEK},
        "persons": list(persons) or [adult()],
    }
    found.update(changes)
    return copy.deepcopy(found)


def in_mpp(**changes: Any) -> dict[str, Any]:
    """A case under the protocols that is kept, explained and understood."""
    found: dict[str, Any] = {
        "in_mpp": True,
        "explained": list(MPP_POINTS),
        "understood": True,
        "keeps_case": True,
        "court_date": "2027-01-15",
        "reentry_paper": {"valid_until": "2027-02-01"},
    }
    found.update(changes)
    return found


def without(facts: dict[str, Any], path: str) -> dict[str, Any]:
    """A copy of the file with one fact taken away, `persons.0.fear.asked_on`."""
    return changed(facts, path, None)


def changed(facts: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the file with one fact changed."""
    found = copy.deepcopy(facts)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = found
    for step in way:
        place = place.setdefault(step, {}) if isinstance(place, dict) else place[step]
    place[last] = value
    return found
