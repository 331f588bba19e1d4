"""Who may travel with whom: the rules as a table to be read aloud, and what people are of each other.

Values in, values out. The rules are asked before anybody goes from one file to another; two of them
may be set aside by whoever protects children, with a written reason. The third never is (domain.md 3.1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """What the rules look at in one member of a file; `adult` None where no age is known.

    `parents` and `siblings` are people of the same file who were so in an earlier one: joining two
    families tells everybody anew from one first person, and loses nobody's mother or sister.
    """

    person: object
    relation: str
    guardian: object = None
    adult: bool | None = None
    parents: frozenset[object] = frozenset()
    siblings: frozenset[object] = frozenset()

    @property
    def is_child(self) -> bool:
        """Whoever may be under 18, whatever somebody typed that they are (requirements.md: "A child").

        Only a birth date or an age says more: a trafficker's word that she is his wife does not.
        """
        return self.adult is not True


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What is asked for: the file's members, who of them leave it, and who is where they come to."""

    members: tuple[Kin, ...]
    leaving: frozenset[object]
    there: tuple[Kin, ...] = ()

    @property
    def everybody_goes(self) -> bool:
        """Whether the file is left empty: two families become one, and nobody loses anybody."""
        return all(one.person in self.leaving for one in self.members)

    @property
    def if_grown(self) -> "Going":
        """The same, were everybody adult of whom no age is known: to say what is missing."""
        told = [replace(one, adult=one.adult is not False) for one in self.members]
        there = [replace(one, adult=one.adult is not False) for one in self.there]
        return replace(self, members=tuple(told), there=tuple(there))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One sentence, whether it holds, and whether who protects may set it aside with a reason."""

    code: str
    say: "_StrPromise"
    holds: Callable[[Going], bool]
    may_set_aside: bool


# Who of the file is a parent of a child, by the child's relation to the file's first person.
_PARENTS = {
    "CHILD": ("HEAD", "SPOUSE"),
    "HEAD": ("PARENT", "GUARDIAN"),
    "SIBLING": ("PARENT",),
}
# Children of the same parents, by their relation to the file's first person.
_SIBLINGS = (frozenset({"HEAD", "SIBLING"}), frozenset({"CHILD"}))


def parents_of(child: Kin, members: Sequence[Kin]) -> frozenset[object]:
    """Every parent of the file, and whoever answers for the child (house rule: err to more)."""
    roles = _PARENTS.get(child.relation, ())
    here = {m.person for m in members}
    found = {m.person for m in members if m.relation in roles and m.person != child.person}
    found |= child.parents & here
    return frozenset(found if child.guardian is None else {*found, child.guardian})


def siblings_of(child: Kin, members: Sequence[Kin]) -> frozenset[object]:
    """The other children of the file who may be a child's sisters and brothers."""
    alike = next((group for group in _SIBLINGS if child.relation in group), frozenset())
    others = [m for m in members if m.is_child and m.person != child.person]
    return frozenset(m.person for m in others if m.relation in alike or m.person in child.siblings)


def _with_parents(going: Going) -> bool:
    """A child is on the side on which every parent is, and whoever answers for it."""
    return all(
        (parent in going.leaving) is (child.person in going.leaving)
        for child in going.members
        if child.is_child
        for parent in parents_of(child, going.members)
    )


def _with_an_adult(going: Going) -> bool:
    """Where a file is parted, each part that has a child of it has an adult too."""
    if going.everybody_goes:
        return True
    stay = [m for m in going.members if m.person not in going.leaving]
    go = [m for m in going.members if m.person in going.leaving]
    return all(
        any(m.adult for m in together)
        for part, together in ((stay, stay), (go, [*go, *going.there]))
        if any(m.is_child for m in part)
    )


def _siblings_together(going: Going) -> bool:
    return all(
        (other in going.leaving) is (child.person in going.leaving)
        for child in going.members
        if child.is_child
        for other in siblings_of(child, going.members)
    )


RULES = (
    Rule(
        code="WITH_PARENTS",
        say=_(
            "Ninguna niña, niño o adolescente se separa de su madre, de su padre o de quien le "
            "cuida."
        ),
        holds=_with_parents,
        may_set_aside=True,
    ),
    Rule(
        code="WITH_AN_ADULT",
        say=_("Ninguna niña, niño o adolescente queda sin una persona adulta en su expediente."),
        holds=_with_an_adult,
        may_set_aside=True,
    ),
    Rule(
        code="SIBLINGS_TOGETHER",
        say=_("Las hermanas y los hermanos menores de edad nunca se separan."),
        holds=_siblings_together,
        may_set_aside=False,
    ),
)
# What holds without being asked: the tables of the database see to it, and the verbs.
ALWAYS = (
    _("Quien no tiene edad conocida cuenta como menor, hasta que se anote su fecha o su edad."),
    _("Cada persona está siempre en un expediente, y solo en uno."),
    _("Después de la salida nadie cambia de expediente."),
    _("Todo cambio puede deshacerse mientras nada posterior se apoye en él."),
)


def broken(going: Going) -> list[Rule]:
    """The rules that a change would break, in their order."""
    return [rule for rule in RULES if not rule.holds(going)]


# What somebody is of the new first person: by what that one and they were of the old one.
_ANEW = {
    ("SPOUSE", "HEAD"): "SPOUSE",
    ("SPOUSE", "CHILD"): "CHILD",
    ("CHILD", "HEAD"): "PARENT",
    ("CHILD", "SPOUSE"): "PARENT",
    ("CHILD", "CHILD"): "SIBLING",
    ("CHILD", "PARENT"): "GRANDPARENT",
    ("PARENT", "HEAD"): "CHILD",
    ("PARENT", "SIBLING"): "CHILD",
    ("PARENT", "PARENT"): "SPOUSE",
    ("SIBLING", "HEAD"): "SIBLING",
    ("SIBLING", "SIBLING"): "SIBLING",
    ("SIBLING", "PARENT"): "PARENT",
    ("SIBLING", "GRANDPARENT"): "GRANDPARENT",
    ("GUARDIAN", "HEAD"): "OTHER_RELATIVE",
}
# What somebody is of the first person there: by what the first who came is, and what they are to them.
_THROUGH = {
    ("SPOUSE", "CHILD"): "CHILD",
    ("CHILD", "SIBLING"): "CHILD",
    ("CHILD", "PARENT"): "SPOUSE",
    ("PARENT", "SPOUSE"): "PARENT",
    ("PARENT", "CHILD"): "SIBLING",
    ("PARENT", "PARENT"): "GRANDPARENT",
    ("SIBLING", "SIBLING"): "SIBLING",
    ("SIBLING", "PARENT"): "PARENT",
    ("SIBLING", "GRANDPARENT"): "GRANDPARENT",
    ("GRANDPARENT", "SPOUSE"): "GRANDPARENT",
}


def seen_from(first: str, other: str) -> str:
    """What somebody is of a new first person; both are told as they were of the old one."""
    return other if first == "HEAD" else _told(_ANEW, first, other)


def through(first: str, other: str) -> str:
    """What somebody is of X; `first` is what Y is of X, `other` what they are of Y."""
    return first if other == "HEAD" else _told(_THROUGH, first, other)


def _told(table: dict[tuple[str, str], str], first: str, other: str) -> str:
    if "NON_RELATIVE" in (first, other):
        return "NON_RELATIVE"
    return table.get((first, other), "OTHER_RELATIVE")
