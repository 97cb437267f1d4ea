"""Pages to measure on, made here: a government page's parts, repeated until the page is large enough."""

from itertools import count

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>News of the ministry, page {number}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 16px/1.6 sans-serif; color: #222; background: #fff }}
.card {{ padding: 1rem; background: #f4f4f4 }} nav ul {{ list-style: none }} nav a {{ color: #05a }}
.blind {{ position: absolute; clip: rect(0 0 0 0); width: 1px; height: 1px; overflow: hidden }}
table {{ border-collapse: collapse }} th {{ background: #eef }} .more {{ color: #666 }}</style></head>
<body><a class="blind" href="#main">Skip to main content</a>
<header><a href="/"><img src="logo.svg" alt="Ministry of Foreign Affairs" width="200" height="40"></a>
<nav aria-label="Main"><ul>{menu}</ul></nav></header>
<main id="main"><h1>News of the ministry</h1>
"""
_PART = """<section aria-labelledby="h{n}"><h2 id="h{n}">Meeting number {n}</h2>
<p>The minister met the ambassador on {n} November to talk about trade, culture and the exchange
of students. They agreed to meet <a href="/news/{n}?view=full">again next year</a> and to keep
<strong>all visitors</strong> informed.</p>
<div class="card"><h3>What was agreed</h3><ul><li>Trade of goods {n}</li><li>Culture <em>weeks</em></li>
<li><a href="/files/{n}.pdf">The declaration (PDF, {n} KB)</a></li></ul></div>
<table><caption>Delegates of meeting {n}</caption><thead><tr><th scope="col">Name</th><th scope="col">Office</th>
<th scope="col">Days</th></tr></thead><tbody><tr><th scope="row">Kim</th><td>Seoul</td><td>{n}</td></tr>
<tr><th scope="row">Lee</th><td>Busan</td><td>3</td></tr></tbody></table>
<form action="/ask"><label for="q{n}">Question about meeting {n}</label> <input id="q{n}" name="q{n}">
<input type="checkbox" id="c{n}"><label for="c{n}">Send me a copy</label> <button>Ask</button></form>
<p lang="ko">제{n}차 회의에서 양국 장관은 교역과 문화 교류를 논의하였습니다.</p>
<p class="more"><a href="/news/{n}"><img src="photo-{n}.jpg" alt="The ministers at table {n}" width="320" height="200">
Photographs of meeting {n}</a></p></section>
"""
_TAIL = (
    "</main><footer><p>Ministry of Foreign Affairs, 60 Sajik-ro, Seoul</p></footer></body></html>\n"
)


def page(size: int = 0, *, elements: int = 0, number: int = 1) -> str:
    """A page of at least so many bytes and elements."""
    menu = "".join(f'<li><a href="/m{n}">Section {n}</a></li>' for n in range(8))
    parts = [_HEAD.format(number=number, menu=menu)]
    length, held = len(parts[0]), 30
    for n in count(number * 1000):
        if length >= size and held >= elements:
            break
        parts.append(_PART.format(n=n))
        length, held = length + len(parts[-1]), held + parts[-1].count("<") - parts[-1].count("</")
    return "".join((*parts, _TAIL))
