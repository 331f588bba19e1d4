"""The closed lists: both languages everywhere, exact codes of the contracts, accents in place."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from rumbo.common import codes

RAW = Path(codes.__file__).parent / "data" / "codes.json"

CONTRACT = {
    "education": "NONE PRESCHOOL PRIMARY SECONDARY TECH TERTIARY",
    "sector": "AGRI CONSTR COMMERCE MANUF DOMESTIC VARIOUS TRANSPORT SECURITY FISHFOREST MINING "
    "STUDENT NONE",
    "health_condition": "NONE RESPIRATORY INFECTION MUSCULOSKELETAL CHRONIC INJURY MENTAL OTHER",
    "travelling_with": "ALONE FIRST_DEGREE OTHER_RELATIVES FRIENDS UNACCOMPANIED_CHILD "
    "SEPARATED_CHILD",
    "incidents": "NONE ABUSE VIOLENCE EXTORTION THREAT FRAUD KIDNAPPING EXPLOITATION ROBBERY "
    "SEXUAL_VIOLENCE ACCIDENT",
    "plan_on_return": "JOB HOME FAMILY STUDY HEALTH OTHER",
    "status": "IRREGULAR TVRH TVR ASYLUM_SEEKER REFUGEE COMPLEMENTARY TEMP_RES PERM_RES "
    "TOURIST_FMM MPP TRANSIT_OFICIO",
    "age_group": "0-4 5-12 13-17 18-45 46-59 60+",
    "self_rated_health": "GOOD FAIR POOR",
    "journey_conditions": "NONE ANXIETY NERVOUSNESS DEHYDRATION BURNS OTHER",
    "mode": "LAND AIR MIXED",
    "stream": "AVR MPP RCM TPVR",
    "travelling_with_grouped": "FAMILY ALONE FRIENDS",
    "yes_no": "YES NO",
    "counselling_topic": "programme alternatives asylum conditions_at_origin rights withdrawal "
    "what_is_paid",
    "mpp_point": "case_abandoned court_date humanitarian_paper reentry_not_guaranteed "
    "special_case_help",
    "turn": "registrar counsellor protection child_officer panel movements officer coordinator "
    "documents health field",
    "compartment": "bio protection medical trafficking finance",
    "role": "outreach registrar counsellor protection child_officer health documents movements "
    "field reception reintegration monitoring coordinator finance dpo partner donor admin "
    "complaints",
    "reason_returning": "PROCESS_ABANDONED NO_FUNDS FAMILY THIRD_PARTY_CONFLICT ID_STOLEN DENIED "
    "HOMELESS INSECURITY HEALTH NO_US_ROUTE LONG_WAIT OTHER",
    "reason_migrating": "ECONOMIC VIOLENCE FAMILY DISASTER_CLIMATE POLITICAL EDUCATION GBV OTHER",
}


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_a_list_of_the_contract_has_exactly_its_codes(name: str) -> None:
    assert codes.values(name) == tuple(CONTRACT[name].split())


@pytest.mark.parametrize("name", sorted(codes.LISTS))
def test_every_code_is_ascii_and_has_a_word_in_both_languages(name: str) -> None:
    listed = codes.LISTS[name]
    assert len(listed) >= 2
    assert all((listed.es.strip(), listed.en.strip(), listed.source))
    for entry in listed:
        assert re.fullmatch(r"[A-Za-z0-9_+-]+", entry.code), entry.code
        for word in (entry.es, entry.en):
            assert word
            assert word == word.strip(), entry.code
            assert word[0].isupper() or word[0].isdigit(), word


@pytest.mark.parametrize("name", sorted(codes.LISTS))
def test_no_two_codes_of_a_list_read_alike(name: str) -> None:
    for lang in codes.LANGUAGES:
        words = [entry.label(lang).casefold() for entry in codes.LISTS[name]]
        assert len(words) == len(set(words)), lang


def test_the_file_repeats_no_code_and_no_list() -> None:
    def no_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(pairs) == len({k for k, _ in pairs}), [k for k, _ in pairs]
        return dict(pairs)

    raw = json.loads(RAW.read_text(encoding="utf-8"), object_pairs_hook=no_twice)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", codes.VERSION)
    for name, body in raw["lists"].items():
        assert len(body["codes"]) == len(codes.LISTS[name]), name


def test_the_accents_of_words_that_often_lose_them_are_there() -> None:
    assert codes.label("mode", "AIR", "es") == "Aéreo"
    assert codes.label("sector", "CONSTR", "es") == "Construcción"
    assert codes.label("incidents", "EXTORTION", "es") == "Extorsión"
    assert codes.label("language", "cab", "es") == "Garífuna"
    assert codes.label("reason_migrating", "GBV", "es") == "Violencia de género"
    assert codes.label("side_exit", "NO_SHOW", "es") == "No se presentó"
    assert codes.label("education", "TECH", "es") == "Técnica"
    assert codes.label("fear_answer", "YES", "es") == "Sí"


def test_no_spanish_word_has_lost_its_accent() -> None:
    spanish = " ".join(entry.es for listed in codes.LISTS.values() for entry in listed)
    lost = re.findall(
        r"\b\w*[^\W]cion\b|\b\w+sion\b|\bpublic[oa]\b|\bmedic[oa]s?\b|\btecnic[oa]\b|\baere[oa]\b"
        r"|\bmigracion\b|\bgenero\b|\bidentificacion\b|\btransito\b|\bninez\b|\bnin[oa]s?\b"
        r"|\bvictimas?\b|\bsenas\b|\bpais\b|\bpanales\b|\bprogram[aá]s?tica\b|\bjuridica\b",
        spanish,
        flags=re.IGNORECASE,
    )
    assert lost == []


def test_choices_speak_the_language_of_the_reader_when_they_are_shown() -> None:
    offered = dict(codes.choices("status"))
    with translation.override("es"):
        assert str(offered["REFUGEE"]) == "Persona refugiada"
    with translation.override("en"):
        assert str(offered["REFUGEE"]) == "Refugee"
        assert codes.label("mode", "LAND") == "By land"
        assert codes.title("mode") == "Return modality"


def test_a_code_that_is_not_listed_is_shown_as_it_is_and_an_unknown_list_is_a_bug() -> None:
    assert codes.label("status", "MARTIAN", "es") == "MARTIAN"
    with pytest.raises(KeyError):
        codes.label("no_such_list", "X", "es")


def test_every_vulnerability_says_its_compartment_its_category_and_its_role() -> None:
    compartments = codes.mapping("vulnerability", "compartment")
    reporting = codes.mapping("vulnerability", "reporting")
    roles = codes.mapping("vulnerability", "role")
    for entry in codes.LISTS["vulnerability"]:
        assert compartments[entry.code] in codes.LISTS["compartment"]
        assert reporting[entry.code] in codes.LISTS["reporting_category"]
        assert roles[entry.code] in codes.LISTS["role"]
    assert compartments["VOT"] == "trafficking"
    assert reporting["UASC"] == "UMC"


def test_the_lists_are_read_without_django_being_set_up() -> None:
    script = "from rumbo.common import codes; print(codes.label('mode', 'AIR'))"
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    env["PYTHONPATH"] = str(Path(codes.__file__).parents[2])
    env["PYTHONIOENCODING"] = "utf-8"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], env=env, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "Aéreo"
