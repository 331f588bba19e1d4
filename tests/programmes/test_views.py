"""The pages of programmes and countries: their doors, what they say, and what they refuse."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM, Reader
from rumbo.audit.models import JournalEntry
from rumbo.common.refusal import Refusal
from rumbo.programmes import actions, queries, shown
from rumbo.programmes.lists import READERS
from rumbo.programmes.models import Agreement, DueDiligence, FormalRequest, Opening, Programme
from rumbo.programmes.pages import ending, standing
from rumbo.programmes.rules import Finding
from rumbo.programmes.values import Term
from rumbo.ui.work import Count, Tally, WorkItem
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
DAY = date(2025, 3, 5)
CODE = "AVR-NEW"
VERBS = ("request", "agreement", "open")


@pytest.fixture(autouse=True)
def world() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), translation.override("es"):
        ready.reference()
        row = Programme.objects.get(code="AVR-NCA")
        row.code, row.es, row.from_file = CODE, "Retorno nuevo", False
        row.save(force_insert=True)
        yield


def page(name: str, *args: str) -> str:
    return reverse(f"programmes:{name}", args=args)


def told(verb: str, **changes: object) -> dict[str, object]:
    asked: dict[str, dict[str, object]] = {
        "request": {"requested_by": "INM", "received_on": "2025-03-01"},
        "agreement": {"since": "2025-03-01", "until": "2025-12-31", "source": "Convenio 7"},
        "open": {"since": "2025-03-05", "until": ""},
    }
    version = Programme.objects.get(code=CODE).version
    return {**asked[verb], "version": version, **changes}


def sent(client: Client, verb: str, **changes: object) -> tuple[int, str]:
    answer = client.post(page(verb, CODE), told(verb, **changes))
    return answer.status_code, answer.content.decode()


def text_of(client: Client, *where: str) -> str:
    return client.get(page(*where)).content.decode()


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_reads_programmes_and_who_decides_about_them(role: str) -> None:
    client = client_for(role)
    reads = 200 if role in READERS else 404
    decides = 200 if role == "coordinator" else 404
    for where in (
        ("programmes",), ("countries",), ("programme", CODE), ("country", "MEX", "HND"),
    ):  # fmt: skip
        assert client.get(page(*where)).status_code == reads, where
    for verb in VERBS:
        assert client.get(page(verb, CODE)).status_code == decides, verb
        if role != "coordinator":
            assert sent(client, verb)[0] == 404
    assert FormalRequest.objects.filter(programme=CODE).count() == 0


def test_what_is_no_programme_and_no_way_is_not_there() -> None:
    client = client_for("coordinator")
    for where in (
        ("programme", "NADA"), ("request", "NADA"), ("country", "MEX", "MEX"),
        ("country", "MEX", "XXX"), ("country", "x", "HND"),
    ):  # fmt: skip
        assert client.get(page(*where)).status_code == 404, where


def test_the_page_says_what_is_missing_and_whose_turn_until_the_programme_is_open() -> None:
    client = client_for("coordinator")
    before = text_of(client, "programme", CODE)
    assert "falta la solicitud formal" in before
    assert "ningún acuerdo vigente cubre ese día" in before
    assert "Le toca a Coordinación" in before
    assert page("open", CODE) not in before
    assert sent(client, "request")[0] == 302
    assert "falta la solicitud formal" not in text_of(client, "programme", CODE)
    assert sent(client, "agreement")[0] == 302
    between = text_of(client, "programme", CODE)
    assert "ningún acuerdo vigente" not in between
    assert page("open", CODE) in between
    assert sent(client, "open")[0] == 302
    after = text_of(client, "programme", CODE)
    assert "Recibe personas desde el 05/03/2025" in after
    assert "INM" in after
    assert "Convenio 7" in after
    assert queries.is_programme_open(CODE, DAY)
    kept = JournalEntry.objects.filter(details__programme=CODE).values_list("code", flat=True)
    assert set(kept) == {"programmes.requested", "programmes.agreed", "programmes.opened"}


def test_a_reader_who_does_not_decide_sees_what_is_missing_and_no_button() -> None:
    found = text_of(client_for("finance"), "programme", CODE)
    assert "falta la solicitud formal" in found
    for verb in VERBS:
        assert page(verb, CODE) not in found


def test_nothing_opens_before_its_request_its_agreement_and_its_due_diligence() -> None:
    client = client_for("coordinator")
    status, body = sent(client, "open")
    assert (status, "falta la solicitud formal" in body) == (422, True)
    sent(client, "request")
    status, body = sent(client, "open")
    assert (status, "ningún acuerdo vigente" in body) == (422, True)
    sent(client, "agreement")
    Programme.objects.filter(code=CODE).update(nationalities=["HND", "SLV"])
    DueDiligence.objects.filter(host="MEX", origin="SLV").delete()
    status, body = sent(client, "open")
    assert (status, "México → El Salvador" in body) == (422, True)
    assert "México → El Salvador" in text_of(client, "programme", CODE)
    assert not Opening.objects.filter(programme=CODE).exists()


@pytest.mark.parametrize(
    ("verb", "changes", "sentence"),
    [
        ("request", {"received_on": "2025-03-06"}, "Ese día todavía no llega"),
        ("request", {"requested_by": ""}, "obligatorio"),
        ("agreement", {"until": "2025-02-28"}, "La fecha final es anterior a la fecha inicial"),
        ("agreement", {"source": ""}, "obligatorio"),
        ("open", {"until": "2025-03-04"}, "La fecha final es anterior a la fecha inicial"),
    ],
)
def test_what_is_not_sound_is_refused_in_a_sentence(
    verb: str, changes: dict[str, object], sentence: str
) -> None:
    status, body = sent(client_for("coordinator"), verb, **changes)
    assert status == 422
    assert sentence in body
    for model in (FormalRequest, Agreement, Opening):
        assert not model.objects.filter(programme=CODE).exists()


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        ("2025-12-31", "2026-06-30", True),
        ("2024-01-01", "2025-03-01", True),
        ("2024-01-01", "", True),
        ("2025-06-01", "2025-06-30", True),
        ("2026-01-01", "2026-06-30", False),
        ("2024-01-01", "2025-02-28", False),
    ],
)
def test_two_agreements_never_cover_the_same_day(since: str, until: str, refused: bool) -> None:
    client = client_for("coordinator")
    sent(client, "agreement")
    status, body = sent(client, "agreement", since=since, until=until)
    assert status == (422 if refused else 302)
    assert ("Ya hay un acuerdo del 01/03/2025 al 31/12/2025" in body) is refused
    assert Agreement.objects.filter(programme=CODE).count() == (1 if refused else 2)


def test_an_agreement_without_an_end_is_named_as_one() -> None:
    client = client_for("coordinator")
    sent(client, "agreement", until="")
    status, body = sent(client, "agreement", since="2030-01-01", until="")
    assert (status, "sin fecha final" in body) == (422, True)


def test_a_programme_that_is_open_on_one_of_the_days_does_not_open_again() -> None:
    client = client_for("coordinator")
    sent(client, "request")
    sent(client, "agreement")
    assert sent(client, "open", since="2025-03-20")[0] == 302
    status, body = sent(client, "open", since="2025-03-05", until="2025-03-20")
    assert (status, "ya está abierto" in body) == (422, True)
    assert "Recibe personas a partir del 20/03/2025" in text_of(client, "programme", CODE)


@pytest.mark.parametrize("verb", VERBS)
def test_of_two_people_at_once_the_second_reads_again(verb: str) -> None:
    client = client_for("coordinator")
    sent(client, "request")
    actions.record_agreement(
        actor=SYSTEM, programme=CODE, term=Term(date(2025, 1, 1), date(2025, 2, 1))
    )
    stale = Programme.objects.get(code=CODE).version - 1
    counts = [m.objects.filter(programme=CODE).count() for m in (FormalRequest, Agreement, Opening)]
    status, body = sent(client, verb, version=stale)
    assert (status, "Otra persona cambió esto" in body) == (422, True)
    assert counts == [
        m.objects.filter(programme=CODE).count() for m in (FormalRequest, Agreement, Opening)
    ]


def test_a_load_of_the_files_leaves_the_version_that_somebody_read() -> None:
    actions.record_request(actor=SYSTEM, programme="AVR-NCA", requested_by="x", received_on=DAY)
    before = Programme.objects.get(code="AVR-NCA").version
    assert before > 0
    assert actions.load_reference(actor=SYSTEM)["programmes"].is_nothing
    assert Programme.objects.get(code="AVR-NCA").version == before


def test_a_programme_opened_without_a_live_agreement_says_that_nobody_can_travel() -> None:
    Agreement.objects.filter(programme="AVR-NCA").update(valid_until=date(2025, 3, 4))
    found = text_of(client_for("coordinator"), "programme", "AVR-NCA")
    assert "ningún acuerdo cubre hoy: nadie puede viajar" in found
    assert page("agreement", "AVR-NCA") in found


def test_the_list_of_programmes_narrows_and_sorts() -> None:
    client = client_for("dpo")

    def listed(**asked: str) -> str:
        return client.get(page("programmes"), asked).content.decode()

    assert "Retorno nuevo" in listed(como="closed")
    assert "AVR-NCA" not in listed(como="closed")
    assert "FARES" not in listed(origen="HND", tipo="RETURN")
    assert "AVRP" not in listed(origen="HND", tipo="RETURN")
    assert "AVR-REGIONAL" not in listed(pais="HND")
    assert "RCM-FUND" in listed(pais="HND")
    by_name = listed(orden="nombre")
    assert by_name.index("FARES") < by_name.index("AVR-REGIONAL")


def test_the_list_of_countries_shows_what_is_suspended_first() -> None:
    whole = client_for("protection").get(page("countries")).content.decode()
    body = whole.partition("<tbody>")[2]
    assert body.index("Suspendido") < body.index("Caso por caso")
    only = client_for("protection").get(page("countries"), {"como": "SUSPENDED"}).content.decode()
    assert page("country", "MEX", "HND") not in only
    assert page("country", "MEX", "HTI") in only


def test_the_page_of_a_way_shows_every_decision_with_its_source_and_its_reason() -> None:
    actions.record_finding(
        actor=SYSTEM,
        finding=Finding(
            "", "HN-YO", "SUSPENDED", DAY, None, "Aviso 12", "Enfrentamientos.", "Fighting.",
            "MEX", "HND",
        ),
    )  # fmt: skip
    body = text_of(client_for("coordinator"), "country", "MEX", "HND")
    for word in ("Yoro", "Aviso 12", "Enfrentamientos.", "Fronteras cerradas por la pandemia."):
        assert word in body
    english = client_for("coordinator").get(
        page("country", "MEX", "HND"), headers={"accept-language": "en"}
    )
    assert "Fighting." in english.content.decode()


def test_a_way_is_decided_once_and_only_by_what_counts() -> None:
    def refusal(code: str, **changes: object) -> str:
        values = {
            "code": "", "area": "", "finding": code, "valid_from": DAY, "valid_until": None,
            "source": "aviso", "host": "MEX", "origin": "HND", **changes,
        }  # fmt: skip
        with pytest.raises(Refusal) as refused:
            actions.record_finding(actor=SYSTEM, finding=Finding(**values))  # type: ignore[arg-type]
        return str(refused.value.sentence)

    actions.suspend_country(actor=SYSTEM, host="MEX", origin="HND", since=DAY, source="aviso")
    assert "desde el 05/03/2025 (Suspendido)" in refusal("OPEN")
    assert "desde el 05/03/2025 (Suspendido)" in refusal("SUSPENDED", valid_from=date(2025, 3, 5))
    assert "no es del país" in refusal("SUSPENDED", area="GT-01")
    assert DueDiligence.objects.filter(from_file=False).count() == 1


def test_home_counts_what_is_open_and_suspended() -> None:
    reader = Reader(None, frozenset({"coordinator"}), frozenset(), None)
    tally, count = standing(reader, SYSTEM, DAY)
    assert isinstance(tally, Tally)
    assert isinstance(count, Count)
    assert tally.rows.count() == len(queries.open_codes(DAY)) > 0
    shut = sum(one.finding == "SUSPENDED" for one in shown.ways(queries.every_finding(), DAY))
    assert count.number == shut > 0
    body = client_for("coordinator").get(count.url).content.decode()
    assert f"{shut} de {shut}" in body
    assert standing(Reader(None, frozenset({"finance"})), SYSTEM, DAY) == []


def test_home_says_that_an_agreement_ends_unless_another_follows() -> None:
    reader = Reader(None, frozenset({"coordinator"}), frozenset(), None)

    def said(day: date = DAY) -> str:
        [tally] = ending(reader, SYSTEM, day)
        item = tally.say(tally.rows.count())
        return str(item.sentence) if isinstance(item, WorkItem) else ""

    assert said() == ""
    Agreement.objects.filter(programme="FARES").update(valid_until=date(2025, 3, 31))
    assert "1 acuerdo termina" in said()
    assert said(date(2025, 1, 10)) == ""
    assert ending(Reader(None, frozenset({"protection"})), SYSTEM, DAY) == []
    actions.record_agreement(
        actor=SYSTEM, programme="FARES", term=Term(date(2025, 4, 2), date(2026, 3, 31))
    )
    assert "1 acuerdo termina" in said()
    Agreement.objects.filter(programme="FARES", valid_from=date(2025, 4, 2)).update(
        valid_from=date(2025, 4, 1)
    )
    assert said() == ""


def test_every_programme_of_the_data_is_open_today_by_all_that_it_needs() -> None:
    for row in Programme.objects.exclude(code=CODE):
        assert queries.obstacles(row, DAY) == [], row.code
        assert queries.is_programme_open(row.code, DAY), row.code
