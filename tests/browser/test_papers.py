"""材料 as the caseworker brings them: seen before they are sent, then in the list, then withdrawn."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.people import PHONE

pytestmark = pytest.mark.browser


CHOSEN = "要交的照片和文件"


def photograph(name="pledge.jpg", picture=None):
    taken = BytesIO()
    (picture or Image.new("RGB", (300, 400), "linen")).save(taken, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": taken.getvalue()}


def scan():
    written = BytesIO()
    Image.new("RGB", (300, 400), "khaki").save(written, "PDF")
    return {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": written.getvalue()}


def papers_of_a_household(person):
    person.page.set_viewport_size(PHONE)
    person.page.goto("/households/")
    person.page.locator("main a[href^='/households/']").filter(has_text="户").first.click()
    person.page.get_by_role("link", name="材料", exact=True).click()
    person.page.wait_for_url("**/papers/")
    return person.page


def test_a_photograph_is_seen_sent_and_withdrawn(sign_in):
    lin = sign_in("linxiaoman")
    page = papers_of_a_household(lin)
    lin.look("papers-empty")

    page.locator("#papers_dibao").get_by_role("link", name=re.compile("拍照或选文件.*诚信承诺书")).click()
    expect(page.get_by_label("哪一份材料")).to_have_value("pledge")
    too_large = {"name": "large.pdf", "mimeType": "application/pdf", "buffer": b"x" * (10 * 1024 * 1024 + 1)}
    page.get_by_label("选照片或PDF").set_input_files([photograph(), too_large])
    chosen = page.get_by_role("list", name=CHOSEN)
    expect(chosen.locator("img")).to_have_js_property("naturalWidth", 300)
    expect(chosen).to_contain_text("pledge.jpg")
    expect(chosen).to_contain_text("超过10 MB，请拍小一点，或分成几份")
    lin.look("papers-chosen")

    page.get_by_role("button", name=re.compile("移除.*large.pdf")).click()
    expect(chosen).not_to_contain_text("large.pdf")
    page.get_by_role("button", name="存好材料").click()
    expect(page.locator("main").get_by_text("已存1份材料。")).to_be_visible()
    kept = page.locator("#papers_dibao").get_by_role("link", name=re.compile("诚信承诺书，.*照片"))
    expect(kept).to_be_visible()
    with page.expect_popup() as opened:
        kept.click()
    expect(opened.value.locator("img")).to_have_js_property("naturalWidth", 300)
    opened.value.close()

    page.locator("#papers_dibao").get_by_role("link", name=re.compile("作废.*诚信承诺书")).click()
    lin.look("papers-withdraw")
    page.get_by_label("为什么作废").fill("手指挡住了公章")
    page.get_by_role("button", name="作废这一份").click()
    expect(page.get_by_text("作废：手指挡住了公章")).to_be_visible()
    lin.look("papers-withdrawn")


def test_one_photograph_after_another_and_a_pdf_are_seen_and_sent_together(sign_in):
    page = papers_of_a_household(sign_in("linxiaoman"))
    page.get_by_label("哪一份材料").select_option("application")
    page.get_by_label("拍照").set_input_files([photograph("1.jpg", Image.new("RGB", (300, 400), "plum"))])
    page.get_by_label("拍照").set_input_files([photograph("2.jpg", Image.new("RGB", (300, 400), "tan"))])
    page.get_by_label("选照片或PDF").set_input_files([scan()])
    chosen = page.get_by_role("list", name=CHOSEN)
    expect(chosen.locator("img")).to_have_count(2)
    with page.expect_popup() as opened:
        chosen.get_by_role("link", name="先打开看").click()
    assert opened.value.url.startswith("blob:")
    opened.value.close()

    page.get_by_role("button", name="存好材料").click()
    expect(page.locator("main").get_by_text("已存3份材料。")).to_be_visible()
    expect(page.get_by_role("list", name=CHOSEN)).to_be_hidden()


def test_a_large_photograph_is_made_small_before_it_is_sent(sign_in):
    page = papers_of_a_household(sign_in("linxiaoman"))
    page.get_by_label("哪一份材料").select_option("mandate")
    large = photograph("large.jpg", Image.effect_noise((5200, 4000), 90).convert("RGB"))
    assert len(large["buffer"]) > 10 * 1024 * 1024
    page.get_by_label("选照片或PDF").set_input_files([large])
    chosen = page.get_by_role("list", name=CHOSEN)
    expect(chosen.locator("img")).to_have_js_property("naturalWidth", 2400)
    expect(chosen).not_to_contain_text("超过10 MB")
    page.get_by_role("button", name="存好材料").click()
    expect(page.locator("main").get_by_text("已存1份材料。")).to_be_visible()


def test_what_was_refused_or_did_not_arrive_is_still_there(sign_in):
    page = papers_of_a_household(sign_in("linxiaoman"))
    page.get_by_label("选照片或PDF").set_input_files(
        [photograph("kept.jpg", Image.new("RGB", (90, 90), "navy"))]
    )
    page.get_by_role("button", name="存好材料").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_role("list", name=CHOSEN)).to_contain_text("kept.jpg")

    page.get_by_label("哪一份材料").select_option("statement")
    page.context.set_offline(True)
    page.get_by_role("button", name="存好材料").click()
    expect(page.locator("#not-sent")).to_be_visible()
    expect(page.get_by_role("list", name=CHOSEN)).to_contain_text("kept.jpg")
    expect(page.get_by_label("哪一份材料")).to_have_value("statement")

    page.context.set_offline(False)
    page.get_by_role("button", name="存好材料").click()
    expect(page.locator("main").get_by_text("已存1份材料。")).to_be_visible()
    expect(page.locator("#not-sent")).to_be_hidden()
