"""What a person reads: days, distances, ages, names of places and languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.ui import words
from rumbo.ui.templatetags.rumbo import unbroken

NOW = datetime(2025, 3, 1, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _first_of_march_in_tapachula():
    with clock.travel_to(NOW), timezone.override("America/Mexico_City"), override("es"):
        yield


def test_a_near_day_is_said_as_people_say_it():
    assert words.day_near(date(2025, 3, 3)) == "lunes 3 de marzo"
    assert words.day_near(date(2025, 3, 2)) == "mañana"
    assert words.day_near(date(2025, 2, 28)) == "ayer"
    with override("en"):
        assert words.day_near(date(2025, 3, 3)) == "Monday 3 March"
        assert words.day_near(date(2025, 3, 1)) == "today"


def test_a_far_day_carries_its_year():
    assert words.day_near(date(2023, 3, 3)) == "3 de marzo de 2023"
    with override("en"):
        assert words.day_near(date(2023, 3, 3)) == "3 March 2023"


def test_a_table_writes_the_day_first_in_both_languages():
    assert words.day_table(date(2025, 12, 3)) == "03/12/2025"
    with override("en"):
        assert words.day_table(date(2025, 12, 3)) == "03/12/2025"


def test_a_moment_is_told_in_the_office_s_zone():
    late = datetime(2025, 3, 2, 4, 12, tzinfo=UTC)  # still the evening of the first in Mexico
    assert words.moment(late) == "hoy, 22:12"
    assert words.day_table(late) == "01/03/2025"


def test_a_station_s_day_is_short():
    assert words.day_short(date(2025, 2, 10)) == "10 feb"
    assert words.day_short(date(2025, 3, 1)) == "hoy"


@pytest.mark.parametrize(
    ("days_ago", "said"), [(0, "hoy"), (1, "hace 1 día"), (23, "hace 23 días")]
)
def test_waiting_is_counted_in_whole_days(days_ago, said):
    assert words.days_since(date.fromordinal(date(2025, 3, 1).toordinal() - days_ago)) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(1990, 3, 1), "35 años"),
        (date(1990, 3, 2), "34 años"),
        (date(2024, 2, 29), "12 meses"),
        (date(2025, 2, 20), "9 días"),
        (date(2004, 2, 29), "21 años"),
    ],
)
def test_an_age_is_whole_years_and_months_for_the_smallest(born, said):
    assert words.age(born) == said


def test_thousands_stand_apart_by_a_narrow_space_in_spanish_and_a_comma_in_english():
    assert words.distance(1932.4) == "1\u202f932\u00a0km"
    assert words.distance(523) == "523\u00a0km"
    with override("en"):
        assert words.distance(1932.4) == "1,932\u00a0km"


def test_money_keeps_its_cents_and_says_its_currency():
    assert words.money(Money.of("1932.5", "MXN")) == "1\u202f932.50\u00a0MXN"
    assert words.money(Decimal(12)) == "12.00\u00a0USD"


@pytest.mark.parametrize(
    ("code", "es", "en"),
    [
        ("HND", "Honduras", "Honduras"),
        ("HTI", "Haití", "Haiti"),
        ("USA", "Estados Unidos", "United States"),
        ("CMR", "Camerún", "Cameroon"),
        ("XXZ", "XXZ", "XXZ"),
        ("", "sin dato", "not recorded"),
    ],
)
def test_a_country_is_named_in_the_reader_s_language(code, es, en):
    assert words.country(code) == es
    with override("en"):
        assert words.country(code) == en


def test_languages_of_the_road_have_names():
    assert words.language_name("hat") == "criollo haitiano"
    assert words.language_name("spa") == "español"
    assert words.language_name("quc") == "quiché"
    assert "gar" in words.language_name("cab").lower()  # Garifuna


def test_a_language_names_itself_in_the_switch():
    assert [words.own_name(code) for code in ("es", "en")] == ["Español", "English"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dilcia Waleska Mejía Paguada", "DM"),
        ("Suyapa Mejía", "SM"),
        ("Ñandú", "Ñ"),
        ("", "·"),
    ],
)
def test_a_small_head_shows_given_name_and_first_surname(name, letters):
    assert words.initials(name) == letters


def test_a_list_of_places_reads_as_a_sentence():
    assert words.sentence_list(["Tapachula", "Yoro"]) == "Tapachula y Yoro"
    assert words.sentence_list(["Tapachula", "Intibucá"]) == "Tapachula e Intibucá"
    assert words.sentence_list(["Tapachula", "Hierro"]) == "Tapachula y Hierro"
    assert words.sentence_list([]) == ""
    with override("en"):
        assert words.sentence_list(["A", "B", "C"]) == "A, B and C"


def test_a_share_carries_its_base_and_nobody_of_nobody_is_a_dash():
    assert words.share(550, 1310) == "42 % de 1\u202f310"
    assert words.share(0, 0) == "–"


def test_a_code_is_kept_on_one_line_and_what_people_typed_stays_text():
    said = unbroken("Recibo TAP-2025-00001-R1 de <b>Dilcia</b>, salida TAP-250312-1.")
    assert said.count('<span class="code">') == 2
    assert '<span class="code">TAP-2025-00001-R1</span> de &lt;b&gt;Dilcia' in said
    assert unbroken("Nadie espera respuesta.") == "Nadie espera respuesta."
