"""材料 as the caseworker brings them: seen before they are sent, then in the list, then withdrawn."""

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.people import PHONE

pytestmark = pytest.mark.browser


def photograph():
    taken = BytesIO()
    Image.new("RGB", (300, 400), "linen").save(taken, "JPEG")
    return {"name": "pledge.jpg", "mimeType": "image/jpeg", "buffer": taken.getvalue()}


def test_a_photograph_is_seen_sent_and_withdrawn(sign_in):
    lin = sign_in("linxiaoman")
    page = lin.page
    page.set_viewport_size(PHONE)
    page.goto("/households/")
    page.locator("main a[href^='/households/']").filter(has_text="户").first.click()
    page.get_by_role("link", name="材料", exact=True).click()
    lin.look("papers-empty")

    page.locator("#papers_dibao").get_by_role("link", name=re.compile("拍照或选文件.*诚信承诺书")).click()
    expect(page.get_by_label("哪一份材料")).to_have_value("pledge")
    too_large = {"name": "large.pdf", "mimeType": "application/pdf", "buffer": b"x" * (10 * 1024 * 1024 + 1)}
    page.get_by_label("选照片或PDF").set_input_files([photograph(), too_large])
    chosen = page.get_by_role("list", name="要交的照片和文件")
    expect(chosen.locator("img")).to_have_js_property("naturalWidth", 300)
    expect(chosen).to_contain_text("pledge.jpg")
    expect(chosen).to_contain_text("超过10 MB，请拍小一点，或分成几份")
    lin.look("papers-chosen")

    page.get_by_label("选照片或PDF").set_input_files([photograph()])
    page.get_by_role("button", name="存好材料").click()
    expect(page.get_by_text("已存1份材料。")).to_be_visible()
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
