"""The report as one HTML file to mail: no script, nothing fetched, good in grey and on paper."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rumbo.statistics.codes import Lang
from rumbo.statistics.phrases import say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.cover import Cover
from rumbo.statistics.report.panels import Panel
from rumbo.statistics.report.story import Big, Chapter, Story, tell
from rumbo.statistics.report.tables import Part, Table, Told, annex, told

STYLE = Path(__file__).with_name("sitrep.css")
FACE = Path(__file__).resolve().parents[2] / "ui/static/vendor/source-sans-3-latin.woff2"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


def as_html(contents: Contents) -> bytes:
    """Return sitrep.html, whole in one file."""
    return html_of(contents.lang, tell(contents), annex(contents), told(contents))


def html_of(lang: Lang, story: Story, parts: Sequence[Part], last: Told) -> bytes:
    """Return a report as one page: its story, its tables, and how they were made."""
    return "\n".join(_page(lang, story, parts, last)).encode()


def _page(lang: Lang, story: Story, parts: Sequence[Part], last: Told) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield f"<title>{escape(story.title)} · {escape(story.cutoff)}</title>"
    yield f"<style>{_face()}{STYLE.read_text(encoding='utf-8')}</style></head><body>"
    yield from _head(story)
    yield "<main>"
    if story.cover is not None:
        yield from _cover(story.cover)
    for chapter in story.chapters:
        yield from _chapter(chapter)
    yield f'<section class="annex"><h2>{escape(say("annex", lang))}</h2>'
    for part in parts:
        yield f"<h3>{escape(part.title)}</h3><div>"
        for table in (*part.left, *part.right):
            yield from _table(table)
        yield "</div>"
        for table in part.wide:
            yield from _table(table)
    yield "</section>"
    yield from _problems(lang, last)
    yield from _method(lang, last)
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
    if story.changed:
        yield f'<p class="changed">{escape(story.changed)}</p>'
    if story.bigs:
        yield f'<dl class="bigs">{"".join(_big(big) for big in story.bigs)}</dl>'
    yield "</header>"


def _big(big: Big) -> str:
    return (
        f"<div><dt>{escape(big.label)}</dt><dd><b>{escape(big.value)}</b></dd>"
        f"<dd><small>{escape(big.base)}</small></dd></div>"
    )


def _cover(cover: Cover) -> Iterator[str]:
    yield f'<section class="cover"><div class="lead">{_panel(cover.map, 2)}<div class="stack">'
    yield from (_panel(each, 2) for each in cover.beside)
    yield f'</div></div>{_panel(cover.months, 2)}<div class="who">'
    for column in cover.who:
        yield f'<div class="stack">{"".join(_panel(each, 2) for each in column)}</div>'
    yield "</div></section>"


def _chapter(chapter: Chapter) -> Iterator[str]:
    kind = "chapter apart" if chapter.note else "chapter"
    yield f'<section class="{kind}"><div class="side"><h2>{escape(chapter.title)}</h2>'
    if chapter.note:
        yield f'<p class="aside">{escape(chapter.note)}</p>'
    yield '</div><div class="drawn">'
    yield '<div class="panels">'
    yield from (_panel(each) for each in chapter.panels)
    yield "</div>"
    yield from (f'<p class="rest">{escape(sentence)}</p>' for sentence in chapter.rest)
    yield "</div></section>"


def _panel(panel: Panel, level: int = 3) -> str:
    wide, drawing = "", panel.svg
    if panel.narrow:
        wide = " wide"
        drawing = f'<div class="roomy">{panel.svg}</div><div class="tight">{panel.narrow}</div>'
    note = f'<p class="note">{escape(panel.note)}</p>' if panel.note else ""
    return (
        f'<article class="panel{wide}"><h{level}>{escape(panel.title)}</h{level}>'
        f'<p class="finding">{escape(panel.finding)}</p>{drawing}{note}</article>'
    )


def _table(table: Table) -> Iterator[str]:
    name = escape(table.title)
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
    yield f"<table><caption><b>{escape(table.title)}</b><span>{escape(table.definition)}</span></caption>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.headings)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for first, *rest in table.lines:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        yield f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _problems(lang: Lang, last: Told) -> Iterator[str]:
    if last.problems:
        yield f'<section class="method"><h2>{escape(say("problems", lang))}</h2><ul>'
        yield from (f"<li>{escape(sentence)}</li>" for sentence in last.problems)
        yield "</ul></section>"


def _method(lang: Lang, last: Told) -> Iterator[str]:
    yield f'<section class="method"><h2>{escape(say("method", lang))}</h2>'
    for sentence in last.method:
        yield f"<p>{escape(sentence)}</p>"
    if last.definitions:
        yield f"<h3>{escape(say('definitions', lang))}</h3><dl>"
        for term, meaning in last.definitions:
            yield f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>"
        yield "</dl>"
    yield "</section>"
