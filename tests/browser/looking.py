"""A screen with somebody before it: every page is listened to, looked at and, if asked, pictured."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SHOWN = ("case", "child", "registration", "roll-call", "today", "waiting")
SIZES = {1280: 900, 390: 844}
PICTURED = tuple(f"{name}-{width}" for name in SHOWN for width in SIZES)
THEMES = ("light", "dark")
LARGEST_PICTURE = 200_000
axe = Axe()


class Screen:
    """A window of one size, in which somebody is signed in, and everything that goes wrong in it."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        """Listen to everything that the page complains of."""
        self.context, self.url = context, url
        self.page: Page = context.new_page()
        self.wrong: list[str] = []
        self.forgiven: tuple[str, ...] = ()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(f"{message.type}: {message.text}")

    def open(self, path: str) -> Page:
        """Open one of our addresses."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.page

    def check(self, name: str) -> None:
        """Nothing overflows, nothing is out of reach, in both themes and at both sizes."""
        before = self.page.viewport_size or {"width": 1280, "height": 900}
        for width, height in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                self._look(f"{name}-{width}-{theme}", width, theme)
        self.page.set_viewport_size(before)
        self.page.emulate_media(color_scheme="light")

    def glance(self, name: str, turn: int) -> None:
        """Look at a page once: by day at a desk, or every second time by night on a phone."""
        width, theme = ((1280, "light"), (390, "dark"))[turn % 2]
        self.page.set_viewport_size({"width": width, "height": SIZES[width]})
        self._look(f"{name}-{width}-{theme}", width, theme)

    def _look(self, name: str, width: int, theme: Any) -> None:
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found = axe.run(self.page)
        assert not found.violations_count, f"{name}:\n{found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide"
        self.picture(name)

    def picture(self, name: str) -> None:
        """Keep what is seen, where somebody asked for pictures."""
        if not os.environ.get("RUMBO_PICTURES") or not name.startswith(PICTURED):
            return
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.page.evaluate("document.querySelectorAll('.band').forEach(one => one.hidden = true)")
        self.page.evaluate("window.scrollTo(0, 0)")
        self.page.screenshot(path=path, animations="disabled")
        self.page.evaluate("document.querySelectorAll('.band').forEach(one => one.hidden = false)")
        assert path.stat().st_size < LARGEST_PICTURE, f"{path.name} is too large"

    def is_quiet(self) -> None:
        """Nothing was complained of, neither by a script nor by the content policy."""
        wrong = [one for one in self.wrong if not any(ok in one for ok in self.forgiven)]
        assert not wrong, "\n".join(wrong)


@contextmanager
def screen(browser: Browser, url: str, session: str = "", width: int = 1280) -> Iterator[Screen]:
    """A window of a width, signed in by a session; at its end nothing was wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        locale="es-MX",
        timezone_id="America/Mexico_City",
        color_scheme="light",
        has_touch=width < 600,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    made = Screen(context, url)
    try:
        yield made
        made.is_quiet()
    finally:
        context.close()
