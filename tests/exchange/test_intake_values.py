"""Each cell is read one way or refused with a reason; what no list knows is kept."""

import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.common import codes
from rumbo.exchange.intake import dates, spellings, values
from rumbo.exchange.intake.columns import columns
from rumbo.exchange.intake.entry import Draft, Remark
from rumbo.exchange.intake.words import sentence, table

DEEP = os.environ.get("RUMBO_DEEP") == "1"
TODAY = date(2026, 11, 20)
CONTEXT = values.Context(today=TODAY, year_first=False, median=date(2025, 1, 28), lone_m="F")
ROW = {
    "folio": "TAP-00001",
    "fecha_registro": "24/02/2025",
    "lugar_registro": "TAPACHULA",
    "nombres": "Ana María",
    "apellido_paterno": "López",
    "sexo": "Mujer",
    "fecha_nacimiento": "24/10/1998",
    "edad": "26",
    "nacionalidad": "hondureña",
}


def read(**cells: str) -> Draft:
    return values.read({**ROW, **cells}, CONTEXT)


def faults(**cells: str) -> list[Remark]:
    return read(**cells).faults


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24/10/1998", date(1998, 10, 24)),
        ("24.10.1998", date(1998, 10, 24)),
        ("24-10-98", date(1998, 10, 24)),
        ("4-3-19", date(2019, 3, 4)),
        ("2019-02-15", date(2019, 2, 15)),
        ("2019-02-15T10:30:00Z", date(2019, 2, 15)),
        ("15/02/2019 10:30", date(2019, 2, 15)),
        (" 15 / 2 / 2019 ", date(2019, 2, 15)),
        ("15 de febrero de 2019", date(2019, 2, 15)),
        ("15-feb-19", date(2019, 2, 15)),
        ("25-11-08", date(2008, 11, 25)),
        ("25-02-25", date(1925, 2, 25)),
        ("24-02-25", date(2025, 2, 24)),
        ("29-2-00", date(2000, 2, 29)),
    ],
)
def test_dates_are_day_first_and_iso_is_always_accepted(text: str, day: date) -> None:
    assert dates.read(text, latest=date(2025, 2, 24)).day == day


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31/02/1990", "impossible"),
        ("29/02/2019", "impossible"),
        ("13/25/1990", "impossible"),
        ("00/00/0000", "impossible"),
        ("01/01/1066", "impossible"),
        ("98-10-24", "impossible"),
        ("12/12/199", "impossible"),
        ("1990-10-1990", "impossible"),
        ("treinta", "unreadable"),
        ("32874", "unreadable"),
        ("5 de brumario de 1799", "unreadable"),
        ("9223372036854775808", "unreadable"),
        ("=TODAY()", "unreadable"),
    ],
)
def test_what_is_no_date_says_so(text: str, kind: str) -> None:
    told = dates.read(text, latest=TODAY)
    assert (told.kind, told.day) == (kind, None)


def test_year_first_reads_two_digits_the_other_way_and_leaves_four_alone() -> None:
    for text in ("98-10-24", "24/10/1998", "1998-10-24"):
        told = dates.read(text, latest=TODAY, year_first=True)
        assert told.day == date(1998, 10, 24)


@given(st.dates(date(1926, 1, 1), date(2025, 12, 31)))
def test_a_two_digit_year_is_the_latest_not_after_the_registration(born: date) -> None:
    latest = date(2025, 12, 31)
    assert dates.read(f"{born.day}-{born.month}-{born:%y}", latest=latest).day == born


@given(st.dates(date(1935, 1, 1), date(2025, 1, 1)), st.dates(date(2025, 1, 2), date(2026, 1, 1)))
def test_the_year_guessed_from_an_age_is_at_most_one_off(born: date, day: date) -> None:
    guessed = dates.born_by_age(dates.age_on(born, day), day)
    assert abs(guessed.year - born.year) <= 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Honduras", "HND"),
        ("HONDURAS", "HND"),
        ("hondureña", "HND"),
        ("Hondureño", "HND"),
        ("HN", "HND"),
        ("HND", "HND"),
        ("Haiti", "HTI"),
        ("HAITÍ", "HTI"),
        ("SV", "SLV"),
        ("salvadoreña", "SLV"),
        ("El Salvador", "SLV"),
        ("VE", "VEN"),
        ("venezolana", "VEN"),
        ("Peru", "PER"),
        ("Cuban", "CUB"),
        ("nicaraguense", "NIC"),
    ],
)
def test_nationalities_are_read_however_they_are_written(text: str, code: str) -> None:
    assert read(nacionalidad=text).entry().nationalities == (code,)


def test_several_nationalities_are_kept() -> None:
    assert read(nacionalidad="Haití; chilena").entry().nationalities == ("HTI", "CHL")


@pytest.mark.parametrize(("text", "code"), [("", "NO_NATIONALITY"), ("s/d", "NO_NATIONALITY")])
def test_no_nationality_goes_to_correction(text: str, code: str) -> None:
    assert faults(nacionalidad=text) == [Remark("nacionalidad", code)]


@pytest.mark.parametrize("text", ["marciana", "ES", "Honduras; marciana"])
def test_a_nationality_that_is_not_known_goes_to_correction_and_is_kept(text: str) -> None:
    draft = read(nacionalidad=text)
    assert draft.faults == [Remark("nacionalidad", "NATIONALITY_UNKNOWN")]
    assert draft.entry().unread["nacionalidad"] == text


@pytest.mark.parametrize(
    ("column", "meaning"),
    [(["H", "M", "Hombre"], "F"), (["F", "M"], "M"), (["M", "Mujer"], ""), (["H", "F", "M"], "")],
)
def test_a_lone_m_means_what_the_column_says(column: list[str], meaning: str) -> None:
    assert values.lone_m(iter(column)) == meaning
    context = values.Context(TODAY, year_first=False, median=None, lone_m=meaning)
    draft = values.read({**ROW, "sexo": "M"}, context)
    assert draft.entry().sex == meaning
    assert (Remark("sexo", "SEX_AMBIGUOUS") in draft.faults) == (not meaning)


@pytest.mark.parametrize(
    ("text", "sex"), [("Hombre", "M"), ("MUJER", "F"), ("H", "M"), ("F", "F"), ("x", "X")]
)
def test_whole_words_tell_the_sex_by_themselves(text: str, sex: str) -> None:
    assert read(sexo=text).entry().sex == sex


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"fecha_nacimiento": "31/02/1990"}, ("fecha_nacimiento", "DATE_IMPOSSIBLE")),
        ({"fecha_nacimiento": "ayer"}, ("fecha_nacimiento", "DATE_UNREADABLE")),
        ({"fecha_nacimiento": "01/01/2030"}, ("fecha_nacimiento", "DATE_AFTER_IMPORT")),
        ({"fecha_nacimiento": "1/3/2025"}, ("fecha_nacimiento", "BIRTH_AFTER_REGISTRATION")),
        ({"fecha_registro": "24/02/2030"}, ("fecha_registro", "DATE_AFTER_IMPORT")),
        ({"fecha_registro": "29/01/2026"}, ("fecha_registro", "DATE_FAR_FROM_FILE")),
        ({"fecha_registro": "27/01/2024"}, ("fecha_registro", "DATE_FAR_FROM_FILE")),
        ({"fecha_registro": ""}, ("fecha_registro", "DATE_MISSING")),
        ({"edad": "treinta"}, ("edad", "NOT_A_NUMBER")),
        ({"edad": "28"}, ("edad", "AGE_DISAGREES")),
        ({"edad": "24"}, ("edad", "AGE_DISAGREES")),
        ({"edad": "-3"}, ("edad", "NUMBER_OUT_OF_RANGE")),
        ({"edad": "9223372036854775808"}, ("edad", "NUMBER_OUT_OF_RANGE")),
        ({"edad": "300"}, ("edad", "NUMBER_OUT_OF_RANGE")),
        ({"embarazo_semanas": "tres"}, ("embarazo_semanas", "NOT_A_NUMBER")),
        ({"embarazo_semanas": "90"}, ("embarazo_semanas", "NUMBER_OUT_OF_RANGE")),
        ({"vence_documento": "31/11/2027"}, ("vence_documento", "DATE_IMPOSSIBLE")),
        ({"nombres": " "}, ("nombres", "NO_NAME")),
        ({"nombres": "???"}, ("nombres", "NO_NAME")),
        ({"nombres": "=A1&B1"}, ("nombres", "FORMULA_FOR_NAME")),
        ({"apellido_paterno": "=cmd|' /C calc'!A0"}, ("apellido_paterno", "FORMULA_FOR_NAME")),
    ],
)
def test_what_cannot_stand_goes_to_correction(
    cells: dict[str, str], fault: tuple[str, str]
) -> None:
    assert faults(**cells) == [Remark(*fault)]


@pytest.mark.parametrize(
    "cells",
    [
        {"edad": "25"},
        {"edad": "27"},
        {"edad": ""},
        {"fecha_nacimiento": "", "edad": ""},
        {"folio_familia": "F-9999"},
        {"observaciones": '=HYPERLINK("http://example.invalid","ver")'},
        {"fecha_registro": "28/01/2026"},
        {"fecha_registro": "28/01/2024"},
        {"apellido_paterno": ""},
        {"lugar_registro": "Marte"},
        {"telefono": "no tiene"},
        {"salud": "mal de ojo"},
        {"nombres": "Аня 🌊 عائشة"},
    ],
)
def test_what_can_stand_does_not_go_to_correction(cells: dict[str, str]) -> None:
    assert faults(**cells) == []


def test_an_unknown_family_is_no_family_and_is_flagged() -> None:
    draft = read(folio_familia=" f-9999")
    assert draft.entry().family == ""
    assert Remark("folio_familia", "FAMILY_UNKNOWN") in draft.flags


def test_a_formula_stays_text_and_is_flagged() -> None:
    draft = read(observaciones="=1+1", salud="=cmd|' /C calc'!A0")
    assert draft.entry().notes == "=1+1"
    assert draft.entry().unread["salud"] == "=cmd|' /C calc'!A0"
    flagged = {flag.column for flag in draft.flags if flag.code == "FORMULA"}
    assert flagged == {"observaciones", "salud"}


def test_a_phone_is_no_formula() -> None:
    draft = read(telefono="+52 55 3275 6334")
    assert draft.entry().phone == "+525532756334"
    assert draft.flags == []


def test_what_no_list_knows_is_kept_and_flagged() -> None:
    draft = read(incidentes_en_ruta="Robo; Mordida de perro", idioma="Klingon")
    entry = draft.entry()
    assert entry.incidents == ("ROBBERY",)
    assert entry.unread == {"incidentes_en_ruta": "Mordida de perro", "idioma": "Klingon"}
    assert {f.column for f in draft.flags} == {"incidentes_en_ruta", "idioma"}


def test_lists_are_read_as_codes() -> None:
    assert read(incidentes_en_ruta="Abuso, robo").entry().incidents == ("ABUSE", "ROBBERY")
    entry = read(
        parentesco="Hijo/a",
        tipo_documento="DUI",
        condicion_migratoria="Solicitante COMAR",
        escolaridad="Universidad",
        ocupacion="Ama de casa",
        idioma="Criollo haitiano",
        mpp="Sí",
        motivo_retorno="Sin vía a EE.UU.",
        motivo_migracion="Violencia; Económico",
        salud="Hipertensión",
        teme_volver="Sí",
        vulnerabilidades="LGBTIQ+",
        departamento="Cortes",
    ).entry()
    assert (entry.relation, entry.document_type, entry.status) == (
        "CHILD",
        "NATIONAL_ID",
        "ASYLUM_SEEKER",
    )
    assert (entry.education, entry.sector, entry.languages) == ("TERTIARY", "DOMESTIC", ("ht",))
    assert (entry.mpp, entry.reasons_returning) == ("YES", ("NO_US_ROUTE",))
    assert entry.reasons_migrating == ("VIOLENCE", "ECONOMIC")
    assert (entry.health, entry.fear, entry.vulnerabilities) == (("CHRONIC",), "YES", ("LGBTIQ",))
    assert (entry.department, entry.site) == ("HN-CR", "TAP")


def test_an_age_alone_becomes_an_estimated_year() -> None:
    entry = read(fecha_nacimiento="", edad="35").entry()
    assert (entry.birth_date, entry.precision) == (date(1989, 1, 1), "age")


def test_invisible_characters_are_left_out_and_flagged() -> None:
    draft = read(nombres="\u202eAna\u200b María\x07")
    assert draft.entry().given_names == "Ana María"
    assert Remark("nombres", "CONTROL_CHARACTERS") in draft.flags


def test_a_two_digit_expiry_lies_in_this_century_and_is_flagged() -> None:
    draft = read(vence_documento="1-5-31")
    assert draft.entry().document_expires == date(2031, 5, 1)
    assert draft.flags == [Remark("vence_documento", "YEAR_ASSUMED")]


def test_every_spelling_leads_to_a_code_of_its_list() -> None:
    for row in table("spellings.csv"):
        if row["list"] in codes.LISTS:
            assert row["code"] in codes.LISTS[row["list"]], row
            assert spellings.code(row["list"], row["spelling"]) == row["code"], row


def test_every_sentence_stands_in_both_languages_with_the_same_placeholders() -> None:
    for row in table("words.csv"):
        assert "" not in row.values()
        assert row["es"] != row["en"]
        names = [part.split(")")[0] for part in row["es"].split("%(")[1:]]
        assert sorted(names) == sorted(p.split(")")[0] for p in row["en"].split("%(")[1:])
        sentence(row["code"], "en", **dict.fromkeys(names, "x"))


@settings(max_examples=3_000 if DEEP else 60, deadline=None)
@given(st.dictionaries(st.sampled_from(columns()), st.text(max_size=40)))
def test_any_cells_can_be_read(cells: dict[str, str]) -> None:
    draft = values.read(cells, CONTEXT)
    draft.entry().features()
    assert all(sentence(remark.code) for remark in (*draft.faults, *draft.flags))
