"""The report as a file that is mailed: listened to and looked at, without a server."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rumbo.statistics import returns, sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.report.pages import as_html
from tests.browser.looking import SIZES, THEMES, axe
from tests.statistics import july_2019, samples

PERIOD = returns.Period(until=date(2019, 7, 31))


# Names on the map of which the browser itself says that a band or a line lies on their letters.
COVERED = """() => [...document.querySelectorAll('.lead svg')]
  .filter(svg => svg.getBoundingClientRect().width)
  .flatMap(svg => [...svg.querySelectorAll('text[paint-order]')].filter(name => {
    const box = name.getBBox(), drawn = [...svg.querySelectorAll('path[stroke-opacity],line')];
    for (let y = box.y + 5; y < box.y + box.height - 5; y += 4)
      for (let x = box.x + 1; x < box.x + box.width - 1; x += 3) {
        const at = svg.createSVGPoint(); at.x = x; at.y = y;
        if (drawn.some(one => one.isPointInStroke(at))) return true;
      }
    return false;
  }).map(name => name.textContent))"""


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_mailed_report_reads_well_in_every_size_and_theme(
    browser: Browser, tmp_path: Path, edition: str, lang: Lang
) -> None:
    raw = returns.read(samples.write(tmp_path / "returns.csv", july_2019.people()))
    made = sitrep.sitrep(raw, PERIOD, lang)
    if edition == "public":
        made = sitrep.public_sitrep(raw, PERIOD, lang, ())
    path = tmp_path / "sitrep.html"
    path.write_bytes(as_html(made))
    # The policy of the file lets nothing run, not even what listens to it.
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text))
        page.goto(path.as_uri())
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.locator(".lead svg text[paint-order]:visible").count() > 6
            assert page.evaluate(COVERED) == []
            for theme in THEMES if lang == "es" else THEMES[width < 600 :][:1]:
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
                found = axe.run(page)
                assert not found.violations_count, f"{width} {theme}:\n{found.generate_report()}"
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert page.locator("svg:visible").count() > 9
        assert not wrong
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text))
        page.goto(path.as_uri())
        shown = page.locator(".cover .panel").first.evaluate(
            "one => getComputedStyle(one).borderTopStyle"
        )
        assert shown == "solid", "the policy of the file lets its own style through"
        assert not wrong
