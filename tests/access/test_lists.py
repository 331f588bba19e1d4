"""Every list of the house filters, sorts, pages and leaves as a file that names nobody."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from rumbo.access.entry import reading
from rumbo.access.lists import Listing, asking, taking
from rumbo.access.lists.opening import LISTING
from rumbo.access.lists.paging import _field
from rumbo.access.lists.taking import EXPORT
from rumbo.access.models import Office
from rumbo.access.values import EVERYTHING, SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.lists import TASKS
from rumbo.casework.models import Override, Task
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed.fields import SealedField
from rumbo.documents.models import ConsularRequest, Transfer
from rumbo.exchange.lists import CORRECTIONS, LOOKALIKES
from rumbo.exchange.models import ImportedSheet, IntakeRow
from rumbo.readiness.lists import ROWS
from rumbo.registry.models import Person
from rumbo.ui.spreadsheets import as_csv, as_xlsx
from tests import factories
from tests.factories import inquiries, ready
from tests.factories.pages import pages_of
from tests.security import world
from tests.security.test_crawl import ALL, NOW
from tests.security.world import World

pytestmark = pytest.mark.django_db
CALLBACKS = [(path, pattern.callback) for path, _space, pattern in ALL]
LISTS: dict[str, Listing] = {
    getattr(view, LISTING).name: getattr(view, LISTING)
    for _path, view in CALLBACKS
    if hasattr(view, LISTING)
}
EXPORTS = {getattr(view, EXPORT).name for _path, view in CALLBACKS if hasattr(view, EXPORT)}
# Pages without an id in their address that are no lists, each with why.
NO_LISTS = {
    "": "the page of the day: a list of each kind stands behind its counts",
    "health/": "says that the house stands",
    "search/": "what somebody typed is searched, never listed",
    "search/access/": "a form",
    "register/": "a form",
    "register/family/": "a form",
    "register/likely/": "hints while somebody types",
    "inquiries/new/": "a form",
    "reception/direct/": "a form",
    "post/": "a switch",
    "emergency/": "a form",
    "house/": "how the installation stands",
    "complaints/new/": "a form",
    "complaints/answer/": "a form",
    "watch/kept/forget/": "a switch",
    "watch/": "figures of a week, by member of staff",
    "money/": "figures of a month: lines, and receipts without a name",
    "partner/": "cards to answer, for somebody who takes nothing out of the house",
    "departures/new/": "a form",
    "departures/transit/new/": "a form",
    "departures/calendar/": "a picture of eight weeks; the list stands behind the board",
    "money/advances/new/": "a form",
    "money/fares/new/": "a form",
    "departures/plans/": "a form, and the latest five to go back to",
    "departures/what-if/": "a form, and the latest five to go back to",
    "acts/": "a form",
    "documents/terms/new/": "a form",
    "sheets/": "a form",
    "demo/sign-in/": "a door of the demo",
    "ui/theme/": "a switch",
    "ui/parts/": "the parts of which pages are made",
    "ui/parts/panel/": "the parts of which pages are made",
    "waiting/rule/": "a text",
    "requirements/": "the table of rules, the same for everybody",
    "reports/": "figures, with exports of their own",
    "reports/funnel/": "figures",
    "reports/live/": "figures; the list behind each stands beside them",
    "reports/live/refresh/": "a switch",
}
# Lists that this world leaves empty, each tested with rows elsewhere.
BARE = {
    "statistics:called", "statistics:children", "statistics:departed", "statistics:referred",
    "followup:calls", "reception:board", "reception:referrals", "desk:readings", "casework:waiting", "desk:team",
    "desk:touched", "desk:kept",
}  # fmt: skip
# Never empty: whoever looks is in it, or what the house ships.
NEVER_EMPTY = {"desk:team", "documents:terms"}
EMPTY = re.compile(
    r'<div class="empty[^>]*>\s*<h2>(?P<title>.*?)</h2>\s*<p>(?P<what>.*?)</p>', re.DOTALL
)
NAMES = re.compile("Dilcia|Mejía|López|Marbella|9621234567|E1234567")


@pytest.fixture
def two() -> Iterator[tuple[World, World]]:
    with time_machine.travel(NOW, tick=False):
        ready.reference()
        own, other = world.build("TAP", "Dilcia"), world.build("TIJ", world.ELSEWHERE)
        for one in (own, other):
            _more(one)
        yield own, other


def _more(of: World) -> None:
    """One row for each of the lists that the two worlds leave empty."""
    person = factories.people_of(of.case)[0]
    about = {"office": of.office, "case": of.case, "person": person}
    Override.objects.create(**about, requirement=min(ROWS), why="x", asked_by=new_id())
    day = clock.today() - timedelta(days=1)
    asked = ConsularRequest.objects.filter(case=of.case)
    asked.update(due_on=day, appointment_at=clock.now() + timedelta(days=1))
    Transfer.objects.create(
        **about, kind="REQUEST", recipient="CONSULATE", to_whom="HN-TAP", consent=new_id(),
        fields=["full_name"], purpose="TRAVEL_PAPER", request=asked[0],
    )  # fmt: skip
    of.case.contacts.update(due_on=day)
    inquiries.inquired(at=of.office)
    _row(of.office, resembles=person)


def _row(office: Office, **changes: Any) -> IntakeRow:
    values = {"number": 8, "outcome": "suspected_duplicate", "probability": 0.7, **changes}
    made: IntakeRow = IntakeRow.objects.create(
        office=office, sheet=ImportedSheet.objects.create(), key=new_id().bytes, raw={}, **values
    )
    return made


def signed_in(role: str, at: Office | None = None) -> Client:
    client = Client()
    client.force_login(factories.user(role, at=at))
    return client


def taker(listing: Listing) -> str:
    """Who may take it out: a counsellor where they may; who knows reserved files or all offices last."""
    last = {"counsellor": -1, "protection": 1, "child_officer": 1, "admin": 2}
    return min(listing.takers, key=lambda role: (last.get(role, 0), role))


def asked_of(listing: Listing, of: World) -> dict[str, str]:
    return {"n": of.case.number} if listing.name == "desk:readings" else {}


def file_of(
    listing: Listing, of: World, kind: str = "csv", *, by: Client | None = None, **query: str
) -> bytes:
    client = by or signed_in(taker(listing), of.office)
    url = f"{reverse(listing.name)}export.{kind}"
    answer = client.get(url, {**asked_of(listing, of), **query})
    assert answer.status_code == 200, answer.content
    return bytes(answer.content)


def lines_of(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_a_page_without_an_id_is_a_list_or_it_is_said_why_not() -> None:
    pages = {path for path, view in CALLBACKS if "<" not in path and not hasattr(view, EXPORT)}
    lists = {path for path, view in CALLBACKS if hasattr(view, LISTING)}
    posts = {path for path in pages if path in {"team/new/", "team/offices/"}}
    assert pages - lists - posts == NO_LISTS.keys()
    assert len(lists) >= 15


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_has_an_export_a_filter_an_order_and_columns(name: str) -> None:
    listing = LISTS[name]
    assert name in EXPORTS
    assert any(one.choices is not None and not one.quiet for one in listing.filters)
    assert listing.orders
    assert listing.columns
    assert {*listing.takers} <= {*listing.readers}
    words = [*(one.word for one in listing.filters), *(one.word for one in listing.orders)]
    assert all(re.fullmatch("[a-z_]+", word) for word in words)
    known = {one.word for one in listing.orders}
    assert {head.sort for head in listing.heads if head.sort} <= known


@pytest.mark.parametrize("name", sorted(LISTS))
def test_what_is_sealed_or_may_be_nothing_is_not_sorted_in_the_database(name: str) -> None:
    listing = LISTS[name]
    with reading(EVERYTHING):
        asked = asking.written_in(listing, {})
        rows = listing.rows(EVERYTHING, asked)
        if not isinstance(rows, QuerySet):
            return
        for path in {by.lstrip("-") for order in listing.orders for by in order.by}:
            field = _field(rows, path)
            assert not isinstance(field, SealedField), path
            assert path in rows.query.annotations or not field.null, path


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_leaves_without_names_without_the_other_office_and_is_written_down(
    name: str, two: tuple[World, World]
) -> None:
    own, other = two
    listing = LISTS[name]
    client = signed_in(taker(listing), own.office)
    lines = lines_of(file_of(listing, own, by=client))
    assert lines[0] == [str(column.head) for column in listing.columns]
    assert len(lines) > 1 or name in BARE
    text = str(lines)
    assert not NAMES.search(text), text
    assert not {other.case.number, world.ELSEWHERE, "Tij"} & {*re.findall(r"[\w-]+", text)}
    entry = JournalEntry.objects.get(code="access.list_exported")
    assert entry.details["list"] == name
    assert entry.details["rows"] == len(lines) - 1
    assert entry.details["format"] == "CSV"
    book = load_workbook(io.BytesIO(file_of(listing, own, "xlsx", by=client)))
    assert book.active is not None
    assert book.active.max_row == len(lines)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_reserved_name_is_in_no_file_and_the_page_still_opens(
    name: str, two: tuple[World, World]
) -> None:
    own, _other = two
    Person.objects.update(sealed=True)
    listing = LISTS[name]
    client = signed_in(taker(listing), own.office)
    for order in listing.orders:
        for word in (order.word, f"-{order.word}"):
            query = {**asked_of(listing, own), "orden": word}
            assert client.get(reverse(name), query).status_code == 200, word
            assert not NAMES.search(str(lines_of(file_of(listing, own, by=client, **query))))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_exists_for_its_readers_and_its_file_for_its_takers_alone(
    name: str, two: tuple[World, World]
) -> None:
    own, _other = two
    listing = LISTS[name]
    for role in ("registrar", "field", "coordinator", "dpo", "documents", "donor", "admin"):
        client = signed_in(role, own.office)
        page = client.get(reverse(name), asked_of(listing, own))
        assert (page.status_code == 200) is (role in listing.readers), role
        answer = client.get(f"{reverse(name)}export.csv")
        assert (answer.status_code == 200) is (role in listing.takers), role
        if page.status_code == 200 and role not in listing.takers:
            assert b"export.csv" not in page.content


def test_only_codes_that_the_list_offers_are_heeded_and_written_down(
    two: tuple[World, World],
) -> None:
    own, _other = two
    file_of(TASKS, own, que="Juan Pérez", nombre="Dilcia", plazo="hoy; --")
    assert JournalEntry.objects.get(code="access.list_exported").details["filters"] == {}
    file_of(TASKS, own, que="FEAR", plazo="semana")
    newest = JournalEntry.objects.filter(code="access.list_exported").latest("number")
    assert newest.details["filters"] == {"que": "FEAR", "plazo": "semana"}


def test_a_file_starts_no_formula() -> None:
    bad = ["=1+1", "+1", "-1", "@x", "\tx", "\rx"]
    lines = lines_of(as_csv(bad, [bad]))
    assert lines == [[f"'{text}" for text in bad]] * 2
    sheet = load_workbook(io.BytesIO(as_xlsx(["a"], [[text] for text in bad]))).active
    assert sheet is not None
    for row in range(2, 8):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_an_office_named_like_a_formula_starts_none() -> None:
    office = factories.office("TAP", "=HYPERLINK(1)")
    _row(office, outcome="to_correct", faults=[{"column": "sexo", "code": "DATE_IMPOSSIBLE"}])
    body = signed_in("registrar", office).get("/corrections/export.csv").content
    assert lines_of(body)[1][2] == "'=HYPERLINK(1)"


def _walk(client: Client, url: str, word: str) -> list[str]:
    """Every row of a list, page after page, and back to the first again."""
    found, query, pages = [], f"?orden={word}", 0
    while query:
        page = client.get(url + query).context["page"]
        found += [str(row.row.pk) for row in page.rows]
        query, before, pages = page.pager.next, page.pager.previous, pages + 1
        assert pages < 20
    back = client.get(url + before).context["page"]
    assert [str(row.row.pk) for row in back.rows] == found[-2 - len(page.rows) : -len(page.rows)]
    return found


@pytest.mark.parametrize("turned", ["", "-"])
@pytest.mark.parametrize("listing", [TASKS, CORRECTIONS, LOOKALIKES], ids=lambda one: one.file)
def test_pages_follow_without_gap_or_repeat_where_every_row_is_equal(
    listing: Listing, turned: str
) -> None:
    office = factories.office()
    for number in range(7):
        case = factories.registered()
        person = factories.people_of(case)[0]
        Task.objects.create(
            case=case, person=person, office=office, role="registrar", code="FEAR",
            due_on=NOW.date(), urgent=number % 2 == 0,
        )  # fmt: skip
        _row(office, outcome="to_correct", urgent=number % 2 == 0)
        _row(office, probability=None if number < 3 else 0.5)
    client = signed_in("registrar")
    with pages_of(listing, 2):
        for order in listing.orders:
            found = _walk(client, reverse(listing.name), f"{turned}{order.word}")
            assert len(found) == len(set(found)) == 7, order.word


def test_a_long_list_is_not_sorted_by_name_and_whoever_may_not_read_a_name_learns_no_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for surname in ("Zúniga", "Ávila", "Mejía"):
        person = factories.new_person(identity={"given_names": "Ana", "surname_1": surname})
        case = factories.registered(person)
        for role in ("counsellor", "protection"):
            casework.open_task(
                actor=SYSTEM, case=case, role=role, code="FEAR",
                person=factories.people_of(case)[0],
            )  # fmt: skip
    first = next(p for p in Person.objects.all() if p.known("surname_1") == "Ávila")
    Person.objects.filter(pk=first.pk).update(sealed=True)

    def order(role: str) -> list[str]:
        page = signed_in(role).get("/tasks/?orden=nombre").context["page"]
        return [row.row.person.known("surname_1") for row in page.rows]

    assert order("protection") == ["Ávila", "Mejía", "Zúniga"]
    assert order("counsellor") == ["Mejía", "Zúniga", "Ávila"]
    monkeypatch.setattr(asking, "OPENED", 2)
    page = signed_in("counsellor").get("/tasks/?orden=nombre").context["page"]
    assert page.order == "prisa"
    assert "nombre" not in dict(page.form.fields["orden"].choices)


def test_a_list_too_long_is_not_cut_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.registered()
    factories.registered()
    monkeypatch.setattr(taking, "ROWS", 1)
    answer = signed_in("coordinator").get("/people/export.csv")
    assert answer.status_code == 409
    assert "Ponga algún filtro" in answer.content.decode()
    assert not JournalEntry.objects.filter(code="access.list_exported").exists()


def test_an_empty_list_says_what_fills_it_and_a_narrowed_one_how_to_widen_it() -> None:
    client = signed_in("registrar")
    assert "aparecerá aquí" in client.get("/people/").content.decode()
    factories.registered()
    page = client.get("/people/?etapa=BOOKED").content.decode()
    assert "Quitar filtros" in page
    assert "No hay nada así en la lista." in page


@pytest.mark.parametrize("name", sorted(LISTS.keys() - NEVER_EMPTY))
def test_an_office_with_nothing_is_told_by_each_list_what_fills_it(name: str) -> None:
    office, listing = factories.office(), LISTS[name]
    said = {}
    for language in ("es", "en"):
        client = Client(headers={"accept-language": language})
        client.force_login(factories.user(taker(listing), at=office))
        # Who read what is asked by the number of a file.
        page = client.get(reverse(name), {"n": "TAP-2025-00001"})
        assert page.status_code == 200
        [told] = EMPTY.findall(page.content.decode())
        assert all(one.strip().endswith(".") for one in told), told
        title, what = (re.sub(r"\s+", " ", re.sub("<[^>]*>", "", one)).strip() for one in told)
        assert title != what
        assert len(title.split()) >= 3, title
        assert len(what.split()) >= 5, what
        said[language] = (title, what)
    assert not set(said["es"]) & set(said["en"]), said
