"""Every pair of ink and ground that the pages use has the contrast that tired eyes need."""

import re
from pathlib import Path

import pytest

from rumbo import ui

STATIC = Path(ui.__file__).parent / "static" / "ui"
TEXT = [
    *(
        ("ink", ground)
        for ground in ("ground", "paper", "sea-weak", "warm-weak", "red-weak", "line")
    ),
    *(("soft", ground) for ground in ("ground", "paper", "sea-weak")),
    *(("sea", ground) for ground in ("ground", "paper", "sea-weak")),
    ("warm", "warm-weak"),
    ("warm", "ground"),
    ("red", "red-weak"),
    ("red", "paper"),
    ("red", "ground"),
    ("on-sea", "sea"),
    ("on-sea", "sea-strong"),
]
SHAPES = [("edge", "ground"), ("edge", "paper"), ("focus", "ground"), ("focus", "paper")]


def themes() -> dict[str, dict[str, str]]:
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\}", css, re.DOTALL)
    dark = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL)
    machine = re.search(r':root:not\(\[data-theme="light"\]\) \{(.*?)\}', css, re.DOTALL)
    assert light
    assert dark
    assert machine
    read = [
        dict(re.findall(r"--([\w-]+): (#\w{6});", found[1])) for found in (light, dark, machine)
    ]
    return dict(zip(("light", "dark", "machine"), read, strict=True))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_has_a_contrast_of_seven_to_one(theme, text, ground):
    colours = themes()[theme]
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_edges_and_focus_have_a_contrast_of_three_to_one(theme, shape, ground):
    colours = themes()[theme]
    assert contrast(colours[shape], colours[ground]) >= 3


def test_the_dark_theme_is_one_whether_chosen_or_the_machine_s():
    assert themes()["dark"] == themes()["machine"]


def test_the_look_of_the_desk_weighs_at_most_thirty_kilobytes():
    assert sum(path.stat().st_size for path in STATIC.glob("*.css")) <= 30 * 1024
