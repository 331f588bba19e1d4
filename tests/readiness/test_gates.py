"""The gates over a file: who is a child, who is on the track, who holds together and who may part."""

from typing import Any

import pytest

from tests.readiness.asking import answers, codes, judged, missing, missing_in_group
from tests.readiness.complete import TODAY, WEEK, adult, alone, changed, file, in_mpp, son, without
from tests.readiness.lacking import ADULT_FILE, ALONE_FILE, FAMILY_FILE

TRACK = {
    "GUARDIAN_ASSIGNED",
    "FAMILY_TRACED",
    "BEST_INTERESTS",
    "GUARDIAN_CONSENT_ORIGIN",
    "RECEIVER_CONFIRMED",
    "CHILD_ESCORT",
    "HANDOVER_ARRANGED",
}
SPLIT = {"decided_by": "Nora Cruz", "family_agreed_on": WEEK}


def is_child(raw: dict[str, Any], index: int = 0) -> bool:
    """Whether the file treats a person as a child: only children need a guardian's declaration."""
    who = raw["persons"][index]["id"]
    lost = without(raw, f"persons.{index}.guardian_declaration")
    return (who, "GUARDIAN_DECLARATION", "CONFIRM") in missing(lost)


def is_on_track(raw: dict[str, Any], index: int) -> bool:
    """Whether the file puts a person on the child track."""
    lost = without(raw, f"persons.{index}.guardian_assigned")
    found = {code for who, code, _ in missing(lost) if who == raw["persons"][index]["id"]}
    return "GUARDIAN_ASSIGNED" in found


@pytest.mark.parametrize(
    ("birth_date", "precision", "child"),
    [
        ("2008-11-20", "day", False),  # turns 18 on the day of travel
        ("2008-11-21", "day", True),
        ("2008-11-20", None, False),
        ("2008-10-05", "month", False),  # 31 October at the latest
        ("2008-11-01", "month", True),  # perhaps 30 November
        ("2007-01-01", "year", False),  # 31 December 2007 at the latest
        ("2008-01-01", "year", True),
        ("2008-01-01", "age", True),
        ("2007-12-31", "age", False),
        (None, "day", True),
    ],
)
def test_a_person_is_adult_only_if_eighteen_on_the_latest_birth_date_possible(
    birth_date: str | None, precision: str | None, child: bool
) -> None:
    raw = file(adult(birth_date=birth_date, birth_date_precision=precision))
    assert is_child(raw) is child


def test_a_leap_day_birthday_is_reached_on_the_first_of_march() -> None:
    born = {"id": "a", "birth_date": "2008-02-29", "age_disputed": False}
    for day, child in (("2026-02-28", True), ("2026-03-01", False)):
        raw = {"today": day, "travel": {"date": day}, "persons": [born]}
        assert is_child(raw) is child


@pytest.mark.parametrize("disputed", [True, None])
def test_a_disputed_age_counts_as_under_eighteen_and_over_twelve(disputed: bool | None) -> None:
    assert is_child(file(adult(age_disputed=disputed)))
    small = file(adult(), son(birth_date="2018-01-01", age_disputed=disputed, child_heard_on=None))
    assert codes(small) == {"CHILD_HEARD"}


@pytest.mark.parametrize(
    ("birth_date", "precision", "heard"),
    [
        ("2014-11-20", "day", True),  # turns 12 on the day of travel
        ("2014-11-21", "day", False),
        ("2014-11-30", "month", True),  # perhaps 1 November
        ("2014-12-15", "month", False),
        ("2014-12-15", "year", True),  # perhaps 1 January
        ("2014-12-15", "age", True),
        ("2015-12-15", "year", False),
    ],
)
def test_a_child_is_heard_who_is_twelve_on_the_earliest_birth_date_possible(
    birth_date: str, precision: str, heard: bool
) -> None:
    child = son(birth_date=birth_date, birth_date_precision=precision, child_heard_on=None)
    assert codes(file(adult(), child)) == ({"CHILD_HEARD"} if heard else set())


def test_an_age_that_is_not_known_counts_both_ways() -> None:
    raw = file(adult(), son(birth_date=None, child_heard_on=None, fear=None))
    assert codes(raw) == {"CHILD_HEARD", "FEAR_ASKED"}
    assert is_child(raw, 1)


def test_someone_who_is_eighteen_today_is_adult_on_a_day_not_yet_chosen() -> None:
    assert not is_child(without(ADULT_FILE, "travel.date"))


@pytest.mark.parametrize(
    ("changes", "on_track"),
    [
        ({}, False),
        ({"relation_to_guardian": "LEGAL_GUARDIAN"}, False),
        ({"relation_to_guardian": "OTHER_RELATIVE"}, True),  # an uncle
        ({"relation_to_guardian": "NONE"}, True),
        ({"relation_to_guardian": None}, True),
        ({"guardian_id": None}, True),
        ({"guardian_id": "nobody"}, True),  # a parent in another file
        ({"guardian_id": "son"}, True),  # nobody is their own guardian
    ],
)
def test_only_an_adult_parent_or_guardian_of_the_file_takes_a_child_off_the_track(
    changes: dict[str, Any], on_track: bool
) -> None:
    assert is_on_track(file(adult(), son(**changes)), 1) is on_track


def test_a_mother_under_eighteen_takes_neither_herself_nor_her_baby_off_the_track() -> None:
    mother = alone(id="mother", sex="F", birth_date="2009-05-01")
    baby = son(id="baby", birth_date="2025-05-01", guardian_id="mother")
    raw = file(mother, baby)
    assert is_on_track(raw, 0)
    assert is_on_track(raw, 1)
    assert {code for who, code, _ in missing(raw) if who == "baby"} >= TRACK


def test_a_folio_of_minors_only_is_on_the_track_whatever_roles_were_typed() -> None:
    head = alone(
        id="head", birth_date="2010-05-01", guardian_id="other", relation_to_guardian="PARENT"
    )
    other = alone(id="other", guardian_id="head", relation_to_guardian="PARENT")
    raw = file(head, other)
    assert is_on_track(raw, 0)
    assert is_on_track(raw, 1)


@pytest.mark.parametrize(
    ("weeks", "mode", "multiple", "certificate", "met"),
    [
        (35, "AIR", False, True, True),
        (36, "AIR", False, True, False),
        (35, "MIXED", False, True, True),
        (36, "MIXED", False, True, False),
        (31, "AIR", True, True, True),
        (32, "AIR", True, True, False),
        (32, "AIR", None, True, False),  # not known counts as more than one
        (33, "LAND", False, True, True),
        (33, "LAND", True, True, True),
        (34, "LAND", False, True, False),
        (27, "AIR", False, None, True),
        (28, "AIR", False, None, False),
        (28, "LAND", False, False, False),
        (28, "LAND", False, True, True),
        (None, "AIR", False, True, False),
        (20, None, False, True, False),
    ],
)
def test_a_pregnancy_is_not_carried_beyond_the_safe_weeks(
    weeks: int | None, mode: str | None, multiple: bool | None, certificate: bool | None, met: bool
) -> None:
    pregnancy = {"status": "YES", "weeks": weeks, "on": TODAY, "multiple": multiple}
    raw = file(adult(pregnancy={**pregnancy, "certificate": certificate}))
    raw["travel"]["mode"] = mode
    assert ("FIT_TO_TRAVEL" not in codes(raw)) is met


def test_weeks_grow_by_whole_weeks_until_the_travel_date() -> None:
    pregnancy = {"status": "YES", "weeks": 35, "multiple": False, "certificate": True}
    for counted, met in (("2026-11-14", True), (WEEK, False)):  # 35+6 and 36+0 on the day
        assert (codes(file(adult(pregnancy={**pregnancy, "on": counted}))) == set()) is met
    assert codes(file(adult(pregnancy=pregnancy))) == {"FIT_TO_TRAVEL"}


@pytest.mark.parametrize(
    "pregnancy", [None, {}, {"status": "NO"}, {"status": "PREFERS_NOT_TO_SAY"}]
)
def test_nobody_is_made_to_say_whether_she_is_pregnant(pregnancy: dict[str, Any] | None) -> None:
    assert codes(file(adult(pregnancy=pregnancy))) == set()


@pytest.mark.parametrize(
    ("kind", "issuer", "mode", "origin", "destination", "met"),
    [
        ("NATIONAL_ID", "HND", "LAND", "MEX", "HND", True),
        ("NATIONAL_ID", "HND", "LAND", "GTM", "HND", True),
        ("NATIONAL_ID", "HND", "MIXED", "MEX", "HND", False),
        ("NATIONAL_ID", "HND", "AIR", "MEX", "HND", False),
        ("NATIONAL_ID", "HND", "LAND", "USA", "HND", False),
        ("NATIONAL_ID", "HND", "LAND", "MEX", "CRI", False),
        ("NATIONAL_ID", "SLV", "LAND", "MEX", "HND", False),  # not the person's own
        ("NATIONAL_ID", None, "LAND", "MEX", "HND", False),
        ("LAISSEZ_PASSER", "HND", "AIR", "MEX", "HND", True),
        ("MINOR_PERMIT", "HND", "AIR", "MEX", "HND", False),
        ("BIRTH_CERTIFICATE", "HND", "LAND", "MEX", "HND", False),
    ],
)
def test_an_adult_crosses_with_an_identity_card_by_land_within_the_region_only(
    kind: str, issuer: str | None, mode: str, origin: str, destination: str, met: bool
) -> None:
    raw = changed(ADULT_FILE, "persons.0.documents.0.type", kind)
    raw = changed(raw, "persons.0.documents.0.issuer", issuer)
    raw["travel"].update(mode=mode, origin=origin, destination=destination)
    assert ("TRAVEL_DOCUMENT" not in codes(raw)) is met


@pytest.mark.parametrize(
    ("kind", "issuer", "met"),
    [
        ("PASSPORT", "HND", True),
        ("LAISSEZ_PASSER", "HND", True),
        ("LAISSEZ_PASSER", "GTM", False),
        ("MINOR_PERMIT", "HND", True),
        ("NATIONAL_ID", "HND", False),
        ("BIRTH_CERTIFICATE", "HND", False),
    ],
)
def test_a_child_travels_on_a_passport_or_what_its_consulate_issues_for_minors(
    kind: str, issuer: str, met: bool
) -> None:
    raw = changed(FAMILY_FILE, "persons.1.documents.0.type", kind)
    raw = changed(raw, "persons.1.documents.0.issuer", issuer)
    raw["travel"]["mode"] = "LAND"
    assert ("TRAVEL_DOCUMENT" not in codes(raw)) is met


def test_one_valid_original_among_several_papers_is_enough() -> None:
    lost = {
        "type": "PASSPORT",
        "issuer": "HND",
        "valid_until": "2027-06-01",
        "original_with": "lost",
    }
    safe = {**lost, "type": "LAISSEZ_PASSER", "original_with": "office"}
    assert codes(file(adult(documents=[lost, safe]))) == set()
    expired = {**safe, "valid_until": WEEK}
    raw = file(adult(documents=[lost, expired]))
    assert missing(raw) == [("adult", "TRAVEL_DOCUMENT", "BOARD")]


def test_each_gate_asks_its_own_rows_and_those_before_it() -> None:
    for path, expected in (
        ("persons.0.legal_bar", (False, False, False)),
        ("persons.0.declaration", (True, False, False)),
        ("persons.0.reconfirmed_on", (True, True, False)),
    ):
        raw = without(ADULT_FILE, path)
        assert answers(raw) == expected
        person = judged(raw).persons[0]
        assert (person.may("BOOK"), person.may("CONFIRM"), person.may("BOARD")) == expected


def test_a_group_is_held_together_at_the_gates_where_someone_lacks_a_row() -> None:
    raw = without(FAMILY_FILE, "persons.0.declaration")
    assert missing_in_group(raw) == [
        ("adult", "DECLARATION", "CONFIRM"),
        ("son", "GROUP_TOGETHER", "CONFIRM"),
        ("son", "GROUP_TOGETHER", "BOARD"),
    ]
    assert answers(raw) == (True, False, False)


def test_who_lacks_a_row_only_later_is_held_together_before() -> None:
    raw = without(without(FAMILY_FILE, "persons.0.legal_bar"), "persons.1.reconfirmed_on")
    assert missing_in_group(raw) == [
        ("adult", "NO_LEGAL_BAR", "BOOK"),
        ("son", "GROUP_TOGETHER", "BOOK"),
        ("son", "GROUP_TOGETHER", "CONFIRM"),
        ("son", "RECONFIRMED", "BOARD"),
    ]


def test_one_person_is_no_group() -> None:
    assert missing_in_group(without(ADULT_FILE, "persons.0.legal_bar")) == [
        ("adult", "NO_LEGAL_BAR", "BOOK")
    ]


def test_a_decided_split_lets_the_ready_go_and_leaves_the_others_out_of_the_answers() -> None:
    brother = adult(id="brother", sex="M", legal_bar=True)
    raw = file(adult(), son(), brother)
    assert answers(raw) == (False, False, False)
    parted = {**raw, "split": SPLIT}
    assert missing_in_group(parted) == [("brother", "NO_LEGAL_BAR", "BOOK")]
    assert answers(parted) == (True, True, True)
    assert [person.may("BOARD") for person in judged(parted).persons] == [True, True, False]


@pytest.mark.parametrize("fact", ["decided_by", "family_agreed_on"])
def test_a_split_needs_an_officer_with_a_name_and_the_familys_word(fact: str) -> None:
    raw = file(adult(), adult(id="brother", legal_bar=True), split={**SPLIT, fact: None})
    assert answers(raw) == (False, False, False)


def test_no_child_goes_without_its_mother() -> None:
    raw = file(adult(legal_bar=True), son(), split=SPLIT)
    assert ("son", "GROUP_TOGETHER", "BOOK") in missing_in_group(raw)
    assert answers(raw) == (False, False, False)


def test_no_child_goes_without_a_father_who_travels_too() -> None:
    father = adult(id="father", sex="M", legal_bar=True)
    raw = file(adult(), son(other_parent={"state": "TRAVELS_TOO"}), father, split=SPLIT)
    assert ("son", "GROUP_TOGETHER", "BOOK") in missing_in_group(raw)
    assert ("adult", "GROUP_TOGETHER", "BOOK") in missing_in_group(raw)
    assert answers(raw) == (False, False, False)


def test_a_baby_does_not_go_without_its_mother_of_sixteen() -> None:
    mother = alone(id="mother", sex="F", legal_bar=True)
    baby = alone(id="baby", birth_date="2025-05-01", guardian_id="mother", parentage_shown=True)
    baby.update(relation_to_guardian="PARENT", other_parent={"state": "DECEASED", "paper": True})
    raw = file(mother, baby, split=SPLIT)
    assert ("baby", "GROUP_TOGETHER", "BOOK") in missing_in_group(raw)


def test_a_split_in_which_nobody_is_ready_opens_no_gate() -> None:
    raw = file(adult(legal_bar=True), adult(id="brother", legal_bar=True), split=SPLIT)
    assert answers(raw) == (False, False, False)


def test_a_split_that_fails_at_an_earlier_gate_holds_at_the_later_ones() -> None:
    uncle = adult(id="uncle", sex="M")
    raw = file(adult(legal_bar=True), son(reconfirmed_on=None), uncle, split=SPLIT)
    assert ("uncle", "GROUP_TOGETHER", "BOOK") in missing_in_group(raw)
    assert answers(raw) == (False, False, False)


def test_a_status_of_mpp_implies_nothing() -> None:
    assert codes(file(adult(status="MPP"))) == set()
    assert codes(file(adult(status="IRREGULAR", mpp=in_mpp(understood=None)))) == {"MPP_UNDERSTOOD"}


def test_a_file_with_one_unknown_person_lacks_nearly_everything_and_opens_nothing() -> None:
    raw = {"persons": [{"id": "unknown"}]}
    assert answers(raw) == (False, False, False)
    assert codes(raw) >= TRACK
    assert len(codes(raw)) >= 35


def test_facts_that_only_a_lone_child_needs_do_not_burden_the_accompanied() -> None:
    assert missing_in_group(FAMILY_FILE) == []
    assert missing_in_group(ALONE_FILE) == []
