"""The data files that are no rules: they fit their schemas, and what they say holds together."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import axe_selenium_python
import pytest
from jsonschema import Draft202012Validator
from language_tags import tags

from govpage_lint.datafiles import rules_folder
from govpage_lint.rulebook.loading import load_rules
from govpage_lint.rulebook.standards import build_standards
from tests.shared import SHARED

RULES = rules_folder()
WCAG = RULES / "standards" / "wcag-2.2.toml"
KWCAG = RULES / "standards" / "kwcag-2.2.toml"
RGAA = RULES / "standards" / "rgaa-4.1.toml"
AXE = RULES / "axe.toml"
STANDARDS = sorted((RULES / "standards").glob("*.toml"))
# Each file with the schema that it keeps to.
FILES = {
    **dict.fromkeys(STANDARDS, "standard"),
    AXE: "axe",
    **{
        RULES / "data" / f"{name}.toml": name
        for name in ("networks", "languages", "scripts", "image_words", "visual_words")
    },
}
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
EACH_STANDARD = pytest.mark.parametrize("file", STANDARDS, ids=lambda file: file.name)
HANGUL = re.compile("[가-힣]")


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def data(name: str) -> dict[str, Any]:
    return read(RULES / "data" / f"{name}.toml")


def schema(name: str) -> dict[str, Any]:
    file = RULES / "schema" / f"{name}.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def faults(value: Mapping[str, Any], name: str) -> list[str]:
    """What is wrong with some data by a schema, each with its place."""
    checker = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(value)]


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in some data, with its dotted place."""
    waiting = [(path, value)]
    while waiting:
        place, current = waiting.pop()
        if isinstance(current, dict):
            waiting += [(f"{place}.{key}", inner) for key, inner in current.items()]
        elif isinstance(current, list):
            waiting += [(f"{place}[{index}]", inner) for index, inner in enumerate(current)]
        elif isinstance(current, str):
            yield place, current


def repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def folded(word: str) -> str:
    """A word as labels are compared: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


# ── every file ────────────────────────────────────────────────────────────────────────────────


@EACH_FILE
def test_each_file_fits_its_schema(file: Path):
    assert faults(read(file), FILES[file]) == []


@pytest.mark.parametrize("name", sorted(set(FILES.values())))
def test_each_schema_is_a_valid_one_that_knows_no_other_keys(name: str):
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$id"] == f"https://govpage-lint.org/schema/{name}.json"
    assert found["additionalProperties"] is False


@EACH_FILE
def test_each_file_begins_with_what_it_is_and_when_it_was_checked(file: Path):
    head = file.read_text(encoding="utf-8").split("\n\n")[0:2]
    assert head[0].startswith("# ")
    assert re.search(r"[Cc]hecked[ \n#]+20\d\d-\d\d-\d\d\.", "\n".join(head))


@EACH_FILE
def test_no_text_is_empty_or_has_stray_spaces(file: Path):
    bad = [
        place for place, text in strings(read(file)) if not text or text != " ".join(text.split())
    ]
    assert bad == []


@EACH_FILE
def test_korean_texts_are_korean_and_english_texts_are_not(file: Path):
    for place, text in strings(read(file)):
        if place.endswith((".title.ko", ".description.ko", ".message.ko", ".how.ko", ".why.ko")):
            assert HANGUL.search(text), place
        elif place.endswith(".en"):
            assert not HANGUL.search(text), place


# ── standards ─────────────────────────────────────────────────────────────────────────────────


@EACH_STANDARD
def test_a_standard_is_named_as_its_file_and_its_numbers_are_unique(file: Path):
    standard = read(file)
    assert standard["id"] == file.stem
    numbers = [
        number
        for criterion in standard.get("criterion", ())
        for number in (criterion["id"], *criterion.get("aliases", ()))
    ]
    assert repeated(numbers) == []


@EACH_STANDARD
def test_every_counterpart_is_a_criterion_of_wcag(file: Path):
    known = {criterion["id"] for criterion in read(WCAG)["criterion"]}
    for criterion in read(file).get("criterion", ()):
        counterparts = criterion.get("wcag", [])
        assert set(counterparts) <= known, criterion["id"]
        assert set(criterion.get("partly", ())) <= set(counterparts), criterion["id"]


@EACH_STANDARD
def test_every_principle_of_a_criterion_is_explained(file: Path):
    standard = read(file)
    for criterion in standard.get("criterion", ()):
        assert criterion["principle"] in standard["principles"], criterion["id"]
        assert criterion["id"].startswith(criterion["principle"] + "."), criterion["id"]


@EACH_STANDARD
def test_every_description_of_a_criterion_is_a_sentence(file: Path):
    for criterion in read(file).get("criterion", ()):
        for text in criterion["description"].values():
            assert text.endswith("."), criterion["id"]


def test_wcag_has_its_86_criteria_and_the_one_it_removed():
    criteria = read(WCAG)["criterion"]
    standing = [criterion for criterion in criteria if "removed" not in criterion]
    assert [criterion["id"] for criterion in criteria if "removed" in criterion] == ["4.1.1"]
    assert Counter(criterion["level"] for criterion in standing) == {"A": 31, "AA": 24, "AAA": 31}
    # 61 criteria in WCAG 2.0, 78 in 2.1, 9 more in 2.2.
    assert Counter(criterion["since"] for criterion in criteria) == {
        "2.0": 61,
        "2.1": 17,
        "2.2": 9,
    }


def test_the_criteria_of_wcag_count_through_each_guideline_without_a_gap():
    numbers = [tuple(map(int, entry["id"].split("."))) for entry in read(WCAG)["criterion"]]
    assert numbers == sorted(numbers)
    per_guideline = Counter(number[:2] for number in numbers)
    assert len(per_guideline) == 13
    for (principle, guideline), count in per_guideline.items():
        last = [number[2] for number in numbers if number[:2] == (principle, guideline)]
        assert last == list(range(1, count + 1))


def test_the_handle_of_a_wcag_criterion_is_made_of_its_english_name():
    for criterion in read(WCAG)["criterion"]:
        words = re.findall(r"[a-z]+", criterion["name"]["en"].lower())
        assert criterion["handle"] == "-".join(words)
        assert criterion["url"].endswith(f"/WCAG22/Understanding/{criterion['handle']}.html")


def test_kwcag_has_33_items_under_the_numbers_of_the_standard_and_of_nia():
    criteria = read(KWCAG)["criterion"]
    assert len(criteria) == 33
    for criterion in criteria:
        assert "level" not in criterion
        principle, _, rest = criterion["id"].partition(".")
        assert criterion["aliases"] == [f"{int(principle) - 4}.{rest}"]


def test_kwcag_is_what_the_research_read_in_the_standard():
    file = SHARED / "research" / "kwcag22.json"
    if not file.is_file():
        pytest.skip("the folder ../shared with the research is not there")
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    ours = {criterion["id"]: criterion for criterion in read(KWCAG)["criterion"]}
    assert list(ours) == [item["id"] for item in items]
    for item in items:
        mine = ours[item["id"]]
        assert mine["name"] == {"en": item["name_en"], "ko": item["name_ko"]}
        assert mine["aliases"] == [item["nia_no"]]
        assert mine["wcag"] == item["wcag"]


# Standards of later, as data alone. What they say is short, for their criteria are WCAG's.
LATER = {
    "id": "later",
    "prefix": "later",
    "title": {"en": "A later standard", "ko": "나중에 올 표준"},
    "url": "https://example.org/",
    "source": "An example",
    "checked_on": "2026-11-24",
}
EN_301_549 = {
    "standard": "wcag-2.2",
    "levels": ["A", "AA"],
    "since": ["2.0", "2.1"],
    "id_pattern": "9.{id}",
}
SECTION_508 = {"standard": "wcag-2.2", "levels": ["A", "AA"], "since": ["2.0"]}
CLAUSE = {
    "id": "E205.4",
    "name": {"en": "Accessibility Standard", "ko": "접근성 기준"},
    "description": {"en": "Pages keep to it.", "ko": "페이지는 이를 지킵니다."},
}


@pytest.mark.parametrize(
    "content",
    [
        {"includes": EN_301_549},
        {"includes": SECTION_508, "criterion": [CLAUSE]},
        {"includes": {"standard": "wcag-2.2"}},
        {"criterion": [CLAUSE | {"wcag": ["1.1.1"]}]},
    ],
)
def test_a_standard_that_takes_over_the_criteria_of_another_fits_the_schema(
    content: dict[str, Any],
):
    assert faults(LATER | content, "standard") == []


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"criterion": []},
        {"includes": {"levels": ["A"]}},
        {"includes": {"standard": "wcag-2.2", "levels": ["AAAA"]}},
        {"includes": {"standard": "wcag-2.2", "id_pattern": "9."}},
        {"includes": {"standard": "wcag-2.2", "version": "2.1"}},
        {"criterion": [{"id": "E205.4", "name": CLAUSE["name"]}]},
        {"criterion": [CLAUSE | {"name": {"en": "Only English"}}]},
        {"criterion": [CLAUSE | {"wcag": ["E205.4"]}]},
        {"criterion": [CLAUSE | {"levle": "A"}]},
        {"criterion": [CLAUSE], "checked_on": "last week"},
        {"criterion": [CLAUSE], "url": "example.org"},
    ],
)
def test_a_standard_that_says_nothing_or_something_unknown_does_not_fit(content: dict[str, Any]):
    assert faults(LATER | content, "standard") != []


def test_a_later_standard_has_the_criteria_that_it_takes_over_under_its_own_numbers():
    standards = build_standards([read(WCAG), LATER | {"includes": EN_301_549}])
    criterion = standards.find("later:9.2.4.1")
    assert criterion is not None
    assert criterion.name["en"] == "Bypass Blocks"
    assert standards.find("later:9.2.4.8") is None  # AAA
    assert standards.criteria(["2.4.1"], [], ["later"]) == ("later:9.2.4.1",)


def test_a_later_standard_can_stay_with_an_older_version_of_wcag():
    standards = build_standards([read(WCAG), LATER | {"includes": EN_301_549}])
    assert standards.find("later:9.2.5.7") is None  # of WCAG 2.2
    assert standards.find("later:9.4.1.1") is not None  # removed by WCAG 2.2
    newest = build_standards([read(WCAG), LATER | {"includes": {"standard": "wcag-2.2"}}])
    assert newest.find("later:2.5.7") is not None
    assert newest.find("later:4.1.1") is None


# ── axe ───────────────────────────────────────────────────────────────────────────────────────


def bundled_axe() -> dict[str, list[str]]:
    """The rules of the axe-core that comes with axe-selenium-python: id → tags."""
    folder = Path(axe_selenium_python.__file__).parent
    file = folder / "node_modules" / "axe-core" / "axe.min.js"
    source = file.read_text(encoding="utf-8")
    rules = re.findall(r'id:"([a-z-]+)",[^{}]*?tags:\[([^\]]*)\]', source)
    return {rule: re.findall(r'"([^"]+)"', listed) for rule, listed in rules}


def test_every_rule_of_the_bundled_axe_is_in_our_words_and_in_order():
    entries = read(AXE)["rule"]
    identifiers = [entry["id"] for entry in entries]
    assert identifiers == sorted(identifiers)
    assert repeated(identifiers) == []
    assert set(bundled_axe()) == {entry["id"] for entry in entries if "since" not in entry}


def test_axe_and_our_map_agree_on_criteria_and_best_practices():
    ours = {entry["id"]: entry for entry in read(AXE)["rule"]}
    for rule, listed in bundled_axe().items():
        numbers = [re.fullmatch(r"wcag(\d)(\d)(\d+)", tag) for tag in listed]
        assert ours[rule]["wcag"] == [".".join(found.groups()) for found in numbers if found]
        assert ours[rule]["best_practice"] == ("best-practice" in listed)


def test_where_ours_decides_there_is_a_rule_of_ours():
    seen = {name for rule in load_rules() for name in rule.axe}
    for entry in read(AXE)["rule"]:
        if "ours_decides" in entry:
            assert entry["id"] in seen or "rule" in entry, entry["id"]


def test_every_criterion_that_axe_rules_name_exists():
    standards = build_standards([read(WCAG), read(KWCAG), read(RGAA)])
    for entry in read(AXE)["rule"]:
        keys = [f"wcag:{number}" for number in entry["wcag"]] + entry.get("criteria", [])
        for key in keys:
            assert standards.find(key) is not None, (entry["id"], key)


def test_a_criterion_that_follows_from_wcag_is_not_named_again():
    counterparts = {
        (number, f"{standard['prefix']}:{item['id']}")
        for standard in (read(KWCAG), read(RGAA))
        for item in standard["criterion"]
        for number in item["wcag"]
        if number not in item.get("partly", ())
    }
    for entry in read(AXE)["rule"]:
        for key in entry.get("criteria", ()):
            assert not any((number, key) in counterparts for number in entry["wcag"]), entry["id"]


def test_what_is_said_about_axe_rules_is_worded_as_findings_are():
    for entry in read(AXE)["rule"]:
        for language in ("en", "ko"):
            assert not entry["title"][language].endswith("."), entry["id"]
            for part in ("message", "how", "why"):
                text = entry[part][language]
                assert not re.search(r"\b(please|must)\b", text, re.IGNORECASE), entry["id"]
        assert entry["message"]["ko"].endswith("니다."), entry["id"]
        assert entry["why"]["ko"].endswith("니다."), entry["id"]
        assert entry["how"]["ko"].endswith("요."), entry["id"]


def test_no_two_axe_rules_have_one_title():
    entries = read(AXE)["rule"]
    for language in ("en", "ko"):
        assert repeated(entry["title"][language] for entry in entries) == []


# ── networks ──────────────────────────────────────────────────────────────────────────────────


def test_a_name_tells_one_network_only():
    networks = data("networks")["network"]
    assert repeated(network["id"] for network in networks) == []
    told = [
        name
        for network in networks
        for name in {
            folded(word) for word in (*network.get("names", ()), *network.get("alone", ()))
        }
    ]
    assert repeated(told) == []


def test_what_messages_call_a_network_is_a_name_that_labels_may_use():
    for network in data("networks")["network"]:
        accepted = {folded(word) for word in (*network.get("names", ()), *network.get("alone", ()))}
        assert folded(network["name"]["en"]) in accepted, network["id"]


def test_a_word_that_fits_several_networks_is_no_name_of_its_own_network():
    for network in data("networks")["network"]:
        own = {folded(word) for word in (*network.get("names", ()), *network.get("alone", ()))}
        generic = {folded(word) for word in network.get("generic", ())}
        assert not own & generic, network["id"]


def test_a_host_belongs_to_one_network_and_no_other_is_below_it():
    hosts = [host for network in data("networks")["network"] for host in network["hosts"]]
    assert repeated(hosts) == []
    for host in hosts:
        parents = [".".join(host.split(".")[depth:]) for depth in range(1, host.count("."))]
        assert not set(parents) & set(hosts), host


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fa fa-facebook", {"facebook"}),
        ("fab fa-facebook-f", {"facebook"}),
        ("ico_fb.png", {"facebook"}),
        ("social-media-link-icon--instagram", {"instagram"}),
        ("fa-brands fa-x-twitter", {"x"}),
        ("sns-x", {"x"}),
        ("fa fa-linkedin-square", {"linkedin"}),
        ("iconset ico-share-kakao", {"kakaotalk"}),
        ("btn_kakaostory", {"kakaostory"}),
        ("kakao-channel", {"kakao-channel"}),
        ("ico_kakaotalk_channel.svg", {"kakao-channel"}),
        ("naver_blog", {"naver-blog"}),
        ("sns_band.png", {"naver-band"}),
        ("share-line", {"line"}),
        ("fa-brands fa-threads", {"threads"}),
        ("fa-youtube-play", {"youtube"}),
        ("rss-link", {"rss"}),
        # Ordinary class names that contain a network's word.
        ("icon-x close", set()),
        ("underline", set()),
        ("hr-line", set()),
        ("outline", set()),
        ("text-medium", set()),
        ("icon-medium", set()),
        ("headband", set()),
        ("group-blog", set()),
        ("blog-post", set()),
        ("footnote", set()),
        ("press-release", set()),
        ("config", set()),
        ("install", set()),
        ("map-kakao-pay", set()),
    ],
)
def test_the_names_of_icons_hint_at_the_right_network(name: str, expected: set[str]):
    networks = data("networks")["network"]
    assert {n["id"] for n in networks if re.search(n["icon"], name)} == expected


# ── languages and scripts ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", ["native", "english", "korean", "codes"])
def test_a_name_or_code_in_a_switcher_tells_one_language_only(key: str):
    told = [
        name
        for language in data("languages")["language"]
        for name in {folded(word) for word in language.get(key, ())}
    ]
    assert repeated(told) == []


def test_every_language_tag_is_registered_and_stands_once():
    languages = data("languages")["language"]
    assert repeated(language["tag"] for language in languages) == []
    for language in languages:
        assert tags.check(language["tag"]), language["tag"]


def test_a_code_is_in_capitals_and_never_the_tag_of_another_language():
    languages = data("languages")["language"]
    by_tag = {language["tag"].casefold(): language["tag"] for language in languages}
    for language in languages:
        for code in language.get("codes", ()):
            assert code == code.upper(), code
            assert by_tag.get(code.casefold(), language["tag"]) == language["tag"], code


def test_the_languages_that_switchers_must_know_are_all_there():
    known = {language["tag"] for language in data("languages")["language"]}
    union = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    united_nations = "ar en es fr ru zh"
    korean_families = "en id ja km ko lo mn my ne ru th tl uz vi zh zh-Hans zh-Hant"
    assert set(f"{union} {united_nations} {korean_families}".split()) <= known


def test_the_script_of_a_language_is_one_that_the_table_of_scripts_gives_it():
    scripts = data("scripts")
    for language in data("languages")["language"]:
        primary, _, subtag = language["tag"].partition("-")
        written = set(scripts["composite"].get(language["script"], [language["script"]]))
        if len(subtag) == 4:
            assert language["script"] == subtag
        else:
            assert written & set(scripts["languages"][primary]["primary"]), language["tag"]


def test_a_language_calls_itself_in_its_own_script():
    composite = data("scripts")["composite"]
    words = {
        "Hang": "HANGUL", "Hani": "CJK", "Hira": "HIRAGANA", "Kana": "KATAKANA", "Bopo": "BOPOMOFO",
        "Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Arab": "ARABIC", "Hebr": "HEBREW",
        "Armn": "ARMENIAN", "Geor": "GEORGIAN", "Ethi": "ETHIOPIC", "Deva": "DEVANAGARI",
        "Beng": "BENGALI", "Guru": "GURMUKHI", "Gujr": "GUJARATI", "Orya": "ORIYA", "Taml": "TAMIL",
        "Telu": "TELUGU", "Knda": "KANNADA", "Mlym": "MALAYALAM", "Sinh": "SINHALA", "Thai": "THAI",
        "Laoo": "LAO", "Tibt": "TIBETAN", "Mymr": "MYANMAR", "Khmr": "KHMER", "Mong": "MONGOLIAN",
        "Thaa": "THAANA",
    }  # fmt: skip
    for language in data("languages")["language"]:
        scripts = composite.get(language["script"], [language["script"]])
        allowed = {words[script] for script in scripts}
        for name in language["native"]:
            for letter in name:
                if unicodedata.category(letter) in ("Lo", "Lu", "Ll"):
                    first = unicodedata.name(letter).split()[0]
                    assert first in allowed, (name, unicodedata.name(letter))


def test_every_script_and_every_language_of_the_table_is_registered():
    scripts = data("scripts")
    listed = {text for _, text in strings(scripts)} | set(scripts["composite"])
    assert [script for script in listed if tags.type(script.lower(), "script") is None] == []
    languages = scripts["languages"]
    assert [name for name in languages if tags.type(name, "language") is None] == []


def test_the_scripts_of_a_language_are_those_of_characters_and_stand_once():
    scripts = data("scripts")
    assert len(scripts["languages"]) >= 190
    for language, written in scripts["languages"].items():
        both = [*written["primary"], *written.get("tolerated", ())]
        assert repeated(both) == [], language
        assert not set(both) & set(scripts["composite"]), language


@pytest.mark.parametrize(
    ("language", "primary", "tolerated"),
    [
        ("ko", ["Hang"], ["Hani"]),
        ("ja", ["Hira", "Kana", "Hani"], []),
        ("zh", ["Hani"], ["Bopo"]),
        ("en", ["Latn"], []),
        ("ru", ["Cyrl"], []),
        ("sr", ["Cyrl", "Latn"], []),
        ("hi", ["Deva"], []),
        ("ar", ["Arab"], []),
        ("mn", ["Cyrl"], ["Mong"]),
    ],
)
def test_well_known_languages_are_written_as_everyone_knows(
    language: str, primary: list[str], tolerated: list[str]
):
    found = data("scripts")["languages"][language]
    assert found["primary"] == primary
    assert found.get("tolerated", []) == tolerated


# ── words of alternative texts ────────────────────────────────────────────────────────────────


def bare(word: str) -> str:
    """A text as whole texts are compared: letters and digits, without a number at the end."""
    kept = "".join(c for c in unicodedata.normalize("NFKC", word).casefold() if c.isalnum())
    return kept.rstrip("0123456789") or kept


def image_words() -> dict[str, dict[str, Any]]:
    found = data("image_words")
    return {key: found[key] for key in found if key not in ("file_name", "any")}


def test_whole_texts_stay_apart_when_they_are_compared():
    for language, words in image_words().items():
        compared = [bare(word) for word in (*words["alone"], *words["placeholder"])]
        assert "" not in compared, language
        assert repeated(compared) == [], language


def test_a_word_that_is_bad_as_an_ending_is_bad_alone_too():
    for language, words in image_words().items():
        alone = {bare(word) for word in words["alone"]}
        assert {bare(word) for word in words["suffix"]} <= alone, language


def test_an_allowed_ending_has_an_ending_that_would_be_bad():
    for words in image_words().values():
        endings = tuple(suffix.casefold() for suffix in words["suffix"])
        for allowed in words.get("suffix_ok", ()):
            assert allowed.casefold().endswith(endings), allowed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("carr_law_header_Oct2016.png", "extension"),
        ("지도.JPG", "extension"),
        ("IMG_4021", "camera"),
        ("DSCN0042", "camera"),
        ("P1010001", "camera"),
        ("KakaoTalk_20240105_101530", "capture"),
        ("20230401_123456", "timestamp"),
        ("9f86d081884c7d659a2feaa0c55ad015", "hash"),
        ("123e4567-e89b-12d3-a456-426614174000", "hash"),
        ("ico_arrow_right", "identifier"),
    ],
)
def test_names_of_files_are_told(text: str, kind: str):
    patterns = data("image_words")["file_name"]
    assert re.search(patterns[kind], text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "2024년 예산안",
        "DSC 2024 conference",
        "P2024",
        "Map of Seoul",
        "20240105",
        "facebook",
        "COVID-19",
        "1234567890123456",
        "NGO",
        "제1차 회의",
        "",
    ],
)
def test_ordinary_texts_are_no_names_of_files(text: str):
    patterns = data("image_words")["file_name"].values()
    assert not any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
