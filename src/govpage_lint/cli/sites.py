"""Decides which pages of a site a command means: its options for sitemaps, crawls and environments."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint.cli import UsageError
from govpage_lint.cli.numbers import Whole
from govpage_lint.engine.schedule import Frontier, Listed
from govpage_lint.site.mapping import BaseMap, MappingError, base_map, pattern, rewriting
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.engine.options import RunOptions
    from govpage_lint.site.crawl import CrawlOptions
    from govpage_lint.site.robots import Robots


def add_site_options(parser: argparse.ArgumentParser) -> None:
    """The options of a check that concern many pages of one site."""
    add = parser.add_argument_group("many pages of a site").add_argument
    add(
        "--sitemap",
        action="append",
        metavar="URL|FILE",
        help="check the pages that a sitemap lists; of a site without a path the maps in its "
        "robots.txt, or /sitemap.xml; may be repeated",
    )
    add(
        "--sitemap-find",
        metavar="PATTERN",
        help="a regular expression in listed addresses to replace",
    )
    add("--sitemap-replace", metavar="TEXT", help="what to put there; \\1 is the first group")
    add(
        "--sitemap-exclude",
        action="append",
        metavar="PATTERN",
        help="leave out listed addresses in which this is found; may be repeated",
    )
    add(
        "--base-url",
        action="append",
        metavar="PUBLIC=HERE",
        help="open pages of one address at another, and report them by the first: "
        "https://www.example.go.kr=http://localhost:8000; may be repeated",
    )
    add(
        "--crawl",
        action="store_true",
        default=None,
        help="follow the links of the addresses in the same site",
    )
    add(
        "--max-pages",
        type=Whole(1, 1_000_000),
        metavar="N",
        help="at most so many pages (default: 100 for a crawl, else all)",
    )
    add(
        "--max-depth",
        type=Whole(0, 1_000),
        metavar="N",
        help="at most so many links away from where the crawl starts (default: 10)",
    )
    add(
        "--max-alike",
        type=Whole(1, 1_000_000),
        metavar="N",
        help="at most so many pages whose addresses differ in numbers or parameters only (default: 50)",
    )
    add(
        "--crawl-scope",
        choices=("host", "folder"),
        help="follow links in the whole host, or below the folder where it starts (default: host)",
    )
    add(
        "--crawl-include",
        action="append",
        metavar="PATTERN",
        help="follow only links in which this regular expression is found; may be repeated",
    )
    add(
        "--crawl-exclude",
        action="append",
        metavar="PATTERN",
        help="follow no links in which this is found; may be repeated",
    )
    add(
        "--ignore-robots",
        action="store_true",
        default=None,
        help="crawl what robots.txt does not allow, without its delay; for sites of your own",
    )


def base_of(given: argparse.Namespace) -> BaseMap:
    """Where environments are found. Raises UsageError."""
    try:
        return base_map(given.base_url or ())
    except MappingError as error:
        raise UsageError(f"--base-url: {error}") from error


def frontier_of(
    given: argparse.Namespace, named: Sequence[Target | MissingTarget], options: RunOptions
) -> Frontier:
    """Where the targets of a run come from, beside those that the person named. Raises UsageError.

    Sitemaps and pages are read as the run goes on, so that the first page is not kept waiting.
    """
    base = options.base
    if not (given.sitemap or given.crawl or base.pairs):
        _only_with(given, "--crawl", ("max_depth", "max_alike", "crawl_scope", "crawl_include"))
        _only_with(given, "--crawl", ("crawl_exclude", "ignore_robots"))
        _only_with(given, "--sitemap", ("sitemap_find", "sitemap_replace", "sitemap_exclude"))
        return Listed(named, given.max_pages)
    # Most checks are of a few files, and need none of this.
    from govpage_lint.fetch import Fetcher
    from govpage_lint.site.robots import Robots
    from govpage_lint.site.targets import all_targets

    sending = options.browsing.visiting.sending
    robots = Robots(Fetcher(options.user_agent, sending=sending).fetch_data)
    targets = all_targets(named, _listed(given, options, robots), base)
    if not given.crawl:
        return Listed(targets, given.max_pages)
    from govpage_lint.site.crawl import Crawl

    return Crawl(targets, _crawl_options(given), robots, base)


def _listed(
    given: argparse.Namespace, options: RunOptions, robots: Robots
) -> Iterator[Target | MissingTarget]:
    if not given.sitemap:
        return iter(())
    from govpage_lint.fetch import Fetcher, FetchLimits
    from govpage_lint.site.sitemap import SitemapLimits
    from govpage_lint.site.targets import Sitemaps, is_address

    missing = next((n for n in given.sitemap if not is_address(n) and not Path(n).is_file()), None)
    if missing is not None:
        raise UsageError(f"--sitemap: {missing}: no such file")
    try:
        rewrite = rewriting(given.sitemap_find, given.sitemap_replace, given.sitemap_exclude or ())
    except MappingError as error:
        raise UsageError(
            f"--sitemap-find, --sitemap-replace, --sitemap-exclude: {error}"
        ) from error
    limits = FetchLimits(size=SitemapLimits().size)
    fetcher = Fetcher(options.user_agent, limits, options.browsing.visiting.sending)
    return Sitemaps(fetcher, robots, rewrite, options.base).targets(given.sitemap)


def _crawl_options(given: argparse.Namespace) -> CrawlOptions:
    from govpage_lint.site.crawl import CrawlOptions

    usual = CrawlOptions()
    try:
        return CrawlOptions(
            pages=given.max_pages or usual.pages,
            depth=usual.depth if given.max_depth is None else given.max_depth,
            alike=given.max_alike or usual.alike,
            scope=given.crawl_scope or usual.scope,
            include=tuple(map(pattern, given.crawl_include or ())),
            exclude=tuple(map(pattern, given.crawl_exclude or ())),
            robots=not given.ignore_robots,
        )
    except MappingError as error:
        raise UsageError(f"--crawl-include, --crawl-exclude: {error}") from error


def _only_with(given: argparse.Namespace, option: str, names: Sequence[str]) -> None:
    """Raises UsageError for an option that would do nothing."""
    for name in names:
        if getattr(given, name) is not None:
            raise UsageError(f"--{name.replace('_', '-')} does nothing without {option}")
