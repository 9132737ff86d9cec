"""What a person is declared to receive already (正在享受的救助), household by household."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from relief.rules.codes import ProgrammeCode
from relief.web.days import long_day
from relief.web.money import money

from .models import Award, Member
from .words import code_words


def receiving_words(member: Member, awards: Iterable[Award]) -> list[str]:
    """Each award of the household that is for this member; a blank is not a none."""
    if member.household.receiving_declared is None:
        return [_("正在享受的救助：未申报")]
    told = [award_words(each) for each in awards if _is_for(each, member)]
    return [_("正在享受：%(award)s") % {"award": each} for each in told] or [_("正在享受的救助：无")]


def _is_for(award: Award, member: Member) -> bool:
    """Without members named it is for all who count."""
    covered = {each.member_id for each in award.coverages.all()}
    return not award.members_declared or member.pk in covered


def award_words(award: Award) -> str:
    """低保，每月640.00元，2025年3月1日起"""
    return _("，").join(_parts(award))


def _parts(award: Award) -> Iterator[str]:
    yield code_words(ProgrammeCode, award.programme) if award.programme else _("项目未申报")
    if award.monthly is not None:
        yield _("每月%(amount)s") % {"amount": money(award.monthly)}
    if award.since is not None:
        yield _("%(day)s起") % {"day": long_day(award.since)}
