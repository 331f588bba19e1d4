"""People who walk through the house by what they see: links, buttons and fields by their words."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.looking import Screen

PASSWORD = "una frase larga y tranquila"  # noqa: S105
# How far up from each of these one has to look to read all of some words; -1 where they are not said.
STEPS_TO = """(every, words) => every.map(one => words.reduce((sum, word) => {
  let steps = 0;
  for (let at = one; at && at.tagName !== "BODY"; at = at.parentElement, steps += 1) {
    const term = at.tagName === "DD" ? at.previousElementSibling.innerText : "";
    const said = (term + " " + at.innerText).replace(/\\s+/g, " ");
    if (said.includes(word)) return sum < 0 ? -1 : sum + steps;
  }
  return -1;
}, 0))"""


class Walker:
    """Somebody before a screen, who presses only what it shows."""

    def __init__(self, screen: Screen, name: str) -> None:
        """Take a seat before it."""
        self.screen, self.page, self.name = screen, screen.page, name
        self.main = self.page.get_by_role("main")

    def signs_in(self, username: str) -> "Walker":
        """Come in by the front door, with name and password."""
        self.screen.open("/")
        self.types(Usuario=username, Contraseña=PASSWORD)
        return self.presses("Entrar").sees("Hoy")

    def today(self) -> "Walker":
        """Go back to the page of the day, by its link."""
        return self._goes(self.page.get_by_role("banner").get_by_role("link", name="Hoy"))

    def goes_to(self, place: str) -> "Walker":
        """Go to one of the places of the bar."""
        return self._goes(
            self.page.get_by_role("banner").get_by_role("link", name=place, exact=True)
        )

    def finds(self, words: str) -> "Walker":
        """Look for a file or a person in the box of the bar, and open what was found."""
        self.today()
        self.page.get_by_role("searchbox").first.fill(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.arrived()

    def follows(self, words: str, *near: str) -> "Walker":
        """Follow the link with these words, the one nearest to some others."""
        return self._goes(self._named("link", words, near))

    def picks(self, words: str) -> "Walker":
        """Follow the link that says these words among others: a card, a row."""
        return self._goes(self.main.get_by_role("link").filter(has_text=words, visible=True).first)

    def presses(self, words: str, *near: str) -> "Walker":
        """Press a button that leads to a page."""
        return self._goes(self._named("button", words, near))

    def taps(self, words: str, *near: str) -> "Walker":
        """Tap a button that changes a part of the page."""
        button = self._named("button", words, near)
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            button.click()
        busy = ".htmx-request, .htmx-swapping, .htmx-settling"
        expect(self.page.locator(busy)).to_have_count(0)
        return self.arrived()

    def opens(self, title: str, *near: str) -> "Walker":
        """Open what is folded, and wait until it is there."""
        summary = self._nearest(self.main.locator("summary").filter(has_text=title), title, near)
        panel = summary.locator("xpath=..")
        if panel.get_attribute("open") is None:
            summary.click()
        expect(panel.locator(".panel-body > a.loading")).to_have_count(0)
        return self.arrived()

    def types(self, **typed: str) -> "Walker":
        """Fill in fields by their labels."""
        return self.fills(typed)

    def fills(self, typed: dict[str, str], whose: str = "") -> "Walker":
        """Fill in fields by their labels, in the part of the page that a heading names."""
        for label, words in typed.items():
            named = self._part(whose).get_by_label(re.compile(rf"^\s*{re.escape(label)}"))
            expect(named.first, f"«{label}» on {self.page.url}").to_be_attached()
            field = named.filter(visible=True).first
            if field.evaluate("one => one.tagName") == "SELECT":
                offered = [one.strip() for one in field.locator("option").all_inner_texts()]
                found = [one for one in offered if words in one]
                assert found, f"«{label}» does not offer «{words}», only {offered}"
                field.select_option(label=found[0])
            else:
                field.fill(words)
        return self

    def chooses(self, question: str, *answers: str, whose: str = "") -> "Walker":
        """Answer a question by the tiles under it."""
        asked = re.compile(rf"^\s*{re.escape(question)}")
        group = self._part(whose).get_by_role("group", name=asked).first
        for answer in answers:
            said = re.compile(rf"^\s*{re.escape(answer)}")
            tile = group.locator("label").filter(has_text=said).first
            expect(tile, f"«{question}»: «{answer}» on {self.page.url}").to_be_visible()
            tile.click()
        return self

    def chooses_all(self, question: str) -> "Walker":
        """Tick everything under a question."""
        for tile in self.main.get_by_role("group", name=question).locator("label").all():
            tile.click()
        return self

    def ticks(self, words: str) -> "Walker":
        """Tick the box beside some words."""
        self.main.get_by_label(words).first.check()
        return self

    def draws(self) -> "Walker":
        """Sign with a finger."""
        for pad in self.main.locator("[data-sign] canvas").all():
            pad.scroll_into_view_if_needed()
            box = pad.bounding_box()
            assert box is not None
            left, top = box["x"] + 30, box["y"] + box["height"] / 2
            self.page.mouse.move(left, top)
            self.page.mouse.down()
            for step in range(1, 9):
                self.page.mouse.move(left + 18 * step, top + (14 if step % 2 else -14))
            self.page.mouse.up()
        return self

    def sees(self, *words: str) -> "Walker":
        """Read something on the page."""
        for one in words:
            expect(self.main).to_contain_text(one)
        return self

    def never_sees(self, *words: str) -> "Walker":
        """Read the page and not find something."""
        for one in words:
            expect(self.main).not_to_contain_text(one)
        return self

    def has_no(self, button: str) -> "Walker":
        """Find no such button or link to press."""
        for role in ("button", "link"):
            expect(self.main.get_by_role(role, name=button, exact=True)).to_have_count(0)
        return self

    def gets(self, words: str) -> "Walker":
        """Take the paper behind a link."""
        link = self._named("link", words, ())
        answer = self.page.request.get(self.screen.url + str(link.get_attribute("href")))
        assert answer.ok, f"{words}: {answer.status}"
        assert answer.body().startswith(b"%PDF"), f"{words} is no paper"
        return self

    def arrived(self) -> "Walker":
        """Look at where one has come: it is a page of ours, and no way out of it is missing."""
        expect(self.main).to_be_visible()
        return self

    def _goes(self, one: Locator) -> "Walker":
        with self.page.expect_navigation():
            one.click()
        return self.arrived()

    def _part(self, heading: str) -> Locator:
        if not heading:
            return self.main
        titled = self.page.get_by_role("heading", name=heading, exact=True)
        return self.main.locator("section").filter(has=titled).last

    def _named(self, role: str, words: str, near: tuple[str, ...]) -> Locator:
        # A link may say more to who listens than to who looks: «Anotar: Permiso de salida».
        said = re.compile(rf"^\s*{re.escape(words)}(\s*: .*)?\s*$")
        found = self.main.get_by_role("link" if role == "link" else "button", name=said)
        return self._nearest(found, words, near)

    def _nearest(self, found: Locator, words: str, near: tuple[str, ...]) -> Locator:
        expect(
            found.first, f"«{words}» on {self.page.url}:\n{self.main.inner_text()}"
        ).to_be_attached()
        seen = found.filter(visible=True)
        expect(seen.first, f"«{words}» is hidden on {self.page.url}").to_be_visible()
        if not near:
            return seen.first
        far = seen.evaluate_all(STEPS_TO, list(near))
        said = [steps for steps in far if steps >= 0]
        assert said, f"no «{words}» near {near} on {self.page.url}:\n{self.main.inner_text()}"
        return seen.nth(far.index(min(said)))
