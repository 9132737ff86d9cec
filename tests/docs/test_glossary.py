"""The glossary says what the rules say."""

import re

import pytest
from django.conf import settings

from relief.rules.codes import Codes
from relief.web.templatetags.relief import VERDICTS

ROWS = re.findall(
    r"^\| (.+?) \| (.+?) \| `(\w+)` \|", (settings.ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE
)
MEMBERS = [member for enumeration in Codes.__subclasses__() for member in enumeration]


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_every_code_of_the_rules_stands_in_the_glossary_with_its_labels(member):
    assert (member.label.zh, member.label.en, member.code) in ROWS


def test_every_verdict_stands_in_the_glossary():
    assert VERDICTS.keys() <= {code for _, _, code in ROWS}
    for code, (_, label) in VERDICTS.items():
        assert (str(label), code) in {(zh, key) for zh, _, key in ROWS}
