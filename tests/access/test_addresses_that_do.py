"""An address that only does something, opened to be read: a page that says so, and nothing done."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said"),
    [("es", "Esto se hace con su botón"), ("en", "This is done with its button")],
)
def test_whoever_reloads_such_an_address_reads_what_to_do(language: str, said: str) -> None:
    client = Client(headers={"accept-language": language})
    client.force_login(factories.user("coordinator"))
    answer = client.get(reverse("desk:close_programme", args=["TPVR"]))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert said in answer.content.decode()
