"""A report of another shape: its story as people read it, and its tables as programs do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import Edition, LineEdition
from rumbo.statistics.report.story import Story
from rumbo.statistics.report.tables import Part

Value: TypeAlias = str | int | float | bool | None

# What each column of a table says, as HXL tags: headings are the words of `col_<code>`.
TAGS: Mapping[str, str] = {
    "row": "#group+code+row",
    "row_label": "#group+name+row",
    "column": "#group+code+column",
    "column_label": "#group+name+column",
    "count": "#affected+num",
    "base": "#affected+base+num",
    "missing": "#affected+missing+num",
    "share": "#indicator+value+pct",
    "amount": "#value+total",
    "each": "#value+perperson",
    "currency": "#value+currency+code",
    "suppressed": "#status+suppressed",
}


@dataclass(frozen=True, slots=True)
class Grid:
    """One table for programs: its lines by column code (`TAGS`); nothing where a value is withheld."""

    name: str
    title: str
    definition: str
    lines: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One report in one language; public is what holds an edition of the gate, and only that."""

    name: str
    lang: Lang
    about: Mapping[str, Value]
    story: Story
    parts: Sequence[Part]
    grids: Sequence[Grid]
    method: Sequence[str]
    edition: Edition | LineEdition | None = None

    @property
    def public(self) -> bool:
        """Tell whether somebody outside may read it."""
        return self.edition is not None
