"""Whatever people read goes through the catalogue; the law brings its own two languages."""

import ast
import re
from itertools import pairwise

import pytest
from django.conf import settings

# Not on a page for people: the law's own pairs, what commands and migrations say, and invented names.
APART = {"rules", "migrations", "management", "seeding"}
# Names of rooms, invented people, surnames, and three modules that read what people type in Chinese.
EXEMPT = {"apps.py", "calendar_typed.py", "demonstration.py", "spelling.py", "days.py", "money.py"}
MODULES = sorted(
    path
    for path in (settings.ROOT / "relief").rglob("*.py")
    if not APART & set(path.parts) and path.name not in EXEMPT
)
SPEAKERS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    # An article is cited as its document numbers it.
    "cite",
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def named(path):
    return str(path.relative_to(settings.ROOT))


def chinese(node):
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and CHINESE.search(part.value)
        for part in ast.walk(node)
    )


def in_english(node):
    return isinstance(node, ast.Constant | ast.JoinedStr) and not chinese(node)


def spoken(tree):
    """Docstrings, what goes through the catalogue, and pairs that bring their own English."""
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            yield node.body[0].value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in SPEAKERS:
            yield from node.args
        elif isinstance(node, ast.Call):
            for zh, en in pairwise(node.args):
                if in_english(en):
                    yield from ast.walk(zh)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_speaks_chinese_past_the_catalogue(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {id(node) for node in spoken(tree)}
    past = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and chinese(node) and id(node) not in known
    ]
    assert past == []
