"""Figures are what the contract says, by a second reading of it."""

import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.common import codes as everyone
from rumbo.statistics import codes, figures, indicators, returns
from rumbo.statistics.readers import INSIDE, REPORTS
from tests.statistics import plainly, samples

DEEP = 400 if os.environ.get("RUMBO_DEEP") else 25
UNTIL = date(2019, 12, 31)


def computed(tmp, people, **period):
    raw = returns.read(samples.write(tmp / "returns.csv", people))
    found = figures.figures_of(returns.returns_of(raw, returns.Period(**period)).frame)
    return {(f.table, f.row, f.column): (f.count, f.base, f.missing) for f in found}


@settings(max_examples=DEEP, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    count=st.integers(0, 120),
    since=st.sampled_from([None, date(2019, 3, 1)]),
    stream=st.sampled_from([None, "AVR", "MPP"]),
)
def test_a_second_reading_of_the_contract_gives_the_same_figures(
    tmp_path_factory, seed, count, since, stream
):
    people = samples.rows(count, seed)
    ours = computed(tmp_path_factory.mktemp("r"), people, until=UNTIL, since=since, stream=stream)
    theirs = plainly.figures(people, since, UNTIL, stream)
    assert {k: v for k, v in ours.items() if k in theirs} == theirs
    assert all(ours[k][0] == 0 for k in ours.keys() - theirs.keys())


def test_every_table_of_the_contract_is_declared_once():
    names = [indicator.name for indicator in indicators.INDICATORS]
    assert len(names) == len(set(names)) == 32


@pytest.mark.parametrize("indicator", indicators.INDICATORS, ids=lambda i: i.name)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_table_says_what_it_counts_and_of_whom(indicator, lang):
    assert indicator.title(lang)
    assert indicator.definition(lang).endswith(".")
    assert indicator.base(lang)


# What the words of a declaration mean, read by somebody who does not know the code.
WHO = {
    "todas las personas": lambda _p: True,
    "everyone": lambda _p: True,
    "personas de 18 años o más": lambda p: (p["age"] or 0) >= 18,
    "people of 18 and more": lambda p: (p["age"] or 0) >= 18,
    "personas que viajaron con familiares de primer grado":
        lambda p: "FIRST_DEGREE" in (p["travelling_with"] or ()),
    "people travelling with first-degree relatives":
        lambda p: "FIRST_DEGREE" in (p["travelling_with"] or ()),
    "personas encuestadas": lambda p: p["surveyed"] == {"YES"},
    "surveyed people": lambda p: p["surveyed"] == {"YES"},
    "personas que habían solicitado regularizarse": lambda p: p["applied_to_regularise"] == {"YES"},
    "people who had applied to regularise": lambda p: p["applied_to_regularise"] == {"YES"},
}  # fmt: skip
OF = {
    "cuyo valor se conoce": None,
    "whose value is known": None,
    "de cada fila cuya columna se conoce": "row",
    "of each row whose column is known": "row",
    "de cada columna cuya fila se conoce": "column",
    "of each column whose row is known": "column",
}
LACKING = {
    "Personas de quienes no se conoce este valor": None,
    "People of whom this value is not known": None,
    "Personas de la fila de quienes no se conoce el valor de la columna": "row",
    "People of the row of whom the column's value is not known": "row",
    "Personas de la columna de quienes no se conoce el valor de la fila": "column",
    "People of the column of whom the row's value is not known": "column",
}
COUNTED = ("Personas de la base que tienen ese valor", "People in the base who have that value")


def as_declared(indicator, lang, people, figure):
    """Return count, base and missing of a figure, by nothing but what its declaration says."""
    said = indicator.base(lang)
    who = next(words for words in WHO if said.startswith(words))
    whole = OF[said.removeprefix(who).strip()]
    assert LACKING[indicator.missing(lang)] == whole
    assert indicator.numerator(lang).partition(";")[0] in COUNTED
    of = [p for p in people if WHO[who](p)]
    value, name = figure.row, indicator.attribute
    if whole == "row":
        of = [p for p in of if figure.row in (p[indicator.attribute] or ())]
        value, name = figure.column, indicator.by
    elif whole == "column":
        of = [p for p in of if figure.column in (p[indicator.by] or ())]
    known = [p for p in of if p[name] is not None]
    return sum(value in p[name] for p in known), len(known), len(of) - len(known)


@pytest.mark.parametrize("seed", range(3))
def test_every_table_counts_what_its_declaration_says_is_counted_the_base_and_missing(
    tmp_path, seed
):
    rows = samples.rows(90, seed)
    raw = returns.read(samples.write(tmp_path / "returns.csv", rows))
    frame = returns.returns_of(raw, returns.Period(until=UNTIL)).frame
    people = []
    for number, distance in zip(frame["row"], frame["distance"], strict=True):
        people.append(plainly.person(rows[number - 2]) | {"distance": distance})
    found = [*figures.figures_of(frame), *figures.closer_of(frame)]
    declared = [*indicators.INDICATORS, *indicators.CLOSER]
    assert {figure.table for figure in found} >= {one.name for one in declared}
    for figure in found:
        told = (figure.count, figure.base, figure.missing)
        for lang in ("es", "en"):
            indicator = indicators.BY_NAME[figure.table]
            assert as_declared(indicator, lang, people, figure) == told, (figure, lang)


def test_a_birth_date_beats_an_age_and_is_read_on_the_day_of_return(tmp_path):
    one = samples.rows(1, 1)[0] | {
        "returned_on": "2019-07-10", "birth_date": "2001-07-11", "age": "40", "stream": "AVR"
    }  # fmt: skip
    ours = computed(tmp_path, [one], until=UNTIL)
    assert ours["age_group", "13-17", None][0] == 1


def test_months_without_returns_are_rows(tmp_path):
    people = samples.rows(2, 1)
    people[0]["returned_on"], people[1]["returned_on"] = "2018-11-30", "2019-02-01"
    ours = computed(tmp_path, people, until=UNTIL)
    months = [(row, value[0]) for (table, row, _), value in ours.items() if "month" in table]
    assert months == [("2018-11", 1), ("2018-12", 0), ("2019-01", 0), ("2019-02", 1)]


@pytest.mark.parametrize("indicator", indicators.EVERY, ids=lambda i: i.name)
def test_every_table_says_what_is_missing_what_it_may_be_crossed_with_and_who_sees_it(indicator):
    assert {indicator.missing(lang) for lang in ("es", "en")} != {""}
    assert indicator.by is None or indicator.by in indicator.crossed
    assert set(indicator.readers) <= set(REPORTS)
    assert indicator.section != "demand" or set(indicator.readers) == set(INSIDE)


def test_harm_health_and_children_alone_are_crossed_with_nothing():
    crossed = {i.attribute for i in indicators.EVERY if i.by} | {i.by for i in indicators.EVERY}
    assert not crossed & indicators.SENSITIVE
    assert not indicators.SENSITIVE & indicators.CROSSED.keys()
    assert not indicators.SENSITIVE & {by for some in indicators.CROSSED.values() for by in some}


def test_ways_of_hearing_are_those_that_the_booth_offers():
    offered = [code for code, _name in everyone.choices("how_heard")]
    assert codes.closed("how_heard") == tuple(offered)
