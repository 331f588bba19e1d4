"""The table of requirements printed from the code, so that what people read is what the gates ask.

`python -m rumbo.readiness.table` rewrites the part of docs/requirements.md and docs/es/requisitos.md that
lies between the two marks; what stands around it is written by hand.
"""

import json
from pathlib import Path

from rumbo.readiness.limits import DATA
from rumbo.readiness.requirements import TABLE
from rumbo.readiness.requirements.group import GROUP_TOGETHER

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {"en": DOCS / "requirements.md", "es": DOCS / "es" / "requisitos.md"}
BEGIN, END = "<!-- table: printed from the code -->", "<!-- end of table -->"
HEADS = {
    "en": "| code | gate | ● | for whom | met when | whose turn | what is said where it is missing | source |",
    "es": "| código | puerta | ● | para quién | se cumple cuando | a quién le toca | qué se dice si falta | fuente |",
}
LIMIT_HEADS = {"en": "| limit | value | source |", "es": "| límite | valor | fuente |"}
EACH_GATE = {"en": "each gate", "es": "cada puerta"}


def as_markdown(lang: str) -> str:
    """Every row in its order, then every limit with its source, as Markdown tables."""
    lines = [HEADS[lang], "|---|---|---|---|---|---|---|---|"]
    for row in TABLE:
        whose = ", ".join(one for one in (row.whose, row.whose_on_child_track) if one)
        cells = [
            row.code,
            EACH_GATE[lang] if row is GROUP_TOGETHER else row.gate,
            "●" if row.protects else "",
            row.whom.words.said(lang),
            row.met_when.said(lang),
            whose,
            row.text.said(lang),
            row.source.said(lang),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *_limits(lang)])


def _limits(lang: str) -> list[str]:
    lines = [LIMIT_HEADS[lang], "|---|---|---|"]
    for name, limit in json.loads((DATA / "limits.json").read_text(encoding="utf-8")).items():
        value = limit["value"]
        shown = ", ".join(value) if isinstance(value, list) else str(value)
        lines.append(f"| {name} | {shown} | {limit['source'][lang]} |")
    return lines


def page_with_table(page: str, lang: str) -> str:
    """The page with the printed part renewed."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{as_markdown(lang)}\n{END}{after}"


def rewrite() -> None:
    """Print the table into both pages."""
    for lang, path in PAGES.items():
        path.write_text(page_with_table(path.read_text(encoding="utf-8"), lang), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
