"""`{% load typed %}`: the word that a form carries so that nothing typed is lost when a session ends."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from relief.offices import typed

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_by(context: RequestContext, page: str = "") -> SafeString:
    """A hidden box for inside a form. `page`: where the form is shown again, this page unless it says."""
    request = context["request"]
    if not request.user.is_authenticated:
        return SafeString("")
    word = typed.signed(request.user.pk, page or request.get_full_path())
    return format_html('<input type="hidden" name="{}" value="{}">', typed.FIELD, word)
