"""Which papers are asked for, of whom, on what ground; and that nobody is asked for what a check answers."""

from datetime import date

import pytest

from relief.rules.citations import DOCUMENTS, LAW
from relief.rules.papers import BY_CODE, FROM_THE_REGISTER, PAPERS, Situation, papers_of
from relief.rules.programmes import BY_CODE as PROGRAMMES

TODAY = date(2026, 11, 24)
APPLIED_FOR = [programme for programme in PROGRAMMES if programme not in FROM_THE_REGISTER]
GRANDMOTHER = {"id": "a", "disability": {"kind": "visual", "grade": 1}, "obligors": [{"relation": "child"}]}
CHILD = {"id": "b", "disability": "none", "serious_illness": True, "obligors": "none"}
DEAD = {"id": "c", "disability": {"kind": "visual", "grade": 1}, "died_on": date(2026, 1, 2)}


def whose(code, facts=None, **more):
    return BY_CODE[code].whose(Situation(facts or {"members": [GRANDMOTHER, CHILD, DEAD]}, **more))


def asked(programme):
    return {paper.code for paper in papers_of(programme) if not paper.by_check}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_every_paper_belongs_to_known_programmes_once_and_cites_known_texts(paper):
    assert paper.programmes
    assert set(paper.programmes) <= PROGRAMMES.keys()
    assert len(set(paper.programmes)) == len(paper.programmes)
    for _, cites in paper.grounds:
        assert {each.document for each in cites} <= set(DOCUMENTS)
        assert any(each.document.in_force(TODAY) for each in cites)


def test_what_is_paid_from_the_register_asks_for_nothing():
    assert set(FROM_THE_REGISTER) < PROGRAMMES.keys()
    assert [papers_of(programme) for programme in FROM_THE_REGISTER] == [(), (), ()]


@pytest.mark.parametrize("programme", APPLIED_FOR)
def test_every_programme_asks_for_an_application_and_consent_and_little_more(programme):
    assert {"application", "consent"} <= asked(programme)


def test_codes_do_not_repeat():
    assert len(BY_CODE) == len(PAPERS)


@pytest.mark.parametrize("programme", APPLIED_FOR)
def test_what_a_check_answers_is_never_asked_and_the_law_says_so(programme):
    answered = [paper for paper in papers_of(programme) if paper.by_check]

    assert {"register", "income_proof"} <= {paper.code for paper in answered}
    for paper in answered:
        assert "《社会救助法》第六十二条" in paper.citation(programme, TODAY)
    asked_for = " ".join(BY_CODE[code].title.zh for code in asked(programme))
    for word in ("户口", "收入证明", "流水", "存款", "房产", "车辆", "社保", "纳税", "婚姻"):
        assert word not in asked_for


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.code)
def test_a_ground_names_its_own_programmes_texts(paper):
    """Tekun is not asked on dibao's articles, nor the other way; where they are lent, it is said."""
    for programme in paper.programmes:
        cited = paper.citation(programme, TODAY)
        assert ("43号" in cited) <= (programme == "tekun")
        if not programme.startswith("dibao"):
            assert "57号" not in cited
    if "dibao_margin" in paper.programmes:
        lent = paper.citation("dibao_margin", TODAY).split("；")
        assert all("（文件未明确，本系统的处理）" in each for each in lent if "57号" in each)


@pytest.mark.parametrize("programme", APPLIED_FOR)
def test_somebody_else_may_be_entrusted_with_any_application(programme):
    assert "《社会救助法》第三十七条" in BY_CODE["mandate"].citation(programme, TODAY)


def test_in_an_emergency_the_law_itself_lets_papers_follow():
    assert "《社会救助法》第五十条" in BY_CODE["application"].citation("emergency_relief", TODAY)


def test_what_a_platform_of_the_government_shows_dibao_does_not_ask_again():
    assert "57号第十条" in BY_CODE["disability_register"].citation("dibao_individual", TODAY)
    assert "57号第十条" in BY_CODE["register"].citation("dibao", TODAY)


def test_only_tekun_asks_for_the_certificate_that_its_article_names():
    assert BY_CODE["disability_certificate"].programmes == ("tekun",)
    assert "43号第十条" in BY_CODE["disability_certificate"].citation("tekun", TODAY)
    assert BY_CODE["disability_register"].by_check


def test_where_the_texts_name_no_paper_the_citation_says_whose_rule_it_is():
    for code, programme in (
        ("bills", "dibao"),
        ("diagnosis", "dibao_individual"),
        ("pledge", "dibao_margin"),
    ):
        assert "（文件未明确，本系统的处理）" in BY_CODE[code].citation(programme, TODAY)


def test_a_text_not_yet_in_force_is_not_cited():
    assert "社会救助法" not in BY_CODE["application"].citation("dibao", date(2026, 6, 30))
    assert LAW.number.zh in BY_CODE["application"].citation("dibao", TODAY)


def test_a_paper_of_each_member_is_asked_of_the_living_of_whom_it_is_declared():
    assert whose("consent") == ("a", "b")
    assert whose("disability_certificate") == ("a",)
    assert whose("diagnosis") == ("b",)
    assert whose("obligor_consent") == ("a",)


def test_nothing_is_asked_because_of_what_is_not_declared():
    undeclared = Situation({"members": [{"id": "a"}]})
    needed = {paper.code for paper in PAPERS if not paper.by_check and paper.whose(undeclared)}

    assert needed == {"application", "pledge", "consent", "statement"}
    assert BY_CODE["consent"].whose(Situation({})) == ()


def test_bills_are_asked_for_what_was_spent():
    assert whose("bills", {"spending": {"tuition": 0}}) == ()
    assert whose("bills", {"spending": {"tuition": 0, "medical_self_paid": 1}}) == (None,)


def test_an_emergency_is_shown_and_a_mandate_asked_of_who_was_entrusted():
    assert whose("emergency_proof", {"hardship": "none"}) == ()
    assert whose("emergency_proof", {"hardship": {"event": "fire"}}) == (None,)
    assert whose("mandate") == ()
    assert whose("mandate", entrusted=True) == (None,)
