"""Writes the summary of a run as a comment on its pull request, and at the next run in its place.

Reads GOVPAGE_LINT_SUMMARY (the Markdown file), GOVPAGE_LINT_TOKEN, and the runner's own GITHUB_EVENT_PATH,
GITHUB_REPOSITORY and GITHUB_API_URL. A comment that cannot be written is a warning in the log and
fails nothing: pull requests from forks give no token that may write.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

# The first line of the tool's Markdown: by it the comment is found again.
MARK: Final = "<!-- govpage-lint report -->"
PAGES: Final = 10
PER_PAGE: Final = 100
SECONDS: Final = 20.0
ANSWER_BYTES: Final = 20_000_000


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: the token would go along."""

    def redirect_request(self, *asked: object) -> None:
        return None


class Api:
    """GitHub's API for one repository, by a token that is sent to no other host."""

    def __init__(self, address: str, repository: str, token: str) -> None:
        self._root = f"{address.rstrip('/')}/repos/{repository}"
        self._token = token

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer to a request. Raises OSError or ValueError."""
        request = urllib.request.Request(
            self._root + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "User-Agent": "govpage-lint",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        opener = urllib.request.build_opener(_Stay)
        with opener.open(request, timeout=SECONDS) as answer:
            return json.loads(answer.read(ANSWER_BYTES) or b"null")

    def comments(self, number: int) -> Iterator[dict[str, Any]]:
        """The comments on a pull request, the oldest first."""
        for page in range(1, PAGES + 1):
            found = self.ask("GET", f"/issues/{number}/comments?per_page={PER_PAGE}&page={page}")
            yield from found
            if len(found) < PER_PAGE:
                return


def pull_request(event: Path) -> int | None:
    """The number of the pull request that the run is about; None where it is about none."""
    try:
        data = json.loads(event.read_text(encoding="utf-8"))
        return int(data["pull_request"]["number"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(api: Api, number: int, text: str) -> str:
    """Write the comment anew where a bot wrote one before, else add it. Returns what was done."""
    for comment in api.comments(number):
        mine = comment.get("user", {}).get("type") == "Bot"
        if mine and str(comment.get("body", "")).startswith(MARK):
            api.ask("PATCH", f"/issues/comments/{int(comment['id'])}", {"body": text})
            return "written anew"
    api.ask("POST", f"/issues/{number}/comments", {"body": text})
    return "added"


def main() -> int:
    """Write the comment. Always returns 0: the check has decided whether the build fails."""
    number = pull_request(Path(os.environ.get("GITHUB_EVENT_PATH", "")))
    if number is None:
        print("govpage-lint: no comment, since this run is about no pull request.")
        return 0
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    try:
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
            raise ValueError("GITHUB_REPOSITORY names no repository")
        text = Path(os.environ["GOVPAGE_LINT_SUMMARY"]).read_text(encoding="utf-8")
        address = os.environ.get("GITHUB_API_URL", "https://api.github.com")
        api = Api(address, repository, os.environ.get("GOVPAGE_LINT_TOKEN", ""))
        print(f"govpage-lint: the comment is {write(api, number, text)}.")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        detail = " ".join(f"{error}".split())[:200].replace("%", "%25")
        print(f"::warning title=govpage-lint::The comment could not be written: {detail}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
