from django import forms

from ..services import Refused


def box_of(form: forms.Form, refused: Refused) -> str | None:
    """The box that a refusal is said beside; None where the form has no such box."""
    return refused.field if refused.field in form.fields else None
