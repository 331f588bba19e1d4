"""Model fields whose column holds ciphertext and whose attribute holds the value."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from rumbo.common.sealed import cipher

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Expression

    _Base = models.BinaryField[Any, Any]
else:
    _Base = models.BinaryField

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class _Held:
    """What a row holds for one sealed column: the ciphertext, the value, or both."""

    sealed: bytes | None = None
    value: Any = None
    is_open: bool = False


class _Ciphertext(bytes):
    """Bytes that came from the database, to tell them from a value that someone sets."""


def place_of(instance: models.Model, column: str) -> str:
    """Name the one place where a ciphertext opens; a history row opens like its object."""
    tracked = getattr(instance, "pgh_tracked_model", None)
    if tracked is not None:
        return place(tracked, column, instance.pgh_obj_id)  # type: ignore[attr-defined]
    return place(type(instance), column, instance.pk)


def place(model: type[models.Model], column: str, object_id: object) -> str:
    """Name the place of one object's column; `model` is the tracked one, never its history."""
    return f"{model._meta.label_lower}:{column}:{object_id}"


def opened_values(
    model: type[models.Model], column: str, rows: Iterable[tuple[object, bytes | memoryview]]
) -> Iterator[Any]:
    """Open one column of many rows that were read without it: (object id, ciphertext), in order."""
    field = model._meta.get_field(column)
    if not isinstance(field, SealedField):
        raise FieldError(f"{column} is not sealed")
    head = place(model, column, "")
    pairs = ((bytes(sealed), f"{head}{object_id}") for object_id, sealed in rows)
    return map(field.read, cipher.unseal_each(pairs))


class _Door(DeferredAttribute):
    """Opens the value when it is asked for, and not before."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        held = instance.__dict__.get(name)
        if held is None:
            super().__get__(instance, cls)
            held = instance.__dict__[name]
        if not held.is_open:
            if held.sealed is None:
                held.value = None
            else:
                plain = cipher.unseal(held.sealed, place_of(instance, self.field.name))
                held.value = self.field.read(plain)
            held.is_open = True
        return held.value

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, _Ciphertext):
            instance.__dict__[self.field.attname] = _Held(sealed=bytes(value))
        else:
            instance.__dict__[self.field.attname] = _Held(value=value, is_open=True)


class SealedField(_Base):
    """A column of ciphertext. It cannot be filtered, sorted or updated in SQL: that raises."""

    descriptor_class = _Door

    def read(self, plain: bytes) -> Any:
        """Turn opened bytes into the value."""
        raise NotImplementedError

    def write(self, value: Any) -> bytes:
        """Turn the value into bytes to seal."""
        raise NotImplementedError

    def get_default(self) -> Any:
        """Give the value's own default: a column of bytes would make bytes of an empty text."""
        return models.Field.get_default(self)

    def from_db_value(
        self, value: Any, _expression: "Expression", _connection: "BaseDatabaseWrapper"
    ) -> _Ciphertext | None:
        """Keep what came from the database closed until somebody asks."""
        return None if value is None else _Ciphertext(value)

    def pre_save(self, model_instance: models.Model, add: object) -> Any:
        """Seal a value that was set; leave a ciphertext that nobody touched as it is.

        A row read before a rotation and saved after it must not bring the old key back.
        """
        del add  # new or not, the same holds
        held = model_instance.__dict__.get(self.attname)
        if held is None or (held.is_open and held.sealed is None and held.value is None):
            return None
        where = place_of(model_instance, self.name)
        if held.sealed is None:
            held.sealed = cipher.seal(self.write(held.value), where)
        else:
            held.sealed = cipher.reseal(held.sealed, where)
        return _Ciphertext(held.sealed)

    def get_db_prep_value(
        self,
        value: Any,
        connection: "BaseDatabaseWrapper",
        prepared: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        """Let only ciphertext through: anything else would write a name in the clear."""
        if value is not None and not isinstance(value, _Ciphertext):
            raise FieldError(f"{self.name} is sealed: set the attribute and save the object")
        return super().get_db_prep_value(
            None if value is None else bytes(value), connection, prepared
        )

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every filter but "is it there" and the history trigger's "did it change"."""
        if lookup_name in {"isnull", "df", "ndf"}:
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: it cannot be searched in the database")

    def value_to_string(self, _obj: models.Model) -> str:
        """Refuse to be written out by a serializer."""
        raise FieldError(f"{self.name} is sealed: it cannot be dumped")


class SealedJSON(SealedField):
    """A small JSON value (names, parents and a document number together), sealed as one blob."""

    def read(self, plain: bytes) -> Any:
        """Give the value as it was set."""
        return json.loads(plain.decode())

    def write(self, value: Any) -> bytes:
        """Write it without spaces, accents as they are."""
        return _COMPACT.encode(value).encode()


class SealedText(SealedField):
    """A free text about a person; empty text stays empty and is not None."""

    def read(self, plain: bytes) -> Any:
        """Give the text."""
        return plain.decode()

    def write(self, value: Any) -> bytes:
        """Write it as UTF-8."""
        return str(value).encode()
