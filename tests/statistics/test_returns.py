"""A file is read whole or refused in one sentence; what cannot be counted is named."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from rumbo.statistics import returns, sitrep
from rumbo.statistics.cleaning import Problem
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.phrases import say
from rumbo.statistics.report import tables
from rumbo.statistics.report.data_files import as_csv, as_json, as_xlsx
from rumbo.statistics.report.story import tell
from tests.statistics import samples

PERIOD = returns.Period(until=date(2020, 12, 31))
GOOD = dict.fromkeys(returns.COLUMNS, "") | {"returned_on": "2019-05-01", "age": "30"}


def problems(tmp_path, **cells):
    raw = returns.read(samples.write(tmp_path / "r.csv", [GOOD | cells]))
    return returns.returns_of(raw, PERIOD).problems


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("sex", "H", "code"),
        ("sex", "M;F", "several"),
        ("nationality", "Honduras", "code"),
        ("returned_on", "31/02/2019", "date"),
        ("returned_on", "2019-02-31", "date"),
        ("age", "treinta", "number"),
        ("age", "-1", "impossible"),
        ("age", "121", "impossible"),
        ("birth_date", "2019-05-02", "impossible"),
        ("birth_date", "1880-01-01", "impossible"),
        ("unaccompanied_child", "YES", "impossible"),
        ("travelling_with", "UNACCOMPANIED_CHILD", "impossible"),
        ("incidents", "ABUSE;WHAT", "code"),
        ("returned_on", "1019-01-01", "impossible"),
        ("returned_on", "1989-12-31", "impossible"),
        ("incidents", "NONE;VIOLENCE", "impossible"),
        ("sector", "AGRI; NONE", "impossible"),
        ("health_condition", "NONE;CHRONIC", "impossible"),
        ("journey_conditions", "BURNS;NONE", "impossible"),
        ("return_department", "Atlantis", "code"),
        ("return_department", "HN-ZZ", "code"),
    ],
)
def test_a_value_that_cannot_be_counted_is_named_with_row_and_column(
    tmp_path, column, value, reason
):
    assert problems(tmp_path, **{column: value}) == (Problem(2, column, reason),)


def test_a_good_value_beside_a_bad_one_still_counts(tmp_path):
    raw = returns.read(samples.write(tmp_path / "r.csv", [GOOD | {"incidents": " ABUSE ;WHAT"}]))
    frame = returns.returns_of(raw, PERIOD).frame
    assert frame["incidents"].to_list() == [["ABUSE"]]


def test_a_stated_age_serves_where_the_birth_date_is_impossible(tmp_path):
    raw = returns.read(samples.write(tmp_path / "r.csv", [GOOD | {"birth_date": "2030-01-01"}]))
    assert returns.returns_of(raw, PERIOD).frame["age"].to_list() == [30]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"person;sex\n1;M\n", "lacks these columns"),
        (b"\xff\xfe\x00x", "UTF-8"),
        (",".join(returns.COLUMNS).encode() + b"\n1,2\n", "row 2 has 2 cells"),
        (",".join([*returns.COLUMNS, "sex"]).encode() + b"\n", "twice: sex"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path, content, words):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableReturns) as refusal:
        returns.read(path)
    assert words in refusal.value.sentence("en")
    assert refusal.value.sentence("es").endswith(".")


def test_a_byte_order_mark_and_other_columns_are_accepted(tmp_path):
    path = samples.write(tmp_path / "r.csv", [GOOD])
    text = path.read_text(encoding="utf-8")
    lines = [
        f"{line},{extra}" for line, extra in zip(text.splitlines(), ("notes", "x"), strict=True)
    ]
    path.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    assert returns.read(path).columns == list(returns.COLUMNS)


def counted(tmp_path, people, period=PERIOD):
    raw = returns.read(samples.write(tmp_path / "r.csv", [GOOD | cells for cells in people]))
    return raw, returns.returns_of(raw, period)


def test_nothing_beside_something_is_not_counted_and_what_is_named_is(tmp_path):
    cells = ["NONE;VIOLENCE", "NONE", "NONE;NONE", "NONE;WHAT"]
    _raw, found = counted(tmp_path, [{"incidents": cell} for cell in cells])
    assert found.frame["incidents"].to_list() == [["VIOLENCE"], ["NONE"], ["NONE"], None]
    assert [(p.row, p.reason) for p in found.problems] == [
        (2, "impossible"), (5, "code"), (5, "impossible")
    ]  # fmt: skip


def test_a_day_of_another_age_is_in_no_month(tmp_path):
    _raw, found = counted(tmp_path, [{"returned_on": "1019-01-01"}, {"returned_on": "1990-01-01"}])
    assert found.frame["returned_on"].to_list() == [None, date(1990, 1, 1)]


def test_a_department_is_taken_by_code_or_by_name_in_its_country(tmp_path):
    good = [("HND", "HN-CR"), ("HND", "Cortes"), ("GTM", "san marcos"), ("", "Cortés")]
    bad = [("GTM", "Cortés"), ("HND", "Atlantis"), ("", "Atlantis")]
    people = [
        {"country_of_return": country, "return_department": home} for country, home in good + bad
    ]
    _raw, found = counted(tmp_path, people)
    assert [(p.row, p.column) for p in found.problems] == [
        (row, "return_department") for row in (6, 7, 8)
    ]
    assert found.frame["return_department"].to_list() == [*(home for _c, home in good), *[None] * 3]


def test_a_person_twice_on_a_day_is_counted_and_said(tmp_path):
    people = [
        {"person": "A"}, {"person": "A"}, {"person": "A", "returned_on": "2019-05-02"},
        {"person": ""}, {"person": ""},
        {"person": "B", "returned_on": ""}, {"person": "B", "returned_on": ""},
    ]  # fmt: skip
    raw, found = counted(tmp_path, people)
    assert found.problems == (Problem(3, "person", "twice"),)
    assert found.frame.height == 7
    contents = sitrep.sitrep(raw, PERIOD, "en")
    assert contents.set_aside == 0
    assert "Row 3, person: this person is in another row" in next(tables.problems(contents))
    assert openpyxl.load_workbook(io.BytesIO(as_xlsx(contents)))["Not counted"].max_row == 2


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ([{"person": "A"}, {"person": "B"}, {"person": "A", "returned_on": "2019-05-02"}],
         "3 returns home with the programme's help, of 2 people."),
        ([{"person": "A"}, {"person": "A", "returned_on": "2019-05-02"}],
         "2 returns home with the programme's help, of one person."),
        ([{"person": "A"}, {"person": ""}, {"person": ""}],
         "3 returns home with the programme's help, of 3 people."),
        ([{"person": "A"}], "One person returned home with the programme's help."),
    ],
)  # fmt: skip
def test_who_returned_twice_is_two_returns_and_one_person(tmp_path, people, said):
    raw, _found = counted(tmp_path, people)
    assert tell(sitrep.sitrep(raw, PERIOD, "en")).headline.startswith(said)


def test_of_how_many_people_the_returns_are_is_told_inside_alone(tmp_path):
    """Beside the number of returns it says how many returned twice: a small number."""
    people = [{"person": f"P{n // 2 if n < 6 else n}"} for n in range(60)]
    raw, _found = counted(tmp_path, people)
    assert sitrep.sitrep(raw, PERIOD, "es").persons == 57
    public = sitrep.public_sitrep(raw, PERIOD, "es", [])
    assert public.persons is None
    assert "personas" not in tell(public).headline
    with pytest.raises(TypeError):
        replace(public, persons=57)
    assert not any("57" in made(public).decode() for made in (as_json, as_csv))
    assert say("method_persons", "es") in tables.told(public).method


MIXED = [
    {"stream": "AVR"}, {"stream": "AVR", "returned_on": ""}, {"stream": "AVR", "sex": "H"},
    {"stream": "MPP", "returned_on": "31/02/2019"}, {"stream": "XX"}, {"stream": ""},
    {"stream": "XX", "returned_on": "2030-01-01"}, {"stream": "AVR", "returned_on": "2030-01-01"},
    {"stream": "AVR", "returned_on": "2018-12-31", "sex": "H"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("stream", "since", "expected"),
    [
        (None, None, (7, 2, 0, 0)),
        (None, date(2019, 1, 1), (6, 3, 0, 0)),
        ("AVR", date(2019, 1, 1), (3, 3, 1, 2)),
    ],
)
def test_every_row_is_counted_or_left_out_for_one_reason(tmp_path, stream, since, expected):
    period = returns.Period(until=PERIOD.until, since=since, stream=stream)
    raw, found = counted(tmp_path, MIXED, period)
    rows = returns.left_out(raw, period)
    assert (rows.counted, rows.outside, rows.elsewhere, rows.unknown) == expected
    assert rows.counted == found.frame.height
    assert sum(expected) == len(MIXED)


def test_a_row_whose_stream_is_not_known_is_said_to_be_left_out_and_not_to_be_counted(tmp_path):
    period = returns.Period(until=PERIOD.until, since=date(2019, 1, 1), stream="AVR")
    raw, found = counted(tmp_path, MIXED, period)
    assert found.problems == (Problem(4, "sex", "code"), Problem(6, "stream", "left_out"))
    assert sitrep.sitrep(raw, period, "es").set_aside == 1
    whole = returns.returns_of(raw, PERIOD).problems
    assert Problem(6, "stream", "code") in whole
