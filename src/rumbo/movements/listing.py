"""Taking people off the closed lists whose files were erased: their lines stay, without a name."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from rumbo.casework.emptying import rewrite_history
from rumbo.movements.models import Manifest

# What of a line names nobody.
LEFT = frozenset({"no", "seat", "sex", "group", "care", "escort", "token"})


def empty(people: Collection[UUID], instead: str) -> int:
    """Empty the lines of these people on every closed list; say on how many lists."""
    gone = {str(person) for person in people}
    rows = list(Manifest.objects.filter(people__overlap=list(people)))
    for row in rows:
        lines = zip(row.people, row.content["rows"], strict=True)
        row.content = {
            **row.content,
            "rows": [_emptied(line, instead) if str(key) in gone else line for key, line in lines],
        }
        row.save(update_fields=["content"])
    rewrite_history(Manifest, [row.pk for row in rows], ["content"])
    return len(rows)


def _emptied(line: Mapping[str, Any], instead: str) -> dict[str, Any]:
    bare = {key: None if key in {"born", "document_until", "age"} else "" for key in line}
    return {**bare, **{key: line[key] for key in LEFT if key in line}, "name": instead}
