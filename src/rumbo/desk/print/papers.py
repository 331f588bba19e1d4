"""Builds a person's copy of their own file from plain values: parts with facts and sentences."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rumbo.common.pdf import Lang, Letterhead, Paper, render

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing with its name; an empty value is said to be not known."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part: facts, then sentences; `nothing` says that there are none, `after` what to know."""

    title: str
    facts: tuple[Fact, ...] = ()
    lines: tuple[str, ...] = ()
    nothing: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The copy of one person; its words are already in the language in which it is printed."""

    letterhead: Letterhead
    title: str
    on: date
    intro: tuple[str, ...]
    unknown: str
    sections: tuple[Section, ...]


def copy_pdf(made: Copy, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return the copy."""
    return render(HERE / "copy.typ", made, lang=lang, paper=paper)
