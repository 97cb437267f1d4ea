"""Pictures of faults in the HTML report: there wherever it goes, and no other file of anybody's."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from govpage_lint.findings import Language
from govpage_lint.reports import html, json
from govpage_lint.reports.pictures import Album
from govpage_lint.reports.view import View
from tests.cli.conftest import Govpage
from tests.reports.reporting import EMPTY_HEADING, SMALL_TEXT, page, report_of


def png(width: int = 4, height: int = 3) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """A folder with a picture, and one beside it that is nobody's business."""
    folder = tmp_path / "site" / "shots"
    folder.mkdir(parents=True)
    (folder / "01.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return folder


def test_a_picture_is_read_with_its_size(shots: Path) -> None:
    found = Album([shots]).picture("01.png")
    assert found is not None and (found.width, found.height) == (4, 3)
    assert base64.b64decode(found.address.removeprefix("data:image/png;base64,")) == png()
    assert Album([shots.parent, shots]).picture("shots/01.png") == found
    assert Album([shots]).picture(str(shots / "01.png")) == found


@pytest.mark.parametrize(
    "name", ["../../secret.png", "gone.png", ".", "", "\0", "x" * 5_000, "link.png", "/etc/passwd"]
)
def test_nothing_else_is_read(shots: Path, name: str) -> None:
    if os.name != "nt":
        (shots / "link.png").symlink_to(shots.parent.parent / "secret.png")
    assert Album([shots]).picture(name) is None


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", png()[:20], b"<svg/>", png(1, 1)[:16] + b"\xff" * 40]
)
def test_what_is_no_picture_is_not_shown(shots: Path, data: bytes) -> None:
    (shots / "02.png").write_bytes(data)
    assert Album([shots]).picture("02.png") is None


def test_all_together_are_no_more_than_a_mail_takes(shots: Path) -> None:
    album = Album([shots], most=2 * len(png()))
    assert [album.picture("01.png") is not None for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_report_shows_each_picture_once(shots: Path, language: Language) -> None:
    first = replace(EMPTY_HEADING, screenshot="shots/01.png")
    again = replace(SMALL_TEXT, screenshot="shots/01.png")
    gone = replace(SMALL_TEXT, screenshot="shots/<b>.png", fingerprint="7" * 20)
    report = replace(report_of(page("a.html", first, again, gone)), language=language)
    text = html.render(report, View(pictures=(shots.parent,)))
    assert re.findall(
        r'<img src="data:image/png;base64,[^"]+" width="4" height="3" alt="(.+?)"', text
    ) == [
        "Picture 1: a part of a.html, with a frame around the fault"
        if language == "en"
        else "화면 사진 1: a.html에서 문제가 있는 부분을 테두리로 표시"
    ]
    assert text.count("<img") == 1 and text.count('href="#picture-1"') == 1
    assert "shots/&lt;b&gt;.png" in text


def test_a_saved_report_shows_those_beside_it(
    govpage: Govpage, tmp_path: Path, shots: Path
) -> None:
    told = [replace(EMPTY_HEADING, screenshot=name) for name in ("shots/01.png",)]
    told += [replace(SMALL_TEXT, screenshot="../secret.png")]
    (tmp_path / "site" / "saved.json").write_text(
        json.render(report_of(page("a.html", *told)), View()), encoding="utf-8"
    )
    (tmp_path / "elsewhere").mkdir()
    govpage(
        *("report", "../site/saved.json", "--format", "html=out.html"),
        folder=tmp_path / "elsewhere",
    )
    text = (tmp_path / "elsewhere" / "out.html").read_text(encoding="utf-8")
    assert text.count("<img") == 1
    assert "../secret.png" in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_our_own_rules_find_nothing_in_it(
    govpage: Govpage, tmp_path: Path, shots: Path, language: Language
) -> None:
    (shots / "02.png").write_bytes(png(9, 9))
    told = [replace(EMPTY_HEADING, screenshot="01.png")]
    told += [
        replace(SMALL_TEXT, screenshot=f"0{n}.png", fingerprint=f"{n}" * 20) for n in (1, 2, 3)
    ]
    report = replace(report_of(page("a.html", *told)), language=language)
    (tmp_path / "out").mkdir()
    text = html.render(report, View(pictures=(shots,)))
    (tmp_path / "out" / "report.html").write_text(text, encoding="utf-8")
    result = govpage("out", "--no-browser", "--format", "concise", "--fail-on", "info")
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 1 page.\n")
