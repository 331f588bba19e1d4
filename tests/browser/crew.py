"""The team of two offices, each at a screen of their own: those at the door and in the hall on a phone."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from rumbo.access.models import Office
from tests import factories
from tests.browser.looking import screen
from tests.browser.walking import Walker
from tests.factories import reception as arrivals

ZONE = ZoneInfo("America/Mexico_City")
ON_A_PHONE = {"field", "reception"}


class Crew:
    """Whoever is needed, signed in by the front door when first asked for."""

    def __init__(
        self, browser: Browser, site: str, clock: Callable[[datetime], None], stack: ExitStack
    ) -> None:
        """Open the office that sends and the one that receives."""
        self._browser, self._site, self._set_clock, self._stack = browser, site, clock, stack
        self.here = factories.office()
        self.there = arrivals.receiving("SPS", "San Pedro Sula")
        self._seats: dict[str, Walker] = {}

    def on(self, moment: str) -> None:
        """Let it be this moment at Tapachula, for everybody."""
        self._set_clock(datetime.fromisoformat(moment).replace(tzinfo=ZONE))

    def __call__(self, role: str, which: int = 1) -> Walker:
        """Somebody of the team, on their page of the day; the second of a role is another person."""
        key = f"{role}-{which}"
        if key in self._seats:
            return self._seats[key].today()
        width = 390 if role in ON_A_PHONE else 1280
        seat = Walker(
            self._stack.enter_context(screen(self._browser, self._site, width=width)), key
        )
        self._seats[key] = seat.signs_in(factories.user(role, at=self._office(role)).username)
        return seat

    def _office(self, role: str) -> Office:
        return self.there if role == "reception" else self.here
