"""The report on paper: a tagged PDF with the same pictures and words as the HTML."""

from collections.abc import Sequence
from pathlib import Path

from rumbo.common.pdf import render
from rumbo.statistics.codes import Lang
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.story import Story, tell
from rumbo.statistics.report.tables import Part, Told, annex, told

TEMPLATE = Path(__file__).with_name("sitrep.typ")


def as_pdf(contents: Contents) -> bytes:
    """Return sitrep.pdf."""
    return pdf_of(contents.lang, tell(contents), annex(contents), told(contents))


def pdf_of(lang: Lang, story: Story, parts: Sequence[Part], last: Told) -> bytes:
    """Return a report on paper: its story, its tables, and how they were made."""
    data = {
        "story": story,
        "annex": list(parts),
        "method": list(last.method),
        "definitions": list(last.definitions),
        "problems": list(last.problems),
        "words": {name: say(name, lang) for name in ("annex", "method", "definitions", "problems")},
    }
    return render(TEMPLATE, data, lang=lang, paper="a4")
