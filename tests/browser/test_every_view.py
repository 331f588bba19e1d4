"""Views that no story walks through are looked at too: by day and night, at a desk and on a phone."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse
from playwright.sync_api import Browser, expect

from rumbo.exchange.models import IntakeRow
from tests import factories
from tests.browser.conftest import Window
from tests.browser.looking import screen
from tests.browser.walking import PASSWORD, Walker
from tests.factories import cases, inquiries
from tests.security import beside, world
from tests.security.world import World

pytestmark = pytest.mark.django_db(transaction=True)

# Who looks, and at what: names of addresses, with the words for which the world knows an id.
VIEWS: dict[str, list[tuple[str, ...]]] = {
    "registrar": [
        ("desk:people",), ("exchange:corrections",), ("exchange:correction", "row"),
        ("exchange:lookalikes",), ("exchange:lookalike", "resembling"), ("exchange:sheet",),
        ("desk:inquiries",), ("registry:duplicate", "pair"),
    ],
    "counsellor": [
        ("casework:tasks",), ("casework:task", "task"), ("casework:contacts",),
        ("casework:calendar",), ("counselling:session", "case", "person"),
        ("counselling:finding", "case", "person"), ("counselling:sharing", "case", "person"),
        ("protection:screening", "case", "person"), ("protection:fear", "case", "person"),
        ("desk:families", "case"), ("desk:family_undo", "case", "change"),
    ],
    "counsellor signing": [
        ("counselling:declaration", "case", "person"),
        ("counselling:child_declaration", "case", "child"),
        ("counselling:withdraw", "case", "person"), ("casework:stay", "case"),
    ],
    "movements": [("movements:board",), ("movements:new",), ("movements:departure", "departure")],
    "coordinator": [
        ("casework:eligibility", "eligible"), ("casework:rank", "case"),
        ("programmes:programmes",), ("programmes:programme", "programme"),
        ("programmes:countries",), ("statistics:report",), ("statistics:funnel",),
        ("readiness:overrides",),
    ],
    "admin": [
        ("desk:team",), ("desk:colleague", "user"), ("desk:team_new",), ("desk:offices",),
        ("house",),
    ],
}  # fmt: skip


@pytest.fixture
def life(site: str) -> World:
    """An office where everything is, and rows of a sheet that somebody has to look at."""
    del site
    of = beside.add(world.build("TAP", "Dilcia"), "Dilcia")
    person, child = factories.people_of(of.case)
    decided = cases.eligible(at=of.office)
    of.ids |= {"child": child.pk, "eligible": decided.pk}
    cases.to_be_told(decided)
    inquiries.inquired(at=of.office)
    row = IntakeRow.objects.get(pk=of.ids["row"])
    of.ids["resembling"] = IntakeRow.objects.create(
        office=of.office, sheet=row.sheet, number=8, key=b"8", raw={"nombres": "Dilcia"},
        folio="TAP-2", outcome="suspected_duplicate", probability=0.7, resembles=person,
    ).pk  # fmt: skip
    return of


def address(of: World, name: str, *words: str) -> str:
    """Where a view of this office is."""
    return reverse(name, args=["AVR-NCA" if one == "programme" else of.ids[one] for one in words])


@pytest.mark.parametrize("who", sorted(VIEWS))
def test_a_view_is_whole_in_every_light_and_width(who: str, life: World, window: Window) -> None:
    with window(factories.user(who.split(maxsplit=1)[0], at=life.office)) as seen:
        for view in VIEWS[who]:
            seen.open(address(life, *view))
            seen.check(view[0].replace(":", "-"))


SECOND_STEP = (
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn",
    "account_change_password", "account_reauthenticate",
)  # fmt: skip


def test_the_doors_of_signing_in_are_whole(browser: Browser, site: str) -> None:
    somebody = factories.user("registrar")
    with screen(browser, site) as seen:
        seen.open("/accounts/login/")
        seen.check("login")
        walker = Walker(seen, "somebody").signs_in(somebody.username)
        for name in SECOND_STEP:
            page = seen.open(reverse(name))
            if reverse("account_reauthenticate") in page.url and name != SECOND_STEP[-1]:
                seen.check("asked-again")
                walker.types(Contraseña=PASSWORD).presses("Confirmar")
            assert page.url.endswith(reverse(name)), f"{name} led to {page.url}"
            seen.check(name)
        # The second step is set up with a code of the key that is shown, and the codes kept for later.
        page = seen.open(reverse("mfa_activate_totp"))
        key = page.locator("main dl.facts dd").inner_text().strip()
        page.get_by_role("textbox").last.fill(code_of(key))
        page.get_by_role("main").get_by_role("button", name="Activar").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("recuperación")
        for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_index"):
            seen.open(reverse(name))
            seen.check(f"{name}-set")


def code_of(key: str) -> str:
    """The six figures that an application would show for this key."""
    now = int(time.time()) // 30
    return str(format_hotp_value(hotp_value(key, now)))
