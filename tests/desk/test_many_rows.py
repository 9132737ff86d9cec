"""As many rows as a list may have are saved; a form longer than any of ours is answered in plain words."""

import pytest
from django.conf import settings
from django.urls import reverse

from relief.households.forms.entry import MEMBER, EntryForm
from relief.households.forms.listing import RowList
from relief.households.queries import members_of
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, world):
    with acting_everywhere():
        make_figures(world.county)
        home = make_household(world.lin_xiaoman)
        member = members_of(home)[0]
    client.force_login(world.lin_xiaoman)
    return reverse("member_facts", args=[home.pk, member.pk])


def full(name, **row):
    """As many rows of a list as it may have."""
    sent = {f"{name}_declared": "yes", f"{name}-count": str(RowList.MOST)}
    return sent | {f"{name}-{n}-{box}": value for n in range(RowList.MOST) for box, value in row.items()}


def test_five_hundred_obligors_with_every_box_and_as_many_incomes_are_saved(client, page):
    obligor = EntryForm(MEMBER, {}).lists[1].rows[0]
    boxes = dict.fromkeys(obligor.fields, "") | {"relation": "child", "monthly_income": "2000"}
    sent = {"deed": "save", "seen": client.get(page).context["entry"].seen}
    sent |= full("obligors", **boxes) | full("incomes", kind="wage", amount="10", per="month")
    assert client.post(page, sent).status_code == 302
    lists = client.get(page).context["entry"].lists
    assert [len(each.rows) for each in lists] == [RowList.MOST, RowList.MOST]


def test_more_boxes_than_any_page_has_is_said_in_plain_words(client, page):
    sent = {f"box-{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = client.post(page, sent)
    assert answer.status_code == 400
    assert "一张单子最多500条" in answer.content.decode()
