"""Pages found as people find them: by going from one to the next."""

import re
from collections import defaultdict, deque
from html import unescape

from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
ENOUGH = 2
"""So many pages of one kind are opened in search of others."""


def name_of(path):
    """The name of the address, and the word in it that says which page of that name: `section assets`."""
    try:
        found = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    return " ".join(
        [found.view_name, *(found.kwargs[word] for word in ("slug", "section") if word in found.kwargs)]
    )


def found_from_home(person, *, by_way_of=()):
    """Every page that links lead to from the first one: its name, and the addresses seen first.

    `by_way_of` are pages to look at before, because they have something of everything.
    """
    found, waiting = defaultdict(list), deque([*by_way_of, "/"])
    found["home"].append("/")
    while waiting:
        answer = person.context.request.get(waiting.popleft())
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            continue
        for path in map(unescape, LINK.findall(answer.text())):
            name = name_of(path)
            seen = {each.partition("?")[0] for each in found[name]}
            if path.partition("?")[0] not in seen and len(seen) < ENOUGH:
                found[name].append(path)
                waiting.append(path)
    return found
