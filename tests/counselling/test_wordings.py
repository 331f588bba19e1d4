"""The texts people sign: complete, in both languages, and never promising or blaming."""

import json
import re
from datetime import date

import pytest

from rumbo.counselling import wording

BOTH = [(code, lang) for code in wording.CODES for lang in wording.LANGS]
SHOUTING = re.compile(
    r"\b(OIM|IOM)\b|\bdelito|\bilegal|\bdelincuen|\bcaso\b perdido|\bilegally", re.IGNORECASE
)


def sentences(text: wording.Wording) -> list[str]:
    leads = [f"{clause.lead} {clause.text} {clause.without}" for clause in text.clauses]
    return [text.title, text.intro, text.close, *leads]


def test_the_declaration_covers_the_fifteen_points() -> None:
    covered = {n for clause in wording.current("declaration").clauses for n in clause.covers}
    assert covered | {10} == set(range(1, 16))
    assert 10 in covered


def test_the_guardian_declaration_covers_the_fifteen_points() -> None:
    covered = {n for clause in wording.current("guardian").clauses for n in clause.covers}
    assert covered == set(range(1, 16))


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_every_text_is_whole_in_every_language(code: str, lang: wording.Lang) -> None:
    text = wording.current(code, lang)
    assert text.name == f"{code}-{text.version}"
    assert all(clause.lead and clause.text for clause in text.clauses)
    assert text.title
    assert text.intro
    assert text.close


@pytest.mark.parametrize("code", wording.CODES)
def test_spanish_and_english_have_the_same_clauses_and_differ_in_words(code: str) -> None:
    es, en = wording.current(code, "es"), wording.current(code, "en")
    assert [c.code for c in es.clauses] == [c.code for c in en.clauses]
    assert len({c.code for c in es.clauses}) == len(es.clauses)
    assert not {c.text for c in es.clauses} & {c.text for c in en.clauses}


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_no_text_accuses_or_speaks_as_an_organisation_we_are_not(
    code: str, lang: wording.Lang
) -> None:
    for sentence in sentences(wording.current(code, lang)):
        assert not SHOUTING.search(sentence), sentence


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_sentences_are_short_enough_to_be_read_aloud(code: str, lang: wording.Lang) -> None:
    for paragraph in sentences(wording.current(code, lang)):
        for sentence in re.split(r"[.:;?!]\s", paragraph):
            assert len(sentence.split()) <= 40, sentence


def test_each_recipient_has_a_tick_and_says_what_is_lost_without_it() -> None:
    assert wording.recipients() == (
        "consulate",
        "inm_exit",
        "receiving_mission",
        "government_reception",
        "referral_bodies",
        "monitoring_call",
        "photo_media",
    )
    assert all(clause.without for clause in wording.current("sharing").clauses)


def test_mpp_points_are_those_that_readiness_asks_for() -> None:
    assert set(wording.mpp_points()) == {
        "case_abandoned",
        "court_date",
        "humanitarian_paper",
        "reentry_not_guaranteed",
        "special_case_help",
    }


def test_the_organisation_and_office_are_filled_in_once_and_literally() -> None:
    text = wording.current("data-consent").filled(
        organisation="{office} & Compañía", office="Ciudad Juárez"
    )
    who = text.clauses[0].text
    assert "{office} & Compañía, en Ciudad Juárez" in who
    assert "{organisation}" not in "".join(sentences(text))


def test_only_known_placeholders_are_used() -> None:
    for path in wording.FOLDER.glob("*-*.json"):
        found = set(re.findall(r"\{([a-z_]+)\}", json.dumps(json.loads(path.read_text("utf-8")))))
        assert found <= {"organisation", "office"}, path.name


def test_versions_are_found_by_day_and_unknown_ones_refused() -> None:
    assert wording.get("declaration", "2026-11-20").version == "2026-11-20"
    assert wording.current("declaration", on=date(2027, 1, 1)).version >= "2026-11-20"
    assert wording.is_accepted("declaration", wording.oldest_accepted("declaration"))
    assert not wording.is_accepted("declaration", "2020-01-01")
    with pytest.raises(KeyError):
        wording.current("declaration", on=date(2019, 7, 2))
    with pytest.raises(KeyError):
        wording.get("declaration", "../index")


@pytest.mark.parametrize("lang", wording.LANGS)
def test_a_name_that_begins_a_sentence_begins_with_a_capital(lang: wording.Lang) -> None:
    text = wording.current("data-consent", lang).filled(organisation="la casa", office="Tapachula")
    told = [clause.text for clause in text.clauses]
    assert any(one.startswith("La casa") for one in told)
    assert not any(one[:1].islower() for one in told)
    assert "la casa" in text.close


@pytest.mark.parametrize("lang", wording.LANGS)
def test_the_notice_sends_nobody_to_a_telephone_that_is_not_there(lang: wording.Lang) -> None:
    text = wording.current("data-consent", lang)
    told = " ".join(clause.text for clause in text.clauses)
    assert "al pie de esta hoja" not in told
    assert "foot of this sheet" not in told
