"""Which registration of somebody is believed about a fact on which their registrations differ."""

from typing import ClassVar

from django.db import models

from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry.models.people import Person


class ChosenFact(models.Model):
    """One word of somebody's: of this fact, show what this registration says (or, again, any).

    It holds no fact and touches no registration: it points at the one to read. The last word about
    a fact among the registrations of one human being counts, for as long as those whom it was said
    of stand as one: lines are only ever added, and a joining that is undone ends what was chosen
    over it and leaves what was chosen before (`rules.joining.chosen`).
    """

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=16)
    shown = models.BooleanField()
    by = models.UUIDField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["person", "fact"], name="chosen_fact_of")]

    def __str__(self) -> str:
        return f"{self.fact} {self.person_id}"
