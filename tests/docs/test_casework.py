"""docs/casework.md says exactly what the table of transitions says."""

import re

from django.conf import settings

from relief.casework.workflow import TRANSITIONS, State

PAGE = (settings.ROOT / "docs" / "casework.md").read_text(encoding="utf-8")


def rows_under(heading):
    """The cells of the table whose first line is `heading`."""
    lines = PAGE.partition(f"{heading}\n")[2].splitlines()[1:]
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_has_every_row_of_the_table_and_no_other():
    written = list(rows_under("| from | to | deed | who | procedure | requires | records |"))
    assert written == [
        [
            each.before or "(new)",
            each.after,
            each.deed,
            each.who,
            each.procedure,
            ", ".join(each.requires),
            ", ".join(each.records),
        ]
        for each in TRANSITIONS
    ]


def test_the_page_explains_every_state():
    written = list(rows_under("| state | 中文 | means |"))
    assert [row[:2] for row in written] == [[state.value, str(state.label)] for state in State]


def test_the_page_explains_every_requirement():
    explained = {row[0] for row in rows_under("| word | means | held by |")}
    assert explained == {word for each in TRANSITIONS for word in each.requires}


def test_who_holds_a_requirement_is_said():
    for row in rows_under("| word | means | held by |"):
        assert re.match(r"service", row[2])
