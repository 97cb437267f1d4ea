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
_PART = """
          <section class="board-list__section board-list__section--news" aria-labelledby="h{n}" data-board-id="B{n}">
            <h2 id="h{n}" class="board-list__title">Meeting number {n}</h2>
            <p class="board-list__lead">The minister met the ambassador on {n} November to talk about trade, culture
              and the exchange of students. They agreed to meet
              <a class="link link--inline" href="/eng/news/view.do?seq={n}&amp;page=1&amp;category=A01">again next
              year</a> and to keep <strong>all visitors</strong> informed about what the ministries of both countries
              have settled, what is still open, and by when the offices that are charged with it will report.</p>
            <div class="card card--outlined" style="margin-top: 16px">
              <h3 class="card__title">What was agreed</h3>
              <ul class="card__list card__list--dotted">
                <li class="card__item">Trade of goods and services between the ports of both countries, {n}</li>
                <li class="card__item">Culture <em>weeks</em> in the capitals, every second spring from now on</li>
                <li class="card__item"><a class="file file--pdf" href="/upload/board/2026/11/{n}.pdf" target="_blank"
                  rel="noopener" title="opens in a new window">The declaration (PDF, {n} KB)</a></li>
              </ul>
            </div>
            <table class="table table--striped table--responsive">
              <caption class="table__caption">Delegates of meeting {n}: names, offices and days</caption>
              <thead><tr><th scope="col" class="table__head">Name</th><th scope="col" class="table__head">Office</th>
                <th scope="col" class="table__head">Days</th></tr></thead>
              <tbody><tr><th scope="row">Kim Minji</th><td class="table__cell">Embassy in Seoul</td>
                <td class="table__cell table__cell--number">{n}</td></tr></tbody>
            </table>
            <form class="ask-form" action="/eng/ask/insert.do" method="post">
              <label class="ask-form__label" for="q{n}">Question about meeting {n}</label>
              <input class="ask-form__input" type="text" id="q{n}" name="question{n}" maxlength="200">
              <button type="submit" class="button button--primary">Ask the ministry</button>
            </form>
            <p class="board-list__translation" lang="ko">제{n}차 회의에서 양국 장관은 교역과 문화 교류, 유학생 교환을
              논의하고 내년에 다시 만나기로 하였습니다. 자세한 내용은 첨부 파일에서 확인할 수 있습니다.</p>
            <!-- photographs of meeting {n}, from the archive of the press office -->
            <p class="board-list__more"><a class="thumb" href="/eng/photo/view.do?seq={n}"><img class="thumb__image"
              src="/upload/photo/2026/11/photo-{n}.jpg" alt="The ministers at table {n}" width="320" height="200"
              loading="lazy"> <span class="thumb__text">Photographs of meeting {n}</span></a></p>
          </section>
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
