"""What a public year and a donor's line tell is proven: by sums of what is public, and by trial."""

import random
import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from rumbo.common.money import Money
from rumbo.statistics import codes, disclosure, figures, phrases, returns
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import LineEdition, added, gate
from rumbo.statistics.disclosure import lines as lines_gate
from rumbo.statistics.disclosure.lines import MODES, OTHERS, Paid, Spending, Standing
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.packs import highlights, line
from rumbo.statistics.packs.files import FORMS
from rumbo.statistics.periods import Quarter
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from tests.statistics import samples

YEAR = highlights.year_of(2019)
QUARTER = Quarter(2025, 1)
SILENT = disclosure.Edition((), YEAR, 5, comparable=True, seal=gate._Seal(()))


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> list[disclosure.Edition]:
    """The public editions of a year in which 700 people returned."""
    path = tmp_path_factory.mktemp("year") / "returns.csv"
    raw = returns.read(samples.write(path, samples.world(700, 5, calm=True)))
    found = []
    for number in (1, 2, 3, 4):
        quarter = Quarter(2019, number)
        period = returns.Period(since=quarter.since, until=quarter.until)
        mine = returns.returns_of(raw, period)
        # Those without a day would be in every quarter.
        known = replace(mine, frame=mine.frame.filter(mine.frame["returned_on"].is_not_null()))
        found.append(disclosure.protect(known, figures.figures_of(known.frame)))
    return found


def test_a_public_year_is_what_anybody_can_add_up(quarters: list[disclosure.Edition]) -> None:
    year = added(quarters, YEAR, highlights.PUBLISHED)
    shown = [figure for figure in year.figures if figure.count is not None]
    assert {figure.table for figure in shown} >= {"age_group", "country_of_return"}
    for figure in year.figures:
        key = (figure.table, figure.row, figure.column)
        told = [
            {(f.table, f.row, f.column): f for f in quarter.figures}.get(key)
            for quarter in quarters
        ]
        counts = [one.count for one in told if one is not None]
        away = None in counts
        assert figure.count == (None if away else sum(c for c in counts if c is not None))
        assert figure.suppressed is away
        assert figure.missing is None
        assert figure.table in highlights.PUBLISHED


def test_what_one_quarter_withholds_the_year_withholds(quarters: list[disclosure.Edition]) -> None:
    away = {
        (f.table, f.row, f.column) for quarter in quarters for f in quarter.figures if f.suppressed
    }
    year = added(quarters, YEAR, highlights.PUBLISHED)
    assert away
    assert not [f for f in year.figures if not f.suppressed and (f.table, f.row, f.column) in away]


def test_a_public_year_can_be_made_of_editions_alone(quarters: list[disclosure.Edition]) -> None:
    year = added(quarters, YEAR, highlights.PUBLISHED)
    with pytest.raises(TypeError):
        replace(year, figures=tuple(replace(f, count=1) for f in year.figures))
    made = highlights.public(year, 2019, "es")
    assert made.public
    for name in highlights.INSIDE:
        assert name not in {grid.name for grid in made.grids}
    for form, written in FORMS.items():
        assert len(written(made)) > 500, form


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_a_public_year_withholds_is_drawn_as_withheld_and_never_as_nobody(
    quarters: list[disclosure.Edition], lang: Lang
) -> None:
    few = replace_months(quarters[0])
    year = added([few, *quarters[1:]], YEAR, highlights.PUBLISHED)
    made = highlights.public(year, 2019, lang)
    months = {f.row: f.count for f in year.figures if f.table == "returns_by_month"}
    assert months["2019-01"] is None
    assert months["2019-05"]
    [panel] = [
        one for chapter in made.story.chapters for one in chapter.panels
        if one.title == BY_NAME["returns_by_month"].title(lang)
    ]  # fmt: skip
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", panel.svg)
    away = sum(count is None for count in months.values())
    january = codes.month_name("2019-01", lang, "short")
    assert f"{january}: {say('withheld', lang)}" in panel.svg
    assert panel.svg.count("stroke-dasharray") == away > 0
    assert "0" not in texts
    assert phrases.number(months["2019-05"]) in texts
    assert made.story.headline == say(
        "highlights_least",
        lang,
        year="2019",
        total=phrases.number(Contents.of(year, lang).least or 0),
    )


def replace_months(quarter: disclosure.Edition) -> disclosure.Edition:
    """Withhold the months of a quarter, as the gate would if few had returned."""
    figures = tuple(
        replace(f, count=None, base=None, suppressed=True) if f.table == "returns_by_month" else f
        for f in quarter.figures
    )
    return disclosure.Edition(figures, quarter.period, 5, comparable=True, seal=gate._Seal(figures))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_public_year_of_which_nothing_is_told_says_so(lang: Lang) -> None:
    made = highlights.public(SILENT, 2019, lang)
    assert made.story.headline == say("headline_withheld", lang)
    assert made.story.headline != say("headline_none", lang)
    assert made.story.bigs == ()
    for form, written in FORMS.items():
        assert written(made), form


def spending(journeys: dict[tuple[str, str], int], others: dict[str, int]) -> Spending:
    some = Money(10_000)
    return Spending(
        line="A",
        quarter=QUARTER,
        standing=Standing(
            amount=some, planned=some, committed=some, spent=some, spent_in_quarter=some
        ),
        paid={
            **{cell: Paid(number, Money(100 * number)) for cell, number in journeys.items()},
            **{("A", what): Paid(number, Money(7 * number)) for what, number in others.items()},
        },
    )


def protect_line(made: Spending, threshold: int = 5) -> LineEdition:
    """As the gate tells it, where the public report of the quarter shows nothing by mode."""
    return disclosure.protect_line(made, SILENT, threshold)


@pytest.mark.parametrize(("waiting", "is_told"), [(0, True), (1, False), (4, False), (5, True)])
@pytest.mark.parametrize("pot", ["planned", "committed"])
def test_money_that_waits_for_few_is_not_told(pot: str, waiting: int, is_told: bool) -> None:
    made = spending({("A", "LAND"): 40}, {})
    number: dict[str, Any] = {f"{pot}_for": waiting}
    standing = replace(made.standing, **number)
    told = protect_line(replace(made, standing=standing)).standing
    assert (getattr(told, pot) is not None) == is_told
    # What is free would say what is promised.
    assert (told.free is not None) == (is_told or pot == "planned")
    assert (told.planned_for, told.committed_for) == (0, 0)


def test_a_line_s_edition_cannot_be_made_or_changed_outside_the_gate() -> None:
    edition = protect_line(spending({("A", "LAND"): 40}, {}))
    with pytest.raises(TypeError):
        replace(edition, told=(*edition.told, ("AIR", Paid(2, Money(1)))))
    with pytest.raises(TypeError):
        LineEdition(
            line="A",
            quarter=QUARTER,
            standing=edition.standing,
            told=edition.told,
            threshold=5,
            with_before=False,
            seal=object(),
        )
    with pytest.raises(ValueError, match="4"):
        protect_line(spending({}, {}), 4)


@pytest.mark.parametrize("few", [1, 2, 4])
def test_a_donor_cannot_tell_how_few_travelled(few: int) -> None:
    def told(number: int) -> dict[str, bytes]:
        made = spending({("A", "LAND"): 40, ("A", "AIR"): number}, {"KIT": 40, "FEE": number})
        pack = line.report(protect_line(made), line.Named(name="Fondo", donor="PRM"), "es")
        return {form: FORMS[form](pack) for form in ("json", "csv", "html")}

    assert told(few) == told(3)
    assert told(5) != told(3)


def test_no_small_number_is_told_or_left_alone_in_worlds_by_chance() -> None:
    rng = random.Random(7)  # noqa: S311
    for _world in range(400):
        lines = "ABCD"[: rng.randint(1, 4)]
        journeys = {
            cell: rng.choice([0, 0, 1, 2, 3, 4, 5, 6, 9, 30, 200]) for cell in product(lines, MODES)
        }
        others = {what: rng.randint(0, 9) for what in OTHERS}
        made = spending(journeys, others)
        hidden = lines_gate._Rows(made, frozenset(), 5).hidden()
        for cell, number in journeys.items():
            assert number >= 5 or cell in hidden
        for mode in MODES:
            # Held against the returns by mode that are public, a column must leave room.
            column = [cell for cell in journeys if cell[1] == mode]
            away = sum(journeys[cell] for cell in column if cell in hidden)
            assert away == 0 or away >= 5 or set(column) <= hidden
        for name in lines:
            row = [cell for cell in journeys if cell[0] == name and cell in hidden]
            assert not any(journeys[cell] for cell in row) or len(row) > 1
        told = dict(protect_line(made).told)
        assert set(told) == {*MODES, *OTHERS}
        assert all(paid is None or paid.number >= 5 for paid in told.values())


def test_a_single_small_purpose_takes_another_with_it() -> None:
    edition = protect_line(
        spending({}, {"KIT": 3, "FARE": 50, "FEE": 60, "ADVANCE": 70, "VOUCHER": 80})
    )
    assert [what for what in OTHERS if dict(edition.told)[what] is None] == ["KIT", "FARE"]


def test_cost_per_person_is_rounded_once() -> None:
    assert line.each(Paid(3, Money(1_000))) == Money(333)
    assert line.each(Paid(8, Money(100))) == Money(13)


def test_the_packs_of_a_year_know_their_tables() -> None:
    assert date(2019, 12, 31) == YEAR.until
    assert set(highlights.NAMES) <= set(highlights.TABLES)
    assert not highlights.PUBLISHED & highlights.INSIDE
