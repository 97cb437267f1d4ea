"""Decides which pages need not be checked again: those whose result is kept and still holds."""

from govpage_lint.engine.cache.store import PageCache, clean, open_cache

__all__ = ["PageCache", "clean", "open_cache"]
