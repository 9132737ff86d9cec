"""The pages of facts: which boxes stand on each, declared once for entering and for trying out."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Away, Recognition
from relief.rules.judged import ASSETS, DIFFICULTY, DISREGARDED, OF_MEMBER
from relief.web.forms import ReliefForm
from relief.web.texts import said

from ..facts import facts_hash
from ..parts import MEMBER_PART, PARTS, Part
from . import boxes
from .declaring import FILLED_NO, Facts, FactsForm, Group, Names, as_typed
from .listing import ListKind, RowForm, RowList


class MemberForm(FactsForm):
    """One member's own facts. A day of birth that the number of a document says is not asked."""

    own = facts.MEMBER
    judged = OF_MEMBER
    maps = (facts.DISABILITY, facts.UNEMPLOYMENT)
    groups = (
        Group(
            _("和本户的关系"),
            (
                "relation",
                "born_on",
                "lives_with",
                "owed_support",
                "away",
                "away_since",
                "can_live_independently",
            ),
        ),
        Group(_("健康"), ("disability", "serious_illness", "self_care_failed", "infected_or_isolated")),
        Group(_("就学和工作"), ("schooling", "graduated_on", "working", "seeking_work", "unemployment")),
        Group(_("户籍和居住"), ("hukou", "residence_permit", "works_here", "lives_here")),
        Group(_("其他"), ("chose_child_allowance", "died_on")),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("away_since") and cleaned.get("away") != Away.RELIGIOUS.code:
            self.add_error("away_since", _("只有“宗教教职人员脱离家庭”才填这一天。"))
        born, died = cleaned.get("born_on"), cleaned.get("died_on")
        if born and died and died < born:
            self.add_error("died_on", _("死亡日期在出生日期以前，请核对。"))
        return cleaned


class AssetsForm(FactsForm):
    """财产: found by an investigation, or listed one by one."""

    judged = (ASSETS,)
    groups = (Group(_("财产"), ("assets", *(f"assets_{fact.name}" for fact in facts.ASSETS.facts))),)

    def boxes(self, names: Names) -> dict[str, forms.Field]:
        found = boxes.CodeField(codes=AssetsFinding, label=said(facts.ASSETS.label), required=False)
        return {"assets": found, **boxes.boxes_of(facts.ASSETS, "assets_")}

    def stored(self, declared: Facts) -> dict[str, Any]:
        value = declared.get("assets")
        if not isinstance(value, Mapping):
            return {"assets": value}
        return {"assets": AssetsFinding.LISTED.code, **boxes.filled(facts.ASSETS, value, "assets_")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        found = cleaned.get("assets")
        if found not in (None, AssetsFinding.LISTED.code) and self._listed():
            self.add_error("assets", _("选了调查认定，下面却逐项填了。请改其中一处。"))
        return cleaned

    def _listed(self) -> dict[str, Any]:
        return boxes.read(facts.ASSETS, self.cleaned_data, "assets_")

    def facts(self) -> dict[str, Any]:
        found, listed = self.cleaned_data.get("assets"), self._listed()
        if listed or found == AssetsFinding.LISTED.code:
            return {"assets": listed}
        return {"assets": found} if found else {}


class SpendingForm(FactsForm):
    maps = (facts.SPENDING,)
    groups = (Group(_("近12个月大额支出"), ("spending",)),)


class HardshipForm(FactsForm):
    """突发困难. That basic living is in difficulty is somebody's finding, with its ground."""

    maps = (facts.HARDSHIP,)
    judged = (DIFFICULTY,)
    groups = (Group(_("突发困难"), ("hardship",)),)


class ChangeForm(FactsForm):
    maps = (facts.CHANGE,)
    groups = (Group(_("情况变化"), ("change",)),)


class SharedForm(FactsForm):
    """What belongs to the household as a whole, and what an official decided to leave out of it."""

    own = facts.HOUSEHOLD
    judged = (DISREGARDED,)
    groups = (Group(_("决定豁免的供养费"), ("support_disregarded",)),)


class RecognisedForm(FactsForm):
    """已有的身份认定: several at once, or none."""

    groups = (Group(_("已有的身份认定"), ("recognised_as",)),)

    def boxes(self, names: Names) -> dict[str, forms.Field]:
        choices = [(each.code, said(each.label)) for each in Recognition]
        return {
            "recognised_as_declared": boxes.there_is(gettext("已有的身份认定")),
            "recognised_as": boxes.MembersField(label=gettext("哪些认定"), choices=choices, required=False),
        }

    def stored(self, declared: Facts) -> dict[str, Any]:
        value = declared.get("recognised_as")
        return {"recognised_as_declared": None if value is None else bool(value), "recognised_as": value}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("recognised_as_declared") is False and cleaned.get("recognised_as"):
            self.add_error("recognised_as_declared", FILLED_NO)
        return cleaned

    def facts(self) -> dict[str, Any]:
        ticked, answer = (self.cleaned_data.get(name) for name in ("recognised_as", "recognised_as_declared"))
        return {"recognised_as": ticked or []} if ticked or answer is False else {}


class IncomeRow(RowForm):
    own = facts.INCOME
    groups = (Group("", ("kind", "amount", "per")),)

    @property
    def is_blank(self) -> bool:
        """Whether by the month or by the year alone says nothing."""
        return all(self.cleaned_data.get(name) is None for name in ("kind", "amount"))


class ObligorRow(RowForm):
    own = facts.OBLIGOR
    maps = (facts.DISABILITY,)
    groups = (Group("", (*(fact.name for fact in facts.OBLIGOR.facts), "disability")),)


class AwardRow(RowForm):
    own = facts.AWARD
    groups = (Group("", tuple(fact.name for fact in facts.AWARD.facts)),)


class ReliefRow(RowForm):
    own = facts.RELIEF
    groups = (Group("", tuple(fact.name for fact in facts.RELIEF.facts)),)


INCOMES = ListKind("incomes", _("有没有收入"), IncomeRow, _("第%(number)d笔收入"), _("再加一笔"), True)
SHARED_INCOMES = INCOMES._replace(label=_("有没有家庭共有的收入（土地、出租等）"))
OBLIGORS = ListKind(
    "obligors", _("家庭以外有没有法定义务人"), ObligorRow, _("第%(number)d位法定义务人"), _("再加一位")
)
RECEIVING = ListKind(
    "receiving", _("别处有没有正在享受的救助"), AwardRow, _("第%(number)d项正在享受的救助"), _("再加一项")
)
RELIEF_HISTORY = ListKind(
    "relief_history", _("以前在别处有没有得过临时救助"), ReliefRow, _("第%(number)d次临时救助"), _("再加一次")
)


class Kind(NamedTuple):
    """A page of facts: its title, its boxes, its lists, and which facts it owns."""

    title: str | Promise
    of: Part
    form: type[FactsForm]
    lists: tuple[ListKind, ...] = ()


SECTIONS = {
    "incomes": Kind(_("家庭共有收入"), PARTS["incomes"], SharedForm, (SHARED_INCOMES,)),
    "assets": Kind(_("财产"), PARTS["assets"], AssetsForm),
    "spending": Kind(_("近12个月大额支出"), PARTS["spending"], SpendingForm),
    "hardship": Kind(_("突发困难"), PARTS["hardship"], HardshipForm),
    "receiving": Kind(
        _("享受的和得过的救助"), PARTS["receiving"], RecognisedForm, (RECEIVING, RELIEF_HISTORY)
    ),
    "change": Kind(_("情况变化"), PARTS["change"], ChangeForm),
}
MEMBER = Kind(_("成员情况"), MEMBER_PART, MemberForm, (INCOMES, OBLIGORS))


class EntryForm:
    """One page of facts as one form: its boxes and its lists.

    `declared`: the facts of the household, or of one member. `fixed`: boxes that a document answers.
    `standing`: what stands written of findings, by their paths.
    `typed` and not `checked`: shown as it came.
    """

    def __init__(
        self,
        kind: Kind,
        declared: Facts,
        *,
        typed: QueryDict | None = None,
        checked: bool = False,
        deed: str = "",
        asked: AbstractSet[str] | None = None,
        names: Names | None = None,
        fixed: AbstractSet[str] = frozenset(),
        standing: Names | None = None,
    ) -> None:
        self.kind = kind
        self.declared = kind.of.within(declared)
        bound = typed if checked else None
        self.form = kind.form(
            bound, declared=self.declared, asked=asked, names=names, fixed=fixed, standing=standing
        )
        if typed is not None and not checked:
            self.form.initial = as_typed(self.form, typed)
        self.lists = [
            RowList(each, self.declared.get(each.name), typed=typed, checked=checked, names=names, deed=deed)
            for each in kind.lists
        ]
        self.seen = (typed.get("seen", "") if typed else "") or self.now

    @property
    def now(self) -> str:
        """The mark of what is declared at this moment."""
        return facts_hash(self.declared)

    @property
    def reasons(self) -> dict[str, str]:
        """On what findings rest, by their paths, where it was typed."""
        return self.form.reasons()

    @property
    def forms(self) -> list[ReliefForm]:
        return [self.form, *(form for each in self.lists for form in each.forms)]

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(each.is_valid() for each in self.lists)])

    def facts(self) -> dict[str, Any]:
        """Everything that the page declares; what is not declared is left out."""
        found = self.form.facts()
        listed = {each.kind.name: each.facts() for each in self.lists}
        return found | {name: items for name, items in listed.items() if items is not None}
