"""What a Selenium test gets: the page in its own driver, looked at as it stands."""

import pytest

from govpage_lint.testing import Axe, PageFaults, assert_page, check_page
from tests.web import page, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("attached")]

CLEAN = """\
<!doctype html>
<html lang="ko"><head><meta charset="euc-kr"><title>민원 안내</title></head>
<body><main><h1>민원 안내</h1><p>신청서를 내려받으세요.</p><p id="place"></p></main></body></html>
"""
# A fault that markup has, and one that a script makes.
FAULTY = CLEAN.replace("</main>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>')
SCRIPT = "document.getElementById('place').innerHTML = '<button></button>'"
KOREAN = "text/html; charset=euc-kr"


@pytest.fixture(scope="module")
def address():
    answers = {
        "/clean": page(CLEAN.encode("euc-kr"), kind=KOREAN),
        "/faulty": page(FAULTY.encode("euc-kr"), kind=KOREAN),
        "/framed": page(
            '<!doctype html><title>A</title><iframe src="/clean" title="민원"></iframe>'
        ),
    }
    with serve(answers) as running:
        yield running


@pytest.fixture(autouse=True)
def no_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def driver(session):
    with session.page() as tab:
        yield tab.driver


def test_a_clean_page_passes_and_the_driver_is_as_before(driver, address):
    driver.get(f"{address}/clean")
    driver.set_script_timeout(7)
    report = assert_page(driver)
    assert report.pages[0].url == f"{address}/clean"
    assert report.tool.axe
    assert driver.timeouts.script == 7
    assert driver.title == "민원 안내"


def test_faults_of_markup_have_their_lines_and_those_of_scripts_are_found(driver, address):
    driver.get(f"{address}/faulty")
    driver.execute_script(SCRIPT)
    with pytest.raises(PageFaults) as raised:
        assert_page(driver)
    findings = {finding.rule: finding for finding in raised.value.report.pages[0].findings}
    image = findings["image-alt-missing"]
    assert image.location is not None
    assert image.location.line == 3
    assert "axe" in image.observers
    assert "button-name-missing" in findings
    assert "image-alt-missing" in str(raised.value)
    assert not {"charset-contradicts", "text-undecodable"} & set(findings)


def test_a_driver_in_a_frame_is_looked_at_from_the_top(driver, address):
    driver.get(f"{address}/framed")
    driver.switch_to.frame(0)
    report = check_page(driver, axe=False)
    assert "page-language-missing" in {finding.rule for finding in report.pages[0].findings}


def test_axe_of_axe_selenium_python_finds_more_by_another_import(driver, address, tmp_path):
    driver.get(f"{address}/faulty")
    axe = Axe(driver)
    axe.inject()
    results = axe.run(options={"runOnly": {"type": "tag", "values": ["wcag2a"]}, "iframes": True})
    names = [entry["id"] for entry in results["violations"]]
    assert "image-alt" in names
    assert "govpage-lint-image-alt-missing" in names
    assert "govpage-lint-image-alt-missing" in axe.report(results["violations"])
    axe.write_results(results, str(tmp_path / "results.json"))
    part = axe.run(context={"include": [["h1"]]})
    assert not [entry for entry in part["violations"] if entry["id"].startswith("govpage-lint")]


def test_a_window_without_a_page_is_an_error_and_no_pass(driver):
    driver.get("data:text/plain,")
    report = check_page(driver, axe=False)
    assert report.pages[0].status in ("checked", "error")
