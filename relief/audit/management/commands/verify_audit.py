import hashlib
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

# One statement, so that heads and events are of one moment while others write.
LINKS = """
SELECT county, head.number, head.digest,
       event.number, event.id::text, event.previous, event.digest, public.audit_written(event)
FROM audit_chain_head AS head FULL JOIN audit_event AS event USING (county)
ORDER BY county, event.number
"""


class Link(NamedTuple):
    county: int
    head_number: int | None
    head_digest: bytes | None
    number: int | None
    id: str | None
    previous: bytes | None
    digest: bytes | None
    written: str | None


class Command(BaseCommand):
    help = "Recomputes the chain of audit events of every county and names the first broken link."

    def handle(self, **options: Any) -> None:
        for county, links in groupby(self.links(), key=attrgetter("county")):
            number, digest = 0, b""
            for link in links:
                if link.number is not None:
                    number, digest = self.follow(link, number, digest)
            if (link.head_number, link.head_digest) != (number, digest):
                raise CommandError(f"county {county}: the chain breaks off after event {number}")
            self.stdout.write(f"county {county}: {number} events, unbroken, ends in {digest.hex()}")

    def follow(self, link: Link, number: int, digest: bytes) -> tuple[int, bytes]:
        where = f"county {link.county}, event {link.number} ({link.id})"
        if link.number != number + 1:
            raise CommandError(f"{where}: event {number + 1} is missing before it")
        if link.previous != digest:
            raise CommandError(f"{where}: does not follow event {number}")
        computed = hashlib.sha256((link.written or "").encode()).digest()
        if computed != link.digest:
            raise CommandError(f"{where}: was altered after it was written")
        return link.number, computed

    def links(self) -> Iterator[Link]:
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(LINKS)
            for row in cursor:
                yield Link._make(bytes(part) if isinstance(part, memoryview) else part for part in row)
