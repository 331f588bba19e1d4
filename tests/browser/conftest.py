"""One real Chromium for the run, a server with our own content policy, and a day on which it all happens."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime

import pytest
from django.test import Client
from playwright.sync_api import Browser, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from rumbo.access.models import User
from rumbo.common import clock
from tests.browser.crew import Crew
from tests.browser.looking import Screen, screen
from tests.factories import movements as buses
from tests.factories import ready

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium: run 'apt install chromium' as root, "
    "or name one in RUMBO_CHROMIUM."
)


def chromium(playwright: Playwright) -> str:
    """Find a Chromium on this machine; without one these tests fail, and say what to install."""
    wanted = (os.environ.get("RUMBO_CHROMIUM", ""), *NAMES, playwright.chromium.executable_path)
    found = next((path for name in wanted if name and (path := shutil.which(name))), None)
    return found or pytest.fail(MISSING)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the run; each test opens windows of its own."""
    # Playwright keeps a loop running in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium(playwright), args=["--no-sandbox", "--disable-gpu"]
        )
        yield made
        made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Hour:
    """The moment it is, for the server's threads too."""

    def __init__(self) -> None:
        """Begin five days before the bus leaves."""
        self.moment = buses.BEFORE

    def set(self, moment: datetime) -> None:
        """Let it be another moment."""
        self.moment = moment

    def __call__(self) -> datetime:
        """Say what time it is."""
        return self.moment


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> Hour:
    """A clock on the wall that a test may set: `hour.moment = …`."""
    made = Hour()
    monkeypatch.setattr(clock, "real_now", made)
    return made


@pytest.fixture
def site(live_server: LiveServer, hour: Hour) -> str:
    """A server of ours with places and programmes; gives its address."""
    ready.reference()
    return str(live_server.url)


Window = Callable[..., AbstractContextManager[Screen]]


@pytest.fixture
def window(browser: Browser, site: str) -> Window:
    """Open a window in which somebody is signed in: `with window(user, width=390) as screen`."""

    def opened(user: User, width: int = 1280) -> AbstractContextManager[Screen]:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return screen(browser, site, client.cookies["sessionid"].value, width)

    return opened


@pytest.fixture
def crew(browser: Browser, site: str, hour: Hour) -> Iterator[Crew]:
    """The team, on the Monday on which everything begins; at the end nobody's screen complained."""
    with ExitStack() as stack:
        made = Crew(browser, site, hour.set, stack)
        made.on("2025-03-03 09:00")
        yield made
