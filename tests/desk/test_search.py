"""Search: what is typed, how it is read, and what another office's people look like."""

import re
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING, SYSTEM, Reader
from rumbo.casework import actions as casework
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.models import Case
from rumbo.desk import asking
from rumbo.desk.roles import ASK_ACCESS, EVERYBODY, SEARCH
from rumbo.exchange import actions as exchange
from rumbo.movements.models import BookedSeat
from rumbo.registry import queries
from rumbo.registry.models import AccessRequest, GroupMember, Person, Probe
from rumbo.registry.rules.features import Features
from tests import factories
from tests.desk.test_pages import HOSTILE, signed_in
from tests.factories import cases as made
from tests.factories import movements as seats
from tests.factories import ready, sheets

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("TAP-2025-00417", "TAP-2025-00417"), ("tap-2025-417", "TAP-2025-00417")],
)
def test_a_case_number_is_known_however_it_is_typed(typed: str, number: str) -> None:
    assert asking.parse(typed, TODAY).case_number == number


def test_a_folio_and_a_document_are_told_apart() -> None:
    assert asking.parse("F-0123", TODAY).folio == "F-0123"
    assert asking.parse("0801-1990-12345", TODAY).document == "0801-1990-12345"
    assert asking.parse("0801 1990 12345", TODAY).document == "0801 1990 12345"


def test_a_telephone_says_its_country_and_bare_digits_may_be_either() -> None:
    told = asking.parse("+504 9988-7766", TODAY)
    assert (told.phone, told.document) == ("+504 9988-7766", "")
    told = asking.parse("9988 7766", TODAY)
    assert (told.phone, told.document) == ("9988 7766", "9988 7766")
    assert asking.parse("C482913", TODAY).phone == ""
    assert asking.parse("04/05/1990", TODAY).too_little


@pytest.mark.parametrize(
    ("typed", "born", "precision"),
    [
        ("Dilcia Mejía 04/05/1990", date(1990, 5, 4), "day"),
        ("Dilcia Mejía 1990", date(1990, 1, 1), "year"),
        ("Dilcia Mejía 34 años", date(1992, 1, 1), "age"),
        ("Dilcia Mejía", None, ""),
        ("Dilcia Mejía 31/02/1990", None, ""),
    ],
)
def test_an_age_or_a_date_is_read_beside_a_name(
    typed: str, born: date | None, precision: str
) -> None:
    told = asking.parse(typed, TODAY).readings[0]
    assert (told.given_names, told.surname_1) == ("Dilcia", "Mejía")
    assert (told.birth_date, told.precision) == (born, precision)


def test_one_word_alone_is_too_little() -> None:
    assert asking.parse("Dilcia", TODAY).too_little


def test_surnames_may_come_first() -> None:
    found = [
        (r.given_names, r.surname_1, r.surname_2)
        for r in asking.parse("Mejía Paguada Dilcia Waleska", TODAY).readings
    ]
    assert ("Dilcia Waleska", "Mejía", "Paguada") in found


@given(
    st.lists(
        st.sampled_from(["Dilcia", "Mejía", "de la Cruz", "Mc Carthy"]), min_size=2, max_size=4
    )
)
def test_a_name_is_read_in_every_order_and_no_word_is_lost(words: list[str]) -> None:
    """Whoever's names they are: one or two given, one or two surnames, in whichever order."""
    read = [
        (tuple(r.given_names.split()), tuple(r.surname_1.split() + r.surname_2.split()))
        for r in asking.parse(" ".join(words), TODAY).readings
    ]
    everything = sorted(word for name in words for word in name.split())
    assert all(sorted(given + surnames) == everything for given, surnames in read)
    sizes = {2: {1}, 3: {1, 2}, 4: {2}}[len(words)]
    for size in sizes:
        for told in permutations(range(len(words)), size):
            given = sorted(word for at in told for word in words[at].split())
            assert given in [sorted(one) for one, _surnames in read]


def test_a_particle_stays_with_the_name_that_it_leads_to() -> None:
    read = asking.parse("de la Cruz Mejía Dilcia 1990", TODAY).readings
    assert ("Dilcia", "de la Cruz", "Mejía") in [
        (r.given_names, r.surname_1, r.surname_2) for r in read
    ]
    assert not [r for r in read if r.surname_1 in {"de", "la", "de la"}]


@pytest.mark.django_db
def test_a_name_is_looked_for_once_however_many_ways_it_can_be_read() -> None:
    ready.family()
    readings = asking.parse("Paguada Dilcia Mejía 1990", TODAY).readings
    asked = []
    for ways in (readings[:1], readings):
        with reading(EVERYTHING), CaptureQueriesContext(connection) as queried:
            assert queries.look_up_readings(EVERYTHING, ways, least=0.0)
        asked.append(len(queried))
    assert len(readings) == 6
    assert asked[0] == asked[1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "Dilcia Waleska Mejía Paguada",
        "Mejía Dilcia Paguada Waleska",
        "Paguada Dilcia Mejía 1990",
        "mejia paguada dilcia waleska",
        "Dilsia Mejia Paguada 1990",
        "Dilcia Mejía 04/05/1990",
        "Mejía Dilcia 4/5/1990",
    ],
)
def test_a_person_is_found_in_any_order_and_spelling(typed: str) -> None:
    case = ready.family()
    page = signed_in("counsellor").post(reverse("desk:search"), {"q": typed}).content.decode()
    assert case.number in page
    assert "Por qué:" in page


@pytest.mark.django_db
def test_a_case_number_opens_the_file_at_once() -> None:
    case = ready.family()
    answer = signed_in("counsellor").post(reverse("desk:search"), {"q": case.number.lower()})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("desk:case", kwargs={"case": case.id})


@pytest.mark.django_db
def test_a_document_is_found_with_one_digit_wrong() -> None:
    identity = {"given_names": "Ana", "surname_1": "Cruz", "document_number": "0801199012345"}
    case = factories.registered(factories.new_person(identity=identity))
    client = signed_in("registrar")
    for typed in ("0801-1990-12345", "0801199012346"):
        page = client.post(reverse("desk:search"), {"q": typed}).content.decode()
        assert case.number in page, typed


@pytest.mark.django_db
def test_another_offices_person_is_a_mask_with_no_office_date_or_nationality() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    case = factories.registered(at=tijuana, site="TIJ")
    page = _search(signed_in("counsellor"))
    main = page[page.index('id="content"') :]
    assert "está en otra oficina" in main
    for told in ("Tijuana", "Honduras", "1990", "Yoro", case.number, "nacimiento igual"):
        assert told not in main[main.index("<section") : main.index("</section>")], told
    person = factories.people_of(case)[0]
    assert str(person.id) not in page


@pytest.mark.django_db
def test_access_is_asked_for_answered_by_another_office_and_opens_the_person() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    person = factories.people_of(factories.registered(at=tijuana, site="TIJ"))[0]
    client = signed_in("counsellor")
    token = re.search(r'name="hint" value="([^"]+)"', _search(client))
    assert token is not None
    url = reverse("desk:ask")
    assert client.post(url, {"hint": token.group(1), "reason": " "}).status_code == 409
    assert client.post(url, {"hint": "no", "reason": "Para ayudar"}).status_code == 409
    client.post(url, {"hint": token.group(1), "reason": "Vino hoy a preguntar"})
    asked = AccessRequest.objects.get()
    waits = _search(client)
    assert "Ya pidió acceso: falta que respondan." in waits
    assert 'name="hint"' not in waits
    opened = reverse("desk:opened", kwargs={"person": person.id})
    assert client.get(opened).status_code == 404
    answer = reverse("registry:answer", kwargs={"asked": asked.id})
    assert signed_in("coordinator").post(answer, {"answer": "yes"}).status_code == 404
    theirs = signed_in("coordinator", at=tijuana)
    assert "Vino hoy a preguntar" in theirs.get(reverse("registry:requests")).content.decode()
    theirs.post(answer, {"answer": "yes"})
    assert "Mejía" in client.get(opened).content.decode()
    assert "Mejía" in _search(client)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["+504 9988-7766", "99887766", "00504 9988 7766", "9988-7766"])
def test_a_person_is_found_by_telephone_however_it_is_written(typed: str) -> None:
    case = factories.registered(factories.new_person(contact={"whatsapp": "+50499887766"}))
    page = _search(signed_in("counsellor"), typed)
    assert case.number in page
    assert "mismo teléfono" in page
    assert "No hay nadie así" in _search(signed_in("counsellor"), "+502 9988-7766")


@pytest.mark.django_db
def test_a_telephone_of_another_office_is_a_mask() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    other = factories.new_person(contact={"phone": "+52 664 123 4567"})
    case = factories.registered(other, at=tijuana, site="TIJ")
    page = _search(signed_in("counsellor"), "664 123 4567")
    assert "está en otra oficina" in page
    assert "mismo teléfono" in page
    assert case.number not in page
    assert "Waleska" not in page
    assert Probe.objects.latest("at").masked == 1


@pytest.mark.django_db
def test_a_document_of_another_office_is_a_mask_and_one_beside_it_nothing() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    identity = {"given_names": "Ana", "surname_1": "Cruz", "document_number": "0801199012345"}
    case = factories.registered(factories.new_person(identity=identity), at=tijuana, site="TIJ")
    page = _search(signed_in("counsellor"), "0801-1990-12345")
    assert "está en otra oficina" in page
    assert "mismo documento" in page
    assert case.number not in page
    assert "Cruz" not in page
    assert sum(Probe.objects.values_list("masked", flat=True)) == 1
    assert "está en otra oficina" not in _search(signed_in("registrar"), "0801-1990-12346")


@pytest.mark.django_db
def test_the_number_of_another_offices_file_gives_a_mask_to_ask_with() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    case = factories.registered(at=tijuana, site="TIJ")
    page = _search(signed_in("counsellor"), case.number)
    assert "está en otra oficina" in page
    assert "mismo número de expediente" in page
    assert "Waleska" not in page
    assert 'name="hint"' in page
    sealed = factories.registered(factories.new_person(sealed=True), at=tijuana, site="TIJ")
    assert "No hay nadie así" in _search(signed_in("counsellor"), sealed.number)


COMMON = {"given_names": "María", "surname_1": "López", "surname_2": "Hernández"}


@pytest.mark.django_db
def test_a_whole_name_however_common_is_a_mask_in_the_box_and_while_typing() -> None:
    tijuana = factories.office("TIJ", "Tijuana")
    factories.registered(factories.new_person(identity=COMMON), at=tijuana, site="TIJ")
    told = Features(given_names="María", surname_1="López", surname_2="Hernández")
    reader = Reader(
        factories.user("counsellor").pk,
        frozenset({"counsellor"}),
        frozenset({"bio"}),
        frozenset({factories.office().id}),
    )
    with reading(reader):
        [hit] = queries.look_up(reader, told)
    assert (hit.person, hit.is_hint) == (None, True)
    assert hit.likeness.probability < queries.HINT
    assert "está en otra oficina" in _search(signed_in("counsellor"), "María López Hernández")
    with reading(reader):
        other_day = Features(
            given_names="María",
            surname_1="López",
            surname_2="Hernández",
            birth_date=date(1960, 1, 1),
        )
        assert queries.look_up(reader, other_day) == []


ELEVEN = queries.MOST + 1


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", ["elsewhere", "reserved"])
def test_many_who_stay_hidden_do_not_push_out_whom_the_office_knows(hidden: str) -> None:
    """Those alike elsewhere are likelier than our own, of whom the booth wrote one surname."""
    tijuana = factories.office("TIJ", "Tijuana")
    for _each in range(ELEVEN):
        if hidden == "reserved":
            factories.registered(factories.new_person(identity=COMMON, sealed=True))
        else:
            factories.registered(factories.new_person(identity=COMMON), at=tijuana, site="TIJ")
    short = {"given_names": "María", "surname_1": "López"}
    own = factories.people_of(factories.registered(factories.new_person(identity=short)))[0]
    told = Features(
        given_names="María",
        surname_1="López",
        surname_2="Hernández",
        birth_date=own.birth_date,
        precision="day",
    )
    reader = Reader(
        factories.user("registrar").pk,
        frozenset({"registrar"}),
        frozenset({"bio"}),
        frozenset({factories.office().id}),
    )
    with reading(reader):
        hits = queries.look_up(reader, told, least=0.0)
    masks = sum(hit.person is None for hit in hits)
    assert [hit.person for hit in hits if hit.person is not None] == [own]
    assert masks == (queries.MOST if hidden == "elsewhere" else 0)
    in_the_box = _search(signed_in("registrar"), "María López Hernández 04/05/1990")
    group = GroupMember.objects.get(person=own).group_id
    assert Case.objects.get(group=group).number in in_the_box


@pytest.mark.django_db
def test_a_sealed_person_is_no_hint_to_anybody_but_protection() -> None:
    factories.registered(factories.new_person(sealed=True))
    assert "No hay nadie así" in _search(signed_in("counsellor"))
    assert "Dilcia" in _search(signed_in("protection"))


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_into_the_box_breaks_it(text: str) -> None:
    assert signed_in("counsellor").post(reverse("desk:search"), {"q": text}).status_code == 200


@pytest.mark.django_db
def test_that_somebody_searched_is_logged_and_never_what() -> None:
    ready.family()
    _search(signed_in("counsellor"))
    probe = Probe.objects.get()
    assert probe.shown >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - set(SEARCH)))
def test_who_may_not_search_finds_no_search(role: str) -> None:
    assert signed_in(role).post(reverse("desk:search"), {"q": "x"}).status_code == 404


def _search(client: Client, typed: str = "Dilcia Waleska Mejía Paguada 1990") -> str:
    return client.post(reverse("desk:search"), {"q": typed}).content.decode()


TOO_MANY = {
    "es": "Ha buscado a muchas personas en poco tiempo. Espere unos minutos o pida ayuda.",
    "en": "You have searched for many people in a short time. Wait a few minutes or ask for help.",
}


def stopped(language: str, **typed: str) -> Client:
    """Somebody who has looked for as many people as one may."""
    user = factories.user("registrar")
    Probe.objects.bulk_create(
        Probe(reader_id=user.id, shown=1, masked=1) for _ in range(queries.PROBES)
    )
    client = Client(headers={"accept-language": language, **typed})
    client.force_login(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("typed", ["Dilcia Mejía 34", "9988 7766", "0801-1990-12345"])
def test_the_search_box_tells_whoever_looked_for_too_many(language: str, typed: str) -> None:
    case = factories.registered()
    answer = stopped(language).post(reverse("desk:search"), {"q": typed})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert TOO_MANY[language] in page
    assert case.number not in page
    assert TOO_MANY["en" if language == "es" else "es"] not in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_margin_of_the_form_tells_it_too_and_keeps_what_was_typed(language: str) -> None:
    case = factories.registered()
    client = stopped(language, **{"hx-request": "true"})
    told = {"p0-given_1": "Dilcia", "p0-surname_1": "Mejía", "p0-age": "34"}
    answer = client.post(f"{reverse('desk:likely')}?p=0", told)
    assert answer.status_code == 409
    fragment = answer.content.decode()
    assert TOO_MANY[language] in fragment
    assert "<html" not in fragment
    assert case.number not in fragment
    # Only so does the page put it in its place; once, however much is typed after.
    assert answer["X-Fragment"] == "1"
    assert answer["HX-Reswap"] == "innerHTML"


@pytest.mark.django_db
def test_a_refusal_among_a_page_takes_nothing_of_the_page_away() -> None:
    client = Client(headers={"hx-request": "true"})
    client.force_login(factories.user("registrar"))
    answer = client.post(reverse("desk:ask"), {"hint": "no", "reason": "Para ayudar"})
    assert answer.status_code == 409
    assert (answer["X-Fragment"], answer["HX-Reswap"]) == ("1", "afterbegin")
    assert answer["HX-Reselect"] == ".notice"


# What is scanned or read from a paper.

SEAT = "0193e4a1-7b2c-7def-8123-0123456789ab"
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
)


@pytest.mark.parametrize(
    "typed",
    [
        "tap'2025'417", "TAP 2025 417", "TAP–2025–00417", "TAP-2025-00417-E1",
        "TAP-2025-00417-E1 7KQ2 MMRA", "https://rumbo.example/acts/?c=TAP-2025-00417-E1+7KQ2",
    ],
)  # fmt: skip
def test_the_number_of_a_file_is_read_from_an_act_and_from_a_scanner_of_another_language(
    typed: str,
) -> None:
    told = asking.parse(typed, TODAY)
    assert (told.case_number, told.code, told.readings) == ("TAP-2025-00417", None, ())


@pytest.mark.parametrize(
    "typed",
    [
        SEAT, SEAT.upper(), SEAT.replace("-", ""), SEAT.replace("-", "'"),
        f"https://rumbo.example/boarding/{SEAT}/",
        f"httpsñ--rumbo.example-boarding-{SEAT.replace('-', chr(39))}-",
    ],
)  # fmt: skip
def test_a_printed_code_is_read_with_its_address_or_without(typed: str) -> None:
    told = asking.parse(typed, TODAY)
    assert str(told.code) == SEAT
    assert (told.document, told.phone, told.readings) == ("", "", ())


def test_the_lines_of_a_passport_give_its_number() -> None:
    assert len(PASSPORT) == 88
    assert asking.parse(PASSPORT, TODAY).document == "L898902C3"
    assert asking.parse(PASSPORT[44:], TODAY).document == "L898902C3"


def scanned_of(case: Case) -> tuple[str, str]:
    """What the code on a boarding pass says, and what a paper that names the file's page says."""
    seat = BookedSeat.objects.filter(booking__case=case).first()
    assert seat is not None
    return f"https://rumbo.example/boarding/{seat.pk}/", f"https://rumbo.example/cases/{case.pk}/"


@pytest.mark.django_db
def test_a_boarding_pass_opens_the_file_of_who_holds_it_and_elsewhere_is_a_mask() -> None:
    ready.reference()
    case = seats.ready_family()
    seats.booked(case, seats.departure())
    tijuana = factories.office("TIJ", "Tijuana")
    for typed in scanned_of(case):
        answer = signed_in("counsellor", at=case.office).post(reverse("desk:search"), {"q": typed})
        assert answer.status_code == 302, typed
        assert answer["Location"] == reverse("desk:case", kwargs={"case": case.id})
        page = _search(signed_in("counsellor", at=tijuana), typed)
        assert "está en otra oficina" in page, typed
        assert 'name="hint"' in page
        main = page[page.index('id="content"') :]
        assert case.number not in main
        assert "Waleska" not in main
        for person in factories.people_of(case):
            assert str(person.pk) not in main
    Person.objects.filter(pk__in=[p.pk for p in factories.people_of(case)]).update(sealed=True)
    for typed in scanned_of(case):
        assert "No hay nadie así" in _search(signed_in("counsellor", at=case.office), typed)
        assert "No hay nadie así" in _search(signed_in("counsellor", at=tijuana), typed)
        protection = signed_in("protection", at=case.office)
        answer = protection.post(reverse("desk:search"), {"q": typed})
        assert answer.status_code == 302


@pytest.mark.django_db
def test_a_code_of_nothing_finds_nobody() -> None:
    factories.registered()
    assert "No hay nadie así" in _search(signed_in("counsellor"), SEAT)


def taken(folder: Path, *people: dict[str, str]) -> None:
    """Take in a booth's sheet of these people: grown-ups, and different enough."""
    rows = [
        {
            "folio": f"TAP-0000{number}",
            "lugar_registro": "Tapachula",
            "fecha_registro": "24/02/2025",
            "fecha_nacimiento": f"0{number}/12/198{number}",
            "nacionalidad": "HND",
            "apellido_paterno": ("Landaverde", "Quiñónez", "Paguada")[number - 1],
            **person,
        }
        for number, person in enumerate(people, start=1)
    ]
    path = folder / "sheet.csv"
    path.write_text(sheets.text_of(*rows), encoding="utf-8")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)


@pytest.mark.django_db
def test_a_familys_folio_shows_the_family_and_elsewhere_one_mask(tmp_path: Path) -> None:
    ready.reference()
    taken(
        tmp_path,
        {"folio_familia": "F-0123", "nombres": "Rosa", "parentesco": "Titular"},
        {"folio_familia": "F-0123", "nombres": "Luz", "parentesco": "Cónyuge"},
        {"folio_familia": "F-9999", "nombres": "Sol"},
    )
    here = _search(signed_in("registrar"), "f-0123")
    assert "Rosa" in here
    assert "Luz" in here
    assert "mismo folio de familia" in here
    there = _search(signed_in("registrar", at=factories.office("TIJ", "Tijuana")), "F-0123")
    assert there.count("está en otra oficina") == 1
    assert "Rosa" not in there
    assert Probe.objects.latest("at").masked == 1
    for nobody in ("F-9999", "F-0124"):
        assert "No hay nadie así" in _search(signed_in("registrar"), nobody)
    Person.objects.update(sealed=True)
    assert "No hay nadie así" in _search(signed_in("registrar"), "F-0123")
    assert "Rosa" in _search(signed_in("protection"), "F-0123")


@pytest.mark.django_db
def test_the_number_of_a_file_that_joined_another_opens_the_family_where_it_is() -> None:
    there, case = made.adults("Ana"), made.adults("Berta")
    casework.regroup(
        actor=factories.actor("counsellor"),
        case=case,
        asked=Regrouping(
            people=tuple(factories.people_of(case)),
            to=there,
            relation="SIBLING",
            word=FamilyWord(said="Son hermanas.", on=factories.MONDAY.date()),
        ),
        at=factories.MONDAY,
    )
    answer = signed_in("counsellor").post(reverse("desk:search"), {"q": case.number})
    assert answer["Location"] == reverse("desk:case", kwargs={"case": there.id})
    page = _search(signed_in("counsellor", at=factories.office("TIJ", "Tijuana")), case.number)
    assert "está en otra oficina" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", SEARCH)
def test_whoever_may_search_finds_their_own_and_only_a_mask_of_others(role: str) -> None:
    mine = factories.registered(factories.new_person(contact={"phone": "+504 9988-7766"}))
    tijuana = factories.office("TIJ", "Tijuana")
    for typed in (mine.number, "9988 7766", "Dilcia Waleska Mejía Paguada 1990"):
        client = signed_in(role)
        answer = client.post(reverse("desk:search"), {"q": typed}, follow=True)
        assert "Dilcia" in answer.content.decode(), typed
        page = _search(signed_in(role, at=tijuana), typed)
        main = page[page.index('id="content"') :]
        assert "está en otra oficina" in main, typed
        assert "Tapachula" not in main
        assert ('name="hint"' in main) == (role in ASK_ACCESS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["", "   ", "=SUM(A1:A9)", "Dilcia\u202eMejía", "😀 😀", "9" * 10_000]
)
def test_odd_words_find_nobody_and_are_not_repeated_in_an_address(typed: str) -> None:
    factories.registered()
    answer = signed_in("counsellor").post(reverse("desk:search"), {"q": typed})
    assert answer.status_code == 200
    assert answer.get("Location") is None
    got = signed_in("counsellor").get(reverse("desk:search"), {"q": "Dilcia Mejía 1990"})
    assert "Waleska" not in got.content.decode()
