"""Every rule has its document, article and paraphrase; every disagreement names what there is."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from relief.rules.articles import articles, sources
from relief.rules.beside import (
    LOCAL,
    WHAT_COUNTS,
    WHO_COUNTS,
    carried,
    conflicts_of,
    criteria_of,
    place_figures,
)
from relief.rules.citations import DOCUMENT_OF, MINFA_2021_57, NOTICE_2022, cite
from relief.rules.conflicts import conflicts, conflicts_on
from relief.rules.language import Figure, FigureCodes, FigureFlag
from relief.rules.parameters import FIRST_DAY, Figures, national_figures
from relief.rules.programmes import BY_CODE, PROGRAMMES
from tests.rules.nodes import made_of

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CRITERIA = {
    each.code: each
    for each in (
        *WHO_COUNTS,
        *WHAT_COUNTS,
        *(one for programme in PROGRAMMES for one in criteria_of(programme)),
    )
}
CONFLICTS = {each.code: each for each in conflicts()}
DAY = date(2026, 11, 23)


def bilingual(text):
    return CHINESE.search(text.zh) and text.en and not CHINESE.search(text.en)


def place(day=DAY, **figures):
    return Figures({"figures": [{"from": FIRST_DAY, **figures}]}, "urban", day)


@pytest.mark.parametrize("code", CRITERIA)
def test_a_criterion_has_document_article_and_paraphrase_in_both_languages(code):
    found = sources(CRITERIA[code].cites)
    assert found
    assert bilingual(CRITERIA[code].title)
    for source in found:
        assert source.cite.document.code in DOCUMENT_OF
        assert source.cite.article
        assert bilingual(source.article.text)


def test_national_figures_and_open_clauses_have_theirs_too():
    for figure in national_figures():
        assert bilingual(figure.title)
        assert sources((figure.cite,))
    for programme in PROGRAMMES:
        for cites, text in programme.open_clauses:
            assert bilingual(text)
            assert sources(cites)


def test_no_paraphrase_is_of_an_article_that_nothing_cites():
    cites = [cite for each in CRITERIA.values() for cite in each.cites]
    cites += [figure.cite for figure in national_figures()]
    cites += [cite for each in PROGRAMMES for clause, _text in each.open_clauses for cite in clause]
    cited = {(one.document.code, one.article) for cite in cites for one in cite.each()}
    assert set(articles()) == cited


def test_what_amends_an_article_is_later_and_has_its_own_paraphrase():
    for article in articles().values():
        for by in article.amended_by:
            assert by.document.since > article.cite.document.since
            assert (by.document.code, by.article) in articles()


def test_an_article_is_amended_from_the_day_of_the_later_document():
    (alone,) = sources(cite(MINFA_2021_57, "第八条"))
    changed = [alone.amended_by(date(2022, 10, day)) for day in (19, 20)]
    assert [[by.article for by in each] for each in changed] == [[], ["一（一）", "一（四）"]]
    assert len(alone.amended_by()) == 3


def test_only_what_is_in_force_on_the_day_stands_beside_a_rule():
    cites = cite(MINFA_2021_57, "第七条、第八条") + cite(NOTICE_2022, "第一部分")
    before = sources(cites, NOTICE_2022.since - timedelta(days=1))
    assert [each.cite.article for each in before] == ["第七条", "第八条"]
    assert len(sources(cites, NOTICE_2022.since)) == 3


def test_the_criteria_of_a_programme_are_all_those_inside_it():
    codes = [each.code for each in criteria_of(BY_CODE["dibao_individual"])]
    assert codes == [
        "dibao_individual.family_not_dibao",
        "dibao_individual.own_income_below_standard",
        "dibao_individual.may_apply_alone",
        "dibao_individual.in_edge_family",
        "dibao_individual.clergy",
        "dibao_individual.disabled_without_work",
    ]


def test_a_citation_carries_a_criterion_on_the_days_of_both():
    triggered, epidemic = (
        CRITERIA["price_subsidy.triggered"],
        CRITERIA["nonresident_relief.because_of_epidemic"],
    )
    days = {cite.document.code: carried(triggered, cite) for cite in triggered.cites}
    assert days["price_2022"] == (date(2022, 9, 1), date(2023, 3, 31))
    assert days["law"] == (date(2026, 7, 1), None)
    assert carried(epidemic, epidemic.cites[0]) == (date(2022, 6, 2), date(2022, 10, 19))


def test_a_criterion_reads_the_figures_of_its_own_law_only():
    assert place_figures(CRITERIA["dibao_margin.not_dibao"]) == []
    assert place_figures(CRITERIA["tekun.no_work_capacity"]) == ["tekun_minor_age"]
    assert place_figures(CRITERIA["dibao_grace.within_grace"]) == ["grace_months"]
    assert place_figures(CRITERIA["fast_relief.within_cap"]) == ["fast_relief_cap"]


@pytest.mark.parametrize("code", CONFLICTS)
def test_a_disagreement_names_what_there_is(code):
    conflict = CONFLICTS[code]
    assert conflict.criteria <= CRITERIA.keys()
    assert conflict.programmes <= BY_CODE.keys()
    assert conflict.figure is None or conflict.figure in LOCAL
    texts = [conflict.title, *(each.text for each in (*conflict.sayings, *conflict.views))]
    assert all(
        bilingual(text) for text in (*texts, *(each.named for each in conflict.sayings if not each.cite))
    )
    assert len(conflict.sayings) >= 2


@pytest.mark.parametrize("code", [code for code, each in CONFLICTS.items() if each.figure])
def test_the_criteria_it_touches_read_the_figure_that_decides(code):
    conflict = CONFLICTS[code]
    assert conflict.criteria
    for criterion in conflict.criteria:
        nodes = made_of(CRITERIA[criterion])
        read = {node.name for node in nodes if isinstance(node, Figure | FigureFlag | FigureCodes)}
        assert conflict.figure in read, criterion


def test_a_disagreement_is_found_from_its_criterion_and_its_programme():
    assert [each.code for each in conflicts_of(CRITERIA["tekun.no_work_capacity"])] == ["minor_age"]
    touched = {each.code for each in conflicts() if each.touches(BY_CODE["fast_relief"])}
    assert touched == {"residence_permit", "fast_relief_days", "papers_after_relief"}


@pytest.mark.parametrize("code", CONFLICTS)
def test_texts_stand_against_each_other_from_the_first_day_on(code):
    conflict = CONFLICTS[code]
    days = [conflict.since + timedelta(days=days) for days in (-1, 0)]
    assert [conflict in conflicts_on(day) for day in days] == [False, True]
    assert len(conflict.sayings_on(conflict.since)) >= 2


@pytest.mark.parametrize("code", CONFLICTS)
def test_in_a_place_that_says_nothing_one_view_holds_on_every_day(code):
    conflict = CONFLICTS[code]
    days = {FIRST_DAY, DAY, *(each.since for each in DOCUMENT_OF.values()), date(2023, 4, 1)}
    for day in sorted(each for each in days if each >= max(FIRST_DAY, conflict.since)):
        figures = Figures({}, "urban", day)
        assert conflict.view(figures) in conflict.views
        assert not conflict.is_settled_by(figures)


@pytest.mark.parametrize(
    ("code", "stated", "view"),
    [
        ("edge_line", False, "outside"),
        ("edge_line", True, "inside"),
        ("edge_multiple", Decimal("1.5"), "national"),
        ("edge_multiple", 2, "own"),
        ("minor_age", 16, "sixteen"),
        ("minor_age", 18, "eighteen"),
        ("minor_age", 17, "other"),
        ("grace_months", 3, "six"),
        ("grace_months", 6, "six"),
        ("grace_months", 7, "longer"),
        ("basic_pension", False, "left_out"),
        ("basic_pension", True, "counted"),
        ("work_cost", Decimal(0), "nothing"),
        ("work_cost", Decimal("0.3"), "own"),
    ],
)
def test_the_view_follows_the_figure_of_the_place(code, stated, view):
    conflict = CONFLICTS[code]
    figures = place(**{conflict.figure: stated})
    assert conflict.view(figures).code == view
    assert conflict.is_settled_by(figures)


@pytest.mark.parametrize(
    ("code", "view"),
    [
        ("edge_line", "outside"),
        ("edge_multiple", "national"),
        ("minor_age", "sixteen"),
        ("grace_months", "six"),
        ("basic_pension", "open"),
        ("work_cost", "nothing"),
        ("fines", "law"),
    ],
)
def test_where_the_place_is_silent_the_view_is_what_the_rules_do(code, view):
    conflict = CONFLICTS[code]
    assert conflict.view(place()).code == view


def test_the_lowered_mark_for_prices_holds_for_its_days():
    days = (date(2022, 8, 31), date(2022, 9, 1), date(2023, 3, 31), date(2023, 4, 1))
    views = [CONFLICTS["price_trigger"].view(place(day)).code for day in days]
    assert views == ["national", "lowered", "lowered", "national"]
    for day, view in zip(days, views, strict=True):
        assert (place(day).raw("price_cpi_trigger") == Decimal("3.0")) == (view == "lowered")
