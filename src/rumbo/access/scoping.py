"""The only entrance to what is about a person: what a reader may see, or a 404."""

from typing import Any, Self, TypeVar

from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Q
from django.http import Http404

from rumbo.access.entry import current_reader
from rumbo.access.values import Opened, Reader
from rumbo.common.sealed.fields import SealedField

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows about people: read through `visible_to`, never sorted by what is sealed."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the rows of the reader's offices and compartments; nothing outside an entry.

        What an emergency access opens of one file is read as well, for as long as it lasts.
        """
        if current_reader() is None:
            return self.none()
        own = Q(compartment__in=reader.compartments)
        if reader.offices is not None:
            own &= Q(office_id__in=reader.offices)
        return self.filter(own | self.opened_to(reader) if reader.opened else own)

    def opened_to(self, reader: Reader) -> Q:
        """Say which rows an emergency access opens: those of its one file, in its compartments."""
        found = Q(pk__in=())
        for one in reader.opened:
            found |= Q(compartment__in=one.opens, **self._part_of(one))
        return found

    def _part_of(self, one: Opened) -> dict[str, Any]:
        model: Any = self.model
        names = {field.name for field in model._meta.concrete_fields}
        parts = {"case": [one.case], "group": [one.group], "person": list(one.people)}
        if model.FILE_PART:
            return {"pk__in": parts[model.FILE_PART]}
        for name, ids in parts.items():
            if name in names:
                return {f"{name}_id__in": ids}
        return {"pk__in": ()}

    def order_by(self, *field_names: Any) -> Self:
        """Sort, but never by a sealed column: ciphertext has no order."""
        for name in field_names:
            if isinstance(name, str) and self._is_sealed(name.lstrip("-")):
                raise FieldError(f"{name} is sealed: sort in Python, on a bounded set")
        return super().order_by(*field_names)

    def _is_sealed(self, path: str) -> bool:
        model: type[models.Model] = self.model
        for part in path.split("__"):
            if part not in {f.name for f in model._meta.get_fields()}:
                return False
            field = model._meta.get_field(part)
            if isinstance(field, SealedField):
                return True
            if isinstance(field.related_model, type):
                model = field.related_model
        return False


def visible_or_404(rows: models.QuerySet[M] | type[M], reader: Reader, **lookup: Any) -> M:
    """Give the one row that matches and that the reader may see; not seeing is a 404."""
    start = rows._default_manager.all() if isinstance(rows, type) else rows
    if not isinstance(start, ScopedQuerySet):
        raise TypeError(f"{start.model} is not scoped")
    try:
        found: M = start.visible_to(reader).get(**lookup)
    except (start.model.DoesNotExist, ValueError, OverflowError):
        raise Http404 from None
    return found
