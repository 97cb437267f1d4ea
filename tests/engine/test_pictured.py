"""Pictures of faults: what is in them, and what their files are called."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from govpage_lint.browser.screenshot import Photograph
from govpage_lint.engine.check import Placed
from govpage_lint.engine.pictured import Pictures
from govpage_lint.findings import Finding
from govpage_lint.semantics.rendered import Rect

FINDING = Finding("r", "error", "certain", "minor", "m", None, "p", "<p>", (), (), (), (), "f")


def photograph(width: int = 400, height: int = 300) -> Photograph:
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return Photograph(file.getvalue(), width, height)


def placed(count: int) -> list[Placed]:
    return [Placed(FINDING, None, str(number)) for number in range(count)]


def test_a_picture_is_of_the_fault_with_a_line_around_it(tmp_path: Path) -> None:
    found, page, fault = Pictures(tmp_path, whole=True).keep(
        "http://a.kr/x", "", photograph(), placed(1), lambda one: Rect(50, 60, 100, 20)
    )
    assert fault is None
    path = found[0].finding.screenshot
    assert path is not None
    with Image.open(path) as image:
        # 70 pixels beside it and 38 above and below it make the smallest picture, where the page has them.
        assert image.size == (220, 96)
        assert image.getpixel((48, 37)) == (212, 53, 28)
    assert page is not None
    assert Path(page).is_file()


def test_faults_at_one_place_share_a_picture_and_there_are_not_endless_ones(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    found, _, _ = pictures.keep(
        "http://a.kr/", "", photograph(), placed(3), lambda one: Rect(0, 0, 10, 10)
    )
    assert len({one.finding.screenshot for one in found}) == 1
    found, _, _ = pictures.keep(
        "http://a.kr/many", "", photograph(), placed(60), lambda one: Rect(int(one.detail), 0, 9, 9)
    )
    assert sum(one.finding.screenshot is not None for one in found) == 40


def test_the_worst_faults_are_pictured_where_not_all_are(tmp_path: Path) -> None:
    mild = replace(FINDING, level="info")
    many = [Placed(mild, None, str(number)) for number in range(50)] + placed(1)
    found, _, _ = Pictures(tmp_path).keep(
        "p",
        "",
        photograph(),
        many,
        lambda one: Rect(2 * int(one.detail) + (one.finding is FINDING), 0, 9, 9),
    )
    assert found[-1].finding.screenshot is not None
    assert found[49].finding.screenshot is None


@pytest.mark.parametrize(
    "rect", [None, Rect(-90, 0, 20, 20), Rect(0, 9_000, 20, 20), Rect(5, 5, 0, 20)]
)
def test_what_is_not_on_the_page_has_no_picture(tmp_path: Path, rect: Rect | None) -> None:
    found, _, _ = Pictures(tmp_path).keep("p", "", photograph(), placed(1), lambda one: rect)
    assert found[0].finding.screenshot is None


@pytest.mark.parametrize(
    "name",
    [
        "http://a.kr/../../etc/passwd",
        "http://u:pw@a.kr/한글?x=1",
        "a/b\0\n.html",
        "CON",
        "-",
        "x" * 900,
    ],
)
def test_files_stay_in_the_folder_whatever_a_page_is_called(tmp_path: Path, name: str) -> None:
    found, _, fault = Pictures(tmp_path).keep(
        name, "320x256:mobile", photograph(), placed(1), lambda one: Rect(0, 0, 9, 9)
    )
    assert fault is None
    path = Path(str(found[0].finding.screenshot))
    assert path.resolve().parent.parent == tmp_path.resolve()
    assert "pw" not in path.parent.name
    assert path.parent.name.endswith("-320x256-mobile")


def test_a_folder_that_cannot_be_written_is_a_note_and_loses_no_finding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found, page, fault = Pictures(tmp_path / "file" / "x").keep(
        "p", "", photograph(), placed(2), lambda one: Rect(0, 0, 9, 9)
    )
    assert len(found) == 2
    assert page is None
    assert fault is not None
    assert fault.code == "no-screenshot"
    broken = Photograph(b"no picture", 1, 1)
    _, _, fault = Pictures(tmp_path).keep("p", "", broken, placed(1), lambda one: None)
    assert fault is not None
