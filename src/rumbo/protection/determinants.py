"""The four levels of the full assessment, their factors and what may follow, from one versioned file.

The model of the determinants of migrant vulnerability; docs/assessment.md tells where it comes from.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import get_language

from rumbo.protection.rules import Flag


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its word in each language."""

    code: str
    es: str
    en: str

    @property
    def label(self) -> str:
        """The word in the reader's language."""
        return said(self.es, self.en)


@dataclass(frozen=True, slots=True)
class Level:
    """One level at which somebody is exposed or protected: the person, home, community, country."""

    word: Word
    about: Word
    risk: tuple[Word, ...]
    protective: tuple[Word, ...]

    @property
    def code(self) -> str:
        """What forms and rows call it."""
        return self.word.code

    @property
    def factors(self) -> tuple[Word, ...]:
        """All its factors, risks first."""
        return (*self.risk, *self.protective)


@dataclass(frozen=True, slots=True)
class Following:
    """Something to be done after an assessment: in words, and the task that it opens."""

    word: Word
    flag: Flag


@dataclass(frozen=True, slots=True)
class Model:
    """The whole of it."""

    levels: tuple[Level, ...]
    findings: Mapping[str, Word]
    actions: Mapping[str, Following]


def said(es: str, en: str) -> str:
    """One of two words, in the reader's language."""
    return en if (get_language() or "").startswith("en") else es


@cache
def model() -> Model:
    """Read the file, once."""
    text = resources.files("rumbo.protection").joinpath("data/assessment.json")
    raw = json.loads(text.read_text(encoding="utf-8"))
    return Model(
        tuple(_level(row) for row in raw["levels"]),
        {row["code"]: _word(row) for row in raw["findings"]},
        {row["code"]: Following(_word(row), _flag(row)) for row in raw["actions"]},
    )


def risks() -> frozenset[str]:
    """The codes of everything that exposes somebody."""
    return frozenset(word.code for level in model().levels for word in level.risk)


def labels(codes: Iterable[str]) -> list[str]:
    """The words of some factors, in the order of the file."""
    held = set(codes)
    return [word.label for level in model().levels for word in level.factors if word.code in held]


def _word(row: Mapping[str, Any]) -> Word:
    return Word(row["code"], row["es"], row["en"])


def _level(row: Mapping[str, Any]) -> Level:
    return Level(
        _word(row),
        Word(row["code"], row["about_es"], row["about_en"]),
        tuple(map(_word, row["risk"])),
        tuple(map(_word, row["protective"])),
    )


def _flag(row: Mapping[str, Any]) -> Flag:
    return Flag(row["role"], row["task"], row["days"], row["compartment"], urgent=row["urgent"])
