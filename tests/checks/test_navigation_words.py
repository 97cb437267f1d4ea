"""What the words of links say about skipping."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_tags import tags

from govpage_lint.checks.navigation.words import PLACES, Vocabulary, name_parts, plain, squeezed
from govpage_lint.rulebook.book import data_table

TABLE = data_table("skip_link_words")
WORDS = Vocabulary(TABLE)

# Labels as sites in these languages write them.
TO_THE_CONTENT = {
    "en": "Skip to main content",
    "ko": "본문 바로가기",
    "ja": "本文へスキップ",
    "zh-Hans": "跳转到主要内容",
    "zh-Hant": "跳到主要內容區塊",
    "de": "Direkt zum Inhalt",
    "fr": "Aller au contenu principal",
    "es": "Saltar al contenido principal",
    "pt": "Ir para o conteúdo",
    "it": "Vai al contenuto principale",
    "ca": "Vés al contingut",
    "nl": "Overslaan en naar de inhoud gaan",
    "sv": "Hoppa till huvudinnehåll",
    "da": "Gå til hovedindhold",
    "nb": "Hopp til hovedinnhold",
    "fi": "Siirry pääsisältöön",
    "et": "Liigu edasi põhisisu juurde",
    "lv": "Pāriet uz galveno saturu",
    "lt": "Pereiti į pagrindinį turinį",
    "pl": "Przejdź do treści",
    "cs": "Přejít k hlavnímu obsahu",
    "sk": "Prejsť na hlavný obsah",
    "hu": "Ugrás a tartalomra",
    "ro": "Sari la conținutul principal",
    "bg": "Премини към основното съдържание",
    "hr": "Preskoči na glavni sadržaj",
    "sl": "Skoči na osrednjo vsebino",
    "sr": "Пређи на главни садржај",
    "ru": "Перейти к основному содержанию",
    "uk": "Перейти до основного вмісту",
    "el": "Παράκαμψη προς το κυρίως περιεχόμενο",
    "tr": "Ana içeriğe atla",
    "ar": "انتقل إلى المحتوى الرئيسي",
    "he": "דלג לתוכן העיקרי",
    "fa": "پرش به محتوای اصلی",
    "hi": "मुख्य सामग्री पर जाएं",
    "th": "ข้ามไปยังเนื้อหาหลัก",
    "vi": "Chuyển đến nội dung chính",
    "id": "Lompat ke konten utama",
    "ka": "მთავარ შინაარსზე გადასვლა",
    "cy": "Neidio i'r prif gynnwys",
    "ga": "Léim go dtí an príomhábhar",
    "eu": "Joan eduki nagusira",
}


@pytest.mark.parametrize("language", TO_THE_CONTENT)
def test_a_link_to_the_content_is_understood_in(language: str) -> None:
    reading = WORDS.read(TO_THE_CONTENT[language])
    assert reading.verb is not None
    assert reading.destination == "content"
    assert not reading.top


@pytest.mark.parametrize(
    ("label", "destination"),
    [
        ("Skip to navigation", "menu"),
        ("Skip to main navigation", "menu"),
        ("주메뉴 바로가기", "menu"),
        ("바로가기 메뉴", "quick"),
        ("Zum Hauptmenü", "menu"),
        ("Ir para a busca", "search"),
        ("하단 메뉴 바로가기", "footer"),
        ("메뉴로 건너뛰기", "menu"),
    ],
)
def test_links_to_other_places_are_told_apart(label: str, destination: str) -> None:
    assert WORDS.read(label).destination == destination


@pytest.mark.parametrize(
    "label", ["Skip navigation", "메뉴 건너뛰기", "Saltar navegación", "跳过导航"]
)
def test_who_skips_the_menu_goes_to_the_content(label: str) -> None:
    assert WORDS.read(label).destination == "content"


@pytest.mark.parametrize(
    "label", ["Back to top", "맨 위로", "Nach oben", "Haut de page", "TOP", "回頂端"]
)
def test_a_link_back_to_the_top_is_no_way_forward(label: str) -> None:
    assert WORDS.read(label).top


@pytest.mark.parametrize(
    "label", ["누리집 바로가기", "News", "자세히 보기", "1", "", "Budget 2027"]
)
def test_other_labels_name_no_place(label: str) -> None:
    assert WORDS.read(label).place is None


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    reading = WORDS.read(text)
    assert reading.destination in ("content", "menu", "search", "footer", "quick", None)
    # Case and accents make no difference, so a text already made plain reads the same.
    if len(text) <= 100:
        assert WORDS.read(plain(text)) == reading


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("skipNav_link2", ["skip", "nav", "link", "2"]),
        ("u_skip", ["u", "skip"]),
        ("co_skipToLink", ["co", "skip", "to", "link"]),
        ("GNB", ["gnb"]),
        ("wb-cont", ["wb", "cont"]),
        ("본문", ["본문"]),
        ("", []),
    ],
)
def test_names_are_taken_apart(name: str, parts: list[str]) -> None:
    assert name_parts(name) == parts
    assert squeezed(name) == "".join(parts)


@pytest.mark.parametrize("kind", ["skip", "jump", "go", "top", *PLACES])
def test_the_word_list_is_in_order(kind: str) -> None:
    for language, phrases in TABLE[kind].items():
        assert tags.check(language), language
        assert len(phrases) == len(set(phrases)), (kind, language)
        for phrase in phrases:
            assert phrase.strip() == phrase.lower(), (kind, phrase)
            # A word with a star is looked up by its first three letters.
            first = phrase.split(maxsplit=1)[0]
            assert not first.endswith("*") or len(plain(first)) > 3, (kind, phrase)
