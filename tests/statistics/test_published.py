"""What was once published comes out of the files shipped for it, each number as it was printed."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from examples.published import fitting, make, page, reports, returns, words
from examples.published.figures import HERE, JULY, published
from rumbo.statistics import sitrep
from rumbo.statistics.disclosure import Previous
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import INDICATORS
from rumbo.statistics.phrases import percent, say
from rumbo.statistics.report import story
from rumbo.statistics.report.data_files import as_json
from rumbo.statistics.report.pages import as_html
from rumbo.statistics.report.paper import as_pdf
from rumbo.statistics.returns import COLUMNS, Period, read
from tests.statistics import test_report

PERIOD = reports.REPORTS["july"].period
LANGS = ("es", "en")


def named(number):
    return "|".join(number.key)


def digits(value):
    return len(value.partition(".")[2])


@pytest.fixture(scope="module")
def raw():
    return read(HERE / reports.JULY_FILE)


@pytest.mark.parametrize("number", published(), ids=named)
def test_each_published_number_is_shown_as_printed_or_it_is_said_why_not(number):
    one = reports.met(number)
    if one is None:
        assert words.WHY_NOT[reports.places()[number.key].why_not]
    elif number.unit == "persons":
        assert one.figure.count == int(number.value)
    else:
        assert f"{100 * one.share:.{digits(number.value)}f}" == number.value


def test_no_published_number_is_left_out_and_all_of_july_are_shown():
    assert list(reports.places()) == [number.key for number in published()]
    assert len(published()) == 101
    unseen = [n for n in published() if reports.met(n) is None]
    assert len(unseen) == 16
    assert {n.as_of for n in unseen if n.programme in {"AVR", "MPP", "TPVR"}}.isdisjoint({JULY})
    assert [n.row for n in unseen if n.as_of == JULY] == []


def test_who_reads_the_report_sees_each_share_as_printed():
    read_off = [
        (percent(one.share, "en"), f"{one.number.value}%")
        for one in reports.every_met()
        if one.place.shows == "share"
    ]
    assert len(read_off) == 72
    assert [pair for pair in read_off if pair[0] != pair[1]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_printed_page_holds_each_of_julys_shares(lang):
    contents = reports.internal("july", lang)
    text = re.sub(r"<[^>]+>", " ", as_html(contents).decode())
    for one in reports.every_met():
        if one.place.report == "july" and one.number.unit == "percent":
            assert percent(one.share, lang) in text
    assert contents.problems == ()
    assert contents.total == 1703


@pytest.mark.parametrize("name", returns.FILES)
def test_the_files_shipped_are_the_ones_that_are_made(name):
    assert (HERE / name).read_text(encoding="utf-8") == returns.as_csv(returns.FILES[name]())
    assert returns.COLUMNS == COLUMNS


def test_no_two_people_have_one_name_and_nothing_unpublished_is_told_of_them():
    people = [one for make_them in returns.FILES.values() for one in make_them()]
    assert len({one["person"] for one in people}) == len(people)
    for column in ("return_department", "birth_date", "self_rated_health", "reason_migrating"):
        assert {one[column] for one in people} == {""}


@pytest.mark.parametrize(
    ("until", "total", "alone", "shares"),
    [
        (date(2019, 3, 1), 1195, 48, ["sex|M||83", "nationality|HND||74", "nationality|SLV||23"]),
        (date(2019, 3, 28), 1280, 52, []),
        (
            date(2019, 5, 10),
            1406,
            66,
            [
                "site_by_country|Ciudad de México|MEX|58",
                "site_by_country|Tijuana|MEX|24",
                "site_by_country|Tapachula|MEX|13",
            ],
        ),
    ],
)
def test_the_same_file_gives_what_was_published_on_the_way(raw, until, total, alone, shares):
    contents = sitrep.sitrep(raw, Period(until=until), "es")
    assert contents.total == total
    children = contents.figure("unaccompanied", "YES")
    assert children is not None
    assert children.count == alone
    for line in shares:
        table, row, column, value = line.split("|")
        place = reports.Place("", table, row, column or None, "share", "")
        found = reports.cell(contents, place)
        assert found is not None
        assert round((found.share or 0) * 100) == int(value)


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_in_docs_are_up_to_date(lang):
    assert page.PAGES[lang].read_text(encoding="utf-8") == page.page(lang), "make them anew"


def test_both_pages_have_the_same_numbers():
    english, spanish = (page.page(lang) for lang in ("en", "es"))
    lines = [[n for n in text.split("\n") if n.startswith("|")] for text in (english, spanish)]
    assert len(lines[0]) == len(lines[1]) > 101
    for one, other in zip(*lines, strict=True):
        assert re.findall(r"\d+\.\d\d %", one) == re.findall(r"\d+\.\d\d %", other)


def test_the_public_edition_shipped_is_the_one_that_the_gate_makes():
    path = make.PUBLIC / "sitrep-2019-07-11.json"
    assert path.read_bytes() == as_json(reports.public("july")), "make it anew"
    shipped = json.loads(path.read_text(encoding="utf-8"))
    assert shipped["public"] is True
    told = [f[n] for f in shipped["figures"] for n in ("count", "base") if f[n] is not None]
    assert min(told) >= 5


def test_the_command_gives_the_edition_that_is_shipped(tmp_path):
    asked = ("--returns", HERE / reports.JULY_FILE, "--until", JULY, "--public")
    done = test_report.run(*asked, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    shipped = make.PUBLIC / "sitrep-2019-07-11.json"
    assert (tmp_path / "sitrep.json").read_bytes() == shipped.read_bytes()


def test_the_public_edition_on_paper_is_the_same(tmp_path):
    made = tmp_path / "made.pdf"
    made.write_bytes(as_pdf(reports.public("july")))
    ours, shipped = (
        [page.extract_text() for page in pypdf.PdfReader(path).pages]
        for path in (made, make.PUBLIC / "sitrep-2019-07-11.pdf")
    )
    assert "Edición pública" in shipped[0]
    assert shipped == ours, "make it anew"


@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_show_pictures_that_are_there_and_small(lang):
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", page.page(lang))
    # Every page of the internal report of July, and the first of its public edition.
    assert (
        len(shown) == len(pypdf.PdfReader(io.BytesIO(as_pdf(reports.internal("july")))).pages) + 1
    )
    for name in shown:
        assert 0 < (page.PAGES[lang].parent / name).stat().st_size < 80_000


def test_why_a_number_is_withheld_is_true():
    for one in reports.every_met():
        said, contents = page.reason(one), reports.public(one.place.report)
        figure = reports.cell(contents, one.place)
        table = contents.table(one.place.table)
        assert said in words.PUBLIC
        assert (said == "TOGETHER") == (figure is None)
        if figure is None:
            continue
        is_told = figure.count == one.figure.count
        assert (said == "SHOWN") == (
            is_told and (figure.base is not None or one.number.unit == "persons")
        )
        assert (said == "BASE") <= (is_told and figure.base is None)
        assert (said == "FEW") <= ((one.figure.count or 0) < 5)
        assert (said == "TABLE") <= all(f.count is None for f in table)
        assert (said == "TOTAL") <= (one.place.table == "stream")


def test_what_is_shipped_stays_small():
    sizes = [path.stat().st_size for path in HERE.rglob("*") if path.suffix != ".pyc"]
    assert sum(sizes) < 1_000_000


def test_the_public_edition_of_a_single_report_withholds_every_small_count(raw):
    public = sitrep.public_sitrep(raw, PERIOD, "es", ())
    shown = [n for f in public.figures for n in (f.count, f.base, f.missing) if n is not None]
    assert min(shown) >= 5
    assert public.total is None
    assert public.edition is not None
    assert 0 < public.edition.cost < 1


def test_a_report_a_day_later_with_one_more_person_shows_no_change_of_one(raw):
    on_the_last_day = [n for n, day in enumerate(raw["returned_on"]) if day == JULY]
    fewer = raw.filter([n not in on_the_last_day[1:] for n in range(raw.height)])
    first = sitrep.public_sitrep(fewer, Period(until=date(2019, 7, 10)), "es", ())
    earlier = Previous(first.period, tuple(first.figures))
    later = sitrep.public_sitrep(fewer, PERIOD, "es", [earlier])
    assert any(f.count is not None for f in first.figures)
    assert all(f.count is None for f in later.figures)


def test_counts_round_to_what_was_printed():
    assert fitting.possible(1703, "5") == range(77, 94)
    assert fitting.possible(1196, "0.8") == range(9, 11)
    assert fitting.possible(200, "1") == range(2, 3)
    assert fitting.possible(10, "0") == range(1)
    assert 66 not in fitting.possible(1703, "5")
    for base in (1, 7, 84, 170, 869):
        for value in ("0", "1", "18", "50", "99", "100", "12.5"):
            for count in fitting.possible(base, value):
                assert f"{100 * count / base:.{digits(value)}f}" == value


def test_shares_that_cannot_be_people_are_refused():
    with pytest.raises(fitting.Impossible):
        fitting.fit(3, {"a": "50", "b": "50"})
    with pytest.raises(fitting.Impossible):
        fitting.fit(
            85,
            {"a": "31", "b": "18", "c": "18", "d": "18", "e": "11", "f": "2", "g": "2"},
            whole=True,
        )
    assert returns.applicants(1703) == [84, 90]
    assert sum(fitting.fit(1196, {"a": "52", "b": "48"}, whole=True).values()) == 1196


def test_a_share_that_is_off_by_one_rounding_would_be_seen():
    one = next(m for m in reports.every_met() if m.number.value == "0.8")
    wrong = Figure(table="x", row="x", column=None, count=11, base=1196, missing=0)
    assert one.is_so
    assert not reports.Met(one.number, one.place, 11, 1196, wrong).is_so


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_not_to_be_published_is_not_in_the_annex_either(lang):
    contents = replace(reports.public("july"), lang=lang)
    withheld, partly = (
        say(name, lang, names="").rstrip(" .") for name in ("rest_withheld", "rest_partly")
    )
    said = [sentence for one in story.tell(contents).chapters for sentence in one.rest]
    counted = {i.title(lang) for i in INDICATORS if any(f.count for f in contents.table(i.name))}
    told = {
        start: {name for one in said if one.startswith(start) for name in _named(one, start)}
        for start in (withheld, partly)
    }
    assert not told[withheld] & counted
    assert told[partly] <= counted
    assert told[withheld]
    assert told[partly]


def _named(sentence, start):
    return sentence.removeprefix(start).strip(" .").split(", ")
