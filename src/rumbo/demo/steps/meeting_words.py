"""Who interprets and who is witness, for every conversation and signature."""

from rumbo.demo.scene import Party
from rumbo.demo.tables import table
from rumbo.registry.models import Person


def interpreter_of(person: Person) -> str:
    """Somebody independent interprets where a person speaks another language than Spanish."""
    return "INDEPENDENT" if person.language != "es" else "NONE"


def witness(party: Party) -> str:
    """Name somebody who saw it."""
    return str(party.chance.pick(table("names")["witnesses"]))
