"""What is drawn: names that do not collide, withheld values that are no zeros, and no number beside the gate."""

import math
import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import combinations, pairwise
from operator import mul

import pypdf
import pytest

from examples.published import reports as published
from rumbo.statistics import codes, disclosure, figures, indicators, returns, rules, sitrep
from rumbo.statistics.corrections import Changes, Since
from rumbo.statistics.disclosure import Previous
from rumbo.statistics.figures import Figure
from rumbo.statistics.phrases import number, percent
from rumbo.statistics.report import charts, flows, pages, paper, places, story, tables, ways
from rumbo.statistics.report.contents import Contents
from rumbo.ui.land import Place, country_path
from tests.statistics import july_2019, samples

UNTIL = date(2019, 12, 31)
PERIOD = returns.Period(until=UNTIL)
STYLE = pages.STYLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def july(tmp_path_factory):
    return returns.read(samples.write(tmp_path_factory.mktemp("j") / "r.csv", july_2019.people()))


@pytest.fixture(scope="module")
def inside(july):
    return sitrep.sitrep(july, PERIOD, "es")


@pytest.fixture(scope="module")
def public(july):
    return sitrep.public_sitrep(july, PERIOD, "es", ())


def words_in(svg):
    """The pieces of text that a picture shows, and what it tells who cannot see it."""
    told = re.findall(r"<(?:text|desc|title)[^>]*>(.*?)</(?:text|desc|title)>", svg)
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in told]


def cover_of(contents):
    cover = story.tell(contents).cover
    assert cover is not None
    return cover


def closed(attribute):
    return codes.closed(attribute) or ()


def pictures(contents):
    told, cover = story.tell(contents), cover_of(contents)
    panels = [cover.map, *cover.beside, cover.months, *(p for side in cover.who for p in side)]
    panels += [panel for chapter in told.chapters for panel in chapter.panels]
    return [svg for panel in panels for svg in (panel.svg, panel.narrow) if svg]


# --- The map.


def names_on(svg):
    """The box of each name on a map, as wide as its letters are drawn or a little less."""
    found = re.findall(
        r'<text x="([\d.-]+)" y="([\d.-]+)" font-size="([\d.]+)"[^>]*>(.*?)</text>', svg
    )
    for x, y, size, inner in found:
        if "tspan" in inner:
            text = unescape(re.sub(r"<[^>]+>", "", inner))
            long = charts.wide(text, float(size)) * 0.9
            yield text, (float(x), float(y) - 9, float(x) + long, float(y) + 2.5)


def circles_on(svg):
    for x, y, r in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"', svg):
        yield float(x), float(y), float(r)


def bands_on(svg):
    """Points along each band, near to each other, with half of its width."""
    for found in re.findall(
        r'<path d="M([\d.-]+) ([\d.-]+)Q([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+)"[^>]*'
        r'stroke-width="([\d.]+)"',
        svg,
    ):
        x1, y1, cx, cy, x2, y2, thick = map(float, found)
        for step in range(1001):
            t = step / 1000
            x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2
            yield x, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2, thick / 2


def lines_on(svg):
    """Points along each line that leads from a circle to its name."""
    lines = re.findall(
        r'<line x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)" stroke="#46504d"', svg
    )
    for x1, y1, x2, y2 in (map(float, line) for line in lines):
        for step in range(401):
            yield x1 + (x2 - x1) * step / 400, y1 + (y2 - y1) * step / 400, 0.45


def covered(svg):
    """The names on a map on which something lies, with what it is."""
    names = list(names_on(svg))
    for (one, a), (other, b) in combinations(names, 2):
        if not (a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]):
            yield one, other
    for kind, slack, found in (
        ("circle", 1.5, circles_on(svg)), ("band", 0.5, bands_on(svg)), ("line", 0, lines_on(svg)),
    ):  # fmt: skip
        drawn = list(found)
        for name, (left, top, right, foot) in names:
            for x, y, r in drawn:
                if math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - foot)) < r - slack:
                    yield name, kind
                    break


def crowd():
    """Every place and country of the lists, with very unlike numbers."""
    spots = [
        flows.Spot(place, place.label, 3 ** (n % 9), number(3 ** (n % 9)))
        for n, place in enumerate(dict.fromkeys(places._sites().values()))
    ]
    homes = [
        flows.Spot(place, code, 500 + n, number(500 + n), "home")
        for n, (code, place) in enumerate(places._countries().items())
        if flows.on_the_map(place)
    ]
    return spots + homes


@pytest.mark.parametrize("size", [flows.ROOMY, flows.TIGHT])
@pytest.mark.parametrize("many", [2, 9, 25, 60])
def test_names_on_the_map_cover_nothing_and_nothing_covers_them(size, many):
    spots = crowd()[::-1][:many] if many % 2 else crowd()[:many]
    ways_ = [flows.Flow(spots[0].place, spot.place, spot.people, "x") for spot in spots[1:]]
    drawn = flows.flow_map(spots, ways_, "x", ("a", "b", "c"), size=size)
    names = list(names_on(drawn.svg))
    assert names
    assert not list(covered(drawn.svg))
    for _name, (left, top, right, _foot) in names:
        assert left >= 0
        assert right <= size[0]
        assert top >= 0
    if size == flows.ROOMY:
        assert len(names) + len(drawn.unnamed) == len(spots)


@pytest.mark.parametrize("edition", [published.internal, published.public])
@pytest.mark.parametrize("name", published.REPORTS)
def test_on_the_maps_of_the_rebuilt_reports_every_name_has_room(name, edition):
    contents = edition(name)
    drawn = ways.map_panel(contents)
    assert list(bands_on(drawn.svg)) or name == "july-mpp"
    for svg in (drawn.svg, drawn.narrow):
        assert not list(covered(svg))
    named = {text for text, _box in names_on(drawn.svg)}
    spots, _off = ways._spots(contents)
    assert {f"{spot.label} {spot.text}" for spot in spots} == named
    homes = {f"{spot.label} {spot.text}" for spot in spots if spot.kind == "home"}
    assert homes <= {text for text, _box in names_on(drawn.narrow)}


@pytest.mark.parametrize("seed", range(6))
def test_on_the_maps_of_made_up_reports_nothing_lies_on_a_name(seed, tmp_path):
    people = samples.world(400, seed, calm=bool(seed % 2))
    rng = samples.Dice(seed)
    named = [place.label for place in places._sites().values()]
    for person in people:
        person["site"] = rng.choice(named[: 3 + 4 * seed])
    raw = returns.read(samples.write(tmp_path / "r.csv", people))
    for contents in (
        sitrep.sitrep(raw, PERIOD, "es"), sitrep.public_sitrep(raw, PERIOD, "en", ()),
    ):  # fmt: skip
        drawn = ways.map_panel(contents)
        for svg in (drawn.svg, drawn.narrow):
            assert not list(covered(svg))


def test_what_is_nowhere_on_the_map_is_told_in_words(inside):
    drawn = ways.map_panel(inside)
    assert "Celaya + Saltillo 10" in drawn.note
    assert "Tijuana 249" in " ".join(words_in(drawn.svg))


def test_a_place_is_known_by_its_other_names_and_without_accents():
    assert places.site("ciudad de mexico") == places.site("CDMX") == places.site("Ciudad de México")
    assert places.site("=cmd") is None
    honduras = places.country("HND")
    assert honduras is not None
    assert honduras.lat == 14.83


def test_who_returns_beyond_the_map_is_told_and_moves_no_window(tmp_path):
    people = samples.world(200, 3, calm=True)
    for person in people[:9]:
        person["country_of_return"] = "GHA"
    raw = returns.read(samples.write(tmp_path / "r.csv", people))
    drawn = ways.map_panel(sitrep.sitrep(raw, PERIOD, "es"))
    assert "Ghana 9" in drawn.note
    assert "Ghana" not in " ".join(words_in(drawn.svg))


# --- Public pictures.


def test_what_is_withheld_is_drawn_as_withheld_and_never_as_zero(public):
    months = [f for f in public.table("returns_by_month") if f.suppressed]
    assert months
    drawn = cover_of(public).months
    assert drawn.svg.count('stroke-dasharray="3 3"') == len(months)
    assert "reservado" in " ".join(words_in(drawn.svg))
    hidden = replace(public.table("country_of_return")[0], count=None, suppressed=True)
    rest = [f for f in public.figures if f != public.table("country_of_return")[0]]
    one = Contents(period=PERIOD, lang="es", figures=[hidden, *rest])
    name = codes.label("country_of_return", hidden.row, "es")
    shown = " ".join(words_in(ways.map_panel(one).svg))
    assert f"{name} reservado" in shown
    for svg in pictures(public):
        assert not [word for word in words_in(svg) if re.fullmatch(r"0|0\s%", word)]


def test_no_number_is_drawn_that_is_not_in_the_edition(public):
    allowed = {number(n) for f in public.figures for n in (f.count, f.base) if n is not None}
    allowed |= {percent(f.share, "es") for f in public.figures if f.share is not None}
    labels = [codes.label("age_group", age, "es") for age in closed("age_group")]
    labels += [codes.label("minors", one, "es") for one in closed("minors")]
    months = [f.row[:4] for f in public.table("returns_by_month")]
    drawn = 0
    for svg in pictures(public):
        for word in words_in(svg):
            left = word
            for label in labels:
                left = left.replace(label, "")
            found = re.findall(r"(?:menos de )?\d+(?:\u00a0\d{3})*(?:\.\d)?(?:\u00a0%)?", left)
            strange = [one for one in found if one not in allowed and one not in months]
            assert not strange, word
            drawn += len(found)
    assert drawn > 100


def test_the_gate_lets_no_figure_of_the_inside_out(july):
    mine = returns.returns_of(july, PERIOD)
    every = [*figures.figures_of(mine.frame), *figures.closer_of(mine.frame)]
    yearly = Figure(
        table="waiting_by_month", row="2019-07", column=None, count=40, base=40, missing=0
    )
    edition = disclosure.protect(mine, [*every, yearly])
    names = {i.name for i in (*indicators.CLOSER, *indicators.YEARLY)}
    assert names & {f.table for f in every}
    assert not names & {f.table for f in edition.figures}


# --- What the pictures say.


def test_the_pyramid_the_months_and_the_ways_say_what_the_tables_say(inside):
    by_sex = {(f.row, f.column): f.count for f in inside.table("age_group_by_sex")}
    for age in closed("age_group"):
        whole = next(f.count for f in inside.table("age_group") if f.row == age)
        assert sum(by_sex[age, sex] for sex in ("M", "F", "X")) == whole
    pyramid = cover_of(inside).who[0][0]
    assert "18–45: Hombres 1\u00a0068, Mujeres 243" in " ".join(words_in(pyramid.svg))
    flows_ = list(ways._flows(inside))
    assert (
        sum(flow.people for flow in flows_) == 1703 - 10
    )  # of Celaya + Saltillo no point is known
    streams = [f for f in inside.table("returns_by_month_by_stream") if f.count]
    assert sum(f.count for f in streams) == 1703


def test_months_are_cut_by_stream_and_say_whose_stream_is_not_known(tmp_path):
    people = samples.world(300, 5, calm=True)
    for one in people:
        one["stream"] = "AVR"
    people[0]["stream"], people[1]["stream"] = "MPP", ""
    raw = returns.read(samples.write(tmp_path / "r.csv", people))
    drawn = cover_of(sitrep.sitrep(raw, PERIOD, "es")).months
    told = words_in(drawn.svg)
    assert drawn.title == "Retornos por mes y programa"
    assert {"Retorno voluntario asistido", "Sin dato"} <= set(told)
    assert "Protocolos de Protección a Migrantes (MPP)" in told


def test_children_are_told_alone_and_accompanied(inside):
    children = cover_of(inside).who[1][0]
    said = " ".join(words_in(children.svg))
    assert "No acompañados: 66 · 21\u00a0%" in said
    assert "Con madre, padre o tutor: 243 · 79\u00a0%" in said


def linear(tone):
    parts = [int(tone[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def light(tone, seen=((1, 0, 0), (0, 1, 0), (0, 0, 1))):
    """How light a colour is, for an eye that sees so much of red, green and blue of each."""
    told = linear(tone)
    red, green, blue = (max(0.0, sum(map(mul, row, told))) for row in seen)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Viénot, Brettel and Mollon 1999: who does not see red, and who does not see green.
NO_RED = ((0.1124, 0.8876, 0), (0.1124, 0.8876, 0), (0.004, -0.004, 1))
NO_GREEN = ((0.2927, 0.7073, 0), (0.2927, 0.7073, 0), (-0.0223, 0.0223, 1))


@pytest.mark.parametrize("seen", [NO_RED, NO_GREEN], ids=["no red", "no green"])
def test_steps_are_told_apart_without_red_and_without_green(seen):
    dark = STYLE[STYLE.index("prefers-color-scheme:dark") :]
    colour = dict(re.findall(r"--(\w+):(#\w{6})\b", dark))
    steps = [colour["sea"], *(colour[f"t{n}"] for n in range(2, len(charts.TONES) + 1))]
    for tones in (charts.TONES, steps[::-1]):
        seen_as = [light(tone, seen) for tone in tones]
        assert seen_as == sorted(seen_as)
        assert all((b + 0.05) / (a + 0.05) > 1.15 for a, b in pairwise(seen_as))


@pytest.mark.parametrize("seen", [NO_RED, NO_GREEN], ids=["no red", "no green"])
def test_the_accent_stands_out_without_red_and_without_green(seen):
    accent = light(charts.SEA, seen) + 0.05
    for other in (charts.MIDDLE, charts.GREY, charts.LINE):
        assert (light(other, seen) + 0.05) / accent > 2.5


def test_steps_are_told_apart_in_grey():
    tones = [light(tone) for tone in charts.TONES]
    assert tones == sorted(tones)
    for (one, other), ink in zip(pairwise(tones), charts.ON_TONE[1:], strict=True):
        assert (other + 0.05) / (one + 0.05) > 1.15
        assert (other + 0.05) / (light(ink) + 0.05) > 4.5


def test_steps_are_told_apart_in_the_dark():
    dark = STYLE[STYLE.index("prefers-color-scheme:dark") :]
    colour = {name: light(tone) for name, tone in re.findall(r"--(\w+):(#\w{6})\b", dark)}
    steps = [colour["sea"], *(colour[f"t{n}"] for n in range(2, len(charts.TONES) + 1))]
    assert steps == sorted(steps, reverse=True)
    for one, other in pairwise([*steps, colour["ground"]]):
        assert (one + 0.05) / (other + 0.05) > 1.15
    assert all((colour["ink"] + 0.05) / (tone + 0.05) > 4.5 for tone in steps[1:])


def test_every_colour_of_the_pictures_has_one_for_the_dark(inside, public):
    used = set()
    for svg in (*pictures(inside), *pictures(public)):
        used |= set(re.findall(r'(?:fill|stroke)="#\w+"', svg))
    assert len(used) > 8
    assert not [one for one in used if f"[{one}]" not in STYLE]


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("edition", ["inside", "public"])
def test_the_first_page_holds_the_whole_of_it_and_the_last_the_method(
    july, lang, edition, tmp_path
):
    make = sitrep.sitrep if edition == "inside" else sitrep.public_sitrep
    extra = () if edition == "inside" else ((),)
    contents = make(july, PERIOD, lang, *extra)
    path = tmp_path / "r.pdf"
    path.write_bytes(paper.as_pdf(contents))
    read = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]
    cover = cover_of(contents)
    for panel in (cover.map, cover.months, *(one for side in cover.who for one in side)):
        assert panel.title in read[0]
    assert story.tell(contents).chapters[0].title in read[1]
    assert story.tell(contents).chapters[0].title not in read[0]
    assert {"es": "Método y definiciones", "en": "Method and definitions"}[lang] in read[-1]
    assert all(term in read[-1] for term, _meaning in tables.definitions(contents))


def test_a_report_of_a_past_day_says_its_day_where_it_says_its_period(inside, tmp_path):
    past = replace(
        inside, since_then=Since(known=date(2020, 1, 15), corrections=(), changes=Changes())
    )
    cutoff = story.tell(past).cutoff
    assert cutoff == f"{story.tell(inside).cutoff} · como se sabía el 15 de enero de 2020"
    path = tmp_path / "r.pdf"
    path.write_bytes(paper.as_pdf(past))
    assert cutoff in " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
    assert cutoff in pages.as_html(past).decode()


# --- What changed.


def test_what_changed_is_told_of_numbers_that_both_reports_say(july):
    then = sitrep.sitrep(july, returns.Period(until=date(2019, 4, 30)), "es")
    before = Previous(then.period, tuple(then.figures), is_public=False)
    now = sitrep.sitrep(july, PERIOD, "es", compared=before)
    assert (
        story.tell(now).changed == "Desde el informe hasta el 30 de abril de 2019: +318 retornos."
    )
    part = tables.annex(now)[0]
    assert part.title == "Qué cambió"
    assert ("Modo de viaje: Por tierra", "1\u00a0078", "1\u00a0380", "+302") in part.wide[0].lines
    assert not story.tell(sitrep.sitrep(july, PERIOD, "es")).changed


def test_in_public_only_what_two_public_reports_say_is_compared(july):
    first = sitrep.public_sitrep(july, returns.Period(until=date(2019, 4, 30)), "es", ())
    before = Previous(first.period, tuple(first.figures))
    now = sitrep.public_sitrep(july, PERIOD, "es", [before])
    lines = tables.annex(now)[0].wide[0].lines
    then = {number(f.count) for f in first.figures if f.count is not None}
    today = {number(f.count) for f in now.figures if f.count is not None}
    # Places that share a row now are added up as they were shown then.
    assert {line[1] for line in lines if " + " not in line[0]} <= then
    assert {line[2] for line in lines} <= today
    assert min(abs(int(re.sub(r"\D", "", line[3]))) for line in lines) >= 5
    for other in (
        replace(before, is_public=False),
        replace(before, period=replace(before.period, stream="AVR")),
        Previous(PERIOD, tuple(now.figures)),
    ):
        assert sitrep.public_sitrep(july, PERIOD, "es", [other]).earlier is None


def test_no_other_report_can_be_put_beside_an_edition(public):
    edition = public.edition
    other = Previous(PERIOD, ())
    with pytest.raises(TypeError):
        replace(edition, earlier=other)
    with pytest.raises(TypeError):
        replace(public, compared=other)


def test_a_month_ends_where_it_ends():
    assert rules.end_of_month("2024-02") == date(2024, 2, 29)
    assert rules.end_of_month("2019-12") == date(2019, 12, 31)
    assert rules.a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert rules.last_months(None, date(2019, 2, 3))[0] == "2018-03"
    assert rules.last_months(date(2019, 1, 31), date(2019, 2, 3)) == ["2019-01", "2019-02"]


def test_a_point_of_the_earth_lies_in_its_country():
    view = flows._view([Place(19.0, -99.0, "a"), Place(14.0, -88.0, "b")], *flows.ROOMY)
    honduras = places.country("HND")
    assert honduras is not None
    assert country_path(view, honduras.lon, honduras.lat)
    assert not country_path(view, -95.0, 10.0), "the open sea"
