"""A page that is put in without loading it: the focus, the announcement, and what did not arrive."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PUT_IN = """path => {
  htmx.ajax("GET", path, {target: "#page", select: "#page", swap: "outerHTML"}).catch(() => {});
}"""


def test_the_focus_goes_to_the_heading_of_what_was_put_in(sign_in):
    page = sign_in("linxiaoman").page
    page.evaluate(PUT_IN, "/figures/")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("#page")).to_have_count(1)


def test_what_was_done_is_announced(sign_in):
    person = sign_in("linxiaoman")
    page = person.page
    page.route("**/figures/", lambda route: route.fulfill(body=ANSWER, content_type="text/html"))
    page.evaluate(PUT_IN, "/figures/")
    expect(page.locator("#announcement")).to_have_text("已保存。")
    assert page.locator("#announcement").get_attribute("aria-live") == "polite"


def test_what_did_not_arrive_says_so_and_keeps_the_page(sign_in):
    page = sign_in("linxiaoman").page
    before = page.locator("h1").inner_text()
    expect(page.get_by_text("刚才没有送到")).to_be_hidden()
    page.context.set_offline(True)
    page.evaluate(PUT_IN, "/figures/")
    expect(page.get_by_text("刚才没有送到")).to_be_visible()
    assert page.locator("h1").inner_text() == before
    page.context.set_offline(False)
    page.evaluate(PUT_IN, "/figures/")
    expect(page.get_by_text("刚才没有送到")).to_be_hidden()


ANSWER = """<div id="page"><main id="main"><div class="banner" role="status"><div>已保存。</div></div>
<h1>住户</h1></main></div>"""
