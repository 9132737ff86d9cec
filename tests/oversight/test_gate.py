"""Every address with a key asks for a purpose, or says why it does not: found by walking the resolver."""

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import UUIDConverter

from relief.oversight.gate import EXEMPT, FINDERS, PurposeMiddleware

GATE = "relief.oversight.gate.PurposeMiddleware"


def addresses(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def keyed():
    found = {}
    for each in addresses(get_resolver()):
        converters = each.pattern.converters.values()
        if any(isinstance(converter, UUIDConverter) for converter in converters):
            found[each.name] = each
    return found


def test_every_address_with_a_key_is_in_one_of_the_two_lists():
    assert set(keyed()) == set(FINDERS) | set(EXEMPT)
    assert not set(FINDERS) & set(EXEMPT)


def test_every_household_s_address_leads_to_its_household_by_pk():
    for name in FINDERS:
        assert "pk" in keyed()[name].pattern.converters, name


def test_every_exemption_has_its_reason():
    assert all(EXEMPT.values())


def test_no_other_kind_of_key_stands_in_an_address():
    """A number or a text that names a row would pass by the gate."""
    known = {"UUIDConverter", "SlugConverter", "IntConverter"}
    with_other = {
        (each.name, key): type(converter).__name__
        for each in addresses(get_resolver())
        for key, converter in each.pattern.converters.items()
    }
    assert set(with_other.values()) <= known
    plain = {name for name, converter in with_other.items() if converter != "UUIDConverter"}
    assert {key for _name, key in plain} <= {
        *("deed", "kind", "place", "programme", "section", "slug", "year")
    }


def test_the_gate_stands_behind_whoever_says_who_acts(settings):
    order = settings.MIDDLEWARE
    assert order.index(GATE) > order.index("relief.offices.access.ActingMiddleware")


@pytest.mark.django_db
def test_an_address_in_neither_list_opens_for_nobody(world, monkeypatch):
    monkeypatch.delitem(FINDERS, "household")
    address = reverse("household", args=[world.he_jing.pk])
    request = RequestFactory().get(address)
    request.user, request.resolver_match = world.he_jing, resolve(address)
    with pytest.raises(KeyError):
        PurposeMiddleware(None).process_view(
            request, request.resolver_match.func, (), request.resolver_match.kwargs
        )
