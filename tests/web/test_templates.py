import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
STATIC = sorted(path for path in (settings.ROOT / "static").rglob("*") if path.is_file())
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# The seal is a picture of a word, and each language is offered in its own name.
SAID_IN_EVERY_LANGUAGE = {"助", "中文"}


def texts(template):
    """The parts of a template that reach the page as they stand."""
    inside = False
    for token in Lexer(template).tokenize():
        if token.token_type is TokenType.BLOCK:
            word = token.contents.split()[0]
            if word in {"blocktranslate", "blocktrans", "comment"}:
                inside = True
            elif word in {"endblocktranslate", "endblocktrans", "endcomment"}:
                inside = False
        elif token.token_type is TokenType.TEXT and not inside:
            yield token.contents


def markup(path):
    """What the browser is sent, without the template's own language."""
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text())


def named(path):
    return str(path.relative_to(settings.ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_breaks_the_content_policy(path):
    text = markup(path)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_speaks_chinese_past_the_catalogue(path):
    said = {word for text in texts(path.read_text()) for word in CHINESE.findall(text)}
    assert said <= SAID_IN_EVERY_LANGUAGE


def test_our_own_files_reach_nothing_outside():
    assert Path(settings.ROOT / "static" / "relief.css") in STATIC
    for path in STATIC:
        text = path.read_text()
        assert "@import" not in text
        assert "url(" not in text.split("*/", 1)[-1]
        outside = set(re.findall(r"(?:https?:)?//[\w.]+\.\w+", text)) - {"http://www.w3.org"}
        assert not outside, path
