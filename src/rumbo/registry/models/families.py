"""Who travels together: a group is never split silently."""

from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.registry.models.people import Person


@tracked
class TravelGroup(Scoped):
    """The people who ask to travel together: a family, or one person alone."""

    FILE_PART = "group"

    sheet_folio = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return str(self.id)


@tracked
class GroupMember(Scoped):
    """A person in a group: how they are related to its first person, and who answers for a child.

    `guardian` names another person of the same group; `guardian_relation` is PARENT,
    LEGAL_GUARDIAN, OTHER_RELATIVE or NONE. Whether someone is on the child track follows from
    ages and these two, never from `relation`.
    """

    group = models.ForeignKey(TravelGroup, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(default=0)
    relation = models.CharField(max_length=16, default="HEAD")
    guardian = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    guardian_relation = models.CharField(max_length=16, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_at=None), name="one_group_at_a_time"
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_guardian",
                condition=~Q(guardian=models.F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.person_id}"
