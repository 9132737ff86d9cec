"""Pages found as people find them: by going from one to the next."""

import re
from collections import defaultdict, deque
from html import unescape

from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
ENOUGH = 3
"""So many pages of one kind are opened in search of others."""


def name_of(path):
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return None


def found_from_home(person):
    """Every page that links lead to from the first one: its name, and the addresses seen first."""
    found, waiting = defaultdict(list), deque(["/"])
    found["home"].append("/")
    while waiting:
        answer = person.context.request.get(waiting.popleft())
        if not answer.ok or "text/html" not in answer.headers["content-type"]:
            continue
        for path in map(unescape, LINK.findall(answer.text())):
            name = name_of(path)
            if path not in found[name] and len(found[name]) < ENOUGH:
                found[name].append(path)
                waiting.append(path)
    return found
