"""A file is read whole or refused in one sentence; what cannot be counted is named."""

from datetime import date

import pytest

from rumbo.statistics import returns
from rumbo.statistics.cleaning import Problem
from rumbo.statistics.errors import UnreadableReturns
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
