"""Nothing typed is lost when a session ends: forms with boxes come back filled in."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from relief.casework.models import Application
from tests.architecture.test_every_url import OK, TABLE, filled
from tests.casework.arranging import FIRE, make_place, make_screened
from tests.factories import PASSWORD
from tests.world import acting_everywhere

__all__ = ["filled"]

EXCEPTIONS = {
    "offices/login.html": "It carries what was typed on another page; a password is never kept.",
    "offices/figure_pages.html": "A file cannot go through a login, and there is nothing else in it.",
    "offices/password_change.html": "Passwords are never kept.",
    "_components/header.html": "A search saves nothing and is one word.",
    "desk/search.html": "A search saves nothing and is one word.",
    "casework/objecting.html": "Nobody is signed in, so no session ends.",
    "casework/objection_answer.html": "Nobody is signed in, so no session ends.",
    "casework/_queue_filters.html": "A search saves nothing and is one word.",
}
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
BOX = re.compile(r'\|crispy|as_crispy_field|{% crispy|<input(?![^>]*type="hidden")|<textarea|<select')
WORD = re.compile(r"{% typed_by|households/_drafted\.html")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
TYPED = "屋顶漏雨，三口人住一间"
PAGES = [name for name, line in TABLE.items() if line.method == "get" and not line.public]
# The amount of a submission is tested below; a case file comes back on the page that asks for one.
WITH_BOXES = {
    "applicant",
    "application",
    "calendar_set",
    "case_file_add",
    "committee_add",
    "committee_member",
    "caution",
    "communities",
    "conference_minutes",
    "consents",
    "evidence_withdraw",
    "figure_add",
    "figure_correct",
    "household_members",
    "member_facts",
    "member_leaves",
    "member_person",
    "new_household",
    "objection",
    "open_clause",
    "outcome",
    "papers",
    "person_add",
    "person_change",
    "purpose",
    "register_emergency",
    "recusal",
    "section",
    "what_if",
    "word_form",
}

pytestmark = pytest.mark.django_db


def test_every_form_with_boxes_carries_our_word_or_says_why_not():
    folder = settings.ROOT / "templates"
    without = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.html")
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        if BOX.search(form) and not WORD.search(form)
    }
    assert without == set(EXCEPTIONS)


def typed_form(client, world, name):
    """The form of the page with our word, for the first role that has it, and where it is sent."""
    address = reverse(name, args=TABLE[name].arguments(world))
    for role in sorted(TABLE[name].opens):
        client.force_login(world.by_role[role])
        page = client.get(address)
        if not page["Content-Type"].startswith("text/html"):
            continue
        forms = [each for each in FORM.findall(page.content.decode()) if 'name="typed_by"' in each]
        if page.status_code == OK and forms:
            action = re.search(r'<form[^>]*\baction="([^"]*)"', forms[0])
            return world.by_role[role], forms[0], action[1] if action else address
    return None


def typing(form):
    """A box of the form and what somebody puts into it: words, or the last choice there is."""
    for box in re.findall(r'<input[^>]*type="text"[^>]*>|<textarea[^>]*>', form):
        return re.search(r'name="([^"]*)"', box)[1], TYPED
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        return name, re.findall(r'value="([^"]+)"', inside)[-1]
    return re.findall(r'type="radio" name="([^"]*)" value="([^"]*)"', form)[-1]


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1])


@pytest.mark.parametrize("name", PAGES)
def test_every_page_with_such_a_form_shows_again_what_was_typed(filled, name):
    found = typed_form(Client(), filled, name)
    if name not in WITH_BOXES:
        assert found is None or name in ("submit", "case_file")
        return
    person, form, action = found
    box, value = typing(form)
    nobody = Client()
    sent = {name: unescape(word) for name, word in HIDDEN.findall(form)} | {box: value}
    page = nobody.post(action, sent)
    login = {"username": person.username, "password": PASSWORD, "kept": hidden(page, "kept")}
    answer = nobody.post(reverse("login"), login)
    back = nobody.get(answer.url)
    assert back.status_code == OK
    text = back.content.decode()
    assert "您登录前写的都在这里" in text
    assert value in text if value == TYPED else re.search(rf'value="{value}"[^>]* (selected|checked)', text)


def test_the_amount_of_a_submission_comes_back_and_is_not_submitted(world):
    make_place(world.county)
    home = make_screened(world.lin_xiaoman, FIRE)
    caseworker, nobody = Client(), Client()
    caseworker.force_login(world.lin_xiaoman)
    address = reverse("submit", args=[home.pk, "emergency_relief"])
    page = nobody.post(address, {"typed_by": hidden(caseworker.get(address), "typed_by"), "requested": "77"})
    login = {"username": world.lin_xiaoman.username, "password": PASSWORD, "kept": hidden(page, "kept")}
    back = nobody.get(nobody.post(reverse("login"), login).url)
    assert 'value="77"' in back.content.decode()
    with acting_everywhere():
        assert not Application.objects.exists()
