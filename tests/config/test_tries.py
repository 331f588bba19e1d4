"""Whoever guesses at passwords and codes is stopped, wherever they ask, and nobody else is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client
from django.urls import reverse

from rumbo.access.links import one_time_path
from rumbo.access.models import User
from tests import factories

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "una frase larga y tranquila", "otra frase larga y ajena"
ACCOUNT, ADDRESS = 5, 30
STOPPED = {
    "es": "Hubo demasiados intentos fallidos seguidos. Espere diez minutos",
    "en": "There were too many failed tries in a row. Wait ten minutes",
}
HERE, THERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2025, 3, 3, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


class Browser(Client):
    """Somebody's browser, with the page that it shows."""

    page: str = ""


def sign_in(login: str, password: str, *, address: str = HERE, host: str = "localhost") -> Browser:
    """Somebody new at a door: their browser, after one try."""
    client = Browser(REMOTE_ADDR=address, SERVER_NAME=host)
    answer = client.post(reverse("account_login"), {"login": login, "password": password})
    client.page = answer.content.decode()
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def shown(client: Browser) -> str:
    return client.page


def with_codes() -> tuple[User, str]:
    user, secret = factories.user("registrar"), totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return user, secret


def code_now(secret: str) -> str:
    [at] = list(totp.yield_hotp_counters_from_time())[:1]
    return str(totp.format_hotp_value(totp.hotp_value(secret, at)))


def second_step(client: Browser, code: str) -> None:
    client.page = client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


def test_after_five_wrong_passwords_the_right_one_is_refused_until_time_passes(
    clock: time_machine.Traveller,
) -> None:
    user = factories.user("registrar")
    for _ in range(ACCOUNT):
        assert STOPPED["es"] not in shown(sign_in(user.username, WRONG))
    refused = sign_in(user.username, RIGHT)
    assert not is_in(refused)
    assert STOPPED["es"] in shown(refused)
    clock.shift(timedelta(minutes=9))
    assert not is_in(sign_in(user.username, RIGHT))
    clock.shift(timedelta(minutes=2))
    assert is_in(sign_in(user.username, RIGHT))


def test_four_wrong_passwords_stop_nobody() -> None:
    user = factories.user("registrar")
    for _ in range(ACCOUNT - 1):
        sign_in(user.username, WRONG)
    assert is_in(sign_in(user.username, RIGHT))


def test_it_is_said_in_english_too() -> None:
    for _ in range(ACCOUNT):
        sign_in("nobody", WRONG)
    client = Client(REMOTE_ADDR=HERE)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.post(reverse("account_login"), {"login": "nobody", "password": WRONG})
    assert STOPPED["en"] in page.content.decode()


@pytest.mark.parametrize("way", ["address", "host", "port", "mail", "case"])
def test_no_other_way_of_naming_the_same_account_gives_new_tries(way: str) -> None:
    user = factories.user("registrar")
    User.objects.filter(pk=user.pk).update(email="rosa@example.org")
    for _ in range(ACCOUNT):
        sign_in(user.username, WRONG)
    tried = {
        "address": lambda: sign_in(user.username, RIGHT, address=THERE),
        "host": lambda: sign_in(user.username, RIGHT, host="127.0.0.1"),
        "port": lambda: sign_in(user.username, RIGHT, host="localhost:4000"),
        "mail": lambda: sign_in("Rosa@Example.org", RIGHT),
        "case": lambda: sign_in(user.username.upper(), RIGHT),
    }[way]()
    assert not is_in(tried)


def test_another_account_is_not_stopped_by_it() -> None:
    user, colleague = factories.user("registrar"), factories.user("counsellor")
    for _ in range(ACCOUNT + 1):
        sign_in(user.username, WRONG)
    assert is_in(sign_in(colleague.username, RIGHT))


def test_one_address_that_guesses_at_many_accounts_is_stopped_and_another_is_not() -> None:
    user = factories.user("registrar")
    for number in range(ADDRESS):
        sign_in(f"nobody{number}", WRONG)
    refused = sign_in(user.username, RIGHT)
    assert not is_in(refused)
    assert STOPPED["es"] in shown(refused)
    assert is_in(sign_in(user.username, RIGHT, address=THERE))


def test_after_five_wrong_codes_the_right_one_is_refused_until_time_passes(
    clock: time_machine.Traveller,
) -> None:
    user, secret = with_codes()
    client = sign_in(user.username, RIGHT)
    for _ in range(ACCOUNT):
        second_step(client, "000000")
        assert STOPPED["es"] not in shown(client)
    second_step(client, code_now(secret))
    assert not is_in(client)
    assert STOPPED["es"] in shown(client)
    clock.shift(timedelta(minutes=11))
    client = sign_in(user.username, RIGHT)
    second_step(client, code_now(secret))
    assert is_in(client)


def test_signing_in_anew_gives_no_new_codes_and_another_account_still_comes_in() -> None:
    user, secret = with_codes()
    colleague, theirs = with_codes()
    for _ in range(ACCOUNT):
        second_step(sign_in(user.username, RIGHT), "000000")
    client = sign_in(user.username, RIGHT, address=THERE)
    second_step(client, code_now(secret))
    assert not is_in(client)
    other = sign_in(colleague.username, RIGHT)
    second_step(other, code_now(theirs))
    assert is_in(other)


def test_recovery_codes_are_counted_with_the_others() -> None:
    user, _ = with_codes()
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": ["abcd-efgh"], "used_mask": 0},
    )
    client = sign_in(user.username, RIGHT)
    for _ in range(ACCOUNT):
        second_step(client, "zzzz-zzzz")
    second_step(client, "abcd-efgh")
    assert not is_in(client)


def test_links_are_tried_ten_times_and_no_more() -> None:
    client = Client(REMOTE_ADDR=HERE)
    form = client.get(one_time_path(factories.user("registrar")), follow=True)
    address = form.redirect_chain[-1][0]
    typed = {"password1": "corta", "password2": "corta"}
    answers = [client.post(address, typed).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_three_mails_an_hour_to_one_account_and_ten_from_one_address() -> None:
    ask = reverse("account_reset_password")
    one = [Client().post(ask, {"email": "a@example.org"}).status_code for _ in range(4)]
    assert one == [302] * 3 + [429]
    many = [Client().post(ask, {"email": f"b{n}@example.org"}).status_code for n in range(11)]
    assert many[-1] == 429


def test_the_door_for_keys_is_limited_too() -> None:
    door = reverse("mfa_login_webauthn")
    answers = [Client().post(door, {"credential": "{}"}).status_code for _ in range(21)]
    assert answers[-1] == 429
    assert 429 not in answers[:20]


def inside() -> Client:
    """Somebody who is in, at their own browser."""
    client = Client(REMOTE_ADDR=HERE)
    client.force_login(factories.user("registrar"))
    return client


def test_a_password_in_use_is_guessed_at_five_times_from_inside_and_no_more() -> None:
    change, typed = (
        reverse("account_change_password"),
        {
            "oldpassword": WRONG,
            "password1": "tercera frase larga",
            "password2": "tercera frase larga",
        },
    )
    client = inside()
    answers = [client.post(change, typed).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert inside().post(change, typed).status_code == 200


def test_mail_addresses_are_changed_five_times_in_ten_minutes_and_no_more() -> None:
    manage, client = reverse("account_email"), inside()
    typed = [{"action_add": "", "email": f"rosa{number}@example.org"} for number in range(6)]
    answers = [client.post(manage, one).status_code for one in typed]
    assert answers == [302] * 5 + [429]
    assert inside().post(manage, typed[-1]).status_code == 302


def test_a_door_is_knocked_at_sixty_times_a_minute_from_one_address(
    clock: time_machine.Traveller,
) -> None:
    door, here = reverse("account_login"), Client(REMOTE_ADDR=HERE)
    answers = [here.post(door, {}).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    assert Client(REMOTE_ADDR=THERE).post(door, {}).status_code == 200
    clock.shift(timedelta(seconds=61))
    assert here.post(door, {}).status_code == 200


def test_what_was_tried_lies_where_every_process_finds_it() -> None:
    assert isinstance(caches["default"], DatabaseCache)
    sign_in("nobody", WRONG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_tries")
        assert cursor.fetchone()[0] >= 2
