"""Every page says in what kind of house one is: a demonstration, or one not ready for real people."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils.translation import override

from rumbo.common.home import home
from rumbo.config import ready
from tests import factories

pytestmark = pytest.mark.django_db
DEMO = "<strong>DEMO</strong>"
UNREADY = {"es": "AÚN NO PARA PERSONAS REALES", "en": "NOT YET FOR REAL PEOPLE"}
SETTLED = dict.fromkeys(set(ready.ITEMS) - {ready.SECOND_FACTOR}, "hecho")


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with the keys of the run and nothing settled."""
    shutil.copytree(home() / "keys", tmp_path / "keys")
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path))
    return tmp_path


def shown(page: str, language: str = "es") -> str:
    """A page as somebody sees it who may."""
    client = Client(raise_request_exception=False, headers={"Accept-Language": language})
    if page == "sign-in":
        return client.get(reverse("account_login")).content.decode()
    if page == "500":
        handler = get_resolver().resolve_error_handler(500)
        with override(language):
            return handler(RequestFactory().get("/")).content.decode()
    user = factories.user("counsellor")
    totp.TOTP.activate(user, totp.generate_totp_secret())
    client.force_login(user)
    address = {"home": "/", "404": "/nowhere/"}.get(page) or reverse(
        "desk:case", args=[factories.registered().pk]
    )
    answer = client.get(address)
    assert answer.status_code == (404 if page == "404" else 200)
    return answer.content.decode()


PAGES = pytest.mark.parametrize("page", ["home", "case", "sign-in", "404", "500"])


@PAGES
def test_every_page_of_a_demonstration_says_demo(page: str, settings: Any) -> None:
    settings.DEMO = True
    assert DEMO in shown(page)


@PAGES
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_page_says_that_real_people_must_wait(
    page: str, language: str, own_home: Path
) -> None:
    found = shown(page, language)
    assert UNREADY[language] in found
    assert DEMO not in found


@PAGES
def test_a_house_that_is_ready_says_neither(page: str, own_home: Path, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    (own_home / ready.FILE).write_text(json.dumps(SETTLED))
    found = shown(page)
    assert DEMO not in found
    assert UNREADY["es"] not in found
