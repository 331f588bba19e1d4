"""Nothing reaches a donor or the public but through the gate: as types, as code, and in the pages."""

import ast
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from rumbo.access.values import SYSTEM
from rumbo.common import clock, few
from rumbo.movements import actions as movements
from rumbo.statistics import disclosure, figures, indicators, returns
from rumbo.statistics.disclosure.cells import CROSSINGS
from rumbo.statistics.mirror import store
from rumbo.statistics.report.contents import Contents
from tests.factories import movements as travel
from tests.factories import pages, ready
from tests.security.test_crawl import ALL, WORDS
from tests.statistics import samples

SRC = Path(__file__).parents[2] / "src" / "rumbo"
PERIOD = returns.Period(until=date(2019, 12, 31))
FORMS = ("html", "pdf", "xlsx", "csv", "json")
# Every page that a donor, or somebody who never signed in, can open, and why it tells no figure.
OPEN = {
    "rumbo.config.pages.health": "says that the house is up",
    "rumbo.ui.views.theme": "light or dark",
    "rumbo.ui.views.parts": "the parts that pages are made of",
    "rumbo.ui.views.parts_panel": "one of those parts",
    "rumbo.access.views.demo_sign_in": "the doors of a demonstration",
    "rumbo.access.views.change_post": "one's own post",
    "rumbo.complaints.views.new": "takes a complaint",
    "rumbo.complaints.views.answer": "answers whoever complained",
    "rumbo.protection.views.proving.proof": "proves one act",
    "rumbo.statistics.views.reports.report": "names the quarters that are closed",
    "rumbo.statistics.views.reports.public": "the gate: a closed quarter's public edition",
    "rumbo.statistics.views.reports.highlights_public": "the gate: the sum of four such editions",
    "rumbo.desk.views.home.home": "one's own work: for a donor, that there are reports",
}


@pytest.fixture
def edition(tmp_path: Path) -> disclosure.Edition:
    people = samples.world(300, 3, calm=True)
    raw = returns.read(samples.write(tmp_path / "returns.csv", people))
    mine = returns.returns_of(raw, PERIOD)
    return disclosure.protect(mine, figures.figures_of(mine.frame))


def test_an_edition_cannot_be_made_or_changed_outside_the_gate(edition: disclosure.Edition) -> None:
    more = tuple(replace(figure, count=1, suppressed=False) for figure in edition.figures)
    with pytest.raises(TypeError):
        disclosure.Edition(more, PERIOD, 5, comparable=True, seal=object())
    with pytest.raises(TypeError):
        replace(edition, figures=more)


def test_a_public_report_holds_its_edition_and_nothing_else(edition: disclosure.Edition) -> None:
    public = Contents.of(edition, "es")
    assert public.public
    more = [replace(figure, count=1, suppressed=False) for figure in edition.figures]
    for wrong in (
        {"total": 300},
        {"surveyed": 30},
        {"undated": 1},
        {"figures": more},
        {"period": returns.Period(until=date(2019, 12, 30))},
    ):
        with pytest.raises(TypeError):
            replace(public, **wrong)
    assert not replace(public, edition=None).public


def names_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


def files_with(name: str) -> set[str]:
    found = (path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
    return {str(path.relative_to(SRC)) for path in found if name in names_in(path)}


def test_only_the_gate_seals_and_only_the_public_report_opens_it() -> None:
    assert files_with("_Seal") == {"statistics/disclosure/gate.py"}
    assert files_with("_LineSeal") == {"statistics/disclosure/lines.py"}
    for maker in ("added", "protect_line"):
        assert files_with(maker) & set(map(str, within("statistics"))) == {
            "statistics/disclosure/__init__.py",
            "statistics/packs/making.py",
        }
    assert files_with("protect") & set(map(str, within("statistics"))) == {
        "statistics/disclosure/__init__.py",
        "statistics/sitrep.py",
    }
    assert files_with("once_more") & set(map(str, within("statistics"))) == {
        "statistics/disclosure/__init__.py",
        "statistics/keeping.py",
    }
    assert files_with("public_sitrep") == {"statistics/command.py"}


def test_a_donor_s_paper_of_a_what_if_comes_through_the_gate_too() -> None:
    """Movements may not import the gate: so it sets type, and no view of its own gives a paper."""
    assert files_with("_SupposedSeal") == {"statistics/disclosure/supposed.py"}
    assert files_with("protect_what_if") == {"statistics/views/supposed.py"}
    assert files_with("what_if_pdf") == {"statistics/packs/what_if.py"}
    mine = set(map(str, within("movements")))
    assert not files_with("PUBLIC_THRESHOLD") & mine
    assert set(calls_with("shown", "least")) == {"statistics/disclosure/supposed.py"}
    assert "statistics/views/supposed.py" in files_with("PUBLIC_THRESHOLD")
    assert disclosure.THRESHOLD == few.THRESHOLD == 5


def calls_with(name: str, argument: str) -> Iterator[str]:
    """Yield the files in which a function of this name is called with this argument."""
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == name and argument in {one.arg for one in node.keywords}:
                yield str(path.relative_to(SRC))


def within(room: str) -> Iterator[Path]:
    return (path.relative_to(SRC) for path in (SRC / room).rglob("*.py"))


def test_every_page_that_everybody_or_a_donor_can_open_is_known() -> None:
    found = set()
    for _path, _space, pattern in ALL:
        roles = getattr(pattern.callback, "roles", None)
        if roles is None or "donor" in roles or getattr(pattern.callback, "open_to_all", False):
            found.add(f"{pattern.callback.__module__}.{pattern.callback.__name__}")
    assert found == set(OPEN)


def urls() -> Iterator[str]:
    """Every address of the house; where it has an id, the id of nothing."""
    for path, space, pattern in ALL:
        told = {
            name: WORDS.get(f"{space}:{name}", WORDS.get(name)) or uuid4()
            for name in pattern.pattern.converters
        }
        yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m, t=told: str(t[m[1]]), path)  # type: ignore[misc]


def everything(client: Client, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    """What somebody reads who opens every address, but for what is new in any answer."""
    read = {}
    for url in addresses:
        answer = client.get(url)
        body = b"" if answer.streaming else answer.content
        if url.endswith(".xlsx") and answer.status_code == 200:
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = b"".join(book.read(n) for n in sorted(book.namelist()) if "core" not in n)
        body = re.sub(rb'(nonce|value)="[\w+/=-]{20,}"', b"", body)
        read[url] = (answer.status_code, re.sub(rb'"X-CSRFToken": ?"\w+"', b"", body))
    return read


def a_family_returns() -> None:
    at = travel.LEAVES + timedelta(days=1)
    with clock.travel_to(at):
        bus = travel.departed(travel.ready_family())
        stop = bus.stops.order_by("position").last()
        assert stop is not None
        movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=stop, at=at)


@pytest.mark.django_db
def test_nobody_outside_can_tell_two_people_from_four() -> None:
    """Few people are behind any page: were a figure let out beside the gate, it would differ."""
    ready.reference()
    donor, stranger, inside = pages.client_for("donor"), Client(), pages.client_for("coordinator")
    quarter = [f"/reports/2025-1.{form}" for form in FORMS]
    year = [f"/reports/highlights-2025.{form}" for form in FORMS]
    addresses = [*dict.fromkeys([*urls(), *quarter, *year])]
    own = [
        f"/reports/report.json?desde=2025-03-01&hasta=2025-03-31&programa={name}" for name in [""]
    ]
    read, told = [], []
    for _family in range(2):
        a_family_returns()
        with clock.travel_to(datetime(2026, 1, 20, 15, 0, tzinfo=UTC)):
            read.append((everything(donor, addresses), everything(stranger, addresses)))
            told.append(everything(inside, own))
        # Kept as they were given first, they would be the same again whatever the gate does.
        kept = list(store.in_home("published").glob("*.json"))
        assert len(kept) >= 4, "the quarters of the year were kept"
        for path in kept:
            path.unlink()
    before, after = read
    assert all(before[0][url][0] == 200 for url in (*quarter, *year))
    assert told[0] != told[1], "a second family changes the internal figures"
    for then, now in zip(before, after, strict=True):
        assert {url for url in addresses if then[url] != now[url]} == set()


def test_the_crossings_form_a_forest() -> None:
    """Two ways between two attributes, and exchanging people would change another table too."""
    trees: dict[str, str] = {}

    def root(name: str) -> str:
        return name if trees.get(name, name) == name else root(trees[name])

    for crossing in CROSSINGS:
        one, other = root(crossing.group), root(crossing.part)
        assert one != other, crossing
        trees[one] = other
    crossed = {i.name for i in indicators.INDICATORS if i.by} - {"education_adults_by_sex"}
    assert crossed == {crossing.table for crossing in CROSSINGS}
