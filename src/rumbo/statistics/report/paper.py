"""The report on paper: a tagged PDF with the same pictures and words as the HTML."""

from pathlib import Path

from rumbo.common.pdf import render
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.story import tell
from rumbo.statistics.report.tables import annex, definitions, method, problems

TEMPLATE = Path(__file__).with_name("sitrep.typ")


def as_pdf(contents: Contents) -> bytes:
    """Return sitrep.pdf."""
    lang = contents.lang
    data = {
        "story": tell(contents),
        "annex": annex(contents),
        "method": list(method(contents)),
        "definitions": list(definitions(contents)),
        "problems": list(problems(contents)),
        "words": {name: say(name, lang) for name in ("annex", "method", "definitions", "problems")},
    }
    return render(TEMPLATE, data, lang=lang, paper="a4")
