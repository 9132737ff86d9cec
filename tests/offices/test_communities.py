"""新增社区（村）: by the township itself."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices import services
from relief.offices.access import acting
from relief.offices.models import Area, Role
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def test_the_next_free_code_is_filled_in(client, world):
    client.force_login(world.he_jing)

    assert 'value="3"' in client.get(reverse("communities")).content.decode()


def test_adds_a_community_of_ones_own_township(client, world):
    client.force_login(world.he_jing)
    client.post(reverse("communities"), {"name": "河东社区", "digits": 3})

    community = Area.objects.get(name="河东社区")
    assert (community.number, community.parent_id) == (990100101003, world.qingxi.number)
    assert community.code == "990100101003"
    with acting_everywhere():
        assert events_about(community).get().action == "offices.community_added"


def test_a_code_that_somebody_has_just_taken_is_said_at_its_box(client, world):
    client.force_login(world.he_jing)
    response = client.post(reverse("communities"), {"name": "河东社区", "digits": 1})

    assert "这个代码已经有社区（村）用了" in response.content.decode()
    assert not Area.objects.filter(name="河东社区").exists()


@pytest.mark.parametrize("digits", [0, 1000])
def test_a_code_outside_the_township_is_refused(client, world, digits):
    client.force_login(world.he_jing)
    client.post(reverse("communities"), {"name": "河东社区", "digits": digits})

    assert not Area.objects.filter(name="河东社区").exists()
    with acting(world.he_jing), pytest.raises(ValueError, match=str(digits)):
        services.add_community(by=world.he_jing, name="河东社区", digits=digits)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APPROVER])
def test_only_the_township_adds(client, world, role):
    person = world.by_role[role]
    client.force_login(person)
    response = client.post(reverse("communities"), {"name": "河东社区", "digits": 3})

    assert response.status_code == 403
    with acting(person), pytest.raises(PermissionDenied):
        services.add_community(by=person, name="河东社区", digits=3)
    assert not Area.objects.filter(name="河东社区").exists()
