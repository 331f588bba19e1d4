"""The row that keeps a group together, and the one way in which part of it may go."""

from collections.abc import Collection

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.requirements.people import is_adult, is_child
from rumbo.readiness.requirements.row import BOOK, GATES, Row, Words
from rumbo.readiness.requirements.whom import whom


def may_split(going: Collection[str], facts: Facts) -> bool:
    """A named officer decided it with the family's word, and no child leaves a parent behind."""
    split = facts.split
    if split.decided_by is None or split.family_agreed_on is None or not going:
        return False
    return all(
        parents_in_file(child, facts) <= set(going)
        for child in facts.persons
        if child.id in going and is_child(child, facts)
    )


def parents_in_file(child: Person, facts: Facts) -> set[str]:
    """Everyone of the file who is, or may be, this child's parent or guardian, of whatever age.

    The file names one parent only; where the other is said to travel too, or where that is not known,
    every other adult of the file may be that parent.
    """
    relation, other = child.relation_to_guardian, child.other_parent.state
    parents: set[str] = set()
    if relation in ("PARENT", "LEGAL_GUARDIAN", None) and child.guardian_id in facts.by_id:
        parents = {child.guardian_id}
    if other == "TRAVELS_TOO" or (other is None and relation in ("PARENT", None)):
        parents |= {one.id for one in facts.persons if is_adult(one, facts)}
    return parents - {child.id}


def everyone_may_go(_person: Person, facts: Facts) -> bool:
    """Judged over the whole file at each gate (gates.py), never for one person alone."""
    return bool(facts.persons)


GROUP_TOGETHER = Row(
    code="GROUP_TOGETHER",
    gate=BOOK,
    protects=False,
    whom=whom("el grupo", "group", lambda _person, facts: len(facts.persons) > 1),
    met_when=Words(
        "se juzga en cada puerta (reservar, confirmar y abordar): donde a alguien le falta una fila de esa "
        "puerta o de una anterior, a cada integrante a quien no le falta ninguna le falta "
        "entonces viajar con los suyos en esa puerta, salvo que un oficial con nombre decida separar al grupo con "
        "la palabra de la familia y ninguna niña o niño vaya sin cada madre o padre del expediente; "
        "quienes se quedan no cuentan entonces en las tres respuestas del expediente",
        f"judged at each gate ({', '.join(GATES)}): where one member lacks a row of that gate or an "
        "earlier one, every member who lacks none is given GROUP_TOGETHER with that gate, unless a "
        "split is decided by a named officer with the family's word and no child would go without "
        "every parent of the file; members who stay are then left out of the three answers of the file",
    ),
    met=everyone_may_go,
    whose="counsellor",
    text=Words(
        "Falta que todo el grupo esté listo: viajan juntos, salvo que la familia acuerde separarse.",
        "The whole group is not ready yet: they travel together unless the family agrees to part.",
    ),
    source=Words(
        "Dossier 0.6: las familias no se separan en silencio",
        "Dossier 0.6: families are never split silently",
    ),
)
