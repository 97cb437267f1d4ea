"""What the rules about languages leave to each other, what they cannot know, and real pages."""

import json
import tomllib

import pytest

from govpage_lint.checks.language.foreign import Judge
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse, parse_text
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.observe import source_page
from govpage_lint.engine.wording import target_span
from govpage_lint.rulebook.book import Rulebook
from tests.shared import ROOT, SHARED, saved_pages

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "language"]
ENGLISH = "<p>The minister met the ambassadors of five countries and thanked them all.</p>"
KOREAN = "<p>장관은 오늘 다섯 나라의 대사를 만나 감사의 뜻을 전하였습니다.</p>"

RUSSIAN = "<p>Открытие состоялось в присутствии послов пяти стран.</p>"


def page(html: str, *, lang: str | None = "en", head: str = "<title>News</title>") -> Page:
    mark = f' lang="{lang}"' if lang is not None else ""
    return source_page(
        parse_text(f"<!doctype html><html{mark}><head>{head}</head><body>{html}</body></html>"),
        profile="wcag-aa",
    )


def judged(subject: Page) -> list[Judgement]:
    return [one for one in Dispatcher(RULES).run(subject) if one.verdict.outcome != "passed"]


def findings(subject: Page) -> list[str]:
    return sorted(
        f"{one.rule.id}{':' + one.verdict.case if one.verdict.case else ''}"
        for one in judged(subject)
        if one.verdict.outcome == "failed"
    )


def test_a_wrong_page_language_is_one_fault_and_not_one_for_each_text() -> None:
    body = (
        f'<a href="#c">본문 바로가기</a><main id="c">{KOREAN}{KOREAN}<button>닫기</button></main>'
    )
    assert findings(page(body, head="<title>알림</title>")) == ["page-language-wrong"]


def test_a_page_of_a_wrong_language_is_judged_by_its_text() -> None:
    body = f"{KOREAN}{KOREAN}{ENGLISH}"
    found = findings(page(body, lang="kr", head="<title>알림</title>"))
    assert found == ["page-language-wrong:country", "text-language-unmarked:latin"]


def test_without_a_page_language_no_part_is_judged_by_it() -> None:
    body = f'{ENGLISH}{KOREAN}<button>닫기</button><a href="/ko">한국어</a>'
    assert findings(page(body, lang=None)) == ["page-language-missing"]


def test_a_mistyped_page_language_is_taken_for_what_was_meant() -> None:
    body = f"{KOREAN}{KOREAN}<button>Open all menus</button>"
    found = findings(page(body, lang="ko_KR", head="<title>알림</title>"))
    assert found == ["control-name-untranslated:latin", "page-language-invalid:underscore"]


def test_a_part_of_a_wrong_language_is_not_also_unmarked() -> None:
    assert findings(page(f'{ENGLISH}<div lang="en">{KOREAN}</div>')) == ["part-language-wrong"]


def test_a_language_inside_a_language_is_judged_by_the_inner_one() -> None:
    body = f'{ENGLISH}<div lang="ko">{KOREAN}<div lang="en">{ENGLISH}</div>{RUSSIAN}</div>'
    assert findings(page(body)) == ["text-language-unmarked"]


def test_a_language_that_may_be_written_in_anything_judges_nothing() -> None:
    for lang in ("", "und", "mul", "zxx", "sgn"):
        assert findings(page(f'{ENGLISH}<div lang="{lang}">{KOREAN}</div>')) == [], lang


def test_a_script_subtag_says_what_to_expect() -> None:
    latin = "<p>Dobro došli na stranicu ministarstva spoljnih poslova Republike Srbije.</p>"
    body = f"{latin}<p>Добро дошли на нашу страницу.</p>"
    assert findings(page(body, lang="sr")) == []
    assert findings(page(body, lang="sr-Latn")) == ["text-language-unmarked"]


def test_hidden_text_is_nobodys() -> None:
    hidden = [
        f"<div hidden>{KOREAN}</div>",
        f'<div style="display:none">{KOREAN}</div>',
        f'<div aria-hidden="true">{KOREAN}</div>',
        "<template><p>본문으로 이동합니다.</p></template>",
        '<script>var text = "본문으로 이동합니다.";</script>',
        "<!-- 본문으로 이동합니다. -->",
        '<img hidden alt="첨부파일 다운로드" src="a.png">',
    ]
    assert findings(page(ENGLISH + "".join(hidden))) == []


def test_a_text_that_inline_elements_divide_is_one_finding() -> None:
    body = f"{ENGLISH}<p><b>회의는</b> <a href='/1'>열 시에</a> <i>시작</i>합니다.</p>"
    found = judged(page(body))
    assert [one.rule.id for one in found] == ["text-language-unmarked"]
    assert found[0].verdict.values["text"] == "회의는 열 시에 시작합니다."


def test_a_list_in_another_language_is_one_finding_that_counts() -> None:
    items = "".join(
        f"<li><a href='/{n}'>보도자료 {n}호를 알려 드립니다.</a></li>" for n in range(30)
    )
    (one,) = judged(page(f"{ENGLISH * 20}<ul>{items}</ul>{ENGLISH}"))
    assert one.verdict.case == "blocks"
    assert one.verdict.values["count"] == "30"


def test_a_button_and_its_tooltip_of_the_same_words_are_one_fault() -> None:
    assert len(judged(page(f'{ENGLISH}<button title="검색"><span>검색</span></button>'))) == 1
    assert (
        len(judged(page(f'{ENGLISH}<button title="검색창 열기"><span>검색</span></button>'))) == 2
    )


def test_a_name_on_a_page_is_for_a_person_to_judge_or_nobody() -> None:
    body = f'{ENGLISH}<img src="l.png" alt="외교부"><p>외교부</p><a href="/m">국립중앙박물관</a>'
    found = judged(page(body))
    assert {one.verdict.outcome for one in found} == {"cantTell"}
    assert sorted(one.rule.id for one in found) == [
        "image-alt-untranslated",
        "text-language-unmarked",
    ]


def test_uppercase_tags_and_attributes_are_seen_too() -> None:
    body = f'<BODY>{ENGLISH.upper()}<IMG ALT="첨부파일" SRC=a><A HREF="/ko">한국어</A></BODY>'
    html = f'<HTML LANG="en">{body}</HTML>'
    found = findings(source_page(parse_text(html), profile="wcag-aa"))
    assert found == ["image-alt-untranslated", "language-name-unmarked"]


def test_a_fragment_is_judged_by_the_languages_that_it_says_itself() -> None:
    fragment = f'<div lang="en"><button>닫기</button>{ENGLISH}</div><button>열기</button>'
    found = findings(source_page(parse_text(fragment), profile="wcag-aa"))
    assert found == ["control-name-untranslated"]


def test_a_picture_of_vectors_has_a_name_too() -> None:
    body = f'{ENGLISH}<svg role="img" aria-label="검색"><path d="M0 0"/></svg>'
    assert findings(page(body)) == ["image-alt-untranslated"]


@pytest.mark.parametrize("count", [200, 400])
def test_the_cost_grows_with_the_page_and_no_faster(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each text is read a few times, however the blocks are nested and whatever follows them."""
    seen = 0
    read = Judge.judge

    def counting(self: Judge, text: str, native: frozenset[str], *, label: bool) -> object:
        nonlocal seen
        seen += len(text)
        return read(self, text, native, label=label)

    monkeypatch.setattr(Judge, "judge", counting)
    text = "회의는 열 시에 시작합니다. "
    nested = "<div>" * count + text + f"</div>{text}" * count
    flat = f"<p>{text}</p>" * count + "<p>End</p>"
    links = f"<li><a href='/a'>{text}</a>{text}" * count
    findings(page(f"{ENGLISH * 9 * count}<section>{nested}</section><ul>{links}</ul>{flat}"))
    # Every passage may be read with its neighbours, of which there is a fixed number.
    assert seen < 500 * count * len(text)


@pytest.mark.parametrize("file", saved_pages(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_real_pages_are_judged_without_a_crash_and_almost_without_alarm(file) -> None:
    subject = source_page(parse(file.read_bytes()), profile="wcag-aa")
    for one in judged(subject):
        span = target_span(subject.document, one.verdict.target)
        assert span is None or 0 <= span[0] <= span[1] <= len(subject.document.source.text)


SAMPLES = ROOT / "samples"


@pytest.mark.parametrize("site", ["ministry-en", "municipality-ko"])
def test_the_mended_sample_has_no_language_fault(site: str) -> None:
    html = (SAMPLES / site / "mended.html").read_bytes()
    assert judged(source_page(parse(html), profile="wcag-aa")) == []


@pytest.mark.parametrize("site", ["ministry-en", "municipality-ko"])
def test_every_language_fault_of_the_sample_is_found_on_its_line(site: str) -> None:
    expected = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))["fault"]
    subject = source_page(parse((SAMPLES / site / "faulty.html").read_bytes()), profile="wcag-aa")
    source = subject.document.source
    lines = set()
    for one in judged(subject):
        span = target_span(subject.document, one.verdict.target)
        assert span is not None
        lines.add(source.position(span[0]).line)
    wanted = {
        f["line"] for f in expected if f["family"] == "language" and f["page"].startswith(site)
    }
    assert wanted
    assert wanted <= lines


ACT_FULL = ("b5c3f8", "bf051a", "de46e4")
# Examples that take telling apart two languages in one script, which is not done by script.
ACT_PART = ("ucwvc8", "off6ek")


def act_cases() -> list[object]:
    listing = SHARED / "act" / "testcases.json"
    if not listing.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason="the W3C's examples are not there"))]
    cases = json.loads(listing.read_text(encoding="utf-8"))["testcases"]
    return [
        pytest.param(case, id=f"{case['ruleId']}-{case['testcaseTitle']}".replace(" ", "-"))
        for case in cases
        if case["ruleId"] in (*ACT_FULL, *ACT_PART) and case["relativePath"].endswith(".html")
    ]


@pytest.mark.parametrize("case", act_cases())
def test_examples_of_the_w3c_come_out_as_they_say(case) -> None:
    file = SHARED / "act" / "content-assets" / "wcag-act-rules" / case["relativePath"]
    rules = [rule for rule in RULES if case["ruleId"] in rule.act]
    assert rules
    subject = source_page(parse(file.read_bytes()), profile="wcag-aa")
    outcomes = {one.verdict.outcome for one in Dispatcher(rules).run(subject)}
    if case["expected"] != "failed":
        assert "failed" not in outcomes
    elif case["ruleId"] in ACT_FULL:
        assert "failed" in outcomes


FRENCH = (
    "<p>Les habitants du quartier sont invités à la fête qui aura lieu dimanche sur la place.</p>"
)


def test_a_page_in_another_language_of_its_script_is_one_fault() -> None:
    found = findings(page(f"{FRENCH}{FRENCH}{FRENCH}", head="<title>La fête du quartier</title>"))
    assert found == ["page-language-wrong:language"]


def test_many_foreign_passages_side_by_side_cost_no_more_than_each_of_them() -> None:
    subject = page(f"<main>{ENGLISH * 30}<div>{FRENCH * 3000}</div></main>")
    assert findings(subject)
    deep = page("<div>" * 3000 + FRENCH + ENGLISH * 30 + "</div>" * 3000)
    assert "passage-language-unmarked" in findings(deep)


def test_direction_is_told_once_for_a_page_and_once_for_a_part() -> None:
    hebrew = "<p>המשרד פתוח מיום ראשון עד יום חמישי.</p>"
    assert findings(page(hebrew * 3, lang="he")) == ["text-direction-missing:page"]
    assert findings(page(f'{ENGLISH}<div lang="he">{hebrew * 3}</div>')) == [
        "text-direction-missing"
    ]
    assert findings(page(f'{ENGLISH}<div lang="he" dir="rtl">{hebrew * 3}</div>')) == []
