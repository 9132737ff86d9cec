"""What the rules read comes through the door that puts awards beside what was declared."""

from django.conf import settings

DECLARED = "household_facts"
TYPED = {
    "relief/desk/entering.py": "the boxes show what was typed, and nothing that was given",
    "relief/funds/facts.py": "the door itself",
}


def test_only_the_boxes_read_what_was_declared_alone():
    readers = {
        str(path.relative_to(settings.ROOT))
        for path in (settings.ROOT / "relief").rglob("*.py")
        if DECLARED in path.read_text(encoding="utf-8") and "households" not in path.parts
    }
    assert readers == set(TYPED)
