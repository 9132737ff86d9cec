"""Other facts are tried in a browser: every answer follows each change, and is announced."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ON_THE_LINE = "曾国强户"
"""On dibao by one yuan while the assets are within the limits."""


def test_the_answers_follow_each_change(sign_in):
    person = sign_in("linxiaoman")
    page = person.page
    page.get_by_label("查找", exact=True).fill(ON_THE_LINE.removesuffix("户"))
    page.keyboard.press("Enter")
    page.get_by_role("link", name=ON_THE_LINE.removesuffix("户")).first.click()
    page.wait_for_url("**/households/**")
    page.goto(f"{page.url}what-if/?part=assets")
    told = page.locator("#what-changes[role=status]")
    expect(told).to_have_text("各项目的结论都和现在一样。")
    over = page.get_by_label("超过规定（调查认定）")
    over.check()

    expect(told).to_contain_text("会变：")
    expect(page.locator("#answers")).to_contain_text("会变。")
    # What was chosen and where one stands are left alone.
    expect(over).to_be_checked()
    expect(over).to_be_focused()
    page.get_by_role("button", name="都改回申报的").click()
    expect(told).to_have_text("各项目的结论都和现在一样。")
    assert person.complaints == []
