"""What a real browser makes of a page: starting one, opening pages in it, running axe there.

The one door for callers is `observe.observe`; `choice.find_browser` and `session.BrowserSession`
come before it, `serving.serve` gives a local file an address. Nothing here knows rules or findings.
"""
