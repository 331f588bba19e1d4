"""The closed code lists with their Spanish and English words, read from one versioned file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import lazy
from django.utils.translation import get_language

LANGUAGES = ("es", "en")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a closed list: an ASCII code and its word in each language."""

    code: str
    es: str
    en: str
    extra: Mapping[str, str] = field(default_factory=dict)

    def label(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, slots=True)
class CodeList:
    """A closed list, in the order in which it is shown, with where it comes from."""

    name: str
    es: str
    en: str
    source: str
    codes: Mapping[str, Code]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, code: str) -> Code:
        return self.codes[code]


def _code(row: Mapping[str, str]) -> Code:
    extra = {k: v for k, v in row.items() if k not in {"code", "es", "en"}}
    return Code(row["code"], row["es"], row["en"], MappingProxyType(extra))


def _read() -> tuple[str, Mapping[str, CodeList]]:
    text = resources.files("rumbo.common").joinpath("data/codes.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    lists = {
        name: CodeList(
            name=name,
            es=body["title"]["es"],
            en=body["title"]["en"],
            source=body["source"],
            codes=MappingProxyType({row["code"]: _code(row) for row in body["codes"]}),
        )
        for name, body in raw["lists"].items()
    }
    return raw["version"], MappingProxyType(lists)


VERSION, LISTS = _read()


def active_language() -> str:
    """The language of this moment: Django's when it is set up, Spanish otherwise."""
    try:
        active = get_language() or "es"
    except ImproperlyConfigured:
        return "es"
    return "en" if active.startswith("en") else "es"


def label(name: str, code: str, lang: str | None = None) -> str:
    """The word for a code; a code that the list lacks is shown as it is, an unknown list is a bug."""
    entry = LISTS[name].codes.get(code)
    return entry.label(lang or active_language()) if entry else code


def title(name: str, lang: str | None = None) -> str:
    """The name of the list itself, for a heading or a column."""
    return LISTS[name].en if (lang or active_language()) == "en" else LISTS[name].es


def values(name: str) -> tuple[str, ...]:
    """The bare codes, in the order of the file."""
    return tuple(LISTS[name].codes)


@cache
def mapping(name: str, attribute: str) -> Mapping[str, str]:
    """One extra column of a list, as in mapping("vulnerability", "compartment")."""
    return MappingProxyType(
        {entry.code: entry.extra[attribute] for entry in LISTS[name] if attribute in entry.extra}
    )


def choices(name: str) -> list[tuple[str, str]]:
    """Pairs for a form field, each word translated when it is shown and not before."""
    later = lazy(label, str)
    return [(entry.code, later(name, entry.code)) for entry in LISTS[name]]
