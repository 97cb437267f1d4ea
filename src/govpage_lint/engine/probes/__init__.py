"""What a page is put to in the browser, and what rules are asked of it then.

A module a probe. What happens in the browser is the business of ``govpage_lint.browser``; a probe
decides what is worth trying, from the semantics of the page, and makes pages of what came of it.
"""
