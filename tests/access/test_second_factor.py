"""Where the house asks for a second factor, nothing opens before one is set; a demo does not ask."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from rumbo.access.models import User
from rumbo.common.home import DEMO_MARK
from tests import factories
from tests.installed import environment


@pytest.fixture
def _asked(settings: Any, db: None) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def inside(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def code_now(secret: str) -> str:
    [at] = list(totp.yield_hotp_counters_from_time())[:1]
    return str(totp.format_hotp_value(totp.hotp_value(secret, at)))


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["desk:home", "desk:people", "desk:search", "house", "desk:team"])
def test_every_page_leads_to_the_one_that_sets_it_up(page: str, method: str) -> None:
    client = inside(factories.user("admin", "registrar"))
    answer = getattr(client, method)(reverse(page))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.usefixtures("_asked")
def test_a_file_leads_there_too_and_a_part_of_a_page_sends_the_whole_window() -> None:
    case = factories.registered()
    client = inside(factories.user("counsellor"))
    file = reverse("desk:case", args=[case.pk])
    assert client.get(file)["Location"] == reverse("mfa_index")
    part = client.get(file, headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == reverse("mfa_index")
    assert not part.content


@pytest.mark.usefixtures("_asked")
def test_whoever_sets_it_up_is_let_on_and_whoever_takes_it_away_is_not() -> None:
    user = factories.user("registrar")
    client = Client()
    typed = {"login": user.username, "password": "una frase larga y tranquila"}
    client.post(reverse("account_login"), typed)
    led = client.get("/", follow=True)
    assert led.redirect_chain == [(reverse("mfa_index"), 302)]
    assert "Aquí nadie entra solo con contraseña" in led.content.decode()
    assert reverse("mfa_activate_totp") in led.content.decode()
    asked_again = client.get(reverse("mfa_activate_totp"), follow=True)
    [(confirm, _status)] = asked_again.redirect_chain
    setup = client.post(confirm, {"password": typed["password"]}, follow=True)
    code = code_now(setup.context["form"].secret)
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    assert client.get("/").status_code == 200
    index = client.get(reverse("mfa_index")).content.decode()
    assert "Aquí nadie entra solo con contraseña" not in index
    Authenticator.objects.filter(user=user).delete()
    assert client.get("/")["Location"] == reverse("mfa_index")


@pytest.mark.django_db
def test_where_it_is_not_asked_nobody_is_led_anywhere() -> None:
    client = inside(factories.user("registrar"))
    assert client.get("/").status_code == 200
    page = client.get(reverse("mfa_index")).content.decode()
    assert "Aquí nadie entra solo con contraseña" not in page


@pytest.mark.parametrize(
    ("demo", "told", "asked"),
    [(True, "", False), (False, "", True), (True, "1", True), (False, "0", False)],
)
def test_it_is_off_in_a_demonstration_and_on_elsewhere_unless_said(
    demo: bool, told: str, asked: bool, tmp_path: Path
) -> None:
    if demo:
        (tmp_path / DEMO_MARK).touch()
    more = {"RUMBO_SECOND_FACTOR": told} if told else {}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from rumbo.config.settings import SECOND_FACTOR_REQUIRED as asked; print(asked)",
        ],
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(asked), done.stderr
