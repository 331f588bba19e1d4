"""The attacker reads everything that is out: three earlier reports, each file, rounded shares."""

import csv
import io
import json
import os
import re
import sys
from datetime import date, timedelta
from html.parser import HTMLParser

import openpyxl
import pytest

from rumbo.statistics import codes, disclosure, figures, returns
from rumbo.statistics.disclosure import Previous, cells, gate, places, read_previous, since, values
from rumbo.statistics.disclosure.grid import Grid
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.report import files
from rumbo.statistics.report.contents import Contents
from tests.statistics import attacker, july_2019, samples
from tests.statistics.test_disclosure import SEVERAL, several
from tests.turns import wait_for_turn

DEEP = os.environ.get("RUMBO_DEEP") == "1"
UNTIL = date(2019, 12, 31)
WEEK = timedelta(days=7)


def dated(people):
    """Return the people without dates that are none: what has no day is in every report."""
    return [p for p in people if p["returned_on"] and "/" not in p["returned_on"]]


def publish(folder, people, until, reports=(), threshold=5):
    raw = returns.read(samples.write(folder / "returns.csv", people))
    mine = returns.returns_of(raw, returns.Period(until=until))
    truth = figures.figures_of(mine.frame)
    return truth, disclosure.protect(mine, truth, reports, threshold)


def in_turn(folder, people, days, threshold=5):
    """Publish on each of these days, each time with the last three reports at hand."""
    truths, editions = [], []
    reports: list[Previous] = []
    for day in days:
        truth, edition = publish(folder, people, day, reports[-3:], threshold)
        reports.append(Previous(edition.period, edition.figures))
        truths.append(truth)
        editions.append(edition)
    return truths, editions


def finds(people, truths, editions, threshold=5, whole=False):
    attack = attacker.Attack(truths, several(people), whole=whole)
    for upto, edition in enumerate(editions):
        attack.read(edition.figures, upto)
    return attack.finds(truths, threshold)


@pytest.mark.parametrize("seed", range(100 if DEEP else 2))
@pytest.mark.parametrize("apart", [WEEK, timedelta(days=45)], ids=["weeks", "months"])
def test_the_fourth_report_gives_nobody_away_beside_the_three_before(
    tmp_path, seed, apart, record_property
):
    wait_for_turn(f"{apart.days} {seed}", ["45 0", "45 1", "7 0", "7 1"], 4)
    people = dated(samples.world(900, seed, calm=True))
    days = [UNTIL - apart * step for step in (3, 2, 1, 0)]
    truths, editions = in_turn(tmp_path, people, days)
    assert finds(people, truths, editions) == []
    assert editions[0].cost < 1
    costs = [f"{edition.cost:.0%}" for edition in editions]
    record_property("cost", costs)
    sys.stdout.write(f"withheld, report by report: {' '.join(costs)}\n")


@pytest.mark.parametrize("threshold", [5, 7, 10])
def test_the_threshold_is_a_setting(tmp_path, threshold):
    people = dated(samples.world(900, 4, calm=True))
    days = [date(2019, 9, 30), UNTIL]
    truths, editions = in_turn(tmp_path, people, days, threshold)
    shown = [n for f in editions[1].figures for n in (f.count, f.base) if n is not None]
    assert shown
    assert min(shown) >= threshold
    assert finds(people, truths, editions, threshold) == []


@pytest.mark.parametrize("threshold", [4, 11, 0, -5])
def test_no_other_threshold_is_taken(tmp_path, threshold):
    with pytest.raises(ValueError, match=str(threshold)):
        publish(tmp_path, samples.world(60, 1, calm=True), UNTIL, threshold=threshold)


def test_whole_numbers_help_the_attacker_no_further(tmp_path):
    people = dated(samples.world(300, 2, calm=True))
    truth, edition = publish(tmp_path, people, UNTIL)
    assert finds(people, [truth], [edition], whole=True) == []


def breaks(folder, seeds, days=(UNTIL,), size=900):
    """Tell whether the attacker finds somebody in one of these worlds."""
    for seed in seeds:
        people = dated(samples.world(size, seed, calm=True))
        truths, editions = in_turn(folder, people, days)
        if finds(people, truths, editions):
            return True
    return False


# What each step of the gate would let out, were it not there. That what earlier reports hid stays
# hidden (`since._crossed`, `since._known`) is tried in test_since_attack.py.
STEPS = {
    "of crossed tables only small cells are hidden": (cells, "_hide", lambda *_a, **_m: None),
    "a base may stand beside few missing ones": (
        Grid,
        "stands_in_the_way",
        lambda *_a: (set(), set()),
    ),
    "of one-way tables only small cells are hidden": (values, "_is_enough", lambda *_a: True),
    "a name tells nothing": (values, "named", lambda *_a: 0),
    "everybody may be new": (since, "newcomers", lambda returns, _reports: returns.frame),
}


@pytest.mark.parametrize("step", STEPS)
def test_without_a_step_of_the_gate_the_attacker_finds_somebody(tmp_path, monkeypatch, step):
    wait_for_turn(step, STEPS, len(STEPS))
    monkeypatch.setattr(*STEPS[step])
    late = [UNTIL - WEEK * 6, UNTIL - WEEK * 3, UNTIL]
    days = late if STEPS[step][0] is since else [UNTIL]
    assert breaks(tmp_path, range(12), days, size=600 if len(days) > 1 else 300)


def test_without_the_earlier_reports_the_attacker_finds_the_difference(tmp_path):
    people = dated(samples.world(900, 1, calm=True))
    truths, editions = [], []
    for day in (UNTIL - WEEK, UNTIL):
        truth, edition = publish(tmp_path, people, day)
        truths.append(truth)
        editions.append(edition)
    assert finds(people, truths, editions)


def test_small_places_share_a_row(tmp_path):
    people = dated(samples.world(600, 5, calm=True))
    for number, person in enumerate(people):
        person["site"] = {0: "Saltillo", 1: "Saltillo", 2: "Reynosa"}.get(number, person["site"])
    truth, edition = publish(tmp_path, people, UNTIL)
    rows = {f.row: f for f in edition.figures if f.table == "site"}
    together = next(row for row in rows if "+" in row)
    assert {"Saltillo", "Reynosa"} <= set(together.split("+"))
    assert together == "+".join(sorted(together.split("+")))
    alone = {f.row: f.count for f in truth if f.table == "site"}
    assert rows[together].count == sum(alone[name] for name in together.split("+"))
    assert all(f.count is not None for f in rows.values())
    assert finds(people, [truth], [edition]) == []


def test_a_shared_row_names_places_and_so_tells_of_one_person_in_each(tmp_path):
    """Three here and two there make five, but each name tells of one: both would be under five."""
    people = dated(samples.world(600, 5, calm=True))
    for number, person in enumerate(people):
        person["site"] = ("Tijuana", "Tapachula", "Juárez")[number % 3]
    for person, place in zip(people, ["Saltillo"] * 3 + ["Reynosa"] * 2, strict=False):
        person["site"] = place
    truth, edition = publish(tmp_path, people, UNTIL)
    together = next(f.row for f in edition.figures if f.table == "site" and "+" in f.row)
    assert len(together.split("+")) == 3
    assert finds(people, [truth], [edition]) == []


def test_a_hidden_value_that_is_named_tells_of_one_person(tmp_path):
    people = dated(samples.world(600, 5, calm=True))
    for person in people:
        person["nationality"] = "SLV" if person["nationality"] == "SLV" else "HND"
    for person, country in zip(people, ["NIC"] * 3 + ["CRI"] * 2, strict=False):
        person["nationality"] = country
    truth, edition = publish(tmp_path, people, UNTIL)
    hidden = [f.row for f in edition.figures if f.table == "nationality" and f.suppressed]
    assert len(hidden) == 3
    assert finds(people, [truth], [edition]) == []


def test_places_that_shared_a_row_go_on_sharing_it(tmp_path):
    people = dated(samples.world(1500, 5, calm=True))
    for number, person in enumerate(people):
        person["site"] = "Saltillo" if number % 20 == 0 else person["site"]
    people[0] |= {"site": "Reynosa", "returned_on": "2019-02-03"}
    for number, person in enumerate(people[1:40]):
        person |= {"site": "Reynosa", "returned_on": f"2019-12-{number % 28 + 1:02}"}
    truths, editions = in_turn(tmp_path, people, [date(2019, 9, 30), UNTIL])
    then, now = ({f.row for f in e.figures if f.table == "site"} for e in editions)
    shared = next(set(row.split("+")) for row in then if "+" in row)
    assert any(shared <= set(row.split("+")) for row in now)
    assert finds(people, truths, editions) == []


@pytest.mark.parametrize(
    ("row", "members"),
    [
        ("Celaya+Saltillo", {"Celaya+Saltillo"}),
        ("Celaya+Saltillo+Tijuana", {"Celaya+Saltillo", "Tijuana"}),
        ("Tijuana", {"Tijuana"}),
        ("Nogales+Tijuana", {"Nogales+Tijuana"}),
    ],
)
def test_a_name_may_hold_the_sign_that_joins(row, members):
    assert places.members_of(row, {"Celaya+Saltillo", "Tijuana"}) == members


def test_a_report_with_shared_rows_may_be_published_again(tmp_path):
    people = dated(samples.world(600, 5, calm=True))
    people[0]["site"], people[1]["site"] = "Saltillo", "Reynosa"
    _, first = publish(tmp_path, people, UNTIL)
    _, again = publish(tmp_path, people, UNTIL, [Previous(first.period, first.figures)])
    assert again.figures == first.figures


# --- What is in the files is in the figures, and nothing else is.


def written(folder, edition, lang="es"):
    folder.mkdir()
    list(files.write(Contents.of(edition, lang), folder))
    return folder


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_file_can_be_made_from_the_public_json_alone(tmp_path, lang):
    """Charts, pages and sheets are drawn from what the JSON says, so they tell nothing more."""
    _, edition = publish(tmp_path, dated(samples.world(900, 6, calm=True)), UNTIL)
    first = written(tmp_path / "first", edition, lang)
    told = read_previous(first / "sitrep.json")
    seal = gate._Seal(told.figures)
    copy = disclosure.Edition(
        told.figures, told.period, edition.threshold, edition.comparable, seal
    )
    second = written(tmp_path / "second", copy, lang)
    for name in ("sitrep.json", "sitrep.csv", "sitrep.html", "sitrep.pdf"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    one, two = (
        [[c.value for row in sheet.iter_rows() for c in row] for sheet in book]
        for book in (openpyxl.load_workbook(f / "sitrep.xlsx") for f in (first, second))
    )
    assert one == two


class Words(HTMLParser):
    """The text of a page, piece by piece."""

    def __init__(self):
        super().__init__()
        self.pieces = []

    def handle_data(self, data):
        self.pieces.append(data.replace("\N{NO-BREAK SPACE}", " "))


def read_everything(folder, attack, lang="es"):
    """Tell the attacker each number of each file, rounded percentages as what they may mean."""
    told = json.loads((folder / "sitrep.json").read_text(encoding="utf-8"))["figures"]
    lines = list(csv.DictReader(io.StringIO((folder / "sitrep.csv").read_text(encoding="utf-8"))))
    sheet = [
        Figure(
            table=line["table"],
            row=line["row"].removeprefix("'"),
            column=line["column"] or None,
            count=_whole(line["count"]),
            base=_whole(line["base"]),
            missing=_whole(line["missing"]),
        )
        for line in lines[1:]
    ]
    plain = [Figure(**{k: v for k, v in one.items() if k != "share"}) for one in told]
    for source in (plain, sheet):
        attack.read(source, 0)
    page = Words()
    page.feed((folder / "sitrep.html").read_text(encoding="utf-8"))
    text = " ".join(" ".join(page.pieces).split())
    rounded = 0
    for figure in plain:
        label = codes.label(BY_NAME[figure.table].attribute, figure.row, lang)
        if figure.column is not None or figure.share is None:
            continue
        found = re.search(rf"{re.escape(label)} {_spaced(figure.count)} (\d+) % ", text)
        if found:
            share = int(found[1]) / 100
            attack.read_share(figure, share - 0.005, share + 0.005, 0)
            rounded += 1
    return rounded


def _whole(cell):
    return int(cell) if cell else None


def _spaced(number):
    return f"{number:,}".replace(",", " ")


@pytest.mark.parametrize("seed", range(40 if DEEP else 2))
def test_all_files_together_give_nobody_away(tmp_path, seed):
    people = dated(samples.world(700, seed, calm=True))
    truth, edition = publish(tmp_path, people, UNTIL)
    attack = attacker.Attack([truth], several(people))
    rounded = read_everything(written(tmp_path / "out", edition), attack)
    assert rounded > 20
    assert attack.finds([truth]) == []


def test_the_attacker_does_read_percentages(tmp_path):
    """A share printed beside a hidden count would be found: 3 of 300 is no secret."""
    people = dated(samples.world(700, 3, calm=True))
    truth, edition = publish(tmp_path, people, UNTIL)
    few = {(f.table, f.row) for f in truth if f.count < 5 and f.column is None}
    hidden = next(
        f for f in edition.figures
        if (f.table, f.row) in few and f.base and BY_NAME[f.table].attribute not in SEVERAL
    )  # fmt: skip
    attack = attacker.Attack([truth], several(people))
    attack.read(edition.figures, 0)
    attack.read_share(hidden, 0.0, 0.001, 0)
    assert attack.finds([truth])


def test_the_report_of_july_2019_gives_nobody_away(tmp_path):
    people = july_2019.people()
    truth, edition = publish(tmp_path, people, UNTIL)
    assert finds(people, [truth], [edition]) == []
    few = sum(f.count < 5 for f in truth) / len(truth)
    said = f"withheld: {edition.cost:.0%} of the cells; {few:.0%} hold fewer than five people"
    sys.stdout.write(f"{said}\n")
    assert edition.cost < 0.65
