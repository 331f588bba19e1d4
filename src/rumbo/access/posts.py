"""Where somebody stands while they work: the roles of some offices, never another office's too."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.access.models import Grant, Office


@dataclass(frozen=True, slots=True)
class Post:
    """Roles and the offices at which all of them hold; `offices` None means every office.

    Somebody who is a counsellor here and receives people there has two posts and works from one
    at a time, so that no role reaches an office at which it was not given.
    """

    roles: frozenset[str]
    offices: tuple[Office, ...] | None
    home: Office | None = None

    @property
    def key(self) -> str:
        """What the session keeps and a form sends."""
        return "*" if self.offices is None else "+".join(office.code for office in self.offices)


NOWHERE = Post(frozenset(), ())


def posts_of(grants: Sequence[Grant]) -> list[Post]:
    """Sort grants into posts: offices with the same roles are one, what holds everywhere is one."""
    everywhere = frozenset(grant.role for grant in grants if grant.office is None)
    held: dict[Office, frozenset[str]] = {}
    for grant in grants:
        if grant.office is not None:
            held[grant.office] = held.get(grant.office, everywhere) | {grant.role}
    together: dict[frozenset[str], list[Office]] = {}
    for office, roles in held.items():
        if roles != everywhere:
            together.setdefault(roles, []).append(office)
    found = [Post(roles, tuple(some), some[0]) for roles, some in together.items()]
    if everywhere:
        found.append(Post(everywhere, None, next(iter(held), None)))
    return found


def chosen(posts: Sequence[Post], key: str) -> Post:
    """The post that somebody asked for; the first where they hold none of that name."""
    return next((post for post in posts if post.key == key), posts[0] if posts else NOWHERE)
