"""The frame and the components, drawn by Django as every room will draw them."""

import re
from http.cookies import SimpleCookie

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from rumbo.ui import tables, views


def page(path: str = "/ui/parts/", **cookies: str) -> str:
    request = RequestFactory().get(path)
    request.COOKIES = cookies
    request.user = AnonymousUser()
    return views.parts(request).content.decode()


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


@pytest.mark.usefixtures("_demo")
def test_the_living_page_draws_every_component():
    with override("es"):
        html = page()
    for part in ("line", "gap", "timeline", "facts", "panel", "table-box", "filters", "empty"):
        assert f'class="{part}' in html, part
    for part in ("count", "bar", "notice", "tiles", "date-parts", "people", "way", "field sign"):
        assert f'class="{part}' in html, part
    assert "<c-" not in html
    assert "{{" not in html


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("language", ["es", "en"])
def test_no_page_carries_a_style_or_a_script_inside(language):
    with override(language):
        html = page()
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son(click|load|submit|change)=", html)
    assert f'lang="{language}"' in html


@pytest.mark.usefixtures("_demo")
def test_a_demo_says_demo_on_the_page():
    assert "<strong>DEMO</strong>" in page()


@pytest.mark.usefixtures("_demo")
def test_the_light_a_reader_chose_marks_the_page_and_nonsense_does_not():
    assert ' data-theme="dark"' in page(rumbo_theme="dark")
    assert "data-theme" not in page(rumbo_theme="auto")
    assert "data-theme" not in page(rumbo_theme='"><script>')


def test_the_living_page_is_for_invented_people_only(settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(Http404):
        page()


@pytest.mark.parametrize(
    ("back", "goes"),
    [("/lista/?p=2", "/lista/?p=2"), ("https://elsewhere.example/", "/"), ("//evil.example", "/")],
)
def test_choosing_a_light_returns_to_the_page_and_never_elsewhere(back, goes):
    answer = views.theme(RequestFactory().post("/ui/theme/", {"theme": "dark", "next": back}))
    assert answer["Location"] == goes
    assert isinstance(answer.cookies, SimpleCookie)
    assert answer.cookies["rumbo_theme"].value == "dark"


def test_a_light_that_does_not_exist_is_not_remembered():
    answer = views.theme(RequestFactory().post("/ui/theme/", {"theme": "blinking"}))
    assert "rumbo_theme" not in answer.cookies


@pytest.mark.parametrize("code", ["400", "403", "404", "429", "500", "403_csrf"])
def test_each_error_says_what_happened_and_what_to_do(code):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with override("es"):
        spanish = render_to_string(f"{code}.html", {}, request)
    with override("en"):
        english = render_to_string(f"{code}.html", {}, request)
    for html in (spanish, english):
        assert re.search(r"<h1>[^<]{10,}</h1>", html)
        assert 'href="/"' in html
    said = [re.findall(r"<h1>([^<]+)", html) for html in (spanish, english)]
    assert said[0] != said[1]


COLUMNS = [tables.Column("Persona"), tables.Column("Espera", sort="espera", numeric=True)]


def test_a_click_on_the_sorted_column_turns_it_round_and_returns_to_the_first_page():
    plain, sortable = tables.heads(QueryDict("orden=espera&desde=99&sitio=TAP"), COLUMNS, "-espera")
    assert plain.url == ""
    assert sortable.sorted == "ascending"
    assert sortable.url == "?sitio=TAP&orden=-espera"


@pytest.mark.parametrize("asked", ["", "nombre", "-", "-persona", "%00"])
def test_an_unknown_order_means_the_list_s_own(asked):
    assert tables.sorted_by(QueryDict(f"orden={asked}"), COLUMNS, "-espera") == ("espera", True)


def test_a_confirmation_is_a_page_with_its_consequences_and_a_way_back():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    context = {
        "title": "¿Retirar la solicitud?",
        "sentence": "Dilcia deja de esperar.",
        "consequences": ["Sus lugares quedan libres."],
        "confirm": "Retirar",
        "cancel_url": "/casos/7/",
        "danger": True,
    }
    with override("es"):
        html = render_to_string("ui/confirm.html", context, request)
    assert "<li>Sus lugares quedan libres.</li>" in html
    assert 'class="button danger' in html
    assert 'href="/casos/7/"' in html
