"""Each row of the table: the file that only that row holds back, and what else the row must see."""

import re
from pathlib import Path
from typing import Any

import pytest

from rumbo.readiness.requirements import TABLE
from tests.readiness.asking import answers, codes, judged, missing, missing_in_group
from tests.readiness.complete import (
    MPP_POINTS,
    TODAY,
    TOPICS,
    WEEK,
    adult,
    alone,
    changed,
    file,
    in_mpp,
    son,
    without,
)
from tests.readiness.lacking import (
    ADULT_FILE,
    ALONE_FILE,
    ASYLUM,
    FAMILY_FILE,
    LACKING,
    MPP_FILE,
    SURVIVOR,
    TRAFFICKED,
    UNSURE,
)

CODES = [row.code for row in TABLE]


def whose(raw: dict[str, Any]) -> list[str]:
    return [one.whose for person in judged(raw).persons for one in person.missing]


def assert_only_this_row(code: str) -> None:
    """The complete file lacks nothing; with one fact less it lacks this row, and no other."""
    complete, path, value = LACKING[code]
    assert missing_in_group(complete) == []
    assert answers(complete) == (True, True, True)
    assert codes(changed(complete, path, value)) == {code}


@pytest.mark.parametrize("code", LACKING)
def test_a_file_that_lacks_one_row_looks_complete_without_that_row(code: str) -> None:
    complete, path, value = LACKING[code]
    lacking = changed(complete, path, value)
    without_the_row = [row for row in TABLE if row.code != code]
    assert codes(lacking) == {code}
    assert codes(lacking, without_the_row) == set()


def test_every_row_has_its_test_and_its_file() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    for code in CODES:
        assert re.search(rf"^def test_{code.lower()}_", source, re.MULTILINE), code
    assert set(LACKING) == set(CODES) - {"GROUP_TOGETHER"}


def test_the_rows_stand_in_the_order_of_the_table() -> None:
    empty = judged({"persons": [{"id": "unknown"}]}).persons[0].missing
    order = [CODES.index(one.row.code) for one in empty]
    assert order == sorted(order)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.code)
def test_every_row_speaks_both_languages_and_names_its_source(row: Any) -> None:
    for words in (row.text, row.source, row.met_when, row.whom.words):
        assert words.es.strip()
        assert words.en.strip()
        assert words.es != words.en or "Dossier" in words.es or words.es.startswith("S")
    assert row.text.es.startswith("Falta")


def test_data_consent_is_the_persons_own_and_not_withdrawn() -> None:
    assert_only_this_row("DATA_CONSENT")
    assert codes(changed(ADULT_FILE, "persons.0.data_consent.withdrawn_on", WEEK)) == {
        "DATA_CONSENT"
    }
    assert codes(changed(ADULT_FILE, "persons.0.data_consent.by", "GUARDIAN")) == {"DATA_CONSENT"}
    assert codes(changed(ALONE_FILE, "persons.0.data_consent.by", "SELF")) == {"DATA_CONSENT"}
    assert not codes(changed(ALONE_FILE, "persons.0.data_consent.by", "GUARDIAN"))


def test_screened_is_done_alone_and_for_a_lone_child_by_a_child_officer() -> None:
    assert_only_this_row("SCREENED")
    assert codes(changed(ADULT_FILE, "persons.0.screened.alone", False)) == {"SCREENED"}
    assert codes(changed(ALONE_FILE, "persons.0.screened.child_officer", False)) == {"SCREENED"}
    small = file(adult(), son(birth_date="2016-01-01", screened={"on": WEEK, "by": "Marta"}))
    assert not codes(small)
    assert codes(changed(small, "persons.1.birth_date", "2014-11-20")) == {"SCREENED"}


def test_counselled_covers_every_topic_in_words_the_person_understands() -> None:
    assert_only_this_row("COUNSELLED")
    for topic in TOPICS:
        rest = [one for one in TOPICS if one != topic]
        assert codes(changed(ADULT_FILE, "persons.0.counselling.topics", rest)) == {"COUNSELLED"}
    quekchi = changed(ADULT_FILE, "persons.0.counselling.language", "kek")
    assert codes(quekchi) == {"COUNSELLED"}
    helped = changed(quekchi, "persons.0.counselling.interpreter", "INDEPENDENT")
    assert not codes(helped)
    cousin = changed(quekchi, "persons.0.counselling.interpreter", "RELATIVE")
    assert codes(cousin) == {"COUNSELLED"}
    assert not codes(changed(ADULT_FILE, "persons.0.counselling.interpreter", "RELATIVE"))


def test_asylum_explained_is_for_adults_and_lone_children() -> None:
    assert_only_this_row("ASYLUM_EXPLAINED")
    assert codes(without(ALONE_FILE, "persons.0.counselling.asylum_on")) == {"ASYLUM_EXPLAINED"}
    assert not codes(without(FAMILY_FILE, "persons.1.counselling.asylum_on"))


def test_fear_asked_is_asked_alone_and_is_all_that_is_missing() -> None:
    assert_only_this_row("FEAR_ASKED")
    assert codes(changed(ADULT_FILE, "persons.0.fear.alone", False)) == {"FEAR_ASKED"}
    assert codes(without(ADULT_FILE, "persons.0.fear")) == {"FEAR_ASKED"}
    assert whose(without(ADULT_FILE, "persons.0.fear")) == ["counsellor"]
    assert whose(without(ALONE_FILE, "persons.0.fear")) == ["child_officer"]
    assert codes(without(FAMILY_FILE, "persons.1.fear")) == {"FEAR_ASKED"}
    small = file(adult(), son(birth_date="2016-01-01", fear=None))
    assert not codes(small)
    assert codes(without(file(alone(birth_date="2024-01-01")), "persons.0.fear")) == {"FEAR_ASKED"}


def test_fear_resolved_needs_two_officers_and_asylum_explained_after_the_question() -> None:
    assert_only_this_row("FEAR_RESOLVED")
    afraid = file(adult(fear=UNSURE))
    for answer in ("YES", "UNSURE"):
        afraid = changed(afraid, "persons.0.fear.answer", answer)
        assert not codes(afraid)
        for fact in ("resolution", "resolved_on", "resolved_by", "second_officer"):
            assert codes(without(afraid, f"persons.0.fear.{fact}")) == {"FEAR_RESOLVED"}
        for resolution in ("ASYLUM", "PENDING"):
            waits = changed(afraid, "persons.0.fear.resolution", resolution)
            assert codes(waits) == {"FEAR_RESOLVED"}
    alike = changed(afraid, "persons.0.fear.second_officer", " sara  LIMA ")
    assert codes(alike) == {"FEAR_RESOLVED"}
    for fact in ("fear.resolved_on", "counselling.asylum_on"):
        before = changed(afraid, f"persons.0.{fact}", "2026-11-12")
        assert codes(before) == {"FEAR_RESOLVED"}
    assert codes(changed(ADULT_FILE, "persons.0.fear.resolution", "ASYLUM")) == {"FEAR_RESOLVED"}
    assert codes(without(ADULT_FILE, "persons.0.fear.answer")) == {"FEAR_RESOLVED"}


def test_asylum_claim_settled_is_asked_of_every_claim_and_of_an_unknown_status() -> None:
    assert_only_this_row("ASYLUM_CLAIM_SETTLED")
    for status in ("ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"):
        claim = file(adult(status=status, asylum_claim=ASYLUM))
        assert not codes(claim)
        for fact in ASYLUM:
            assert codes(without(claim, f"persons.0.asylum_claim.{fact}")) == {
                "ASYLUM_CLAIM_SETTLED"
            }
    assert codes(file(adult(status=None, asylum_claim=ASYLUM))) == {"ASYLUM_CLAIM_SETTLED"}
    assert not codes(file(adult(status="MPP")))


def test_not_in_custody_opens_with_a_finding_and_independent_counsel() -> None:
    assert_only_this_row("NOT_IN_CUSTODY")
    held = file(adult(in_custody=True, custody_finding={"by": "Sara Lima", "counsel": "Iván Mora"}))
    assert not codes(held)
    for fact in ("by", "counsel"):
        assert codes(without(held, f"persons.0.custody_finding.{fact}")) == {"NOT_IN_CUSTODY"}


def test_free_decision_is_found_alone() -> None:
    assert_only_this_row("FREE_DECISION")
    for fact in ("alone", "free"):
        assert codes(changed(ADULT_FILE, f"persons.0.voluntariness.{fact}", False)) == {
            "FREE_DECISION"
        }
        assert codes(without(ALONE_FILE, f"persons.0.voluntariness.{fact}")) == {"FREE_DECISION"}
        assert not codes(without(FAMILY_FILE, f"persons.1.voluntariness.{fact}"))


def test_informed_decision_is_for_adults_and_lone_children() -> None:
    assert_only_this_row("INFORMED_DECISION")
    assert codes(changed(ALONE_FILE, "persons.0.voluntariness.informed", False)) == {
        "INFORMED_DECISION"
    }
    assert not codes(without(FAMILY_FILE, "persons.1.voluntariness.informed"))
    undated = without(ADULT_FILE, "persons.0.voluntariness.assessed_on")
    assert codes(undated) == {"FREE_DECISION", "INFORMED_DECISION"}


def test_capacity_is_the_persons_or_a_legal_decision_makers() -> None:
    assert_only_this_row("CAPACITY")
    unable = changed(ADULT_FILE, "persons.0.voluntariness.capacity", False)
    assert codes(unable) == {"CAPACITY"}
    assert not codes(changed(unable, "persons.0.voluntariness.decision_maker", "Juez Segundo"))
    assert not codes(without(ALONE_FILE, "persons.0.voluntariness.capacity"))


def test_safety_of_survivors_is_asked_where_either_flag_is_up_or_not_known() -> None:
    assert_only_this_row("SAFETY_OF_SURVIVORS")
    for flag in ("kidnapping", "family_violence"):
        flagged = file(adult(survivor={**SURVIVOR, "kidnapping": False, flag: True}))
        assert not codes(flagged)
        for fact in ("safety_finding_on", "rights_explained_on"):
            assert codes(without(flagged, f"persons.0.survivor.{fact}")) == {"SAFETY_OF_SURVIVORS"}
        assert codes(without(ADULT_FILE, f"persons.0.survivor.{flag}")) == {"SAFETY_OF_SURVIVORS"}


def test_trafficking_cleared_respects_who_must_not_know() -> None:
    assert_only_this_row("TRAFFICKING_CLEARED")
    known = file(adult(trafficking=TRAFFICKED))
    assert not codes(known)
    for fact in TRAFFICKED:
        assert codes(without(known, f"persons.0.trafficking.{fact}")) == {"TRAFFICKING_CLEARED"}
    quiet = changed(known, "persons.0.trafficking.share_with_origin", False)
    assert codes(quiet) == {"TRAFFICKING_CLEARED"}
    seconded = changed(quiet, "persons.0.trafficking.second_officer", "Tomás Gil")
    assert not codes(seconded)
    assert not codes(without(seconded, "persons.0.trafficking.origin_cleared_on"))
    same = changed(quiet, "persons.0.trafficking.second_officer", "Sara Lima")
    assert codes(same) == {"TRAFFICKING_CLEARED"}


def test_mpp_explained_covers_each_point_and_leaves_small_children_to_their_parents() -> None:
    assert_only_this_row("MPP_EXPLAINED")
    for point in MPP_POINTS:
        rest = [one for one in MPP_POINTS if one != point]
        assert codes(changed(MPP_FILE, "persons.0.mpp.explained", rest)) == {"MPP_EXPLAINED"}
    away = {"in_mpp": True, "keeps_case": False}
    told = in_mpp(keeps_case=False)
    both = {"MPP_EXPLAINED", "MPP_UNDERSTOOD"}
    assert not codes(file(adult(mpp=told), son(mpp=away)))
    assert codes(file(alone(mpp=away))) == both
    assert not codes(file(alone(mpp=away, birth_date="2016-01-01")))
    unknown = codes(file(adult(mpp={})))
    assert unknown == {*both, "COURT_DATE_RECORDED", "REENTRY_PAPER"}


def test_mpp_understood_is_taught_back() -> None:
    assert_only_this_row("MPP_UNDERSTOOD")
    assert codes(changed(MPP_FILE, "persons.0.mpp.understood", False)) == {"MPP_UNDERSTOOD"}


def test_child_heard_hears_every_lone_child_and_the_accompanied_from_twelve() -> None:
    assert_only_this_row("CHILD_HEARD")
    assert codes(without(FAMILY_FILE, "persons.1.child_heard_on")) == {"CHILD_HEARD"}
    assert not codes(file(adult(), son(birth_date="2014-11-21", child_heard_on=None)))
    assert codes(file(adult(), son(birth_date="2014-11-20", child_heard_on=None))) == {
        "CHILD_HEARD"
    }
    assert codes(file(alone(birth_date="2025-01-01", child_heard_on=None))) == {"CHILD_HEARD"}


def test_parentage_shown_is_shown_and_not_only_said() -> None:
    assert_only_this_row("PARENTAGE_SHOWN")
    assert codes(changed(FAMILY_FILE, "persons.1.parentage_shown", False)) == {"PARENTAGE_SHOWN"}
    guardian = changed(FAMILY_FILE, "persons.1.relation_to_guardian", "LEGAL_GUARDIAN")
    assert not codes(guardian)
    assert codes(without(guardian, "persons.1.parentage_shown")) == {"PARENTAGE_SHOWN"}
    unknown = without(ALONE_FILE, "persons.0.relation_to_guardian")
    assert codes(unknown) == {"PARENTAGE_SHOWN", "OTHER_PARENT"}


def test_guardian_assigned_is_for_the_child_track_alone() -> None:
    assert_only_this_row("GUARDIAN_ASSIGNED")
    assert not codes(FAMILY_FILE)


def test_family_traced_is_done_by_the_authority_of_origin() -> None:
    assert_only_this_row("FAMILY_TRACED")
    assert codes(changed(ALONE_FILE, "persons.0.family_traced", False)) == {"FAMILY_TRACED"}


def test_best_interests_speaks_for_return() -> None:
    assert_only_this_row("BEST_INTERESTS")
    for decision in ("NOT_RETURN", "PENDING"):
        decided = changed(ALONE_FILE, "persons.0.best_interests.decision", decision)
        assert codes(decided) == {"BEST_INTERESTS"}
    assert whose(changed(ALONE_FILE, "persons.0.best_interests.on", None)) == ["panel"]


def test_child_by_air_flies_lone_children_who_leave_mexico() -> None:
    assert_only_this_row("CHILD_BY_AIR")
    assert codes(changed(ALONE_FILE, "travel.mode", "MIXED")) == {"CHILD_BY_AIR"}
    by_land = changed(ALONE_FILE, "travel.mode", "LAND")
    assert not codes(changed(by_land, "travel.origin", "GTM"))
    assert codes(without(ALONE_FILE, "travel.origin")) == {"CHILD_BY_AIR"}
    assert not codes(changed(FAMILY_FILE, "travel.mode", "LAND"))


def test_eligible_takes_two_different_people() -> None:
    assert_only_this_row("ELIGIBLE")
    for fact in ("decided_by", "countersigned_by", "on"):
        assert codes(without(ADULT_FILE, f"persons.0.eligibility.{fact}")) == {"ELIGIBLE"}
    same = changed(ADULT_FILE, "persons.0.eligibility.countersigned_by", "julio paz")
    assert codes(same) == {"ELIGIBLE"}
    assert codes(changed(ADULT_FILE, "persons.0.eligibility.live", False)) == {"ELIGIBLE"}


def test_country_open_is_known_to_be_open() -> None:
    assert_only_this_row("COUNTRY_OPEN")
    assert codes(changed(ADULT_FILE, "country_open", False)) == {"COUNTRY_OPEN"}


def test_agreement_live_covers_the_travel_date_from_first_to_last_day() -> None:
    assert_only_this_row("AGREEMENT_LIVE")
    edge = changed(changed(ADULT_FILE, "agreement_from", TODAY), "agreement_until", TODAY)
    assert not codes(edge)
    assert codes(changed(edge, "agreement_from", "2026-11-21")) == {"AGREEMENT_LIVE"}
    assert codes(changed(edge, "agreement_until", "2026-11-19")) == {"AGREEMENT_LIVE"}
    assert codes(without(ADULT_FILE, "programme")) == {"AGREEMENT_LIVE"}


def test_entry_right_is_nationality_or_residence_valid_on_arrival() -> None:
    assert_only_this_row("ENTRY_RIGHT")
    foreign = file(adult(nationalities=["VEN"]))
    assert codes(foreign) == {"ENTRY_RIGHT"}
    permit = {"country": "HND", "valid_until": TODAY}
    assert not codes(file(adult(nationalities=["VEN"], residence_permit=permit)))
    permit = {"country": "HND", "valid_until": "2026-11-19"}
    assert codes(file(adult(nationalities=["VEN"], residence_permit=permit))) == {"ENTRY_RIGHT"}
    permit = {"country": "GTM", "valid_until": TODAY}
    assert codes(file(adult(nationalities=["VEN"], residence_permit=permit))) == {"ENTRY_RIGHT"}


def test_no_legal_bar_is_known_and_not_assumed() -> None:
    assert_only_this_row("NO_LEGAL_BAR")
    assert codes(changed(ADULT_FILE, "persons.0.legal_bar", True)) == {"NO_LEGAL_BAR"}


def test_group_together_holds_the_ready_back_with_the_others() -> None:
    held = without(FAMILY_FILE, "persons.1.parentage_shown")
    assert missing_in_group(held) == [
        ("adult", "GROUP_TOGETHER", "BOOK"),
        ("adult", "GROUP_TOGETHER", "CONFIRM"),
        ("adult", "GROUP_TOGETHER", "BOARD"),
        ("son", "PARENTAGE_SHOWN", "BOOK"),
    ]
    without_the_row = [row for row in TABLE if row.code != "GROUP_TOGETHER"]
    assert missing_in_group(held, without_the_row) == [("son", "PARENTAGE_SHOWN", "BOOK")]


def test_declaration_is_signed_for_this_journey_and_understood() -> None:
    assert_only_this_row("DECLARATION")
    signed = "persons.0.declaration."
    for fact in ("on", "travel", "wording", "oldest_accepted_wording", "witness"):
        assert codes(without(ADULT_FILE, signed + fact)) == {"DECLARATION"}
    assert codes(changed(ADULT_FILE, signed + "on", "2026-11-12")) == {"DECLARATION"}
    assert codes(changed(ADULT_FILE, signed + "travel", "2026-11-21")) == {"DECLARATION"}
    assert codes(changed(ADULT_FILE, signed + "wording", "2026-04-30")) == {"DECLARATION"}
    assert not codes(changed(ADULT_FILE, signed + "wording", "2026-05-02"))
    assert codes(changed(ADULT_FILE, signed + "withdrawn_on", TODAY)) == {"DECLARATION"}
    other = changed(ADULT_FILE, signed + "language", "en")
    assert codes(other) == {"DECLARATION"}
    assert not codes(changed(other, signed + "interpreter", "INDEPENDENT"))
    unread = changed(ADULT_FILE, signed + "read_aloud", False)
    assert not codes(unread)
    assert codes(without(unread, "persons.0.can_read")) == {"DECLARATION"}


def test_guardian_declaration_is_asked_for_every_child() -> None:
    assert_only_this_row("GUARDIAN_DECLARATION")
    for fact in ("by", "capacity", "on"):
        assert codes(without(FAMILY_FILE, f"persons.1.guardian_declaration.{fact}")) == {
            "GUARDIAN_DECLARATION"
        }
    withdrawn = changed(FAMILY_FILE, "persons.1.guardian_declaration.withdrawn_on", TODAY)
    assert codes(withdrawn) == {"GUARDIAN_DECLARATION"}


def test_guardian_consent_origin_lives_or_is_dispensed_with() -> None:
    assert_only_this_row("GUARDIAN_CONSENT_ORIGIN")
    withdrawn = changed(ALONE_FILE, "persons.0.guardian_consent_origin.withdrawn_on", TODAY)
    assert codes(withdrawn) == {"GUARDIAN_CONSENT_ORIGIN"}
    dispensed = {"dispensed_by_authority_on": WEEK}
    assert not codes(file(alone(guardian_consent_origin=dispensed)))


def test_other_parent_is_never_contacted_after_family_violence() -> None:
    assert_only_this_row("OTHER_PARENT")
    fled = {**SURVIVOR, "family_violence": True}
    father = adult(id="father", sex="M")
    for state, paper, met, met_after_violence in (
        ("CONSENTED", None, True, False),
        ("TRAVELS_TOO", None, True, False),
        ("SOLE_CUSTODY", True, True, True),
        ("DECEASED", True, True, True),
        ("DISPENSED", True, True, True),
        ("SOLE_CUSTODY", False, False, False),
        ("DECEASED", None, False, False),
        ("DISPENSED", None, False, False),
        ("MISSING", True, False, False),
    ):
        other = {"state": state, "on": WEEK, "paper": paper}
        family = file(adult(), son(other_parent=other), father)
        assert codes(family) == (set() if met else {"OTHER_PARENT"})
        for who in (0, 1):
            after = changed(family, f"persons.{who}.survivor", fled)
            assert codes(after) == (set() if met_after_violence else {"OTHER_PARENT"})
    lone_mother = file(adult(), son(other_parent={"state": "TRAVELS_TOO"}))
    assert codes(lone_mother) == {"OTHER_PARENT"}


def test_receiver_confirmed_has_a_name() -> None:
    assert_only_this_row("RECEIVER_CONFIRMED")
    assert codes(without(ALONE_FILE, "persons.0.receiver.name")) == {"RECEIVER_CONFIRMED"}


def test_child_escort_has_a_name_and_training() -> None:
    assert_only_this_row("CHILD_ESCORT")
    assert codes(without(ALONE_FILE, "persons.0.escort.name")) == {"CHILD_ESCORT"}
    assert codes(changed(ALONE_FILE, "persons.0.escort.specialised", False)) == {"CHILD_ESCORT"}


def test_handover_arranged_is_settled_before_anyone_leaves() -> None:
    assert_only_this_row("HANDOVER_ARRANGED")
    assert codes(changed(ALONE_FILE, "persons.0.handover_arranged", False)) == {"HANDOVER_ARRANGED"}


def test_travel_document_is_valid_on_the_day_of_arrival() -> None:
    assert_only_this_row("TRAVEL_DOCUMENT")
    night = changed(ADULT_FILE, "travel.arrives", "2026-11-21")
    assert codes(changed(night, "persons.0.documents.0.valid_until", TODAY)) == {"TRAVEL_DOCUMENT"}
    assert not codes(changed(night, "persons.0.documents.0.valid_until", "2026-11-21"))
    for place in ("consulate", "inm", "lost", None):
        away = changed(ADULT_FILE, "persons.0.documents.0.original_with", place)
        assert missing(away) == [("adult", "TRAVEL_DOCUMENT", "BOARD")]
        assert answers(away) == (True, True, False)
    for place in ("escort", "office"):
        assert not codes(changed(ADULT_FILE, "persons.0.documents.0.original_with", place))
    gone = without(ADULT_FILE, "persons.0.documents")
    assert missing(gone) == [("adult", "TRAVEL_DOCUMENT", "CONFIRM")]


def test_exit_paper_is_asked_where_the_status_asks_it() -> None:
    assert_only_this_row("EXIT_PAPER")
    assert not codes(changed(ADULT_FILE, "persons.0.exit_paper", {"needed": False}))
    assert codes(without(ADULT_FILE, "persons.0.exit_paper.needed")) == {"EXIT_PAPER"}
    assert not codes(changed(ADULT_FILE, "persons.0.exit_paper.valid_until", TODAY))
    assert codes(changed(ADULT_FILE, "persons.0.exit_paper.valid_until", WEEK)) == {"EXIT_PAPER"}


def test_transit_allowed_is_known_for_each_country() -> None:
    assert_only_this_row("TRANSIT_ALLOWED")
    assert not codes(changed(ADULT_FILE, "persons.0.transit", []))
    for allowed in (None, False):
        assert codes(changed(ADULT_FILE, "persons.0.transit.0.allowed", allowed)) == {
            "TRANSIT_ALLOWED"
        }


def test_fit_to_travel_holds_on_the_travel_date() -> None:
    assert_only_this_row("FIT_TO_TRAVEL")
    assert not codes(changed(ADULT_FILE, "persons.0.health.valid_until", TODAY))
    assert codes(changed(ADULT_FILE, "persons.0.health.valid_until", "2026-11-19")) == {
        "FIT_TO_TRAVEL"
    }
    for result in ("TEMP_UNFIT", "UNFIT", "FIT_WITH_ESCORT", None):
        assert codes(changed(ADULT_FILE, "persons.0.health.result", result)) == {"FIT_TO_TRAVEL"}
    assert not codes(changed(ADULT_FILE, "persons.0.health.result", "FIT_WITH_CONDITIONS"))
    escorted = {"result": "FIT_WITH_ESCORT", "on": WEEK, "valid_until": TODAY, "escort": "Dra. Paz"}
    assert not codes(file(adult(health=escorted)))


def test_court_date_recorded_is_asked_of_who_keeps_the_case() -> None:
    assert_only_this_row("COURT_DATE_RECORDED")
    gone = file(adult(mpp=in_mpp(keeps_case=False, court_date=None, reentry_paper=None)))
    assert not codes(gone)
    unknown = codes(without(MPP_FILE, "persons.0.mpp.keeps_case"))
    assert unknown == {"COURT_DATE_RECORDED", "REENTRY_PAPER"}


def test_reentry_paper_lasts_to_the_hearing_or_is_signed_away() -> None:
    assert_only_this_row("REENTRY_PAPER")
    hearing = "persons.0.mpp.reentry_paper.valid_until"
    assert not codes(changed(MPP_FILE, hearing, "2027-01-15"))
    assert codes(changed(MPP_FILE, hearing, "2027-01-14")) == {"REENTRY_PAPER"}
    assert not codes(file(adult(mpp=in_mpp(reentry_paper=None, no_guarantee_signed_on=WEEK))))


def test_receiving_side_told_is_answered_where_more_is_at_stake() -> None:
    assert_only_this_row("RECEIVING_SIDE_TOLD")
    unanswered = changed(ADULT_FILE, "receiving_side.answered_on", None)
    by_land = changed(unanswered, "travel.mode", "LAND")
    assert not codes(by_land)
    assert codes(without(by_land, "receiving_side")) == {"RECEIVING_SIDE_TOLD"}
    for mode in ("AIR", "MIXED", None):
        assert codes(changed(unanswered, "travel.mode", mode)) == {"RECEIVING_SIDE_TOLD"}
    for needs in (True, None):
        assert codes(changed(by_land, "persons.0.care_needs", needs)) == {"RECEIVING_SIDE_TOLD"}
    from_guatemala = changed(changed(ALONE_FILE, "travel.mode", "LAND"), "travel.origin", "GTM")
    assert not codes(from_guatemala)
    assert codes(without(from_guatemala, "receiving_side.answered_on")) == {"RECEIVING_SIDE_TOLD"}


def test_reconfirmed_is_said_today_on_the_day_of_travel() -> None:
    assert_only_this_row("RECONFIRMED")
    assert codes(changed(ADULT_FILE, "persons.0.reconfirmed_on", "2026-11-19")) == {"RECONFIRMED"}
    tomorrow = changed(ADULT_FILE, "travel", {**ADULT_FILE["travel"], "date": "2026-11-21"})
    tomorrow = changed(tomorrow, "travel.arrives", "2026-11-21")
    tomorrow = changed(tomorrow, "persons.0.declaration.travel", "2026-11-21")
    assert missing(tomorrow) == [("adult", "RECONFIRMED", "BOARD")]
