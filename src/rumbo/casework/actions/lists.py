"""What is written down when a list leaves the house as a file."""

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit


def note_export(*, actor: Actor, name: str, rows: int) -> None:
    """Write down who took which list out, and how many rows it had."""
    with verb(actor):
        audit.record(actor=actor, code="casework.list_exported", list=name, rows=rows)
