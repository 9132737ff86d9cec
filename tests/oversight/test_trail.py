"""The audit trail of a household and of a person: readable, whole, and for those alone who decide nothing."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import TextChoices
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import relief
from relief.audit.services import record
from relief.casework.services import approve
from relief.households.actions import HouseholdAction
from relief.households.models import Person
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.models import Role
from relief.oversight.words import DEEDS, LABELS, UNTOLD
from tests.casework.arranging import make_application, make_relief
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

ROOT = Path(relief.__file__).parent
WRITTEN = r"'((?:households|cautions|casework|screening|offices|oversight)\.[a-z_]+)'"
# What comes before a page is read: the last is the reader's own. Before a step it is asked about double help.
DONE = (
    *("entered", "screened", "asked", "agreed", "printed", "submitted"),
    *("asked", "awarded", "printed", "printed", "approved", "opened"),
)


@pytest.fixture
def decided(place):
    application = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, amount=800_00)
    return application


def trail(client, user, household):
    client.force_login(user)
    return client.get(reverse("household_trail", args=[household.pk])).content.decode()


def test_everything_that_was_done_is_said_in_words(client, place, decided):
    page = trail(client, place.auditor, decided.household)

    for word in (
        "由案例建户",
        "筛查",
        "提交",
        "发放起",
        "批准",
        "林小满",
        "何静",
        "乡镇（街道）审批人"[:2],
        "临时救助",
    ):
        assert word in page
    assert "金额：800.00元" in page
    assert "系统判断：" in page
    assert page.count("核对无误") == len(DONE)
    main = page.split("<main")[1].split("</main")[0]
    assert "casework." not in main
    assert "{" not in main


def test_the_purpose_of_whoever_reads_it_stands_there_too(client, place, decided):
    assert "为什么查阅：复核" in trail(client, place.auditor, decided.household)


def test_an_event_that_was_altered_is_marked(client, place, decided):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
        cursor.execute(
            "UPDATE audit_event SET details = details || '{\"amount\": 90000}'"
            " WHERE action = 'casework.approved'"
        )
        cursor.execute("SET LOCAL ROLE relief_app")
    page = trail(client, place.auditor, decided.household)

    assert page.count("对不上") == 1
    assert "900.00元" in page


def test_of_a_person_every_household_in_one_s_area(client, place):
    first, second = (make_application(place.lin_xiaoman).household for _each in range(2))
    with acting(place.lin_xiaoman):
        head = first.members.get(relation="head")
        name_member(by=place.lin_xiaoman, member=head, name="曾国强", document=None)
        person = Person.objects.get()
        second.members.filter(relation="head").update(person=person)
    client.force_login(place.auditor)
    page = client.get(reverse("person_trail", args=[person.pk])).content.decode()

    assert first.number in page
    assert second.number in page
    assert page.count("提交") >= 2
    assert "成员：曾国强" in page


def test_fifty_a_page_by_key(client, place, decided):
    household = decided.household
    with acting(place.lin_xiaoman):
        for number in range(60):
            record(
                by=place.lin_xiaoman,
                action=HouseholdAction.READ_BACK,
                subject=household,
                area=household.area_id,
                details={"members": [], "known": bool(number % 2)},
            )
    first = trail(client, place.auditor, household)
    after = re.search(r'href="(\?after=[^"]+)"', first)[1].replace("&amp;", "&")
    address = reverse("household_trail", args=[household.pk])
    second = client.get(address + after).content.decode()

    assert first.count('<th scope="row"') == 50
    assert second.count('<th scope="row"') == 60 + len(DONE) - 50
    assert "由案例建户" in second
    assert "由案例建户" not in first


def test_as_many_queries_for_fifty_events_as_for_five(client, place, decided):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            trail(client, place.auditor, decided.household)
        return len(captured)

    trail(client, place.auditor, decided.household)
    few = queries()
    with acting(place.lin_xiaoman):
        for _each in range(45):
            record(
                by=place.lin_xiaoman,
                action=HouseholdAction.READ_BACK,
                subject=decided.household,
                area=decided.area_id,
            )
    assert queries() == few


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.ADMINISTRATOR])
def test_whoever_decides_or_manages_reads_no_trail(client, place, decided, role):
    client.force_login(place.by_role[role])
    assert client.get(reverse("household_trail", args=[decided.household_id])).status_code == 403


def test_nothing_of_another_county_is_there(client, place, decided):
    with acting_everywhere():
        place.auditor.area = place.other_county
        place.auditor.save()
    client.force_login(place.auditor)
    assert client.get(reverse("household_trail", args=[decided.household_id])).status_code == 404


def registered_actions():
    for path in ROOT.glob("*/actions.py"):
        module = import_module(f"relief.{path.parent.name}.actions")
        for found in vars(module).values():
            if (
                isinstance(found, type)
                and issubclass(found, TextChoices)
                and found.__module__ == module.__name__
            ):
                yield from found.values


def test_every_action_of_every_room_has_its_words():
    actions = set(registered_actions())
    assert len(actions) > 25
    assert actions <= set(DEEDS)
    assert all(str(DEEDS[action]) != action for action in actions)


def test_every_action_that_the_database_writes_is_one_of_them():
    written = set()
    for path in ROOT.glob("*/migrations/*.py"):
        for action in re.findall(
            r"'((?:households|casework|screening|offices|oversight)\.[a-z_]+)'", path.read_text()
        ):
            written.add(action)
    kinds = {"households.household", "offices.user", "households.member", "casework.application"}
    kinds.add("casework.objection")
    assert written - kinds <= set(registered_actions())


def keys_of_details():
    """Keys of every dict that a module which records names `details`, or hands over as such."""
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not {"record", "write_down"} & {getattr(node, "id", "") for node in ast.walk(tree)}:
            continue
        for node in ast.walk(tree):
            for key in _keys(node):
                yield path.name, key
    for path in ROOT.glob("*/migrations/*.py"):
        for key in re.findall(r"jsonb_build_object\('([a-z_]+)'", path.read_text()):
            yield path.name, key


def _keys(node):
    if isinstance(node, ast.Assign | ast.AnnAssign):
        yield from _of_assignment(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "write_down":
        yield from (keyword.arg for keyword in node.keywords)
    elif isinstance(node, ast.keyword) and node.arg == "details":
        yield from _of_dicts(node.value)


def _of_assignment(node):
    """`details = {…}`, `details[key] = …`, and what a change of a person at work is made of."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name) and target.id in ("details", "after") and node.value:
            yield from _of_dicts(node.value)
        if isinstance(target, ast.Subscript) and getattr(target.value, "id", "") == "details":
            yield target.slice.value


def _of_dicts(value):
    for part in ast.walk(value):
        if isinstance(part, ast.Dict):
            yield from (key.value for key in part.keys if isinstance(key, ast.Constant))


def test_every_detail_that_is_recorded_has_its_words():
    found = set(keys_of_details())
    assert {"programme", "amount", "member", "known", "purpose"} <= {key for _file, key in found}
    unsaid = {each for each in found if each[1] not in LABELS and each[1] not in UNTOLD}
    assert not unsaid
