"""Model fields for what must not lie open in the database."""

from typing import Any

from django import forms
from django.core.exceptions import FieldError
from django.db import models

from .ciphers import index_of, seal, unseal


class Hidden(str):
    """A text read from a sealed cell. It behaves as text, but a traceback or a log shows none of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden>"


class EncryptedTextField(models.Field):
    """Text sealed under its table and column. It can be read, never searched: see KeyedIndexField."""

    description = "Text sealed with SM4-GCM"

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def label(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.label} is sealed: look it up by its keyed index")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.label} is sealed: look it up by its keyed index")

    def to_python(self, value: Any) -> Hidden | None:
        return None if value is None else Hidden(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Hidden | None:
        return None if value is None else Hidden(unseal(bytes(value), label=self.label))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return None if value is None else connection.Database.Binary(seal(str(value), label=self.label))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, **kwargs})


class KeyedIndexField(models.BinaryField):
    """The keyed index (HMAC-SM3) beside an encrypted field, for equality and nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 32
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else bytes(value)


def equal_to(field: str, kind: str, value: str) -> models.Q:
    """`Person.objects.filter(equal_to("number_index", "document", typed))`: the rows that hide this value."""
    return models.Q(**{field: index_of(kind, value)})
