"""Which language a text is in: found when sure, silent on names, loanwords and near relatives, at linear cost."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govpage_lint.checks.language.evidence import telling_words
from govpage_lint.checks.language.identify import Identifier
from govpage_lint.checks.language.kindred import Kindred
from govpage_lint.checks.language.models import Model
from tests.shared import ROOT

DATA = ROOT / "rules" / "data"


@cache
def read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


IDENTIFIER = Identifier(read("language_identity")).reading(read)
KINDRED = Kindred(read("language_identity"))

# One notice, written for these tests in many languages.
TEXTS = {
    "af": "Die kantoor is van Maandag tot Vrydag oop en ons sal jou graag help as jy nie weet wat om te doen nie.",
    "ca": "L'oficina és oberta de dilluns a divendres i us ajudarem si no sabeu què heu de fer amb els papers.",
    "cs": "Úřad je otevřen od pondělí do pátku a rádi vám pomůžeme, pokud nevíte, co máte dělat.",
    "cy": "Mae'r swyddfa ar agor o ddydd Llun i ddydd Gwener a byddwn "
    "yn falch o'ch helpu os nad ydych yn gwybod beth i'w wneud.",
    "da": "Kontoret er åbent fra mandag til fredag, og vi hjælper dig gerne, hvis du ikke ved, hvad du skal gøre.",
    "de": "Das Amt ist von Montag bis Freitag geöffnet, und wir "
    "helfen Ihnen gern, wenn Sie nicht wissen, was Sie tun sollen.",
    "en": "The office is open from Monday to Friday, and we will be glad to help you if you do not know what to do.",
    "es": "La oficina está abierta de lunes a viernes y le ayudaremos "
    "con mucho gusto si no sabe lo que tiene que hacer.",
    "et": "Amet on avatud esmaspäevast reedeni ja me aitame teid hea meelega, kui te ei tea, mida teha.",
    "eu": "Bulegoa astelehenetik ostiralera irekita dago eta pozik "
    "lagunduko dizugu zer egin behar duzun ez badakizu.",
    "fi": "Virasto on avoinna maanantaista perjantaihin, ja autamme sinua "
    "mielellämme, jos et tiedä, mitä sinun pitäisi tehdä.",
    "fr": "Le bureau est ouvert du lundi au vendredi et nous vous "
    "aiderons volontiers si vous ne savez pas ce que vous devez faire.",
    "ga": "Tá an oifig oscailte ón Luan go dtí an Aoine agus beidh "
    "áthas orainn cabhrú leat mura bhfuil a fhios agat cad atá le déanamh.",
    "hr": "Ured je otvoren od ponedjeljka do petka i rado ćemo vam pomoći ako ne znate što trebate učiniti.",
    "hu": "A hivatal hétfőtől péntekig van nyitva, és szívesen segítünk önnek, ha nem tudja, hogy mit kell tennie.",
    "id": "Kantor ini buka dari hari Senin sampai Jumat dan kami "
    "akan membantu anda jika anda tidak tahu apa yang harus dilakukan.",
    "is": "Skrifstofan er opin frá mánudegi til föstudags og við hjálpum þér ef þú veist ekki hvað þú átt að gera.",
    "it": "L'ufficio è aperto dal lunedì al venerdì e vi aiuteremo volentieri se non sapete che cosa dovete fare.",
    "lt": "Įstaiga dirba nuo pirmadienio iki penktadienio ir mes jums mielai padėsime, jeigu nežinote, ką daryti.",
    "lv": "Iestāde ir atvērta no pirmdienas līdz piektdienai, un "
    "mēs jums labprāt palīdzēsim, ja nezināt, kas jādara.",
    "nl": "Het kantoor is van maandag tot en met vrijdag open en wij helpen u graag als u niet weet wat u moet doen.",
    "pl": "Urząd jest otwarty od poniedziałku do piątku i chętnie pomożemy, jeśli nie wiesz, co masz zrobić.",
    "pt": "A repartição está aberta de segunda a sexta-feira e teremos todo "
    "o gosto em ajudar se não souber o que deve fazer.",
    "ro": "Biroul este deschis de luni până vineri și vă vom ajuta cu plăcere dacă nu știți ce trebuie să faceți.",
    "sl": "Urad je odprt od ponedeljka do petka in z veseljem vam bomo pomagali, če ne veste, kaj morate storiti.",
    "sv": "Kontoret är öppet från måndag till fredag och vi hjälper dig gärna om du inte vet vad du ska göra.",
    "tr": "Ofis pazartesiden cumaya kadar açıktır ve ne yapacağınızı bilmiyorsanız size yardım etmek için buradayız.",
    "vi": "Văn phòng mở cửa từ thứ hai đến thứ sáu và chúng tôi sẽ giúp bạn nếu bạn không biết phải làm gì.",
}


def other(text: str, tag: str) -> str | None:
    found = IDENTIFIER.other(telling_words(text, IDENTIFIER.grammar), tag)
    return None if found is None else found.tag


@pytest.mark.parametrize("tag", TEXTS)
def test_no_text_is_denied_its_own_language(tag: str) -> None:
    assert other(TEXTS[tag], tag) is None


@pytest.mark.parametrize("tag", TEXTS)
@pytest.mark.parametrize("said", ["en", "fr", "de", "pl"])
def test_a_sentence_in_another_language_is_found_and_named(tag: str, said: str) -> None:
    if tag != said:
        found = other(TEXTS[tag], said)
        assert found is not None
        assert IDENTIFIER.group(found) == IDENTIFIER.group(tag)


@pytest.mark.parametrize(
    ("one", "two"),
    [("da", "nb"), ("da", "no"), ("cs", "sk"), ("id", "ms"), ("hr", "bs"), ("hr", "sr")],
)
def test_what_is_written_alike_is_one_language(one: str, two: str) -> None:
    assert other(TEXTS[one], two) is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Samsung Electronics", "de"),
        ("Le Monde diplomatique", "en"),
        ("Kim Cheolsu, Park Younghee, Jeong Minjun", "fr"),
        ("Marketing manager", "es"),
        ("download newsletter feedback team", "de"),
        ("user@example.go.kr www.example.org/the/path/of/this", "fr"),
        ("npm install --save-dev the-package", "nl"),
        ("zeitgeist", "en"),
        ("A B C D E F G", "it"),
        ("1. 2. 3. km² CO₂", "sv"),
        ("", "en"),
        ("GOVERNMENT PORTAL", "fr"),
    ],
)
def test_names_loanwords_and_code_are_in_any_language(text: str, tag: str) -> None:
    assert other(text, tag) is None


def test_a_quotation_does_not_make_the_text_another_language() -> None:
    text = (
        f"{TEXTS['en']} {TEXTS['en']} Sie sagte: wer nicht wagt, der nicht gewinnt. {TEXTS['en']}"
    )
    assert other(text, "en") is None


def test_half_and_half_is_for_nobody_to_say() -> None:
    assert other(f"{TEXTS['en']} {TEXTS['de']}", "en") is None
    assert other(f"{TEXTS['en']} {TEXTS['de']}", "de") is None


def test_a_language_without_a_model_is_denied_by_much_text_only() -> None:
    assert other(TEXTS["en"], "fj") is not None
    assert other("the office is open", "fj") is None
    assert other(TEXTS["en"], "bi") is None  # a creole of English may well look like it
    assert other(TEXTS["en"], "sco") is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.sampled_from(sorted(TEXTS)))
def test_any_text_gives_one_answer(text: str, tag: str) -> None:
    assert other(text, tag) == other(text, tag)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="가나다라마한글정부안내あいうえおカキクケコ中文政府 أهلاشكرا привет", max_size=60
    )
)
def test_text_in_another_script_is_never_a_latin_language(text: str) -> None:
    assert all(other(text, tag) is None for tag in ("en", "vi", "tr"))


def test_the_cost_does_not_grow_with_more_than_is_looked_at() -> None:
    costs = [Counting(), Counting()]
    for size, counting in zip((2_000, 20_000), costs, strict=True):
        identifier = Identifier(read("language_identity")).reading(read)
        identifier._models["en"] = counting
        identifier.other(["qwxyz"] * size, "en")
    assert costs[1].asked <= costs[0].asked + 1


class Counting(Model):
    def __init__(self) -> None:
        super().__init__(read("language_models/en"))
        self.asked = 0

    def cost(self, word: str) -> float:
        self.asked += 1
        return super().cost(word)


def test_every_language_has_its_tables_and_no_table_is_left_over() -> None:
    table = read("language_identity")
    files = {file.stem for file in (DATA / "language_models").glob("*.toml")}
    assert files == set(table["usual"]) == set(table["common"])
    assert set(table["minor"].split()) <= files
    assert {tag for pair in table["near"] for tag in pair.split()} <= files


def test_what_is_written_with_a_capital_letter_is_a_name() -> None:
    grammar = IDENTIFIER.grammar
    assert telling_words("We met Anna Berg of Oslo. Nice day", grammar) == [
        "we",
        "met",
        "of",
        "nice",
        "day",
    ]
    assert telling_words("The Hague", grammar) == ["the"]
    assert telling_words("iPhone eGov über file.txt a@b.de", grammar) == ["über"]


RUSSIAN = (
    "Министр сегодня встретился с послами пяти стран и поблагодарил их за работу, которая была выполнена "
    "в этом году, и это не только для них, но и для всех, кто так долго ждал решения."
)
UKRAINIAN = "Міністр сьогодні зустрівся з послами п'яти країн і подякував їм за роботу, яка була виконана цього року."
BULGARIAN = (
    "Министърът се срещна днес с посланиците на пет държави и им благодари за работата, която е свършена "
    "през тази година, и това не е само за тях, а и за всички, които са чакали толкова дълго."
)
ARABIC = "التقى الوزير اليوم سفراء خمس دول وشكرهم على التعاون في هذا المجال من أجل المستقبل إلى أن يتم الاتفاق."
PERSIAN = "وزیر امروز با سفیران پنج کشور دیدار کرد و از آنان برای همکاری در این زمینه تشکر کرد که ادامه دارد."


@pytest.mark.parametrize(
    ("text", "tag", "meant"),
    [
        (RUSSIAN, "ru", None),
        (RUSSIAN, "uk", "ru"),
        (RUSSIAN, "bg", "ru"),
        (UKRAINIAN, "uk", None),
        (UKRAINIAN, "ru", "uk"),
        (BULGARIAN, "bg", None),
        (BULGARIAN, "ru", "bg"),
        (ARABIC, "ar", None),
        (ARABIC, "fa", "ar"),
        (PERSIAN, "fa", None),
        (PERSIAN, "ar", "fa"),
        ("Киев", "ru", None),
        (RUSSIAN, "cv", None),
        ("", "ru", None),
    ],
)
def test_languages_of_another_script(text: str, tag: str, meant: str | None) -> None:
    found = KINDRED.other(text, tag)
    assert (None if found is None else found.tag) == meant
