"""A page offers a link only where its door opens to whoever reads it."""

from types import SimpleNamespace

from django.template import Context, Template

from rumbo.access.values import Reader

PAGE = Template(
    '{% load doors %}{% door "reception:board" as board %}'
    '{% if board %}<a href="{{ board }}">Recepción</a>{% else %}nada{% endif %}'
)


def shown_to(role: str) -> str:
    request = SimpleNamespace(reader=Reader(None, frozenset({role})))
    return PAGE.render(Context({"request": request}))


def test_who_may_open_the_page_has_its_address() -> None:
    assert 'href="/reception/"' in shown_to("reception")


def test_who_would_find_nothing_there_is_offered_nothing() -> None:
    assert shown_to("protection") == "nada"


def test_a_page_that_does_not_exist_has_no_door() -> None:
    page = Template('{% load doors %}{% door "reception:nowhere" as it %}[{{ it }}]')
    request = SimpleNamespace(reader=Reader(None, frozenset({"reception"})))
    assert page.render(Context({"request": request})) == "[]"
