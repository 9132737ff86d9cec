"""`{% load typed %}`: what a form carries so that nothing typed is lost when a session ends."""

from typing import Any

from django import template
from django.template.context import RequestContext

from relief.offices import typed

register = template.Library()


@register.inclusion_tag("_components/typed_by.html", takes_context=True)
def typed_by(context: RequestContext, page: str = "") -> dict[str, Any]:
    """Stands inside a form, at its top. `page`: where the form is shown again, this page unless it says.

    A hidden box with our word; and, once, that what was typed before the login is back.
    """
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    word = typed.signed(request.user.pk, page or request.get_full_path())
    return {"name": typed.FIELD, "word": word, "typed_back": getattr(request, "typed_back", False)}
