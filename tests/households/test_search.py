"""查找: each way of finding somebody, only within one's own area, in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.desk.search import search_page
from relief.households.demonstration import synthetic_number
from relief.households.models import Applicant, Mandate, SearchWord
from relief.households.queries import telephone_ending_index
from relief.households.search import found_for, households_meant, read_typed
from relief.households.services import declare_applicant, end_membership, entering, name_member
from relief.households.spelling import search_words
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, Sex, read_document
from relief.vault.ciphers import index_of
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

BORN = date(1980, 3, 1)
NUMBER = synthetic_number(BORN, Sex.FEMALE, 1)
OTHER_NUMBER = synthetic_number(BORN, Sex.FEMALE, 2)
TELEPHONE = "13900001234"


def document(number, kind=DocumentKind.IDENTITY_CARD):
    return read_document(kind, number, today=date(2026, 11, 24))


def person_at(by, called="周桂芳", paper=None):
    """A household whose head has a name, and a document if one is given."""
    with acting(by):
        member = make_household(by).members.get(key="a")
        name_member(by=by, member=member, name=called, document=paper)
    return member


def names(user, text):
    with acting(user):
        return [row.person.name for row in found_for(read_typed(text)).people]


def homes(user, text):
    with acting(user):
        return [home.pk for home in found_for(read_typed(text)).households]


def look(client, user, text, **fields):
    client.force_login(user)
    return client.post(reverse("search"), {"q": text} | fields).content.decode()


def asked():
    with acting_everywhere():
        return list(Event.objects.filter(action="households.number_searched").values_list("details", "area"))


@pytest.mark.parametrize(
    "typed",
    [
        "周桂芳",
        "周 桂芳",
        "周桂",
        "周",
        "桂芳",
        "芳",
        "zhouguifang",
        "Zhou Guifang",
        "zhōu guì fāng",
        "zhougui",
        "guif",
        "zgf",
        "ZGF",
        "zg",
        "gf",
        "ｚｇｆ",
    ],
)
def test_a_name_is_found_by_any_part_its_pinyin_and_its_initials(world, typed):
    person_at(world.lin_xiaoman)
    person_at(world.lin_xiaoman, "孙丽娟")

    assert names(world.lin_xiaoman, typed) == ["周桂芳"]


@pytest.mark.parametrize("typed", ["", " ", "z", "周芳", "huang", "uifang", "%", "_", "12", "'"])
def test_what_is_no_part_of_a_name_finds_nobody(world, typed):
    person_at(world.lin_xiaoman)

    assert names(world.lin_xiaoman, typed) == []


def test_a_surname_is_found_as_it_is_said(world):
    person_at(world.lin_xiaoman, "曾国强")

    assert names(world.lin_xiaoman, "zeng") == ["曾国强"]
    assert names(world.lin_xiaoman, "ceng") == []


def test_a_name_of_many_words_is_found_without_its_dot(world):
    person_at(world.lin_xiaoman, "阿依古丽·买买提")

    for typed in ("阿依古丽买买提", "古丽·买", "买买提", "maimaiti", "ayglmmt"):
        assert names(world.lin_xiaoman, typed) == ["阿依古丽·买买提"]


def test_who_is_called_so_from_the_beginning_comes_first(world):
    for called in ("李桂芳", "桂芳菲", "周桂芳"):
        person_at(world.lin_xiaoman, called)

    found = names(world.lin_xiaoman, "桂芳")
    assert found[0] == "桂芳菲"
    assert set(found[1:]) == {"李桂芳", "周桂芳"}


def test_a_whole_number_and_its_ending_are_found(world):
    person_at(world.lin_xiaoman, paper=document(NUMBER))
    person_at(world.lin_xiaoman, "孙丽娟", document(OTHER_NUMBER))

    for typed in (NUMBER, NUMBER.lower(), f" {NUMBER[:6]} {NUMBER[6:]}", NUMBER[-4:]):
        assert names(world.lin_xiaoman, typed) == ["周桂芳"]
    assert names(world.lin_xiaoman, NUMBER[:17]) == []


def test_a_number_with_an_x_is_found_with_either_letter(world):
    numbers = (synthetic_number(BORN, Sex.FEMALE, serial) for serial in range(1, 99))
    number = next(each for each in numbers if each.endswith("X"))
    person_at(world.lin_xiaoman, paper=document(number))

    for typed in (number, number.lower(), number[-4:], number[-4:].lower()):
        assert names(world.lin_xiaoman, typed) == ["周桂芳"]


def test_a_passport_is_found_by_its_number(world):
    person_at(world.lin_xiaoman, paper=document("E12345678", DocumentKind.PASSPORT))

    for typed in ("E12345678", "e12345678", "5678"):
        assert names(world.lin_xiaoman, typed) == ["周桂芳"]


def test_a_name_put_right_is_found_by_the_new_one_alone(world):
    member = person_at(world.lin_xiaoman, "周贵芳", document(NUMBER))
    with acting(world.lin_xiaoman):
        name_member(by=world.lin_xiaoman, member=member, name="周桂英", document=document(NUMBER))

    assert names(world.lin_xiaoman, "zgy") == ["周桂英"]
    assert names(world.lin_xiaoman, "贵芳") == []


def test_words_go_with_their_person(world):
    """A second number makes a second person; the first, in no household any more, leaves nothing behind."""
    member = person_at(world.lin_xiaoman, "周贵芳", document(NUMBER))
    with acting(world.lin_xiaoman):
        name_member(by=world.lin_xiaoman, member=member, name="周桂英", document=document(OTHER_NUMBER))

    assert names(world.lin_xiaoman, "周") == ["周桂英"]
    with acting_everywhere():
        assert set(SearchWord.objects.values_list("word", flat=True)) == {
            word.text for word in search_words("周桂英")
        }


def test_a_household_is_found_by_the_telephone_of_its_applicant(world):
    member = person_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        Applicant.objects.create(
            household=member.household,
            member=member,
            mandate=Mandate.SELF,
            telephone=TELEPHONE,
            telephone_index=index_of("telephone", TELEPHONE),
            telephone_ending_index=telephone_ending_index(TELEPHONE),
        )

    for typed in (TELEPHONE, "139 0000 1234", "139-0000-1234", "1234", "１２３４"):
        assert homes(world.lin_xiaoman, typed) == [member.household_id]
    for typed in ("13900001235", "1235", "234", "1390"):
        assert homes(world.lin_xiaoman, typed) == []
    for typed in (TELEPHONE, "1234"):
        assert homes(world.zhou_ting, typed) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("QX-{year}-000417", True),
        ("qx{year}000417", True),
        ("{year}-000417", True),
        ("000417", True),
        ("0417", True),
        ("417", True),
        ("QX417", True),
        ("SQ-{year}-000417", False),
        ("2019-000417", False),
        ("000418", False),
        ("17", False),
    ],
)
def test_a_household_is_found_by_its_number_with_or_without_letters(world, monkeypatch, typed, found):
    monkeypatch.setattr(entering, "randbelow", lambda most: 417)
    member = person_at(world.lin_xiaoman)
    typed = typed.format(year=timezone.localdate().year)

    assert homes(world.lin_xiaoman, typed) == ([member.household_id] if found else [])


def test_nobody_of_another_area_ever_comes(world):
    member = person_at(world.zhou_ting, paper=document(NUMBER))
    number = member.household.number

    for typed in ("周桂芳", "周", "zgf", "zhouguifang", NUMBER, NUMBER[-4:], number, number[-6:]):
        assert names(world.lin_xiaoman, typed) == []
        assert homes(world.lin_xiaoman, typed) == []
        assert names(world.he_jing, typed) == []
    assert names(world.gao_jianguo, "周桂芳") == ["周桂芳"]


def test_without_an_area_nothing_is_found(world):
    person_at(world.lin_xiaoman)

    assert found_for(read_typed("周桂芳")).count == 0


def test_whoever_left_is_found_where_they_were(client, world):
    member = person_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        end_membership(by=world.lin_xiaoman, member=member, left_on=date(2026, 11, 24), reason="迁出")

    assert names(world.lin_xiaoman, "周桂芳") == ["周桂芳"]
    assert "已离开" in look(client, world.lin_xiaoman, "周桂芳")


def test_of_many_twenty_are_shown_and_more_is_said(client, world):
    for _ in range(21):
        person_at(world.lin_xiaoman)
    page = look(client, world.lin_xiaoman, "周桂芳")

    assert page.count('class="hit-main"') == 20
    assert "有20条以上，接着打字就会变少。" in page


@pytest.mark.parametrize("text", ["周桂芳", "zgf", NUMBER[-4:], TELEPHONE, "没有的人"])
def test_the_number_of_queries_is_the_same_for_one_and_twenty(world, text):
    def queries():
        with (
            acting(world.lin_xiaoman),
            CaptureQueriesContext(
                connection,
            ) as found,
        ):
            search_page(world.lin_xiaoman, text, submitted=False)
        return len(found)

    person_at(world.lin_xiaoman, paper=document(NUMBER))
    for_one = queries()
    for serial in range(20):
        person_at(world.lin_xiaoman, paper=document(f"E1234{serial}{NUMBER[-4:]}", DocumentKind.PASSPORT))

    assert queries() == for_one <= 8


def test_the_index_serves_behind_the_wall(world):
    """LIKE, arrays and trigrams would not: their operators might leak, so they wait for the policy."""
    person_at(world.lin_xiaoman)
    rows = SearchWord.objects.filter(word__gte="zhou", word__lte="zhou\U0010ffff")
    with acting(world.lin_xiaoman), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = rows.explain()

    assert "households_word_of_person" in plan
    assert "Index Cond" in plan


def test_a_household_found_by_a_telephone_says_so(client, world):
    member = person_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        declare_applicant(
            by=world.lin_xiaoman,
            household=member.household,
            values={
                "member": member,
                "mandate": Mandate.SELF,
                "telephone": TELEPHONE,
                "account": None,
                "address": None,
            },
        )

    assert "柳树社区，申请人的电话相符" in look(client, world.lin_xiaoman, TELEPHONE[-4:])
    assert "电话相符" not in look(client, world.lin_xiaoman, member.household.number)


@pytest.mark.parametrize("text", ["桂芳", "zgf", NUMBER, NUMBER[-4:], TELEPHONE, TELEPHONE[-4:], "number"])
def test_a_list_is_looked_through_by_the_same_ways(world, text):
    member, other = (
        person_at(world.lin_xiaoman, paper=document(NUMBER)),
        person_at(world.lin_xiaoman, called="李长水", paper=document(OTHER_NUMBER)),
    )
    with acting(world.lin_xiaoman):
        declare_applicant(
            by=world.lin_xiaoman,
            household=member.household,
            values={
                "member": member,
                "mandate": Mandate.SELF,
                "telephone": TELEPHONE,
                "account": None,
                "address": None,
            },
        )
        typed = read_typed(member.household.number if text == "number" else text)
        meant = {pk for rows in households_meant(typed) for row in rows for pk in row.values()}
    assert member.household_id in meant
    assert other.household_id not in meant
    with acting(world.zheng_guoping):
        assert not any(rows.exists() for rows in households_meant(typed))
