"""The sheet comes out of the printer on one A4 page, whatever the household."""

import io

import pytest
from pypdf import PdfReader

from tests.browser.people import LANGUAGES

pytestmark = pytest.mark.browser

A4 = (595, 842)


@pytest.fixture(scope="module")
def screenings(served):
    made = served.run("tests/browser/sheets.py")
    return dict(zip((4, 8), made.split(), strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("members", [4, 8])
def test_one_page(sign_in, screenings, members, language):
    person = sign_in("linxiaoman")
    person.speak(language)
    person.page.goto(f"/screenings/{screenings[members]}/sheet/")
    printed = PdfReader(io.BytesIO(person.page.pdf(prefer_css_page_size=True)))

    (page,) = printed.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    words = page.extract_text()
    assert "QX" in words or "99" in words
    assert person.complaints == []


def test_its_button_prints(sign_in, screenings):
    person = sign_in("linxiaoman")
    person.page.add_init_script("window.print = () => { document.title = 'printed' }")
    person.page.goto(f"/screenings/{screenings[4]}/sheet/")
    person.page.get_by_role("button", name="打印").click()

    assert person.page.title() == "printed"
