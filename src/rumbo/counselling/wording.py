"""Reads the versioned texts people sign: a version once used is never edited, only followed."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

PLACE = re.compile(r"\{(organisation|office)\}")
FOLDER = Path(__file__).parent / "wordings"
CODES = (
    "declaration",
    "guardian",
    "reconfirmation",
    "withdrawal",
    "data-consent",
    "sharing",
    "mpp",
    "inquiry",
)
Lang: TypeAlias = Literal["es", "en"]
LANGS: tuple[Lang, ...] = ("es", "en")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One point of a text; `covers` are the numbers of the clause checklist it answers."""

    code: str
    covers: tuple[int, ...]
    lead: str
    text: str
    without: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Clauses under one heading (which may be empty)."""

    heading: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One text in one language, so that what was signed can be shown again word for word."""

    code: str
    version: str
    lang: Lang
    title: str
    intro: str
    parts: tuple[Part, ...]
    close: str

    @property
    def name(self) -> str:
        """Return the name printed at the foot of the paper, as `declaration-2026-11-20`."""
        return f"{self.code}-{self.version}"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Return every clause in the order in which it is read aloud."""
        return tuple(clause for part in self.parts for clause in part.clauses)

    def filled(self, *, organisation: str, office: str) -> "Wording":
        """Return the text with the names of the organisation and the office in their places."""

        def put(text: str) -> str:
            # One pass, so that a name with braces in it stays a name.
            pieces = {"organisation": organisation, "office": office}
            told = PLACE.sub(lambda found: pieces[found.group(1)], text)
            return told[:1].upper() + told[1:]

        parts = tuple(
            Part(
                heading=part.heading,
                clauses=tuple(replace(clause, text=put(clause.text)) for clause in part.clauses),
            )
            for part in self.parts
        )
        return replace(self, intro=put(self.intro), close=put(self.close), parts=parts)


def current(code: str, lang: Lang = "es", *, on: date | None = None) -> Wording:
    """Return the newest version of a text (in force on the day `on`, where given)."""
    known = [v for v in versions(code) if on is None or v <= on.isoformat()]
    if not known:
        message = f"No version of {code} was in force then."
        raise KeyError(message)
    return get(code, known[-1], lang)


def get(code: str, version: str, lang: Lang = "es") -> Wording:
    """Return one version of a text; KeyError where there is none of that name."""
    if version not in versions(code):
        message = f"{code}-{version} is not known."
        raise KeyError(message)
    return _in_language(_raw(code, version), lang)


@cache
def versions(code: str) -> tuple[str, ...]:
    """Return the versions of a text, oldest first; KeyError for a text we do not have."""
    if code not in CODES:
        message = f"{code} is not a wording."
        raise KeyError(message)
    found = FOLDER.glob(f"{code}-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].json")
    return tuple(sorted(path.stem.removeprefix(f"{code}-") for path in found))


@cache
def oldest_accepted(code: str) -> str:
    """Return the oldest version whose signature still counts."""
    accepted: str = json.loads((FOLDER / "index.json").read_text("utf-8"))[code]["oldest_accepted"]
    return accepted


def is_accepted(code: str, version: str) -> bool:
    """Say whether a signature under this version still counts."""
    return version in versions(code) and version >= oldest_accepted(code)


def recipients() -> tuple[str, ...]:
    """Return the codes of those with whom data may be shared, each with a tick of its own."""
    return tuple(clause.code for clause in current("sharing").clauses)


def mpp_points() -> tuple[str, ...]:
    """Return the codes of what a person with a case in the United States must be told."""
    return tuple(clause.code for clause in current("mpp").clauses)


@cache
def _raw(code: str, version: str) -> Any:
    return json.loads((FOLDER / f"{code}-{version}.json").read_text("utf-8"))


def _in_language(raw: Any, lang: Lang) -> Wording:
    return Wording(
        code=raw["code"],
        version=raw["version"],
        lang=lang,
        title=raw["title"][lang],
        intro=raw["intro"][lang],
        parts=tuple(_part(part, lang) for part in raw["parts"]),
        close=raw["close"][lang],
    )


def _part(raw: Any, lang: Lang) -> Part:
    return Part(
        heading=raw["heading"][lang],
        clauses=tuple(
            Clause(
                code=clause["code"],
                covers=tuple(clause["covers"]),
                lead=clause["lead"][lang],
                text=clause["text"][lang],
                without=clause["without"][lang] if "without" in clause else "",
            )
            for clause in raw["clauses"]
        ),
    )
