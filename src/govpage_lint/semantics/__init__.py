"""Decides what assistive technology gets from a page: roles, names, exposure and focus.

Everything that rules need is a method of :class:`govpage_lint.semantics.facts.Semantics`.
"""
