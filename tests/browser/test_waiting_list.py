"""The waiting list on a screen: who waits, why here, and what is missing."""

import pytest

from tests import factories
from tests.browser.conftest import Window
from tests.factories import movements as buses

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_waiting_list_says_why_each_waits_where_it_waits(window: Window) -> None:
    buses.ready_family()
    buses.ready_alone(
        sex="M",
        identity={
            "given_names": "José Antonio de Jesús",
            "surname_1": "Villalobos",
            "surname_2": "Hernández Montepeque",
        },
    )
    with window(factories.user("movements", "coordinator")) as screen:
        page = screen.open("/waiting/")
        assert "Familia Mejía" in page.locator("main").inner_text()
        screen.check("waiting")
        page.get_by_role("link", name="Leer la regla").click()
        page.get_by_role("heading", level=1).wait_for()
        screen.check("waiting-rule")
