"""查找, in a browser: results as one types, nothing in the address, and no other office asked meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE

pytestmark = pytest.mark.browser


def test_results_come_as_one_types_and_the_address_stays(sign_in):
    person = sign_in("linxiaoman")
    page = person.page
    page.get_by_label("查找", exact=True).fill("zhou")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="查找", level=1)).to_be_visible()
    assert page.url == f"{person.address}/search/"
    expect(page.get_by_role("link", name="周桂芳").first).to_be_visible()

    box = page.get_by_label("姓名、拼音、证件号码、电话或户号")
    box.fill("")
    box.press_sequentially("qianym")
    expect(page.get_by_role("status").filter(has_text="没有找到。")).to_be_visible()
    box.fill("")
    box.press_sequentially("qym")
    expect(page.get_by_role("link", name="钱玉梅")).to_be_visible()
    expect(page.locator("#hits-said")).to_have_text("找到1条。")
    expect(box).to_be_focused()
    assert page.url == f"{person.address}/search/"
    person.look("search")


def test_on_a_telephone_one_goes_to_the_page(sign_in):
    person = sign_in("hejing")
    person.page.set_viewport_size(PHONE)
    person.page.get_by_role("link", name="查找").click()
    person.page.get_by_label("姓名、拼音、证件号码、电话或户号").fill("马")
    expect(person.page.get_by_role("link", name="马建军")).to_be_visible()
    assert person.complaints == []
