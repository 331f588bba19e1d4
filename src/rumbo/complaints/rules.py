"""How long each kind of complaint may wait, who hears it, and who never reads it."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

HEARS = "complaints"  # the role of the focal point
COMPLAINT, ABUSE = "COMPLAINT", "ABUSE"
KINDS = (COMPLAINT, ABUSE)
OUTCOMES = ("UPHELD", "PARTLY", "NOT_UPHELD", "UNCLEAR", "REFERRED")
# Modelled [E]: a complaint is acknowledged in three days, a report of sexual exploitation or abuse
# in one; both are answered within thirty.
ACKNOWLEDGED_WITHIN: Mapping[str, timedelta] = {
    COMPLAINT: timedelta(days=3),
    ABUSE: timedelta(days=1),
}
ANSWERED_WITHIN = timedelta(days=30)
# A code to ask by: without letters that are read for one another. 32 signs, 12 of them: 60 bits.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
# What joins the parts of a name, and a name as short as any word.
PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "da", "do", "dos", "di", "le", "san"})
SHORT_NAME = 3  # characters


def acknowledge_by(kind: str, filed: datetime) -> datetime:
    """Until when somebody has to say that it was read."""
    return filed + ACKNOWLEDGED_WITHIN[kind]


def answer_by(filed: datetime) -> datetime:
    """Until when its outcome has to be told."""
    return filed + ANSWERED_WITHIN


def plain(code: str) -> str:
    """A code as it was given, however it is typed: without spaces or dashes, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def shown(code: str) -> str:
    """A code in three groups of four: how it is written down and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def named_in(about: str, words: str, names: Mapping[UUID, str]) -> list[UUID]:
    """Of those who hear complaints, who may be meant: any part of their name is told.

    Rather one too many: whoever shares a name with the person complained of does not read it. In
    the words themselves a part of two or three letters says nothing: half the language has them.
    """
    told = set(_parts(about))
    told.update(part for part in _parts(words) if len(part) > SHORT_NAME)
    return [ident for ident, name in names.items() if told.intersection(_parts(name))]


def _parts(words: str) -> Iterable[str]:
    bare = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(" " if not (c.isalnum() or unicodedata.combining(c)) else c for c in bare)
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return (part for part in kept.split() if len(part) > 1 and part not in PARTICLES)
