"""审核确认权限下放: whether the county had given the confirmation to its townships when it was accepted.

The day of acceptance decides, and what was known in that moment: from it the law counts the days, and nobody
moves the decision while an application is under way. The database answers, and holds each deed to it.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from .models import Application
from .workflow import DeedKind


def is_delegated(application: Application) -> bool:
    """Of what nobody has accepted yet it is not."""
    return application.pk in delegated_among([application.pk])


def delegated_among(keys: Collection[UUID]) -> set[UUID]:
    """Of these applications those of which it is so, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM unnest(%s::uuid[]) AS key WHERE public.casework_delegated(key)",
            [[str(key) for key in keys]],
        )
        return {key for (key,) in cursor}


def is_recognised_here(application: Application) -> bool:
    """Of a standing: by the day on which it was submitted last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.casework_recognised_here(%s)", [application.pk])
        (here,) = cursor.fetchone()
    return bool(here)


def is_change_delegated(application: Application) -> bool:
    """Of a change: by the day on which it was proposed last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.casework_change_delegated(%s)", [application.pk])
        (delegated,) = cursor.fetchone()
    return bool(delegated)


def change_forwarded_by(application: Application) -> DeedKind:
    """With which deed a change goes to whoever confirms it."""
    return DeedKind.FORWARD_CHANGE_HERE if is_change_delegated(application) else DeedKind.FORWARD_CHANGE


def why_no_change_there(application: Application, deed: DeedKind) -> str:
    """Why a change is not forwarded with this deed but with the other; empty where it is."""
    right = change_forwarded_by(application)
    if deed == right:
        return ""
    if right == DeedKind.FORWARD_CHANGE:
        return _("提出调整那天，审核确认权限没有下放到乡镇（街道），要报送县级民政部门确认。")
    return _("提出调整那天，审核确认权限已下放到乡镇（街道），由本乡镇（街道）另一位审批人确认，不报送县级。")


def forwarded_by(application: Application) -> DeedKind:
    """With which deed it goes to whoever confirms."""
    return DeedKind.FORWARD_HERE if is_delegated(application) else DeedKind.FORWARD


def why_not_there(application: Application, deed: DeedKind) -> str:
    """Why it is not forwarded with this deed but with the other; empty where it is."""
    right = forwarded_by(application)
    if deed == right:
        return ""
    if right == DeedKind.FORWARD:
        return _("受理那天，审核确认权限没有下放到乡镇（街道），要报送县级民政部门确认。")
    return _("受理那天，审核确认权限已下放到乡镇（街道），由本乡镇（街道）另一位审批人确认，不报送县级。")
