"""The one question that looks across areas without a household to ask for."""

from django.core.exceptions import PermissionDenied
from django.db import connection

from relief.offices.models import Role, User

from .naming import Office


def ask_elsewhere(*, by: User, documents: tuple[bytes, ...]) -> list[Office]:
    """要核对: whom to call about a number that other offices know. The database writes down the question.

    `documents` are the indexes of one number, as each kind of document that it may be of.
    """
    if by.role != Role.CASEWORKER:
        raise PermissionDenied
    found: dict[Office, None] = {}
    with connection.cursor() as cursor:
        for index in documents:
            cursor.execute("SELECT office, telephone FROM households_search_number(%s)", [index])
            found |= dict.fromkeys(Office(*row) for row in cursor)
    return list(found)
