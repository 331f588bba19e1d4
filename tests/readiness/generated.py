"""Files of facts as hypothesis makes them: families and lone children, near complete, with facts amiss."""

import copy
from typing import Any

from hypothesis import strategies as st

from tests.readiness.complete import (
    MPP_POINTS,
    TODAY,
    TOPICS,
    WEEK,
    adult,
    alone,
    file,
    in_mpp,
    son,
)
from tests.readiness.lacking import ASYLUM, SURVIVOR, TRAFFICKED, UNSURE

PAST = ["2026-11-12", WEEK, "2026-11-14", TODAY]
AHEAD = [TODAY, "2026-11-21", "2026-11-28"]
NAMES = ["Sara Lima", "sara lima", "Tomás Gil"]
BIRTHS = ["1990-06-01", "2008-11-20", "2008-11-21", "2014-11-20", "2014-11-21", "2014-12-30"]
VALUES: dict[str, list[Any]] = {
    "sex": ["F", "M", "X"],
    "answer": ["NO", "YES", "UNSURE"],
    "resolution": ["RETURN", "ASYLUM", "PENDING"],
    "birth_date": [*BIRTHS, "2008-11-01", "2008-12-31", "2007-12-31", "2025-01-31"],
    "birth_date_precision": ["day", "month", "year", "age"],
    "nationalities": [[], ["HND"], ["VEN"], ["HND", "GTM"]],
    "status": ["IRREGULAR", "MPP", "ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY", "TVRH"],
    "relation_to_guardian": ["PARENT", "LEGAL_GUARDIAN", "OTHER_RELATIVE", "NONE"],
    "guardian_id": ["adult", "father", "alone", "son", "nobody"],
    "language": ["es", "kek"],
    "interpreter": ["NONE", "INDEPENDENT", "RELATIVE"],
    "topics": [TOPICS, TOPICS[1:]],
    "explained": [MPP_POINTS, MPP_POINTS[1:]],
    "decision": ["RETURN", "NOT_RETURN", "PENDING"],
    "state": ["CONSENTED", "TRAVELS_TOO", "SOLE_CUSTODY", "DECEASED", "DISPENSED", "MISSING"],
    "capacity": [True, False],
    "result": ["FIT", "FIT_WITH_CONDITIONS", "FIT_WITH_ESCORT", "TEMP_UNFIT", "UNFIT"],
    "weeks": [0, 27, 28, 30, 31, 32, 33, 34, 35, 36],
    "mode": ["LAND", "AIR", "MIXED"],
    "origin": ["MEX", "GTM", "USA"],
    "destination": ["HND", "GTM", "VEN", "CRI"],
    "issuer": ["HND", "GTM", "VEN"],
    "country": ["HND", "GTM"],
    "type": ["PASSPORT", "NATIONAL_ID", "LAISSEZ_PASSER", "MINOR_PERMIT", "BIRTH_CERTIFICATE"],
    "original_with": ["person", "escort", "office", "consulate", "inm", "lost"],
    "date": AHEAD,
    "arrives": ["2026-11-28", "2026-11-29"],
    "travel": AHEAD,
    "valid_until": [*PAST, *AHEAD, "2027-01-14", "2027-01-15"],
    "agreement_from": [WEEK, TODAY, "2026-11-22"],
    "agreement_until": ["2026-11-19", *AHEAD],
    "court_date": [TODAY, "2027-01-15"],
    "wording": ["2026-04-30", "2026-05-01"],
    "oldest_accepted_wording": ["2026-05-01"],
    "programme": ["AVR", True],
    "transit": [[], [{"country": "GTM", "allowed": True}, {"country": "SLV", "allowed": False}]],
    "documents": [[]],
    "split": [{"decided_by": "Sara Lima", "family_agreed_on": WEEK}],
    "pregnancy": [
        {"status": "YES", "weeks": 30, "on": WEEK, "multiple": False, "certificate": True}
    ],
    "fear": [UNSURE],
    "trafficking": [TRAFFICKED, {**TRAFFICKED, "share_with_origin": False}],
    "survivor": [SURVIVOR, {**SURVIVOR, "family_violence": True}],
    "mpp": [in_mpp()],
    "asylum_claim": [ASYLUM],
    "residence_permit": [{"country": "HND", "valid_until": TODAY}],
    "custody_finding": [{"by": "Sara Lima", "counsel": "Iván Mora"}],
}
SPECIAL: dict[tuple[str, str], list[Any]] = {
    ("data_consent", "by"): ["SELF", "GUARDIAN", "AUTHORITY"],
    ("guardian_declaration", "capacity"): ["PARENT", "LEGAL_GUARDIAN", "AUTHORITY"],
    ("pregnancy", "status"): ["NO", "YES", "PREFERS_NOT_TO_SAY"],
    ("file", "travel"): [None],
    ("person", "escort"): [{"name": "Iris Soto", "specialised": False}],
    ("person", "voluntariness"): [None],
    ("health", "escort"): ["Dra. Paz"],
    ("screened", "child_officer"): [True, False],
    ("voluntariness", "decision_maker"): NAMES,
}
NAMED = {"by", "witness", "decision_maker", "name", "counsel", "guardian_assigned"}
GROUPS = {
    key
    for one in (adult(), son(), alone())
    for key, value in one.items()
    if isinstance(value, dict)
} | {"receiving_side", "reentry_paper"}
KEPT = {"today", "id", "persons"}
ADDED = {
    "file": {"split"},
    "person": {"residence_permit", "custody_finding", "asylum_claim", "guardian_id"},
    "data_consent": {"withdrawn_on"},
    "declaration": {"withdrawn_on"},
    "guardian_declaration": {"withdrawn_on"},
    "guardian_consent_origin": {"withdrawn_on", "dispensed_by_authority_on"},
    "trafficking": {"second_officer"},
    "voluntariness": {"decision_maker"},
    "health": {"escort"},
    "fear": {"resolution", "resolved_by"},
    "mpp": {"no_guarantee_signed_on"},
}


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """One to four people who are complete, then up to eight facts changed, lost or added."""
    makers = [adult, son, alone, lambda: adult(id="father", sex="M")]
    people = draw(st.lists(st.sampled_from(makers), min_size=1, max_size=4, unique=True))
    raw = file(*(make() for make in people))
    if draw(st.booleans()):
        raw["split"] = {"decided_by": "Sara Lima", "family_agreed_on": WEEK}
    for _ in range(draw(st.integers(0, 8))):
        _amiss(draw, raw)
    _keep_possible(raw)
    return raw


def _amiss(draw: st.DrawFn, raw: dict[str, Any]) -> None:
    """Walk to some fact of the file and change it, lose it or leave it out."""
    places = [("file", raw), *(("person", one) for one in raw["persons"] * 3)]
    section, place = draw(st.sampled_from(places))
    key = _some_key(draw, section, place)
    inner = place.get(key)
    if isinstance(inner, list) and inner and isinstance(inner[0], dict) and draw(st.booleans()):
        section, place = key, inner[0]
        key = _some_key(draw, section, place)
    elif isinstance(inner, dict) and inner and draw(st.integers(0, 3)):
        section, place = key, inner
        key = _some_key(draw, section, place)
    place[key] = draw(st.one_of(st.none(), _value(section, key)))


def _some_key(draw: st.DrawFn, section: str, place: dict[str, Any]) -> str:
    keys = (place.keys() | ADDED.get(section, set())) - KEPT
    return draw(st.sampled_from(sorted(keys)))


def _value(section: str, key: str) -> st.SearchStrategy[Any]:
    known = SPECIAL.get((section, key), VALUES.get(key))
    if known is not None:
        return st.sampled_from(known).map(copy.deepcopy)
    if key == "on" or key.endswith("_on"):
        return st.sampled_from(PAST)
    if key in NAMED or key.endswith(("_by", "_officer")):
        return st.sampled_from(NAMES)
    return st.none() if key in GROUPS else st.booleans()


def _keep_possible(raw: dict[str, Any]) -> None:
    """Nobody arrives before leaving: the one impossible thing that single changes can make."""
    travel = raw.get("travel") or {}
    if travel.get("arrives") and travel["arrives"] < (travel.get("date") or TODAY):
        travel["arrives"] = travel.get("date") or TODAY
