"""The report as one HTML file to mail: no script, nothing fetched, good in grey and on paper."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rumbo.statistics.codes import Lang
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.panels import Panel
from rumbo.statistics.report.story import Big, Chapter, Story, tell
from rumbo.statistics.report.tables import Table, Told, annex, method, problems

STYLE = Path(__file__).with_name("sitrep.css")
FACE = Path(__file__).resolve().parents[2] / "ui/static/vendor/source-sans-3-latin.woff2"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


def as_html(contents: Contents) -> bytes:
    """Return sitrep.html, whole in one file."""
    told = Told(list(method(contents)), list(problems(contents)))
    return html_of(contents.lang, tell(contents), annex(contents), told)


def html_of(lang: Lang, story: Story, tables: Sequence[Table], told: Told) -> bytes:
    """Return a report as one page: its story, its tables, and how they were made."""
    return "\n".join(_page(lang, story, tables, told)).encode()


def _page(lang: Lang, story: Story, tables: Sequence[Table], told: Told) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield f"<title>{escape(story.title)} · {escape(story.cutoff)}</title>"
    yield f"<style>{_face()}{STYLE.read_text(encoding='utf-8')}</style></head><body>"
    yield from _head(story)
    yield "<main>"
    for chapter in story.chapters:
        yield from _chapter(chapter)
    yield f'<section class="annex"><h2>{escape(say("annex", lang))}</h2><div>'
    for table in tables:
        if not table.wide:
            yield from _table(table)
    yield "</div>"
    for table in tables:
        if table.wide:
            yield from _table(table)
    yield "</section>"
    yield from _method(lang, told)
    yield "</main></body></html>"


def _face() -> str:
    """The typeface travels inside the file (29 kB); where it was not fetched, another serves."""
    if not FACE.is_file():
        return ""
    data = b64encode(FACE.read_bytes()).decode("ascii")
    source = f'url("data:font/woff2;base64,{data}") format("woff2")'
    return f'@font-face{{font-family:"Source Sans 3";font-weight:200 900;src:{source}}}'


def _head(story: Story) -> Iterator[str]:
    yield f'<header><p class="over"><b>{escape(story.title)}</b> · {escape(story.edition)}</p>'
    yield f'<p class="cutoff">{escape(story.cutoff)}</p><h1>{escape(story.headline)}</h1>'
    if story.bigs:
        yield f'<dl class="bigs">{"".join(_big(big) for big in story.bigs)}</dl>'
    yield "</header>"


def _big(big: Big) -> str:
    return (
        f"<div><dt>{escape(big.label)}</dt><dd><b>{escape(big.value)}</b>"
        f"<small>{escape(big.base)}</small></dd></div>"
    )


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f'<section class="chapter"><div class="side"><h2>{escape(chapter.title)}</h2>'
    if chapter.note:
        yield f'<p class="aside">{escape(chapter.note)}</p>'
    yield '</div><div class="panels">'
    for panel in chapter.panels:
        yield _panel(panel)
    yield "</div></section>"


def _panel(panel: Panel) -> str:
    wide, drawing = "", panel.svg
    if panel.narrow:
        wide = " wide"
        drawing = f'<div class="roomy">{panel.svg}</div><div class="tight">{panel.narrow}</div>'
    note = f'<p class="note">{escape(panel.note)}</p>' if panel.note else ""
    return (
        f'<article class="panel{wide}"><h3>{escape(panel.title)}</h3>'
        f'<p class="finding">{escape(panel.finding)}</p>{drawing}{note}</article>'
    )


def _table(table: Table) -> Iterator[str]:
    name = escape(table.title)
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
    yield f"<table><caption><b>{escape(table.title)}</b> {escape(table.definition)}</caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.headings)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for first, *rest in table.lines:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _method(lang: Lang, told: Told) -> Iterator[str]:
    yield f'<section class="method"><h2>{escape(say("method", lang))}</h2>'
    for sentence in told.method:
        yield f"<p>{escape(sentence)}</p>"
    if told.problems:
        yield f"<h3>{escape(say('problems', lang))}</h3><ul>"
        yield from (f"<li>{escape(sentence)}</li>" for sentence in told.problems)
        yield "</ul>"
    yield "</section>"
