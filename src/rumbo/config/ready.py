"""Keeps what must be settled before a real person's data may enter.

The answers are a small file in the home, ready.json, written by `rumbo check --set NAME=TEXT`:
who settled it and when is for the text to say.
"""

import json
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rumbo.common.home import home
from rumbo.common.refusal import Refusal

FILE = "ready.json"
SECOND_FACTOR = "second_factor"
# What must be settled, in the order in which people ask for it.
ITEMS = {
    "retention_schedule": _("Los plazos de conservación de datos están aprobados."),
    "key_escrow": _("Hay una copia de las llaves bajo custodia, fuera de este equipo."),
    SECOND_FACTOR: _("Se exige un segundo paso para entrar."),
    "backup_restored": _("Un respaldo se ha restaurado al menos una vez."),
    "data_protection_officer": _("Hay una persona responsable de protección de datos, con nombre."),
}
LONGEST = 200


def answers(folder: Path | None = None) -> dict[str, str]:
    """Return what has been settled, by item."""
    try:
        found = json.loads(_file(folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: str(text) for name, text in found.items() if name in ITEMS and text}


def missing(folder: Path | None = None) -> list[str]:
    """Return the items that are still open."""
    settled = set(answers(folder))
    if settings.SECOND_FACTOR_REQUIRED:
        settled.add(SECOND_FACTOR)
    else:
        settled.discard(SECOND_FACTOR)
    return [name for name in ITEMS if name not in settled]


def is_ready() -> bool:
    """Say whether everything that real people need has been settled."""
    return not missing()


def is_not_ready() -> bool:
    """Say whether something that real people need is still open; templates ask this."""
    return bool(missing())


def settle(assignment: str) -> None:
    """Note one item as NAME=TEXT; an empty text opens it again."""
    name, equals, text = assignment.partition("=")
    if not equals or name not in ITEMS or name == SECOND_FACTOR or len(text) > LONGEST:
        raise Refusal(
            "check.unknown_item",
            _(
                "«%(given)s» no se entiende: escriba NOMBRE=TEXTO, con uno de estos nombres: %(names)s."
            ),
            given=assignment[:LONGEST],
            names=", ".join(item for item in ITEMS if item != SECOND_FACTOR),
        )
    path = _file(None)
    draft = path.with_suffix(".new")
    draft.write_text(
        json.dumps(answers() | {name: text.strip()}, ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )
    draft.replace(path)


def _file(folder: Path | None) -> Path:
    return (folder or home()) / FILE
