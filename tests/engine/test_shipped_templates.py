"""Templates that packages ship: what no page that they write has is not told.

They are fetched by the clients of their registries, read where they are unpacked, and nothing of
them is kept here. Their findings were read by eye once; what these kinds of findings need (another
branch, another file, a value) is what templates hide, so one of them is most likely a false alarm.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# Found in none of these packages by people who read them.
NEVER = frozenset(
    """id-repeated id-repeated-referenced label-for-missing heading-empty control-name-unreadable
    aria-reference-missing link-target-missing skip-link-target-missing tag-stray tag-unclosed tag-crossed
    landmark-main-repeated landmark-banner-repeated heading-one-repeated attribute-broken charset-contradicts
    list-item-outside page-language-invalid link-address-malformed text-language-unmarked""".split()
)
PYTHON = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", "."]
PACKAGES: dict[str, tuple[list[str], str, str]] = {
    "django": ([*PYTHON, "django"], "django/contrib", "*.html"),
    "govuk-frontend": (["npm", "pack", "--silent", "govuk-frontend"], "package/dist", "*.njk"),
    "element-ui": (["npm", "pack", "--silent", "element-ui"], "package/packages", "*.vue"),
    "phpmyadmin": (
        ["apt-get", "download", "phpmyadmin"],
        "usr/share/phpmyadmin/templates",
        "*.twig",
    ),
    "redmine": (["apt-get", "download", "redmine"], "usr/share/redmine/app/views", "*.erb"),
    "tomcat10-examples": (
        ["apt-get", "download", "tomcat10-examples"],
        "usr/share/tomcat10-examples",
        "*.jsp",
    ),
}


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a wheel, an npm package or a Debian package."""
    if archive.suffix == ".deb":
        subprocess.run(["dpkg", "-x", str(archive), str(folder)], check=True, timeout=300)
    else:
        name = "zip" if archive.suffix == ".whl" else "gztar"
        shutil.unpack_archive(archive, folder, name, filter=None if name == "zip" else "data")


@pytest.fixture
def shipped(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """The folder of a package's templates, and what they are called."""
    command, folder, pattern = PACKAGES[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed, so {request.param} cannot be had")
    try:
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
        archive = next(path for path in tmp_path.iterdir() if path.is_file())
        unpack(archive, tmp_path / "unpacked")
    except (subprocess.SubprocessError, StopIteration, OSError, shutil.ReadError) as error:
        pytest.skip(f"{request.param} cannot be had: {error}")
    return tmp_path / "unpacked" / folder, pattern


@pytest.mark.parametrize("shipped", PACKAGES, indirect=True)
def test_nothing_is_told_that_no_page_has(shipped: tuple[Path, str]) -> None:
    folder, pattern = shipped
    files = [str(path) for path in sorted(folder.rglob(pattern)) if path.stat().st_size > 1]
    assert len(files) > 20
    words = [sys.executable, "-m", "govpage_lint", "--no-browser", "--isolated", "--format", "json"]
    done = subprocess.run(
        [*words, *files], cwd=folder, capture_output=True, env={**os.environ}, check=False
    )
    pages = json.loads(done.stdout)["pages"]
    assert [page["error"] for page in pages if page["status"] != "checked"] == []
    told = [
        (one["rule"], page["target"], one["location"])
        for page in pages
        for one in page["findings"]
        if one["certainty"] != "review"
    ]
    assert [one for one in told if one[0] in NEVER] == []
    # Old examples have some faults in every file; noise has many more.
    counts = Counter(rule for rule, _, _ in told)
    assert sum(counts.values()) < 4 * len(files), counts
