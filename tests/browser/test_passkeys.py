"""A key of one's own: added once from inside, it opens the door without a name or a password."""

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.browser.looking import screen
from tests.browser.walking import PASSWORD, Walker

pytestmark = pytest.mark.django_db(transaction=True)
# A key that is part of the machine and knows its owner by the finger.
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_key(page: Page) -> None:
    """Give this window a key."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_key_is_added_and_opens_the_door_alone(browser: Browser, site: str) -> None:
    user = factories.user("counsellor")
    assert site.startswith("http://localhost:"), "keys belong to a name, not to a number"
    with screen(browser, site) as seen:
        with_a_key(seen.page)
        walker = Walker(seen, "counsellor").signs_in(user.username)
        page, bar = walker.page, walker.page.get_by_role("banner")
        bar.locator("details.menu summary").click()
        bar.get_by_role("link", name="Llaves y códigos de entrada").click()
        walker.sees("Todavía no tiene ninguna.").follows("Añadir una llave")
        seen.check("key-confirm")
        walker.types(Contraseña=PASSWORD)
        walker.presses("Confirmar")
        page.get_by_label("Nombre de la llave").fill("Mi teléfono")
        page.get_by_label("Entrar solo con esta llave").check()
        seen.check("key")
        walker.presses("Añadir la llave")
        assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1

        seen.open("/")
        bar.locator("details.menu summary").click()
        bar.get_by_role("button", name="Salir").click()
        expect(page).to_have_url(f"{site}/accounts/login/")
        walker.presses("Entrar con una llave de acceso").sees("Hoy")
        assert page.url == f"{site}/"

        bar.locator("details.menu summary").click()
        bar.get_by_role("link", name="Llaves y códigos de entrada").click()
        walker.arrived().follows("Ver mis llaves").sees("Mi teléfono", "Entra sola")
        seen.check("keys")
        walker.follows("Cambiarle el nombre").types(Contraseña=PASSWORD).presses("Confirmar")
        walker.types(**{"Nombre de la llave": "Mi tableta"})
        walker.presses("Guardar").sees("Mi tableta").follows("Quitarla")
        walker.sees("Con «Mi tableta» ya no se podrá entrar.")
        seen.check("key-gone")
        walker.presses("Quitar la llave")
        assert not Authenticator.objects.filter(user=user, type="webauthn").exists()


def test_a_key_that_cannot_be_used_is_said_in_words(browser: Browser, site: str) -> None:
    numbers = site.replace("localhost", "127.0.0.1")
    with screen(browser, numbers) as seen:
        page = seen.open("/accounts/login/")
        said = page.get_by_text("No se pudo usar la llave")
        expect(said).to_be_hidden()
        page.get_by_role("button", name="Entrar con una llave de acceso").click()
        expect(said).to_be_visible()
        expect(said).to_contain_text("localhost")
        seen.check("key-refused")
