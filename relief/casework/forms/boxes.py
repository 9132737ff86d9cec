from collections.abc import Generator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import PermissionDenied

from ..services import Refused


@contextmanager
def refusals_in(form: forms.Form) -> Generator[None]:
    """What a service refuses is said beside its box, and who may not at the head of the form."""
    try:
        yield
    except Refused as refused:
        form.add_error(box_of(form, refused), str(refused))
    except PermissionDenied as refused:
        form.add_error(None, str(refused))


def box_of(form: forms.Form, refused: Refused) -> str | None:
    """The box that a refusal is said beside; None where the form has no such box."""
    return refused.field if refused.field in form.fields else None
