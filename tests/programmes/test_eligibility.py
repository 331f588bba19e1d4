"""What the rules propose, and why; nobody is rejected by them."""

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from rumbo.common import codes
from rumbo.programmes.rules import Context, Criterion, Facts, Line, Proposal, Terms, propose
from rumbo.programmes.rules.eligibility import TESTS

FILE = resources.files("rumbo.programmes").joinpath("data/criteria.json")
CRITERIA = tuple(
    Criterion(**{k: v for k, v in row.items() if k != "source"})
    for row in json.loads(FILE.read_text(encoding="utf-8"))["criteria"]
)
AVR = Terms(
    code="AVR", order=40, is_open=True, nationalities=frozenset({"HND", "SLV"}), requires_mpp=False
)
MPP = Terms(code="MPP", order=10, is_open=True, requires_mpp=True)
TPVR = Terms(code="TPVR", order=5, is_open=True, requires_mpp=True, keeps_case=True)
RCM = Terms(
    code="RCM",
    order=30,
    is_open=True,
    nationalities=frozenset({"HND"}),
    requires_mpp=False,
    min_vulnerability=2,
)
WIDE = Line(code="WIDE", programmes=frozenset({"AVR", "MPP", "TPVR"}), pays_fixed=True)
NARROW = Line(code="NARROW", programmes=frozenset({"AVR", "RCM"}), nationalities=frozenset({"HND"}))
NEEDY = Line(code="NEEDY", programmes=frozenset({"AVR", "RCM"}), min_vulnerability=2)
AROUND = Context(
    finding="OPEN", programmes=(AVR, MPP, RCM, TPVR), lines=(WIDE, NARROW, NEEDY), criteria=CRITERIA
)
PLAIN = Facts(
    nationalities=frozenset({"HND"}),
    free=True,
    capacity=True,
    fear="NO",
    legal_bar=False,
    in_custody=False,
    has_means=False,
)


def proposal(around: Context = AROUND, **known: Any) -> Proposal:
    return propose(replace(PLAIN, **known), around)


def reasons(found: Proposal) -> dict[str, str]:
    return {reason.code: reason.outcome for reason in found.reasons}


def test_a_stranded_person_who_wishes_to_return_is_proposed_with_programme_and_money() -> None:
    found = proposal()
    assert found == Proposal(True, (), "AVR", ("NARROW", "WIDE"))


@pytest.mark.parametrize(
    ("known", "reason", "eligible"),
    [
        ({"nationalities": frozenset({"JPN"}), "in_mpp": False}, "OUT_OF_SCOPE_NATIONALITY", False),
        ({"free": False}, "NOT_VOLUNTARY", False),
        ({"capacity": False}, "NO_CAPACITY", False),
        ({"fear": "YES"}, "PROTECTION_RISK", None),
        ({"fear": "UNSURE", "fear_resolution": "PENDING"}, "PROTECTION_RISK", None),
        ({"fear": "YES", "fear_resolution": "ASYLUM"}, "PROTECTION_RISK", None),
        ({"child_track": True, "best_interests": "NOT_RETURN"}, "BID_AGAINST", False),
        ({"child_track": True}, "BID_PENDING", None),
        ({"custody_dispute": True}, "CUSTODY_DISPUTE", None),
        ({"legal_bar": True}, "LEGAL_RESTRICTION", False),
        ({"in_custody": True}, "IN_DETENTION", None),
        ({"identity_confirmed": False}, "ID_UNVERIFIED", None),
        ({"health_result": "TEMP_UNFIT"}, "MEDICAL_UNFIT", None),
        ({"health_result": "UNFIT"}, "MEDICAL_UNFIT", None),
        ({"has_means": True}, "HAS_MEANS", False),
        ({"assisted_before": True}, "DUPLICATE_PRIOR_ASSIST", None),
    ],
)
def test_each_criterion_that_is_not_met_says_so(
    known: dict[str, Any], reason: str, eligible: bool | None
) -> None:
    around = replace(AROUND, programmes=(AVR, RCM)) if "nationalities" in known else AROUND
    found = proposal(around, **known)
    assert found.eligible is eligible
    assert reason in reasons(found)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"nationalities": frozenset()}, "OUT_OF_SCOPE_NATIONALITY"),
        ({"free": None}, "NOT_VOLUNTARY"),
        ({"capacity": None}, "NO_CAPACITY"),
        ({"fear": None}, "PROTECTION_RISK"),
        ({"legal_bar": None}, "LEGAL_RESTRICTION"),
        ({"in_custody": None}, "IN_DETENTION"),
        ({"has_means": None}, "HAS_MEANS"),
    ],
)
def test_what_is_not_known_is_asked_and_never_counts_as_met(
    known: dict[str, Any], reason: str
) -> None:
    found = proposal(**known)
    assert found.eligible is None
    assert reasons(found)[reason] == "ASK"


def test_what_comes_later_on_the_way_does_not_hold_the_proposal_up() -> None:
    later: dict[str, Any] = {
        "identity_confirmed": None,
        "health_result": None,
        "custody_dispute": None,
    }
    assert proposal(**later).eligible is True


def test_a_legal_decision_maker_may_decide_for_who_cannot() -> None:
    assert proposal(capacity=False, decision_maker=True).eligible is True


def test_a_fear_that_protection_resolved_with_the_person_does_not_stop_them() -> None:
    assert proposal(fear="YES", fear_resolution="RETURN").eligible is True


@pytest.mark.parametrize(
    ("finding", "reason", "outcome", "eligible"),
    [("SUSPENDED", "RRDDP_SUSPENDED", "NO", False), ("CASE_BY_CASE", "RRDDP_CASE_BY_CASE", "LOOK", None),
     (None, "RRDDP_SUSPENDED", "ASK", None)],
)  # fmt: skip
def test_the_country_of_return_must_be_open(
    finding: str | None, reason: str, outcome: str, eligible: bool | None
) -> None:
    found = proposal(replace(AROUND, finding=finding))
    assert reasons(found) == {reason: outcome}
    assert found.eligible is eligible


def test_a_programme_without_a_live_agreement_is_not_proposed() -> None:
    shut = replace(AVR, is_open=False)
    found = proposal(replace(AROUND, programmes=(shut,)))
    assert reasons(found) == {"NO_AGREEMENT": "NO"}
    assert found.programme is None
    assert found.eligible is False


def test_no_money_is_a_wait_and_not_a_rejection() -> None:
    empty = tuple(replace(line, left_minor=0) for line in AROUND.lines)
    found = proposal(replace(AROUND, lines=empty))
    assert found.eligible is True
    assert reasons(found) == {"FUNDING_EXHAUSTED": "WAIT"}
    assert found.funding_lines == ()


def test_people_in_mpp_go_by_their_own_programme_and_by_the_joint_one_if_they_keep_the_case() -> (
    None
):
    assert proposal(in_mpp=True).programme == "MPP"
    assert proposal(in_mpp=True, keeps_case=True).programme == "TPVR"
    assert proposal(in_mpp=False).programme == "AVR"
    assert proposal(in_mpp=True, keeps_case=True).funding_lines == ("WIDE",)


def test_the_vulnerable_come_under_the_fund_made_for_them_narrowest_line_first() -> None:
    found = proposal(vulnerability=2)
    assert found.programme == "RCM"
    assert found.funding_lines == ("NARROW", "NEEDY")


def test_a_second_nationality_within_the_programme_is_enough() -> None:
    assert proposal(nationalities=frozenset({"USA", "SLV"})).programme == "AVR"


def test_every_criterion_is_published_with_a_listed_reason_and_whole_sentences() -> None:
    assert {criterion.test for criterion in CRITERIA} == set(TESTS)
    for criterion in CRITERIA:
        assert criterion.reason in codes.LISTS["eligibility_reason"]
        assert criterion.outcome in {"NO", "LOOK", "WAIT"}
        assert criterion.es.endswith(".")
        assert criterion.en.endswith(".")
        assert bool(criterion.unknown_es) == bool(criterion.unknown_en)
    (reason,) = proposal(free=False).reasons
    assert reason.sentence("es").startswith("Hay señales")
    assert reason.sentence("en").startswith("There are signs")
