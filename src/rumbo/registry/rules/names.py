"""Names as they are heard: booths write by ear, so a name is compared by its sound, not its letters."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_CACHED = 100_000

# Each pair is read in order, on text without accents, in small letters.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"eaux?", "o"),
        (r"ou", "u"),
        (r"sh|tz|ts", "s"),
        (r"ch", "C"),  # one sound of its own, so that c and h below leave it alone
        (r"hu(?=[aeio])|gu(?=[ao])", "w"),  # Guadalupe, Huadalupe, Wadalupe
        (r"h", ""),
        (r"gu(?=[ei])", "G"),
        (r"c(?=[eiy])|[zxç]", "s"),
        (r"[ck]?qu(?=[ei])|[ck]?q|ck|c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"G", "g"),
        (r"^(ll|y)(?=[aeiou])", "j"),  # Jessica, Yessica, Llesica
        (r"ll", "i"),
        (r"y", "i"),
        (r"v", "b"),
        (r"n(?=[bp])", "m"),
        (r"(.)\1+", r"\1"),
    )
)


def table(room: str, name: str) -> list[dict[str, str]]:
    """Read one data file of a room (`data/<name>`): a list of rows by heading."""
    text = (files(room) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _particles() -> Mapping[str, str]:
    return {r["word"]: r["does"] for r in table("rumbo.registry", "particles.csv")}


def is_particle(word: str) -> bool:
    """Whether a word only leads to the next one of a name: `de`, `la`, `mc`."""
    return _particles().get(fold(word)) in {"drop", "join"}


@cache
def _formal_names() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for r in table("rumbo.registry", "hypocoristics.csv"):
        found[r["short"]] = (*found.get(r["short"], ()), r["formal"])
    return found


@lru_cache(maxsize=_CACHED)
def fold(text: str) -> str:
    """Strip accents, case and marks; `Ñúñez` and `nunez` become one, other scripts stay."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text)
    return "".join(c for c in spread if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=_CACHED)
def tokens(text: str) -> tuple[str, ...]:
    """Split a name into its telling words: `De la Cruz` is `cruz`, `Mc Carthy` is `mccarthy`."""
    words = _LETTERS.findall(_APOSTROPHES.sub("", fold(text)))
    found: list[str] = []
    start = ""
    for word in words:
        does = _particles().get(word)
        if does == "join":
            start += "saint" if word == "st" else word
        elif does != "drop":
            found.append(start + word)
            start = ""
    if start:
        found.append(start)
    return tuple(found or words)


@lru_cache(maxsize=_CACHED)
def sound(token: str) -> str:
    """Write one folded word as a Spanish ear hears it; `Velásquez` and `Belazkes` nearly meet.

    Covers b/v, c/s/z, g/j, h, ll/y/i, x, qu/k, rr and other doubled letters, tz and sh as Maya
    names are spelt, ou and eau as Haitian names are. A Haitian name written as Kreyòl writes it,
    or as a Spanish ear hears it, sounds as in French: `Pyè` and `Pier` are `Pierre`.
    """
    heard = _heard(token)
    return _as_french().get(heard, heard)


def _heard(token: str) -> str:
    heard = token
    for pattern, replacement in _SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard or token


@cache
def _as_french() -> Mapping[str, str]:
    rows = table("rumbo.registry", "kreyol_names.csv")
    return {_heard(row["written"]): _heard(row["french"]) for row in rows}


@lru_cache(maxsize=_CACHED)
def letters(heard: str) -> str:
    """Leave the consonants of a sound, each once, in order of the alphabet.

    Most slips of the pen spare them: a vowel missed, two letters exchanged, one written twice.
    """
    return "".join(sorted(set(heard).difference("aeiouw"))) or heard


@lru_cache(maxsize=_CACHED)
def formal(token: str) -> tuple[str, ...]:
    """Say which full names a pet name may stand for (`chepe`: `jose`); empty when it is none."""
    return _formal_names().get(token, ())


def are_one_name(a: str, b: str) -> bool:
    """Say whether one folded word is a pet name of the other, or both of a third name."""
    mine, yours = {a, *formal(a)}, {b, *formal(b)}
    return not mine.isdisjoint(yours)


@lru_cache(maxsize=_CACHED)
def document(number: str) -> str:
    """Leave the letters and digits of a document number, which booths space as they like."""
    plain = fold(number)
    return plain if plain.isalnum() else "".join(c for c in plain if c.isalnum())
