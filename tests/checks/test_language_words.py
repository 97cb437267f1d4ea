"""What tells a label and running text from a proper name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.language.latin import Latin
from govpage_lint.checks.language.script import Scripts
from govpage_lint.checks.language.words import Lexicon
from govpage_lint.rulebook.book import data_table

LEXICON = Lexicon(data_table("ui_words"), data_table("language_words"))
LATIN = Latin(data_table("ui_words"), data_table("language_words"))
SCRIPTS = Scripts(data_table("script_ranges"))

NAMES = {
    "Hang": "외교부|대한민국 외교부|반기문|서울특별시 종로구 사직로8길 60|국립중앙박물관|한국보건사회연구원"
    "|김철수, 이영희, 박민수|경복궁|제주특별자치도|독도|국민권익위원회|문화체육관광부 국립중앙도서관|훈민정음"
    "|부산광역시 해운대구 우동 센텀중앙로 55|한강|카카오톡|네이버 블로그|삼성전자|세종대왕|설악산 국립공원"
    "|윤동주 시인|정부24|국민신문고|행정안전부 장관|이순신 장군|인천국제공항|서울대학교 병원|한국철도공사"
    "|불국사 석굴암|대전광역시 유성구|국가법령정보센터|공공누리|강릉 단오제|평창 올림픽"
    "|06336) 서울특별시 강남구 개포로 619, 6층(개포동, 강남우체국빌딩)",
    "Kana": "ソニー|東京タワー|トヨタ|ひかり",
    "Hani": "外務省|行政院|中華人民共和國外交部|東京都千代田区2-2-1|毛澤東",
    "Cyrl": "Министерство иностранных дел|Владимир Путин|Москва",
    "Arab": "وزارة الخارجية|محمد بن سلمان",
    "Grek": "Υπουργείο Εξωτερικών",
    "Deva": "भारत सरकार",
    "Thai": "กระทรวงการต่างประเทศ",
    "Geor": "საქართველოს მთავრობა",
}
LABELS = {
    "Hang": "본문 바로가기|주메뉴 바로가기|바로가기 메뉴|검색창 열기|닫기|이전|다음|더보기|로그인|회원가입"
    "|사이트맵|검색어를 입력하세요|전체메뉴열기|새 창 열림|홈으로|맨 위로|페이스북 공유하기"
    "|외교부 페이스북 바로가기|이전 글 보기|오늘 하루 열지 않기|이메일 무단수집거부|장관 사진|팝업 1 닫기",
    "Kana": "本文へ移動|メニューを開く|検索する|お知らせ|ページの先頭へ戻る",
    "Hani": "跳到主要內容區塊|首頁|搜尋|关闭|検索",
    "Cyrl": "Перейти к основному содержанию|Меню|Поиск",
    "Arab": "تخطي إلى المحتوى الرئيسي|القائمة الرئيسية|بحث",
    "Grek": "Αναζήτηση",
    "Deva": "मुख्य सामग्री पर जाएं",
    "Thai": "ค้นหา",
}
PROSE = {
    "Hang": "본 누리집에 실린 자료는 저작권법에 따라 보호를 받습니다|오신 것을 환영합니다|감사합니다"
    "|여권을 분실하셨나요|최소 세 개의 기초 제스처를 이해한다. (예. 도리도리, 짝짜꿍 등)"
    "|장관이 회의장에서 각국 대표와 인사하는 모습|2026년 해상교통로 안전 장관회의 결과 보도자료|국민을 위한 정부",
    "Kana": "この資料は日本語で書かれています|会議についての報告",
    "Hani": "本网站的内容受著作权法保护",
    "Cyrl": "Президент подписал указ о мерах по защите",
    "Arab": "التقى الوزير اليوم مع السفراء في الرياض",
    "Deva": "सभी मनुष्य जन्म से स्वतंत्र हैं",
}


def each(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(script, text) for script, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("script", "text"), each(NAMES))
def test_a_name_may_be_one(script: str, text: str) -> None:
    assert LEXICON.weigh(text, script) == "name"


@pytest.mark.parametrize(("script", "text"), each(LABELS))
def test_a_label_is_made_of_the_words_of_labels(script: str, text: str) -> None:
    assert LEXICON.weigh(text, script) == "interface"


@pytest.mark.parametrize(("script", "text"), each(PROSE))
def test_running_text_has_words_that_names_have_not(script: str, text: str) -> None:
    assert LEXICON.weigh(text, script) == "prose"


@pytest.mark.parametrize("text", ["개인정보 보호법 시행령", "함께 만드는 안전한 바다"])
def test_what_is_long_for_a_name_is_a_phrase(text: str) -> None:
    assert LEXICON.weigh(text, "Hang") == "phrase"


@given(st.text(max_size=80), st.sampled_from([*NAMES, "Tibt", "Zzzz"]))
def test_any_text_weighs_something(text: str, script: str) -> None:
    assert LEXICON.weigh(text, script) in ("interface", "prose", "phrase", "name")


def test_overlapping_words_are_not_tried_in_every_way() -> None:
    assert not LEXICON.is_label("전체메뉴" * 5000 + "x", "Hang")
    assert LEXICON.weigh("전체메뉴" * 5000, "Hang") in ("phrase", "name")


SENTENCES = [
    "Warming shelters are open to everyone in the city",
    "Growing together, a warmer city for everyone",
    "For more information, please contact the call center at 120",
    "Le ministre a reçu les ambassadeurs de cinq pays et leur a parlé de la mer",
]
NO_SENTENCES = [
    "Ministry of Foreign Affairs, Republic of Korea",
    "Copyright (c) 2026 the City of Seoul. All rights reserved to the city.",
    "de la Cruz y de los Santos de la Vega",
    "The Effects of Climate Change on the Health of the Elderly",
    "www.example.go.kr/this/is/the/way/to/the/page and user@example.go.kr",
    "Internet Explorer, Google Chrome, Mozilla Firefox, Apple Safari",
    "UTF-8 / ISO 8859-1 / EUC-KR / CP949 / Shift_JIS / Big5",
    "if (a == b) { return the_value_of(this.thing_in.the.list); }",
    "I·SEOUL·U",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_in_latin_letters_is_found_in_a_korean_text(text: str) -> None:
    around = f"안내: {text} 입니다"
    (run,) = LATIN.sentences(around, SCRIPTS)
    assert around[run.start : run.end] in text
    assert run.end - run.start > len(text) - 8


@pytest.mark.parametrize("text", NO_SENTENCES)
def test_names_formulas_and_code_in_latin_letters_are_no_sentences(text: str) -> None:
    assert LATIN.sentences(f"안내 {text}", SCRIPTS) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skip to main content", "label"),
        ("Enter your search keyword", "label"),
        ("Next slide", "label"),
        ("Go to slide 3", "label"),
        ("Close", "slight"),
        ("Contact us", "slight"),
        ("TOP", None),
        ("MENU OPEN", None),
        ("Q&A", None),
        ("Facebook", None),
        ("Samsung Electronics", None),
        ("English", None),
        ("", None),
    ],
)
def test_a_label_in_latin_letters_is_known_by_its_words(text: str, found: str | None) -> None:
    assert LATIN.label(text) == found


def test_the_words_are_in_the_scripts_that_they_are_listed_under() -> None:
    interface, running = data_table("ui_words"), data_table("language_words")
    for entry in interface["joined"].values():
        allowed = {entry["script"], "Hani"} if entry["script"] == "Kana" else {entry["script"]}
        for part in entry["parts"].split():
            assert set(SCRIPTS.count(part)) <= allowed, part
    for entry in interface["spaced"].values():
        for word in entry["words"].split():
            assert set(SCRIPTS.count(word)) == {entry["script"]}, word
    for script, entry in running.items():
        if script in SCRIPTS.known and script != "Latn":
            for kind in ("words", "endings", "marks", "names"):
                for word in entry.get(kind, "").split():
                    assert set(SCRIPTS.count(word)) <= {script, "Hani"}, word
    assert set(running["only"]) <= SCRIPTS.known


def test_labels_in_latin_letters_are_listed_as_they_are_compared() -> None:
    for entry in data_table("ui_words")["phrases"].values():
        assert set(entry["slight"]) <= set(entry["labels"])
        for label in entry["labels"]:
            assert label == label.casefold().strip()
            assert LATIN.label(label) in ("label", "slight"), label
